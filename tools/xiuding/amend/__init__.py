"""Writes the instrument that turns one text into another: the drafting language, the other way round.

    >>> from xiuding.structure import build
    >>> old = build(["某某条例", "第一条　设立甲三支。", "第二条　本条例自公布之日起施行。"])
    >>> new = build(["某某条例", "第一条　设立甲五支。", "第二条　本条例自公布之日起施行。"])
    >>> amend(old, new)[1]
    '一、将第一条修改为：“设立甲五支。”'

The draft is proved before it is given: applied to the old text it makes the new one, or the call is
refused.  Articles are the unit of change.  The 题注 and the 目录 are the publisher's and have no clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from xiuding.address import Unit
from xiuding.amend import pairing
from xiuding.amend.clauses import Comparison, draft
from xiuding.amend.pairing import bare
from xiuding.consolidate import apply_clauses
from xiuding.document import Document
from xiuding.errors import DoesNotApply
from xiuding.instrument import parse
from xiuding.language import say

__all__ = ["PUBLISHED", "amend", "ordered"]

_TRIALS = 3
_SHOWN = 20
PUBLISHED = (Unit.NOTE, Unit.CONTENTS)


def amend(old: Document, new: Document) -> list[str]:
    """The paragraphs of a 修改决定 that makes `new` of `old`; DoesNotApply where no such draft is found.

    An article that the closing formula would change otherwise than `new` has it is restated in full; one
    that cannot be amended in its place is deleted and added.
    """
    pairs = pairing.articles(old.articles(), new.articles())
    problem: DoesNotApply | None = None
    for attempt in (pairs, pairing.apart(pairs, 2), pairing.apart(pairs, 1)):
        try:
            return _drafted(Comparison(old, new, attempt, pairing.divisions(old, new, attempt)))
        except DoesNotApply as error:
            problem = problem or error
    assert problem is not None
    raise problem


def ordered(document: Document) -> Iterator[str]:
    """The paragraphs that clauses order: all but the 题注 and the 目录."""
    for node in document.children:
        if node.unit not in PUBLISHED:
            yield from node.lines()


def _drafted(compared: Comparison) -> list[str]:
    """The draft for one pairing of the articles, proved; DoesNotApply where it is none."""
    restated: set[int] = set()
    for _ in range(_TRIALS):
        lines = draft(compared, restated)
        result = compared.old.clone()
        for step in apply_clauses(result, parse(lines)):
            if step.status != "applied":
                raise DoesNotApply(say(f"no draft found: {step.reason}", f"无法拟出修改文书：{step.reason}"))
        wrong = _wrong(result, compared.new)
        if not wrong:
            return lines
        if wrong <= restated:
            break
        restated |= wrong
    where = _apart(result, compared.new)
    raise DoesNotApply(
        say(
            f"no draft found: no clause is drafted for what differs at “{where}”",
            f"无法拟出修改文书：“{where}”处的差别不在所能拟的条文、章节、标题和引言之内",
        )
    )


def _wrong(result: Document, new: Document) -> set[int]:
    """The articles of `new`, by place, that the draft does not make; {-1} for what is no article."""
    ours, theirs = result.articles(), new.articles()
    if bare("".join(ordered(result))) == bare("".join(ordered(new))):
        return set()
    if len(ours) != len(theirs):
        return {-1}
    return {
        i
        for i, (a, b) in enumerate(zip(ours, theirs, strict=True))
        if bare("".join(a.lines())) != bare("".join(b.lines()))
    } or {-1}


def _apart(result: Document, new: Document) -> str:
    """Where the two differ first, in the words of the new text or, where it ends before, of the other."""
    lines = ([line for line in map(bare, ordered(document)) if line] for document in (new, result))
    return next((one or other or "" for one, other in zip_longest(*lines) if one != other), "")[:_SHOWN]
