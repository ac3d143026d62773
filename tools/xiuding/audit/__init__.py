"""Evident damage in a text: what no drafter writes and every reader sees.

A consolidated text is only as good as the text before it.  Sources lose headings, repeat lists and run
the end of another document into the last article; no clause amends any of that, so it would survive in
silence.  Nothing is repaired here: a fault is named, and `docs/overrides.md` says how to mend it.

    >>> from xiuding.structure import build
    >>> [f.kind for f in audit(build(["某某条例", "第一条　甲。", "第三条　乙。"]))]
    ['article-gap']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from xiuding.address import Unit
from xiuding.audit.fault import Fault
from xiuding.audit.marks import brackets, marks
from xiuding.audit.units import articles, empty, endings, headings, hidden, items, outside, repeated_title
from xiuding.document import Document, Node

__all__ = ["Fault", "Numbers", "audit", "created", "numbers", "surviving"]

_CHECKS: tuple[Callable[[Document], Iterator[Fault]], ...] = (
    headings, articles, hidden, items, empty, outside, repeated_title, endings, marks, brackets,
)  # fmt: skip


def audit(document: Document) -> list[Fault]:
    """All faults of a text, check by check, each in reading order."""
    return [fault for check in _CHECKS for fault in check(document)]


def surviving(before: Sequence[Fault], after: Sequence[Fault]) -> list[Fault]:
    """Of the faults `after` an instrument those that the text had `before` it: no clause mended them.

    No clause mends an article or a heading that is not read as one: it went with the article that it is
    taken for part of.
    """
    known = {(f.kind, f.node) for f in before}
    left = {f.node for f in after}
    gone = [f for f in before if f.kind.endswith("-hidden") and f.node not in left]
    gone = [f if f.grave else replace(f, kind="heading-lost") for f in gone]
    return [*gone, *(f for f in after if (f.kind, f.node) in known)]


#: The units that have each number, e.g. the sections of a chapter; articles are all of the document.
Numbers = dict[tuple[Node, Unit], dict[int, Node]]


def numbers(document: Document) -> Numbers:
    """The numbers that a text has, to tell later which of them its clauses took away."""
    found: Numbers = {}
    for node in (*document.divisions(), *document.articles()):
        home = document if node.unit is Unit.ARTICLE else node.parent
        if home is not None and node.number is not None and not node.number.insertion:
            found.setdefault((home, node.unit), {})[node.number.number] = node
    return found


def created(before: Sequence[Fault], had: Numbers, document: Document) -> list[Fault]:
    """The faults that an instrument brought into a text that had the faults `before` and the numbers `had`.

    A gap is ordered where its unit was deleted: 删去第三条 without 条文顺序作相应调整.  Where the unit only
    got another number (第三条改为第六条), or where there never was one, it is damage.
    """
    known = {(f.kind, f.node) for f in before}
    return [f for f in audit(document) if (f.kind, f.node) not in known and not _ordered(f, had, document)]


def _ordered(fault: Fault, had: Numbers, document: Document) -> bool:
    node = fault.node
    home = document if node.unit is Unit.ARTICLE else node.parent
    if fault.kind not in ("article-gap", "heading-gap") or home is None or node.number is None:
        return False
    were = had.get((home, node.unit), {})
    now = numbers(document).get((home, node.unit), {})
    missing = node.number.number - 1
    while missing > 0 and missing not in now:
        unit = were.get(missing)
        if missing > max(were, default=0) or (unit is not None and document in unit.ancestors()):
            return False
        missing -= 1
    return True
