"""Ranges and lists of articles whose members have been merged or deleted: 第二条至第四条, 第二条、第三条."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from xiuding.address import Unit, label
from xiuding.crossref.numbering import Gone, Numbering, Spot
from xiuding.crossref.references import Reference, Step
from xiuding.document import Node
from xiuding.numerals import Ordinal

_UP_TO = ("至", "到")
_BESIDE = ("、", "和", "及", "以及", "与", "或", "或者")


class Shorter(NamedTuple):
    """``text[start:end]``, a range or a list, is to read `new`; None where nobody can tell."""

    start: int
    end: int
    new: str | None


def shorter(
    text: str, references: Sequence[Reference], before: Numbering, standing: set[Node]
) -> list[Shorter]:
    """What has to be written anew as a whole, in reading order.

    第二条至第三条, where the old 第三条 is part of the new 第二条, is 第二条; so is 第二条、第三条.
    """
    out: list[Shorter] = []
    run: list[Step] = []
    for one, other in pairwise(references):
        if not (_is_article(one) and _is_article(other)):
            continue
        first, last = one.steps[0], other.steps[0]
        between = text[first.end : last.start]
        ends = first.numbers[0], last.numbers[0]
        if between in _UP_TO and _is_torn(*ends, before, standing):
            out.append(Shorter(first.start, last.end, _range(*ends, before, standing)))
        elif between in _BESIDE:
            run = [*run, last] if run and run[-1] is first else [first, last]
            new = _become_one([n for step in run for n in step.numbers], before, standing)
            out = [s for s in out if new is None or s.start != run[0].start]
            out += [Shorter(run[0].start, last.end, new)] if new is not None else []
            run = run if new is not None else []
    for step in (each.path[0] for each in references if len(each.path) == 1):
        if step.unit is not Unit.ARTICLE or len(step.numbers) != 2:
            continue
        if not any(word in text[step.start : step.end] for word in _UP_TO):
            new = _become_one(step.numbers, before, standing)
            out += [Shorter(step.start, step.end, new)] if new is not None else []
        elif _is_torn(*step.numbers, before, standing):
            out.append(Shorter(step.start, step.end, _range(*step.numbers, before, standing)))
    return sorted(out, key=lambda each: each.start)


def _is_article(reference: Reference) -> bool:
    """第二条, and nothing more: not 第二条第一款."""
    (step, *more) = reference.steps
    return not more and not reference.taken and step.unit is Unit.ARTICLE and len(step.numbers) == 1


def _is_torn(first: Ordinal, last: Ordinal, before: Numbering, standing: set[Node]) -> bool:
    """Whether an end of a range is gone or in another article."""
    if first not in before.articles or last not in before.articles or first >= last:
        return False
    one, other = (_now(n, before, standing) for n in (first, last))
    return one is None or other is None or bool(one.paragraph or other.paragraph) or one == other


def _range(first: Ordinal, last: Ordinal, before: Numbering, standing: set[Node]) -> str | None:
    """What is left of a range; None where others stand among it, or one of it is only part of an article."""
    numbers = [a.number for a in before.order if a.number is not None and first <= a.number <= last]
    homes = _homes(numbers, before, standing)
    others = (_now(n, before, standing) for n in before.articles if n not in numbers)
    if not homes or any(s is not None and homes[0] <= s.article <= homes[-1] for s in others):
        return None
    return "至".join(label(Unit.ARTICLE, n) for n in dict.fromkeys((homes[0], homes[-1])))


def _become_one(numbers: Sequence[Ordinal], before: Numbering, standing: set[Node]) -> str | None:
    """The one article that several have become."""
    if len({*numbers}) < len(numbers):
        return None
    homes = _homes(numbers, before, standing)
    whole = all(_now(n, before, standing) is not None for n in numbers)
    return label(Unit.ARTICLE, homes[0]) if whole and len(homes) == 1 else None


def _homes(numbers: Sequence[Ordinal], before: Numbering, standing: set[Node]) -> list[Ordinal]:
    """The articles that these have become; none where one of those is made of others as well."""
    spots = [spot for n in numbers if (spot := _now(n, before, standing)) is not None]
    homes = sorted({spot.article for spot in spots})
    parts = {spot.article for spot in spots if spot.paragraph}
    for article in standing:
        if article.number in parts:
            came = {
                stood.article for p in article.of(Unit.PARAGRAPH) if (stood := before.stood(p)) is not None
            }
            if not came <= {*numbers}:
                return []
    return homes


def _now(number: Ordinal, before: Numbering, standing: set[Node]) -> Spot | None:
    if number not in before.articles:
        return None
    try:
        return before.now(Spot(number), standing)
    except Gone:
        return None
