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
    for step in _up_to_a_list([s for s in ref.path if s.unit in DIVISIONS]):
        found = [before.division([*path, (step.unit, n)], inside) for n in step.numbers]
        path.append((step.unit, step.numbers[0]))
        divisions = [d for d in found if d is not None]
        if len(divisions) < len(found) or step not in ref.steps:
            continue
        if not standing.issuperset(divisions):
            out.append(Rewriting(step.start, step.end, None))
            continue
        numbers = [d.number for d in divisions if d.number is not None]
        if numbers != [*step.numbers]:
            out.append(Rewriting(step.start, step.end, _numbered(step, numbers)))
    return out


def _up_to_a_list(path: Sequence[Step]) -> Sequence[Step]:
    """第二、三条第一款 → 第二、三条: what stands behind a list belongs to its last member."""
    return path[: next((i for i, s in enumerate(path, 1) if len(s.numbers) > 1), len(path))]


def _articles(node: Node, ref: Reference, before: Numbering, standing: set[Node]) -> list[Rewriting]:
    """第十条第二款第（三）项, or what of it is written behind another reference (、第三款)."""
    path = _up_to_a_list([s for s in ref.path if s.unit is Unit.ARTICLE or s.unit in BELOW_ARTICLE])
    written = [s for s in path if s in ref.steps]
    if not written or path[0].unit is not Unit.ARTICLE:
        return []
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
    return _numbered(step, numbers, style="（{}）" if "（" in as_written else "{}")


def _numbered(step: Step, numbers: Sequence[Ordinal], style: str = "{}") -> str:
    """第五条之一, 第六、七章, 第（二）、（三）项."""
    if len(numbers) == 1 and style == "{}":
        return label(step.unit, numbers[0])
    return "第" + "、".join(style.format(to_chinese(n.number)) for n in numbers) + step.unit.value
