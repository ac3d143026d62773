"""在第四条后增加一条: new articles that stand beside an old one and get the number that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xiuding.address import Address, Step, Unit
from xiuding.arrange.census import Key
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.instrument.model import InsertNode
from xiuding.numerals import Ordinal


def is_beside(bound: Bound) -> bool:
    """Whether an edit adds articles beside an old one and gives them no number."""
    edit, node = bound.edit, bound.node
    if not isinstance(edit, InsertNode) or edit.unit is not Unit.ARTICLE or edit.numbers:
        return False
    return edit.side in ("after", "before") and node is not None and node.unit is Unit.ARTICLE


def give(bound: Bound, number: Ordinal) -> None:
    """The new articles get this number and those that follow."""
    edit = bound.edit
    assert isinstance(edit, InsertNode)
    count = edit.count or 1
    numbers = (Ordinal(number.number + i) for i in range(count))
    bound.edit = replace(edit, numbers=tuple(Address((Step(Unit.ARTICLE, n),)) for n in numbers))


def next_to(bound: Bound, number: Ordinal) -> Ordinal:
    """The first number of new articles beside one that has `number` in the end."""
    assert isinstance(bound.edit, InsertNode)
    back = bound.edit.count or 1
    return Ordinal(number.number + 1 if bound.edit.side == "after" else number.number - back)


def stand_in(order: Sequence[Node], beside: Sequence[Bound]) -> tuple[list[Node], dict[Node, Bound]]:
    """The articles of a text with empty ones where new ones will stand, and whose those are."""
    made: dict[Node, Bound] = {}
    before: dict[Node, list[Node]] = {}
    after: dict[Node, list[Node]] = {}
    for bound in beside:
        assert bound.node is not None
        assert isinstance(bound.edit, InsertNode)
        new = [Node(Unit.ARTICLE) for _ in range(bound.edit.count or 1)]
        made |= dict.fromkeys(new, bound)
        (after if bound.edit.side == "after" else before).setdefault(bound.node, []).extend(new)
    out: list[Node] = []
    waiting: list[Node] = []  # behind 第四条 stands 第四条之一 first
    for node in order:
        if not (node.number and node.number.insertion):
            out += waiting
            waiting = []
        out += [*before.get(node, ()), node]
        waiting += after.get(node, ())
    return out + waiting, made


def settle(numbers: Mapping[Key, Ordinal], made: Mapping[Node, Bound]) -> dict[Key, Ordinal]:
    """The numbers with those of the stand-ins, under which their articles will be made."""
    out: dict[Key, Ordinal] = {}
    for key, number in numbers.items():
        if isinstance(key, Node) and key in made:
            bound = made[key]
            if isinstance(bound.edit, InsertNode) and not bound.edit.numbers:
                give(bound, number)
            out[number] = number
        else:
            out[key] = number
    return out
