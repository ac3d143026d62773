"""Binds addresses to nodes: 第八条第一款 → the node, in the text as it stood before the instrument.

An address that the base does not have may be of a unit that an earlier clause makes; it is left to be
bound when its clause is applied.  Headings are found by kind and number; a title that differs is noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from xiuding.address import Address, Step, Unit
from xiuding.bind.index import Index
from xiuding.bind.members import NoSuchPlace
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Clause, Edit, InsertNode, Merge, Place, Renumber
from xiuding.language import say

__all__ = ["Bound", "Index", "NoSuchPlace", "bind", "bind_edit"]


@dataclass(slots=True)
class Bound:
    """An edit with the node it works on; `node` is None for the whole text or a unit yet to be made.

    `missing` tells why there is no node so far, `refused` why the edit cannot be applied at all.
    """

    edit: Edit
    node: Node | None
    others: tuple[Node, ...] = ()
    into: Node | None = None
    excluded: tuple[Node, ...] = ()
    missing: DoesNotApply | None = None
    refused: DoesNotApply | None = None
    notes: list[str] = field(default_factory=list)


def bind(index: Index, clauses: Sequence[Clause]) -> Iterator[tuple[Clause, list[Bound]]]:
    """Bind every edit of every clause in the base text; what is not there yet stays unbound."""
    for clause in clauses:
        bound: list[Bound] = []
        for edit in clause.edits:
            found = bind_edit(index, edit)
            if edit.place.address.through and bound:
                bound += _inserted_between(index, bound[-1].node, found)
            bound.append(found)
        yield clause, bound


def _inserted_between(index: Index, first: Node | None, last: Bound) -> list[Bound]:
    """第三条至第五条 takes in the 第四条之一 that the text has."""
    if first is None or last.node is None or not first.unit is last.node.unit is Unit.ARTICLE:
        return []
    between = [n for n in index.between(first, last.node) if n.number is not None and n.number.insertion]
    if between and isinstance(last.edit, Renumber):
        which = "、".join(n.label for n in between)
        last.refused = DoesNotApply(
            say(f"the range takes in {which}, which gets no number", f"该范围中还有{which}，没有给出序号")
        )
        return []
    place = last.edit.place
    return [
        Bound(replace(last.edit, place=replace(place, address=Address((Step(n.unit, n.number),)))), n)
        for n in between
    ]


def bind_edit(index: Index, edit: Edit) -> Bound:
    """Bind one edit; `missing` tells why where it stays unbound."""
    bound = Bound(_of_heading(edit) if index.series is Unit.GROUP else edit, None)
    try:
        if index.running and _names_article(edit):
            bound.refused = _ambiguous(edit)
            return bound
        edit = bound.edit
        bound.node = _node(index, edit.place, bound.notes)
        bound.excluded = tuple(index.resolve(a) for a in edit.place.excluding)
        if isinstance(edit, Merge):
            bound.others = tuple(n for p in edit.others if (n := _node(index, p, bound.notes)) is not None)
            bound.into = _node(index, edit.into, bound.notes) if edit.into else None
            _lead_with_kept(bound, edit)
        if isinstance(edit, Renumber) and edit.into is not None:
            bound.into = _taking_in(index, edit.into, bound.notes)
    except NoSuchPlace as error:
        bound.missing = error
    return bound


def _taking_in(index: Index, into: Place, notes: list[str]) -> Node | None:
    """The unit that takes another one in; None where clauses make it: then the new number tells."""
    try:
        return _node(index, into, notes)
    except NoSuchPlace:
        return None


def _lead_with_kept(bound: Bound, edit: Merge) -> None:
    """将第三条与第四条合并，作为第四条: the old 第四条 is the one that goes on, and stays in its chapter."""
    step = edit.to.step(Unit.ARTICLE)
    number = step.number if step is not None else None
    kept = [n for n in bound.others if n.unit is Unit.ARTICLE and n.number == number]
    if kept and bound.node is not None:
        bound.others = tuple(bound.node if n is kept[0] else n for n in bound.others)
        bound.node = kept[0]


def _names_article(edit: Edit) -> bool:
    made = isinstance(edit, InsertNode) and edit.unit is Unit.ARTICLE
    return made or edit.place.address.step(Unit.ARTICLE) is not None


def _ambiguous(edit: Edit) -> NoSuchPlace:
    return NoSuchPlace(
        say(
            f"{edit.target}: 一、 or 1.? the numbers 1. 2. run on through the parts 一、二、; say 第二部分, "
            "or quote the words",
            f"{edit.target}：原文各部分之下1. 2.连续编号，第几条所指不明；请写明第几部分，或者引用文字",
        )
    )


def _of_heading(edit: Edit) -> Edit:
    """An edit of an article, where what drafters call an article stands under a heading 一、."""
    if isinstance(edit, InsertNode) and edit.unit is Unit.ARTICLE:
        return replace(edit, unit=Unit.GROUP)
    if isinstance(edit, Renumber):
        steps = (replace(s, unit=Unit.GROUP) if s.unit is Unit.ARTICLE else s for s in edit.to.steps)
        return replace(edit, to=replace(edit.to, steps=tuple(steps)))
    return edit


def _node(index: Index, place: Place, notes: list[str]) -> Node | None:
    if place.everywhere or place.made or not place.address:
        return None
    return index.resolve(place.address, notes)
