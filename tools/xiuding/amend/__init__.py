"""Writes the instrument that turns one text into another: the drafting language, the other way round.

    >>> from xiuding.structure import build
    >>> old = build(["某某条例", "第一条　设立甲三支。", "第二条　本条例自公布之日起施行。"])
    >>> new = build(["某某条例", "第一条　设立甲五支。", "第二条　本条例自公布之日起施行。"])
    >>> amend(old, new)[1]
    '一、将第一条中的“三支”修改为“五支”。'

The draft is proved before it is given: applied to the old text it makes the new one, or the call is
refused.  Each change is drafted in the smallest unit that a drafter names – words, 项, 款, article – unless
giving more in full is shorter.  The 题注 and the 目录 are the publisher's and have no clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest

from xiuding.address import Unit
from xiuding.amend import pairing
from xiuding.amend.clauses import Care, Comparison, draft, written
from xiuding.amend.pairing import bare, said
from xiuding.consolidate import apply_clauses
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument import parse
from xiuding.language import say

__all__ = ["PUBLISHED", "amend", "ordered", "typographic"]

_TRIALS = 8
_SHOWN = 20
PUBLISHED = (Unit.NOTE, Unit.CONTENTS)


def amend(old: Document, new: Document) -> list[str]:
    """The paragraphs of a 修改决定 that makes `new` of `old`; DoesNotApply where no such draft is found.

    There are none where the texts differ in typography alone: no clause is drafted for half-width marks.
    An article of which clauses or the closing formula would make something else is given in full; one that
    cannot be amended in its place is deleted and added.
    """
    if _same(old, new):
        return []
    pairs = pairing.articles(old.articles(), new.articles())
    problem: DoesNotApply | None = None
    for attempt in (pairs, pairing.apart(pairs, 2), pairing.apart(pairs, 1)):
        try:
            return _drafted(Comparison.of(old, new, attempt))
        except DoesNotApply as error:
            problem = problem or error
    assert problem is not None
    raise problem


def ordered(document: Document) -> Iterator[str]:
    """The paragraphs that clauses order: all but the 题注 and the 目录."""
    for node in document.children:
        if node.unit not in PUBLISHED:
            yield from node.lines()


def typographic(old: Document, new: Document) -> int:
    """How many paragraphs of `new` say what one of `old` says in other typography: （班） for (班)."""
    printed = {line.strip() for line in ordered(old)}
    words = set(map(bare, printed))
    return sum(bare(line) in words for line in ordered(new) if line.strip() not in printed)


def _drafted(compared: Comparison) -> list[str]:
    """The draft for one pairing of the articles, proved; DoesNotApply where it is none.

    What applies otherwise than meant, or not at all, is drafted again with more care.
    """
    title = compared.old.title or "某某文件"
    care: dict[Node, Care] = {}
    for _ in range(_TRIALS):
        clauses = draft(compared, care)
        lines = written(title, clauses)
        result = compared.old.clone()
        steps = list(apply_clauses(result, parse(lines)))
        refused = [step for step in steps if step.status != "applied"]
        kept = [c.articles for c, s in zip(clauses, steps, strict=False) if s.status != "applied"]
        wrong = {*chain.from_iterable(kept)} or _wrong(result, compared)
        if not refused and not wrong and _same(result, compared.new):
            return lines
        if not any(care.get(article, Care.SHORT) < Care.FULL for article in wrong):
            break
        care |= {article: Care(min(care.get(article, Care.SHORT) + 1, Care.FULL)) for article in wrong}
    if refused:
        reason = refused[0].reason
        raise DoesNotApply(say(f"no draft found: {reason}", f"无法拟出修改文书：{reason}"))
    where = _apart(result, compared.new)
    raise DoesNotApply(
        say(
            f"no draft found: no clause is drafted for what differs at “{where}”",
            f"无法拟出修改文书：“{where}”处的差别不在所能拟的条文、章节、标题和引言之内",
        )
    )


def _same(result: Document, new: Document) -> bool:
    return said(ordered(result)) == said(ordered(new))


def _wrong(result: Document, compared: Comparison) -> set[Node]:
    """The articles of the old text that the draft makes something else of than the new text has."""
    ours, theirs = result.articles(), compared.new.articles()
    if len(ours) != len(theirs):
        return set()
    origin = {after: before for before, after in compared.articles if before is not None}
    return {
        origin[b]
        for a, b in zip(ours, theirs, strict=True)
        if b in origin and said(a.lines()) != said(b.lines())
    }


def _apart(result: Document, new: Document) -> str:
    """Where the two differ first, in the words of the new text or, where it ends before, of the other."""
    lines = ([line for line in map(bare, ordered(document)) if line] for document in (new, result))
    return next((one or other or "" for one, other in zip_longest(*lines) if one != other), "")[:_SHOWN]
