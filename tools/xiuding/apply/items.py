"""项 and 目: 增加一项，作为第三项; a new text for one; 原第六项改为第二款第一项."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import BELOW_ARTICLE, Address, Unit
from xiuding.apply import already
from xiuding.apply.content import become, fresh, members
from xiuding.apply.draft import Draft, node_of
from xiuding.apply.homes import article
from xiuding.apply.refusals import short
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import InsertNode
from xiuding.language import say
from xiuding.numerals import Ordinal


def series(node: Node) -> Unit | None:
    """The 项 where the list that a node is of, or has, is numbered 一、; None where it is （一）."""
    items = [node] if node.unit is Unit.ITEM else node.listed()
    return Unit.ITEM if any(i.label.endswith("、") for i in items) else None


def require_closed(node: Node, target: str) -> None:
    """DoesNotApply where the last member of a list may go on in the paragraph behind it.

    Between two 项 all belongs to the first; behind the last nothing tells, but that in an article it is a 款.
    """
    behind = _behind(node)
    if behind is not None and not (behind.parent is not None and behind.parent.unit is Unit.ARTICLE):
        words = short(behind.text)
        raise DoesNotApply(
            say(
                f"{target}: “{words}” behind it may belong to it or not; quote what is meant",
                f"{target}：其后的“{words}”是否属于此处不明，请引用所指的文字",
            )
        )


def _behind(node: Node) -> Node | None:
    """The paragraph that follows the last member of a list."""
    at: Node | None = node if node.unit in (Unit.ITEM, Unit.SUBITEM) else None
    while at is not None and at.unit in (Unit.ITEM, Unit.SUBITEM, Unit.PARAGRAPH) and at.parent is not None:
        if at.index + 1 < len(at.parent.children):
            following = at.parent.children[at.index + 1]
            return following if following.unit is Unit.PARAGRAPH and following.text else None
        at = None if at.unit is Unit.PARAGRAPH else at.parent
    return None


def insert(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    """第二条第一款增加一项，作为第三项：“（三）……；”"""
    assert edit.new is not None
    holder = _list_of(node_of(bound), edit.target)
    several = (edit.count or len(edit.numbers)) != 1
    items = _items_of(fresh(edit.new.text, series=series(holder)), edit.target, several=several)
    unit = holder.listed()[0].unit if holder.listed() else edit.unit
    already.refuse_units(items, already.places(draft.lists.found(holder, unit), edit), edit.target)
    standing = holder.listed()
    if standing and not (edit.numbers and _slot(holder, edit.numbers[0]) <= standing[-1].index):
        require_closed(standing[-1], edit.target)
    draft.lists.watch(holder)
    for i, item in enumerate(items):
        item.unit = unit
        number = edit.numbers[i].last.number if i < len(edit.numbers) else None
        if number is None:
            holder.append(item)
        else:
            holder.insert(_slot(holder, edit.numbers[i]), item)
            draft.lists.give(holder, number.number, item)
    draft.lists.watch(holder, *items)
    draft.lists.label(holder)
    draft.touch(holder)


def _slot(holder: Node, address: Address) -> int:
    items, number = holder.listed(), address.last.number
    at = number.number if number is not None else len(items) + 1
    return items[at - 1].index if at <= len(items) else len(holder.children)


def _items_of(content: Sequence[Node], target: str, *, several: bool) -> list[Node]:
    """The items that a new text is; a paragraph behind a numbered one is part of it.

    DoesNotApply for paragraphs without numbers, unless `several` items are ordered, one for each.
    """
    units = members(content)
    if not units or not units[0].label:
        if len(units) > 1 and not several:
            raise DoesNotApply(
                say(
                    f"{target}: the new text is {len(units)} paragraphs; number the items in it",
                    f"{target}：新的文字有{len(units)}段，请写明各项的序号",
                )
            )
        return units
    items: list[Node] = []
    for unit in units:
        if unit.label:
            items.append(unit)
        else:
            items[-1].append(unit)
    return items


def _list_of(node: Node, target: object) -> Node:
    """The 款 whose items are meant: the node itself, or the one 款 of an article that has items."""
    if node.unit in BELOW_ARTICLE:
        return node
    paragraphs = node.of(Unit.PARAGRAPH)
    listing = [p for p in paragraphs if p.listed()]
    if len(listing) == 1 or (not listing and len(paragraphs) == 1):
        return (listing or paragraphs)[0]
    raise DoesNotApply(
        say(
            f"{target}: {node.label} has {len(listing)} lists; name the 款",
            f"{target}：{node.label}有{len(listing)}处列项，请写明是哪一款",
        )
    )


def put(draft: Draft, node: Node, content: Sequence[Node], target: str, *, several: bool = False) -> None:
    """A new 项 in the place of an old one; 第二项分为两项 makes room for the second."""
    parent = node.parent
    assert parent is not None
    first, *more = _items_of(content, target, several=several)
    draft.lists.watch(parent)
    become(node, first)
    for i, item in enumerate(more, 1):
        item.unit = node.unit
        parent.insert(node.index + i, item)
    draft.lists.watch(parent, node, *more)
    draft.lists.label(parent)


def change_list(draft: Draft, node: Node, to: Address, number: Ordinal | None, into: Node | None) -> None:
    """原第六项改为第二款第一项; 移至第八条，作为第三项: the 项 goes to another list, in article `number`.

    `into` is the article or the 款 that takes it in, where the clause names it.
    """
    step, old = to.step(Unit.PARAGRAPH), node.parent
    assert old is not None
    home = next((a for a in node.ancestors() if a.unit is Unit.ARTICLE), None)
    if into is not None and into.unit in BELOW_ARTICLE and into is not old:
        draft.lists.carry(old, into, node)
        return
    if number is not None:
        home = into if into is not None else article(draft, number)
    if home is None or (number is None and (step is None or step.number is None)):
        return
    new = _list_of(home, to) if step is None or step.number is None else _paragraph(home, step.number, to)
    if new is not old:
        draft.lists.carry(old, new, node)


def _paragraph(home: Node, number: Ordinal, to: Address) -> Node:
    paragraphs = home.of(Unit.PARAGRAPH)
    if number.number > len(paragraphs):
        step = to.step(Unit.PARAGRAPH)
        raise DoesNotApply(say(f"{to}: there is no {step}", f"{to}：没有{step}"))
    return paragraphs[number.number - 1]
