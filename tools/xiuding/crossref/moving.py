"""Writes the references of a text anew where the units they name have other numbers now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Unit, label
from xiuding.crossref.numbering import Gone, Numbering, Spot
from xiuding.crossref.ranges import shorter
from xiuding.crossref.references import Reference, Step, own
from xiuding.document import Node
from xiuding.numerals import NUMERAL, Ordinal, to_chinese

_NUMERAL = re.compile(NUMERAL)
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


class Rewriting(NamedTuple):
    """``text[start:end]`` of a node, a reference, becomes `new`; None where its unit is gone.

    `sure` is false where the text leaves open whose unit is meant; it is then reported, not written.
    """

    start: int
    end: int
    new: str | None
    sure: bool = True


def rewritings(node: Node, before: Numbering, standing: set[Node]) -> list[Rewriting]:
    """What to write anew in the text of a node, in reading order; words of the instrument stay."""
    references = list(own(node.text))
    whole = shorter(node.text, references, before, standing)
    found: list[Rewriting] = []
    for reference in references:
        found += _divisions(node, reference, before, standing)
        found += _articles(node, reference, before, standing)
        found += _inner(node, reference, before, standing)
    found = [r for r in found if not any(w.start <= r.start and r.end <= w.end for w in whole)]
    found += (Rewriting(*each) for each in whole if each.new != node.text[each.start : each.end])
    brought = node.fresh
    return sorted(r for r in found if not any(a < r.end and r.start < b for a, b in brought))


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
            as_written = node.text[step.start : step.end]
            out.append(Rewriting(step.start, step.end, _numbered(as_written, step, numbers)))
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
    deeper = path[-1].unit is Unit.ARTICLE and any(spot.paragraph for spot in now)  # an article became a 款
    ranged = node.text[start - 1 : start] == "至" or node.text[end : end + 1] == "至" or len(now) > 1
    if len({_without_last(spot, path) for spot in now}) > 1 or (deeper and ranged):
        return [Rewriting(start, end, None)]
    pieces = [_write(node.text, step, now) for step in written]
    if deeper:
        pieces.append(f"第{Ordinal(now[0].paragraph)}款")
    elif now[0].paragraph and [s.unit for s in written] == [Unit.ARTICLE, Unit.ITEM]:
        pieces.insert(1, f"第{Ordinal(now[0].paragraph)}款")  # 第一条第一项 of what has several 款 now
    new = "".join(pieces)
    if taken is not None and taken != now[0].article:
        new = label(Unit.ARTICLE, now[0].article) + new
    return [Rewriting(start, end, new)] if new != node.text[start:end] else []


#: 本条第二款, 前款第（三）项: where the units are, by how many 款 before the one that names them.
_BACK = {"本款": 0, "前款": 1, "上款": 1, "上一款": 1}


def _inner(node: Node, ref: Reference, before: Numbering, standing: set[Node]) -> list[Rewriting]:
    """A 款 or 项 of the article in which it is named."""
    path = _up_to_a_list([s for s in ref.path if s.unit in BELOW_ARTICLE])
    written = [s for s in path if s in ref.steps]
    here = before.stood(node)
    if path != [*ref.path][: len(path)] or not written or here is None:
        return []
    back = _BACK.get(ref.within or "")
    if (ref.within and back is None and ref.within != "本条") or path[0].unit is Unit.SUBITEM:
        return []  # 前条第二款, 该条第二款
    if back is not None and (path[0].unit is not Unit.ITEM or here.paragraph <= back):
        return []
    start, end = written[0].start, written[-1].end
    base = Spot(here.article, 0 if back is None else here.paragraph - back)
    try:
        now = [before.now(_spot(path, number, base), standing) for number in path[-1].numbers]
        home = before.now(Spot(here.article, here.paragraph), standing)
    except Gone:
        return [Rewriting(start, end, None, ref.within is not None)]
    astray = any(s.article != home.article for s in now)
    astray |= back is not None and any(s.paragraph != home.paragraph - back for s in now)
    if astray or len({_without_last(spot, path) for spot in now}) > 1:
        return [Rewriting(start, end, None, ref.within is not None)]
    new = "".join(_write(node.text, step, now) for step in written)
    return [Rewriting(start, end, new, ref.within is not None)] if new != node.text[start:end] else []


def _spot(path: Sequence[Step], last: Ordinal, base: Spot | None = None) -> Spot:
    numbers = {s.unit: s.numbers[0] for s in path} | {path[-1].unit: last}
    if base is not None:
        numbers = {Unit.ARTICLE: base.article, Unit.PARAGRAPH: Ordinal(base.paragraph)} | numbers
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
        case Unit.PARAGRAPH if not now[0].paragraph:
            return ""  # what was a 款 is a whole article
        case Unit.PARAGRAPH:
            numbers = [Ordinal(spot.paragraph) for spot in now]
        case Unit.ITEM:
            numbers = [Ordinal(spot.item) for spot in now]
        case _:
            return as_written
    if tuple(numbers[: len(step.numbers)]) == step.numbers:
        return as_written
    return _numbered(as_written, step, numbers[: len(step.numbers)])


def _numbered(as_written: str, step: Step, numbers: Sequence[Ordinal]) -> str:
    """第五条之一, 第六、七章, 第（二）、（三）项, 第5至7条: other numbers in the writing of the old ones."""
    if bool(numbers[-1].insertion) != bool(step.numbers[-1].insertion):
        return label(step.unit, numbers[0]) if len(numbers) == 1 else as_written
    values = iter([*(n.number for n in numbers), numbers[-1].insertion])
    return _NUMERAL.sub(lambda m: _styled(m[0], next(values)), as_written)


def _styled(old: str, value: int) -> str:
    if not old.isdecimal():
        return to_chinese(value)
    return str(value) if old.isascii() else str(value).translate(_WIDE)
