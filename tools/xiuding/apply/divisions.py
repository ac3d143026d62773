"""Chapters and sections: 增加一章, 章名修改为, 第三节调整为第二节, 将第三章并入第二章."""

from __future__ import annotations

from xiuding import seams
from xiuding.address import BELOW_ARTICLE, DIVISIONS, RANK, Unit, label
from xiuding.apply import already
from xiuding.apply.content import fresh, refill, take
from xiuding.apply.draft import Draft, drop_empty, node_of
from xiuding.apply.homes import check_free
from xiuding.apply.refusals import no_effect, not_found
from xiuding.arrange import Division, division_of, lines_of
from xiuding.bind import Bound
from xiuding.document import DEFAULT_GAP, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Edit, InsertNode, Retitle
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.structure import heading, numbered
from xiuding.typography import same


def insert(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    """增加一章“……”，作为第六章; 增加一节，即“第三节 ……”，内容为“……”"""
    lines = lines_of(edit)
    given = heading(lines[0]) if lines else None
    if given is None and edit.unit is Unit.GROUP and lines:
        given = _sentence(lines[0], edit)
    numbered = given or next((a.last for a in edit.numbers), None)
    number = numbered.number if numbered is not None else None
    if number is None:
        raise DoesNotApply(
            say(f"the new {edit.unit.value} has no number", f"新增的{edit.unit.value}没有序号")
        )
    titled = given is not None or edit.title
    title = given.text if given is not None else lines[0] if titled else ""
    parent = _holder(draft, bound, edit)
    siblings = [n for n in parent.walk() if n.unit is edit.unit]
    homes = {s.parent for s in siblings}
    if len(homes) > 1 and len({s.number for s in siblings}) < len(siblings):
        raise DoesNotApply(
            say(
                f"{edit.target}: several units have {edit.unit.value} of their own; name one",
                f"{edit.target}：有多个上级单位各有{edit.unit.value}，请写明是哪一个",
            )
        )
    gap = "" if not title else siblings[0].gap if siblings else DEFAULT_GAP
    children = fresh(lines[1:] if titled else lines, edit.unit)
    like = siblings[0].label if siblings else ""
    node = Node(
        edit.unit, title, label=label(edit.unit, number, like), gap=gap, number=number, children=children
    )
    node.freshen()
    draft.space(children)
    already.refuse_headings(node, siblings, edit.target)
    for article in node.walk():
        if article.unit is Unit.ARTICLE and article.number is not None:
            check_free(draft, article.number)
            draft.make(article.number, article)
    division = division_of(edit, bound.node, number)
    draft.open(division, node)
    draft.touch(node)
    neighbour = bound.node if bound.node is not None and edit.side == "after" else None
    if neighbour is not None and neighbour.parent is not None and neighbour.unit is edit.unit:
        neighbour.parent.insert(neighbour.index + 1, node)
    else:
        _place(draft, parent, node, [s for s in siblings if not _ends(draft, s)], number)
    _take_in(draft, node, division)


def _holder(draft: Draft, bound: Bound, edit: InsertNode) -> Node:
    """Below which unit a new chapter or section goes: the one named, or the one of the neighbour named."""
    node = bound.node
    if node is None:
        return draft.document
    if edit.side == "end":
        return node
    return node.parent if node.unit is edit.unit and node.parent is not None else draft.document


def _take_in(draft: Draft, chapter: Node, division: Division) -> None:
    """包括第五条至第七条: the articles that the text has already and that will have these numbers."""
    covers = draft.arrangement.covers
    for key, number in draft.arrangement.number.items():
        article = key if isinstance(key, Node) else draft.made.get(key)
        standing = article is not None and article.parent is not None and article not in draft.waiting
        if article is not None and standing and covers.get(number) == division:
            chapter.append(article)
            draft.touch(article)


def _sentence(line: str, edit: InsertNode) -> Node:
    """A heading that is a sentence: 五、本意见自公布之日起施行。"""
    opened = numbered(line)
    number = opened.number if opened is not None else next((a.last.number for a in edit.numbers), None)
    return Node(Unit.GROUP, line[len(opened.heading) if opened is not None else 0 :], number=number)


def _place(draft: Draft, parent: Node, node: Node, siblings: list[Node], number: Ordinal) -> None:
    """Where as many stand before it as its number says: the others may keep their old numbers so far."""
    first = min((s.number.number for s in siblings if s.number), default=1)
    before = min(max(number.number - first, 0), len(siblings))
    if (smaller := _smaller(draft, node, siblings)) is not None:
        before = len(smaller)
    neighbour = siblings[before - 1] if before else siblings[0] if siblings else None
    if neighbour is None or neighbour.parent is None:
        parent.append(node)
    else:
        neighbour.parent.insert(neighbour.index + bool(before), node)


def _smaller(draft: Draft, node: Node, siblings: list[Node]) -> list[Node] | None:
    """The siblings that stand before a unit in the end; None where the end of one of them is not known."""
    own, places = draft.place_of(node), {s: draft.place_of(s) for s in siblings}
    if own is None or None in places.values():
        return None
    return [s for s, place in places.items() if place is not None and place < own]


def _ends(draft: Draft, division: Node) -> bool:
    """Whether clauses delete all that stands in a chapter."""
    articles = {n for n in division.walk() if n.unit is Unit.ARTICLE}
    return bool(articles) and articles <= draft.arrangement.gone


def retitle(draft: Draft, bound: Bound, edit: Retitle) -> None:
    """将第二章章名修改为“……”; a quoted heading may bring a new number as well."""
    node = node_of(bound)
    if node.unit in (Unit.ARTICLE, *BELOW_ARTICLE):
        raise DoesNotApply(say(f"{edit.target} has no title", f"{edit.target}没有标题"))
    title = _within_title(node, edit) or edit.new.line.strip()
    if title.splitlines() != [title]:
        raise DoesNotApply(say(f"{edit.target}: a title is one line", f"{edit.target}：标题应为一行"))
    given = heading(title)
    before = node.heading
    end = _title_end(node)
    if given is not None and given.unit is node.unit:
        node.relabel(given.label, given.number)
        node.splice(0, end, given.text)
        _move(draft, node)
    else:
        node.splice(0, end, title.removesuffix("。"))
    siblings = node.parent.of(node.unit) if node.parent is not None else []
    if any(s.heading == node.heading and s is not node for s in siblings) or node.heading == before:
        raise no_effect(edit.target)
    draft.head(node)
    draft.touch(node)


def _within_title(node: Node, edit: Retitle) -> str:
    """The title in which words are changed (第二章章名中的“甲”修改为“乙”); '' where all of it is new.

    A heading that is quoted with its number may differ, as any that names a place; other words must be there.
    """
    if edit.old is None or heading(edit.old.line) is not None or same(edit.old.line, node.text):
        return ""
    if edit.place.direct or edit.old.line not in node.text:
        raise not_found(edit, edit.old, [node])
    if edit.old.line in edit.new.line and edit.new.line in node.text:
        raise no_effect(edit.target)
    return node.text.replace(edit.old.line, edit.new.line)


def _title_end(node: Node) -> int:
    """Where the title ends: before the first stop where the text goes on (二、加大投入。按10%给予补助)."""
    stop = node.text.find("。") if node.unit is Unit.GROUP else -1
    return stop if stop >= 0 else len(node.text)


def put(draft: Draft, node: Node, new: list[Node]) -> None:
    """A new text for what stands under a heading 三、: with a heading of its own, or without.

    Where the heading is a sentence and all there is, the new text takes its place.
    """
    if len(new) == 1 and (new[0].unit is Unit.GROUP or not node.children):
        if new[0].text != node.text:
            node.splice(0, len(node.text), new[0].text)
        new = take(new[0])
    refill(node, new)
    draft.touch(node)


def renumber(draft: Draft, node: Node, number: Ordinal) -> None:
    """原“第三节 ……”调整为第二节: the section moves to its numerical place."""
    node.relabel(label(node.unit, number, node.label), number)
    _move(draft, node)
    draft.touch(node)


def _move(draft: Draft, node: Node) -> None:
    """Put a unit that has got another number behind those with smaller ones, as they are in the end."""
    parent, number = node.parent, node.number
    assert parent is not None
    if number is None:
        return
    siblings = [s for s in parent.of(node.unit) if s is not node and s.number]
    smaller = _smaller(draft, node, siblings)
    if smaller is None:
        smaller = [s for s in siblings if s.number and s.number <= number]
    larger = [s for s in siblings if s not in smaller]
    if any(s.index > node.index for s in smaller) or any(s.index < node.index for s in larger):
        parent.insert(smaller[-1].index + 1 if smaller else larger[0].index, node)


def dissolve(draft: Draft, node: Node) -> None:
    """删去第三章章名: the heading goes, what stood under it follows what stands before, as one reads it."""
    parent = node.parent
    assert parent is not None
    at = node.index
    before = parent.children[at - 1] if at else None
    node.detach()
    for child in take(node):
        home = _open_before(before, child)
        if home is not None:
            home.append(child)
        else:
            parent.insert(at, child)
            at, before = at + 1, child
    draft.touch(parent)


def _open_before(last: Node | None, node: Node) -> Node | None:
    """The innermost division at the end of `last` that can hold a node."""
    home = None
    while last is not None and last.unit in DIVISIONS and RANK[last.unit] < RANK[node.unit]:
        home, last = last, last.children[-1] if last.children else None
    return home


def dissolve_all(draft: Draft, unit: Unit, edit: Edit) -> None:
    """删去各章章名."""
    found = [n for n in draft.document.divisions() if n.unit is unit]
    if not found:
        raise no_effect(edit.target)
    for node in found:
        dissolve(draft, node)


def absorb(draft: Draft, bound: Bound) -> None:
    """将第三章并入第二章; 将该段内容并入“……”一段中; 将第九条并入第八条第二款."""
    node, into = node_of(bound), bound.into
    if into is None:
        raise DoesNotApply(say("the place to merge into is not there", "并入的位置不存在"))
    if node.unit in DIVISIONS and into.unit in DIVISIONS:
        for child in take(node):
            into.append(child)
        node.detach()
    else:
        words = _words(node)
        if words is None or _words(into) is None or into.unit is not Unit.PARAGRAPH:
            raise DoesNotApply(
                say(
                    f"{bound.edit.target}: where in {into.label or into.unit.value} it goes is not said; "
                    "name the number that it gets there, or give the new text",
                    f"{bound.edit.target}：没有写明并入{into.label or '该段'}的何处，"
                    "请写明作为第几款、第几项，或者给出新的文字",
                )
            )
        into.splice(len(into.text), len(into.text), words.lstrip(seams.STOPS))
        old = node.parent
        node.detach()
        drop_empty(old)
    draft.touch(into)


def _words(node: Node) -> str | None:
    """The words of a 款, or of the only 款 of an article; None where there are several units."""
    if node.unit is Unit.ARTICLE and len(node.children) == 1:
        (node,) = node.children
    return node.text if node.unit is Unit.PARAGRAPH and not node.children else None
