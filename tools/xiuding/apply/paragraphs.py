"""款 and 段: 增加一款，作为第二款; a new text for one or for its lead; 单列一条."""

from __future__ import annotations

from xiuding.address import Address, Unit
from xiuding.apply import already
from xiuding.apply.content import become, content, take
from xiuding.apply.draft import Draft, drop_empty, node_of
from xiuding.apply.homes import article, check_free
from xiuding.apply.refusals import no_effect
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import InsertNode, Passage
from xiuding.language import say
from xiuding.numerals import Ordinal


def insert(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    """第五条增加一款，作为第二款：“……”; 在“……”一段后增加一段：“……”"""
    assert edit.new is not None
    node = node_of(bound)
    new = content(edit.new.text)
    if edit.side in ("after", "before"):
        parent = node.parent
        assert parent is not None
        for start in range(max(0, node.index - len(new)), node.index + 2):
            already.refuse_units(new, parent.children[start:], edit.target)
        at = node.index + (1 if edit.side == "after" else 0)
        for i, child in enumerate(new):
            parent.insert(at + i, child)
    else:
        already.refuse_units(new, already.places(draft.lists.found(node, Unit.PARAGRAPH), edit), edit.target)
        for i, child in enumerate(new):
            number = edit.numbers[i].last.number if i < len(edit.numbers) else None
            siblings = node.of(Unit.PARAGRAPH)
            if number is not None and number.number <= len(siblings):
                node.insert(siblings[number.number - 1].index, child)
            else:
                node.append(child)
            if number is not None:
                draft.lists.give(node, number.number, child)
    for child in new:
        draft.touch(child)


def put(draft: Draft, node: Node, new: list[Node]) -> None:
    """A new text for a 款; what the text has more of stands behind it."""
    if draft.lists.has_carried(node):
        raise DoesNotApply(say("the new text would lose the items moved there", "新的文字会使移入的项消失"))
    parent = node.parent
    assert parent is not None
    first, *more = new
    if node.children and not node.text and len(first.children) < len(node.children):
        raise DoesNotApply(
            say("the 款 has no words of its own; name its items", "该款没有自己的文字，请写明是哪一项")
        )
    if parent.plain and node.text.endswith("。") and not any(n.children for n in new):
        for child in take(node):  # 一、……。 and （一） below it: that is no list of the 款
            first.append(child)
    if parent.unit is Unit.ARTICLE and not node.index and node.caption != node.text and not first.caption:
        first.text = node.caption + first.text  # 第二条　【适用范围】……: its heading stays
    become(node, first)
    at = node.index
    for i, child in enumerate(more, 1):
        parent.insert(at + i, child)
        draft.touch(child)


def put_lead(draft: Draft, node: Node, new: Passage) -> None:
    """第一自然段修改为: the words before the items keep the colon that leads to them."""
    lead = node if node.unit is not Unit.ARTICLE else node.of(Unit.PARAGRAPH)[0]
    text = new.line
    if not draft.literal and lead.children and text[-1:] not in "：:" and lead.text[-1:] == "：":
        draft.notes.append("句末加“：”")
        text = text.rstrip("，；。") + "："
    lead.splice(0, len(lead.text), text)


def move(draft: Draft, node: Node, number: Ordinal, to: Address, into: Node | None) -> None:
    """单列一条; 将第四十三条第二款改为第四十八条第一款: the 款 leaves its article, which may end with it.

    It goes to the article that has its new number, or to the one that the clause names (并入第四条).
    """
    old = node.parent  # None where another clause has given its article a new text
    step = to.step(Unit.PARAGRAPH)
    first = step is None or step.number == (1, 0)  # the second 款 is of what will be that article
    if old is not None and old.number == number and old.children == [node] and into is None and first:
        raise no_effect(str(to))
    there = draft.arrangement.occupied.get(number)
    whole = to.last.unit is Unit.ARTICLE or (there is not None and draft.lists.gives(there, 1))
    if into is None and whole and there is not old:
        check_free(draft, number)  # what becomes 第三条 does not join the 第三条 that there is
    home = _article(draft, number, to, into)
    if home is old:
        raise DoesNotApply(say(f"{to}: it stands there already", f"{to}：它本来就在该条"))
    if home.parent is None:
        raise DoesNotApply(say(f"{to}: an earlier clause has deleted it", f"{to}：已被前面的条目删去"))
    home.append(node)
    if step is not None and step.number is not None:
        draft.lists.give(home, step.number.number, node)
    drop_empty(old)
    draft.touch(node)


def sink(draft: Draft, node: Node, number: Ordinal, to: Address, into: Node | None) -> None:
    """将第九条并入第八条，作为第八条第二款: the only 款 of an article goes to another one."""
    paragraphs = node.of(Unit.PARAGRAPH)
    if len(paragraphs) != 1 or len(node.children) != 1:
        raise DoesNotApply(
            say(
                f"{to}: {node.label} has {len(paragraphs)} 款; say what each becomes",
                f"{to}：{node.label}有{len(paragraphs)}款，请写明各款成为哪一款",
            )
        )
    move(draft, paragraphs[0], number, to, into)


def _article(draft: Draft, number: Ordinal, to: Address, into: Node | None) -> Node:
    if into is None:
        return article(draft, number)
    if into.unit is not Unit.ARTICLE:
        raise DoesNotApply(say(f"{to}: it goes to no article", f"{to}：没有写明移至哪一条"))
    return into
