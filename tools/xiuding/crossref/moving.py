"""Writes the references of a text anew where the units they name have other numbers now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Unit, label
from xiuding.crossref.numbering import Gone, Numbering, Spot
from xiuding.crossref.references import Reference, Step, own
from xiuding.document import Node
from xiuding.numerals import Ordinal, to_chinese


class Rewriting(NamedTuple):
    """``text[start:end]`` of a node, a reference, becomes `new`; None where its unit is gone."""

    start: int
    end: int
    new: str | None


def rewritings(node: Node, before: Numbering, standing: set[Node]) -> list[Rewriting]:
    """What to write anew in the text of a node, in reading order; words of the instrument stay."""
    found: list[Rewriting] = []
    for reference in own(node.text):
        found += _divisions(node, reference, before, standing)
        found += _articles(node, reference, before, standing)
    return [r for r in found if not any(a < r.end and r.start < b for a, b in node.fresh)]


def _divisions(node: Node, ref: Reference, before: Numbering, standing: set[Node]) -> list[Rewriting]:
    """第二编第六章: each step by itself."""
    out = []
    inside = [a for a in node.ancestors() if a.unit is ref.here]
    path: list[tuple[Unit, Ordinal]] = []
    for step in ref.path:
        if step.unit not in DIVISIONS or len(step.numbers) > 1:
            break
        path.append((step.unit, step.numbers[0]))
        division = before.division(path, inside)
        if division is None or step not in ref.steps:
            continue
        if division not in standing or division.number is None:
            out.append(Rewriting(step.start, step.end, None))
        elif division.number != step.numbers[0]:
            out.append(Rewriting(step.start, step.end, label(step.unit, division.number)))
    return out


def _articles(node: Node, ref: Reference, before: Numbering, standing: set[Node]) -> list[Rewriting]:
    """第十条第二款第（三）项, or what of it is written behind another reference (、第三款)."""
    path = [s for s in ref.path if s.unit is Unit.ARTICLE or s.unit in BELOW_ARTICLE]
    if not path or path[0].unit is not Unit.ARTICLE or any(len(s.numbers) > 1 for s in path[:-1]):
        return []
    written = [s for s in path if s in ref.steps]
    start, end = written[0].start, written[-1].end
    try:
        now = [before.now(_spot(path, number), standing) for number in path[-1].numbers]
        taken = before.now(Spot(path[0].numbers[0]), standing).article if path[0] not in written else None
    except Gone:
        return [Rewriting(start, end, None)]
    if len({_without_last(spot, path) for spot in now}) > 1:
        return [Rewriting(start, end, None)]
    new = "".join(_write(node.text, step, now) for step in written)
    if taken is not None and taken != now[0].article:
        new = label(Unit.ARTICLE, now[0].article) + new
    return [Rewriting(start, end, new)] if new != node.text[start:end] else []


def _spot(path: Sequence[Step], last: Ordinal) -> Spot:
    numbers = {s.unit: s.numbers[0] for s in path} | {path[-1].unit: last}
    paragraph, item = numbers.get(Unit.PARAGRAPH), numbers.get(Unit.ITEM)
    return Spot(
        numbers[Unit.ARTICLE],
        paragraph.number if paragraph is not None else 0,
        item.number if item is not None else 0,
    )


def _without_last(spot: Spot, path: Sequence[Step]) -> Spot:
    """What the units of a compressed step (第二、三项) must have in common."""
    match path[-1].unit:
        case Unit.ARTICLE:
            return Spot(Ordinal(0))
        case Unit.PARAGRAPH:
            return Spot(spot.article)
        case _:
            return spot._replace(item=0)


def _write(text: str, step: Step, now: Sequence[Spot]) -> str:
    """A step with its new numbers, as it was written where they are the old ones."""
    as_written = text[step.start : step.end]
    match step.unit:
        case Unit.ARTICLE:
            numbers = [spot.article for spot in now]
        case Unit.PARAGRAPH:
            numbers = [Ordinal(spot.paragraph) for spot in now]
        case Unit.ITEM:
            numbers = [Ordinal(spot.item) for spot in now]
        case _:
            return as_written
    if tuple(numbers[: len(step.numbers)]) == step.numbers:
        return as_written
    if len(step.numbers) == 1:
        numbers = numbers[:1]
    if step.unit is Unit.ARTICLE and len(numbers) == 1:
        return label(Unit.ARTICLE, numbers[0])
    shape = "（{}）" if "（" in as_written else "{}"
    return "第" + "、".join(shape.format(to_chinese(n.number)) for n in numbers) + step.unit.value
