"""What is done to units of every kind: a new text, deletion, a new number, merging."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import BELOW_ARTICLE, CHAPTERS, DIVISIONS, Address, Unit, label
from xiuding.apply import already, annexes, articles, chapters, divisions, items, paragraphs, sentences
from xiuding.apply.content import fresh, members, refill, remove, take
from xiuding.apply.draft import Draft, drop_empty, node_of
from xiuding.apply.homes import article
from xiuding.apply.refusals import no_effect, not_found
from xiuding.arrange import article_of, sinks, stays
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.find import same_lines
from xiuding.instrument.model import Merge, Part, Passage, Renumber, ReplaceNode
from xiuding.language import say


def replace(draft: Draft, bound: Bound, edit: ReplaceNode) -> None:
    """将第五条第二款修改为：“……”; a restatement (相应修改为) is a check and changes nothing."""
    node = node_of(bound)
    if edit.restates:
        if not same_lines(node, edit.new.text):
            raise DoesNotApply(
                say(
                    f"{edit.target}: the restated text is not what the edits give",
                    f"{edit.target}：重述的文字与修改结果不一致",
                )
            )
        return
    if edit.old is not None and not same_lines(node, edit.old.text):
        raise not_found(edit, edit.old, [node])
    if not edit.new.line.strip():
        raise DoesNotApply(say(f"{edit.target}: the new text is empty", f"{edit.target}：新的文字是空的"))
    if edit.place.is_whole:
        draft.restate(node, edit.target)
    before = list(node.lines())
    if edit.place.is_whole:
        items.require_closed(node, edit.target)
    _refuse_again(draft, node, edit.new)
    if edit.place.part is Part.LEAD:
        paragraphs.put_lead(draft, node, edit.new)
    elif edit.place.sentences is not None:
        sentences.replace(node, edit, edit.new.line, literal=draft.literal)
    elif node.unit in CHAPTERS:
        chapters.restate(draft, node, edit.new, edit.target)
    else:
        _put(draft, node, edit.new, edit.numbers, edit.target)
    if list(node.lines()) == before and len(edit.numbers) < 2:
        raise no_effect(edit.target)
    draft.touch(node)


def _keep_items(draft: Draft, node: Node, new: Sequence[Node], target: str) -> None:
    """DoesNotApply where a new text ends before its list, and the old one would lose its own."""
    paragraphs = [node] if node.unit is Unit.PARAGRAPH else node.of(Unit.PARAGRAPH)
    leads = bool(new) and list(new[-1].walk())[-1].text.endswith(("：", ":"))
    if leads and any(p.children for p in paragraphs) and not draft.lists.has_carried(node):
        raise DoesNotApply(
            say(
                f"{target}: the new text ends in a colon and has no items, the old has; "
                "name what stands before them (第一自然段), or quote them as well",
                f"{target}：新的文字以冒号结尾而没有列项，原有的列项会丢失；请写明是款首（第一自然段），或者一并引用各项",
            )
        )


def _refuse_again(draft: Draft, node: Node, new: Passage) -> None:
    """改为第四条，修改为“……”: DoesNotApply where the 第四条 that there is has the new text."""
    number = draft.arrangement.number.get(node)
    there = already.from_before(draft.index.articles.get(number, ())) if number is not None else ()
    if any(other is not node and same_lines(other, new.text) for other in there):
        raise no_effect(str(label(Unit.ARTICLE, number)) if number is not None else "")


def _put(draft: Draft, node: Node, new: Passage, numbers: Sequence[Address], target: str) -> None:
    """Put a new text in the place of a unit."""
    if node.unit is Unit.ANNEX:
        annexes.put(node, new)
        return
    nodes = fresh(new.text, node.unit, series=items.series(node) or draft.index.series)
    if len(nodes) == 1 and nodes[0].unit is node.unit:
        articles.check_number(draft, node, nodes[0])
    if len(nodes) == 1 and nodes[0].unit is Unit.ARTICLE:
        nodes = take(nodes[0])
    _keep_items(draft, node, nodes, target)
    if not nodes:
        raise DoesNotApply(say(f"{target}: the new text is empty", f"{target}：新的文字是空的"))
    if node.parent is not None and node.unit in BELOW_ARTICLE:
        units = members(nodes)
        if len(units) > 1:
            already.refuse_units(units, node.parent.children[node.index :], target)
    if node.unit is Unit.ARTICLE:
        articles.put(draft, node, nodes, numbers)
    elif node.unit in (Unit.ITEM, Unit.SUBITEM):
        items.put(draft, node, nodes, target, several=len(numbers) > 1)
    elif node.unit is Unit.PARAGRAPH:
        paragraphs.put(draft, node, nodes)
    elif node.unit is Unit.GROUP:
        divisions.put(draft, node, nodes)
    elif node.unit in (Unit.PREAMBLE, Unit.BOX):
        refill(node, nodes)
    else:
        node.splice(0, len(node.text), new.line)


def delete(draft: Draft, bound: Bound) -> None:
    """删去第五条第二款, 第二款最后一句, 第三章章名; the items of a list are numbered through again."""
    place = bound.edit.place
    if bound.node is not None and place.is_whole:
        items.require_closed(bound.node, bound.edit.target)
    if place.everywhere and place.address:  # 删去各章章名
        divisions.dissolve_all(draft, place.address.last.unit, bound.edit)
        return
    node = node_of(bound)
    if place.sentences is not None:
        draft.touch(sentences.replace(node, bound.edit, ""))
    elif place.part is Part.TITLE and node.unit in DIVISIONS:
        divisions.dissolve(draft, node)
    elif node.unit is Unit.GROUP and node.of(Unit.ARTICLE) and not place.address.last.title:
        raise DoesNotApply(
            say(
                f"{bound.edit.target}: with its articles or without? name the articles, or the heading alone",
                f"{bound.edit.target}：没有写明是否连同其下各条；请写明第几条，或者写明只删去标题",
            )
        )
    elif node.unit is Unit.GROUP and node.of(Unit.ARTICLE):
        divisions.dissolve(draft, node)  # articles are deleted by their numbers, never with a heading
        draft.notes.append(f"只删去标题“{node.heading}”，其下各条不动")
    elif place.part is Part.WHOLE:
        remove(draft, node)
    else:
        raise DoesNotApply(
            say(f"{bound.edit.target} is no unit by itself", f"{bound.edit.target}不能单独删去")
        )


def renumber(draft: Draft, bound: Bound, edit: Renumber) -> None:
    """将第五条改为第六条; 第二款改为第三款; 将第八条第三款单列一条，作为第四十九条."""
    node, number, last = node_of(bound), article_of(edit.to), edit.to.last.number
    if node.unit is Unit.ARTICLE and number is not None and sinks(edit):
        paragraphs.sink(draft, node, number, edit.to, bound.into)
    elif node.unit is Unit.ARTICLE and number is not None:
        if node.number == number:
            raise no_effect(edit.target)
        articles.renumber(draft, node, number)
    elif node.unit in DIVISIONS and last is not None:
        if node.number == last:
            raise no_effect(edit.target)
        divisions.renumber(draft, node, last)
    elif not _fits(node, edit.to):
        raise DoesNotApply(say(f"{edit.target} cannot become {edit.to}", f"{edit.target}不能改为{edit.to}"))
    elif node.unit is Unit.PARAGRAPH and number is not None and not stays(edit):
        if says_what_stays(node, edit):
            draft.touch(node)  # nothing moves: it says what becomes of the 款 that is left
        else:
            paragraphs.move(draft, node, number, edit.to, bound.into)
    elif node.parent is not None and last is not None:
        if node.unit is Unit.ITEM:
            items.change_list(draft, node, edit.to, None if stays(edit) else number, bound.into)
            draft.lists.watch(node.parent, node)
        draft.lists.give(node.parent, last.number, node)
        draft.touch(node)
    else:
        raise DoesNotApply(say(f"{edit.to} is no number", f"{edit.to}不是序号"))


def _fits(node: Node, to: Address) -> bool:
    """Whether a 款 or 项 can have this number: a 款 may become an article, an 项 printed 1. is an 项."""
    kinds = {Unit.PARAGRAPH: (Unit.PARAGRAPH, Unit.ARTICLE), Unit.SUBITEM: (Unit.SUBITEM, Unit.ITEM)}
    return node.unit in BELOW_ARTICLE and to.last.unit in kinds.get(node.unit, (node.unit,))


def says_what_stays(node: Node, edit: Renumber) -> bool:
    """Whether a clause says what those before it have done: the number that they gave, or what they left.

    将第三项改为第四项, after one has been added before it; 将第四条第二款改为第四条, after the first 款 has
    gone elsewhere.
    """
    home, step = node.parent, edit.place.address.step(Unit.PARAGRAPH)
    said, last = edit.place.address.last.number, edit.to.last.number
    if home is not None and stays(edit) and said != last and last is not None:
        siblings = home.of(node.unit)
        return node in siblings and siblings.index(node) + 1 == last.number
    if home is None or step is None or step.number == (1, 0) or edit.to.last.unit is not Unit.ARTICLE:
        return False
    return home.children == [node] and home.number == article_of(edit.to) == article_of(edit.place.address)


def merge(draft: Draft, bound: Bound, edit: Merge) -> None:
    """将第十条、第二十五条合并，作为第十条，修改为：“……”; 将第三章并入第二章."""
    _require_apart([n for n in (bound.node, *bound.others, bound.into) if n is not None], edit.target)
    if edit.into is not None:
        divisions.absorb(draft, bound)
        return
    node, number = node_of(bound), article_of(edit.to)
    if edit.new is None:
        raise DoesNotApply(say("the merged units get no text", "合并后的文字没有给出"))
    if same_lines(node, edit.new.text):
        raise no_effect(edit.target)
    for other in bound.others:
        _take_out(draft, other)
    if node.unit is Unit.ARTICLE and number is not None:
        articles.renumber(draft, node, number)
    elif node.unit is not Unit.ARTICLE and number is not None and number != article_of(edit.place.address):
        _take_out(draft, node)
        node = article(draft, number)
    _put(draft, node, edit.new, (), edit.target)
    draft.touch(node)


def _require_apart(nodes: Sequence[Node], target: str) -> None:
    """DoesNotApply where a unit would be merged with itself or with a part of itself."""
    for i, node in enumerate(nodes):
        if any(node is other or other in node.ancestors() for j, other in enumerate(nodes) if j != i):
            raise DoesNotApply(
                say(f"{target}: a unit cannot be merged with itself", f"{target}：不能与自身合并")
            )


def _take_out(draft: Draft, node: Node) -> None:
    """Take a merged unit out; the items of its list are numbered through again."""
    old = node.parent
    listed = old is not None and node.unit in (Unit.ITEM, Unit.SUBITEM)
    if old is not None and listed:
        draft.lists.watch(old)
    node.detach()
    if old is not None and listed:
        draft.lists.label(old)
    drop_empty(old)
