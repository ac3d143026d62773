"""Sentences of a 款: 第一句, 后两句.  They end with 。！？"""

from __future__ import annotations

from xiuding import seams
from xiuding.address import Unit
from xiuding.apply.refusals import no_effect
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Edit
from xiuding.language import say

_ENDS = "。！？"


def find(unit: Node, edit: Edit) -> tuple[Node, int, int]:
    """The sentences that an edit names: the 款 and where they stand in its text.

    In an article of one 款 the 款 need not be named; the sentences of a list are those before its items.
    """
    assert edit.place.sentences is not None
    paragraphs = unit.of(Unit.PARAGRAPH) or unit.children
    bearing = unit if unit.text or not paragraphs else paragraphs[0]
    if bearing is not unit and len(paragraphs) > 1:
        raise DoesNotApply(
            say(
                f"{edit.target}: there are {len(paragraphs)} 款; name one",
                f"{edit.target}：共{len(paragraphs)}款，请写明是哪一款",
            )
        )
    bounds = _bounds(bearing.text)
    first, last = edit.place.sentences
    count = len(bounds) - 1
    first = first if first >= 0 else count + first
    last = count if last is None else last if last >= 0 else count + last
    if not 0 <= first < last <= count:
        raise DoesNotApply(
            say(f"{edit.target}: there are {count} sentences", f"{edit.target}：只有{count}句")
        )
    return bearing, bounds[first], bounds[last]


def _bounds(text: str) -> list[int]:
    bounds = [0, *(i + 1 for i, c in enumerate(text) if c in _ENDS)]
    return bounds if bounds[-1] == len(text) else [*bounds, len(text)]


def replace(unit: Node, edit: Edit, new: str, *, literal: bool = True) -> Node:
    """The sentences become `new` (nothing: they go); DoesNotApply where nothing is left or changes."""
    node, start, end = find(unit, edit)
    if not literal:
        new = seams.sentence(node.text[start:end], new)
    if not start:
        new = new.removeprefix(unit.label)  # 第二条第一句修改为“二、……”
    if node.text[start:end] == new or not (node.text[:start] + new + node.text[end:]).strip():
        raise no_effect(edit.target)
    node.splice(start, end, new)
    return node
