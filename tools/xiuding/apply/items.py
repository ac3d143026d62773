"""项 and 目: 增加一项，作为第三项; a new text for one; 原第六项改为第二款第一项."""

from __future__ import annotations

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
    """DoesNotApply where an 项 of a text without articles goes on in paragraphs: nothing tells how far."""
    above = list(node.ancestors())
    if node.unit is not Unit.ITEM or any(a.unit is Unit.ARTICLE for a in above) or node.parent is None:
        return
    paragraph = node.parent
    behind = paragraph.parent.children[paragraph.index + 1 :] if paragraph.parent is not None else []
    if paragraph.children[-1] is node and behind and behind[0].unit is Unit.PARAGRAPH and behind[0].text:
        words = short(behind[0].text)
        raise DoesNotApply(
            say(
                f"{target}: “{words}” behind it may belong to it or not; quote what is meant",
                f"{target}：其后的“{words}”是否属于此处不明，请引用所指的文字",
            )
        )


def insert(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    """第二条第一款增加一项，作为第三项：“（三）……；”"""
    assert edit.new is not None
    holder = _list_of(node_of(bound), edit.target)
    items = members(fresh(edit.new.text, series=series(holder)))
    unit = holder.listed()[0].unit if holder.listed() else edit.unit
    already.refuse_units(items, already.places(draft.lists.found(holder, unit), edit), edit.target)
    draft.lists.watch(holder)
    for i, item in enumerate(items):
        item.unit = unit
        number = edit.numbers[i].last.number if i < len(edit.numbers) else None
        if number is None:
            holder.append(item)
        else:
            holder.insert(_slot(holder, number.number), item)
            draft.lists.give(holder, number.number, item)
    draft.lists.watch(holder, *items)
    draft.lists.label(holder)
    draft.touch(holder)


def _slot(holder: Node, number: int) -> int:
    items = holder.listed()
    return items[number - 1].index if number <= len(items) else len(holder.children)


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


def put(draft: Draft, node: Node, content: list[Node]) -> None:
    """A new 项 in the place of an old one; 第二项分为两项 makes room for the second."""
    parent = node.parent
    assert parent is not None
    first, *more = [
        i for c in content for i in (c.children if c.unit is Unit.PARAGRAPH and not c.text else [c])
    ]
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
