"""The base that instruments imply, where the text they amend is not at hand.

It has the headings of a table of contents, where one is given, the units that the clauses name, and
every old passage they quote, at its place.  What nobody quotes is 〔原文未载〕; nothing is made up:

* a paragraph named by its lead phrase is the phrase, a full stop, and the quotations with gaps around
  them: 加快建设。〔原文未载〕新建馆舍3座〔原文未载〕.  Where the phrase is itself quoted to be changed, what
  follows it is not known, and there is no full stop;
* a section's unquoted paragraphs are one gap at its end, for nobody knows between which others they stand;
* a table that a clause replaces had the rows it keeps and those it loses; of the latter only the names are
  known.  Rows it does not speak of are taken as unchanged;
* articles are numbered without holes, so those that nobody names are there, as gaps;
* a unit named without its section stands in the one section that the neighbouring clauses name and keep;
* what a clause of the same instrument makes was not in the base.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from xiuding.address import Unit
from xiuding.document import Document
from xiuding.gap import GAP
from xiuding.instrument.model import Instrument
from xiuding.reconstruct.base import Base

__all__ = ["gaps", "reconstruct"]


def reconstruct(
    instrument: Instrument,
    *,
    title: str,
    contents: Iterable[str] = (),
    note: str = "",
    same: Mapping[str, str] | None = None,
) -> Document:
    """The base that an instrument implies, with the headings of a table of contents.

    `note` says on the front page what the text is.  `same` names rows that a clause calls by another
    name than its table (清单中的名称 → 表中的名称); each must occur exactly once, or `DoesNotApply`.
    A clause 将“甲”一段中的“乙”修改为“丙” makes a paragraph 甲。〔原文未载〕乙〔原文未载〕.
    """
    base = Base(title, note)
    for line in contents:
        base.contents(line)
    for clause in instrument.clauses:
        base.clause(clause, instrument.clauses)
    base.tables(instrument.clauses, same or {})
    base.articles(instrument.clauses)
    base.finish()
    return base.document


def gaps(document: Document) -> int:
    """How many gaps a text has: stretches that no instrument quotes."""
    texts = (
        cell for n in document.walk() if n.unit is not Unit.NOTE for cell in chain((n.text,), *(n.rows or ()))
    )
    return sum(text.count(GAP) for text in texts)
