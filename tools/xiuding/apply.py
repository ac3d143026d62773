"""Applies bound edits to a document, one function per operation.

Every edit is applied exactly or raises `DoesNotApply`; an edit without effect is an error.  What an
operation had to decide (how often a phrase stood in its place, which mark a seam got) it notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xiuding import seams
from xiuding.address import DIVISIONS, Address, Unit
from xiuding.arrange import Arrangement, Key, article_of, stays
from xiuding.bind import Bound, Index, bind_edit
from xiuding.document import DEFAULT_GAP, Document, Node
from xiuding.errors import DoesNotApply
from xiuding.find import Match, nearest, occurrences, run, same_lines
from xiuding.instrument.model import (
    AddRows,
    DeleteNode,
    DeleteRows,
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Renumber,
    ReplaceNode,
    ReplaceTable,
    ReplaceText,
    Retitle,
)
from xiuding.language import say
from xiuding.numerals import Ordinal, to_chinese
from xiuding.seams import Seam
from xiuding.structure import article_label, fragment, heading
from xiuding.typography import normalise


@dataclass(slots=True)
class Draft:
    """A document on its way from one state to the next.

    `made` are the articles that clauses have made, by their new number; `placed` is False of an article
    that still has to move.  `fixed` collects the 款 and 项 numbers that the current clause gives.
    """

    document: Document
    arrangement: Arrangement
    literal: bool = False
    made: dict[Ordinal, Node] = field(default_factory=dict)
    waiting: set[Node] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    touched: list[Node] = field(default_factory=list)
    fixed: dict[Node, dict[int, Node]] = field(default_factory=dict)
    marks: dict[Node, tuple[str, str]] = field(default_factory=dict)
    changed: dict[Node, list[Node]] = field(default_factory=dict)
    chapters: dict[Ordinal, Node] = field(default_factory=dict)
    table_given: bool = False  # the current clause prints the new table
    headed: set[Node] = field(default_factory=set)  # chapters whose titles earlier clauses dealt with

    def __post_init__(self) -> None:
        self.waiting = set(self.arrangement.moved)

    def touch(self, node: Node) -> None:
        """Remember that the current clause changed this node."""
        self.touched.append(node)

    # -- a clause ------------------------------------------------------------------------------
    def clause(self, bound: Sequence[Bound]) -> None:
        """Apply all edits of one clause, then settle the numbers it gave inside its articles."""
        self.notes, self.touched = [], []
        self.fixed, self.marks, self.changed = {}, {}, {}
        self.table_given = any(isinstance(b.edit, ReplaceTable) and b.edit.rows for b in bound)
        for b in bound:
            self.notes += b.notes
            self.edit(b)
        for parent, fixed in self.fixed.items():
            self._settle(parent, fixed)
        for parent in list(self.marks):
            self._mend(parent)

    def edit(self, bound: Bound) -> None:
        """Apply one edit; an address that was not in the base is looked up in the text as it stands now."""
        if bound.missing is not None and not isinstance(bound.edit, InsertNode):
            again = bind_edit(Index(self.document), bound.edit)
            if again.missing is not None:
                raise bound.missing
            bound = again
        place = bound.edit.place
        if bound.node is not None and not self._attached(bound.node) and not isinstance(bound.edit, Renumber):
            raise DoesNotApply(
                say(
                    f"{bound.edit.target}: an earlier clause has replaced or deleted it",
                    f"{bound.edit.target}：已被前面的条目替换或者删去",
                )
            )
        if place.made and (number := article_of(place.address)) is not None:
            bound.node = self.article(number)
        _OPERATIONS[type(bound.edit)](self, bound)

    def _attached(self, node: Node) -> bool:
        return any(a is self.document for a in node.ancestors())

    # -- helpers of several operations ---------------------------------------------------------
    def scope(self, bound: Bound) -> list[Node]:
        """The nodes among which a quoted passage is looked for."""
        return [bound.node if bound.node is not None else self.document]

    def matches(self, bound: Bound, quoted: Passage) -> list[Match]:
        """Where the quotation stands; DoesNotApply tells what comes nearest."""
        nodes = self.scope(bound)
        found = occurrences(nodes, quoted.line) or occurrences(nodes, "\n".join(quoted.raw))
        if bound.edit.place.part is Part.LEAD:
            found = [m for m in found if m.node.unit is Unit.PARAGRAPH]
        if not found:
            raise DoesNotApply(_not_found(bound.edit, quoted, nearest(nodes, quoted.line)))
        if len(found) > 1:
            self.notes.append(f"“{_short(quoted.line)}”共{len(found)}处")
        return found

    def article(self, number: Ordinal) -> Node:
        """The article that clauses put under this new number, made and placed when first asked for."""
        node = self.made.get(number)
        if node is None:
            node = self.made[number] = Node(
                Unit.ARTICLE, label=f"第{to_chinese(number.number)}条" + _insertion(number), gap=self.gap, number=number
            )
            self.place(node, number)
        return node

    @property
    def gap(self) -> str:
        """What stands between number and text in this document."""
        return next((a.gap for a in self.document.articles() if a.gap), DEFAULT_GAP)

    def place(self, node: Node, number: Ordinal, *, after: Node | None = None) -> None:
        """Put an article where the arrangement wants it."""
        key: Key = node if node in self.arrangement.rank else number
        rank = self.arrangement.rank.get(key)
        if rank is None:
            raise DoesNotApply(say(f"第{number}条 has no place in the new order", f"第{number}条在新的顺序中没有位置"))
        order = self.arrangement.order
        before = next((n for i in range(rank - 1, -1, -1) if (n := self._standing(order[i])) is not None), None)
        behind = next((n for i in range(rank + 1, len(order)) if (n := self._standing(order[i])) is not None), None)
        self.waiting.discard(node)
        home = self._home(number, before, behind, after)
        if before is not None and before.parent is home:
            home.insert(before.index + 1 if node.parent is not home else _after(before, node), node)
        elif behind is not None and behind.parent is home:
            home.insert(behind.index, node)
        else:
            articles = home.of(Unit.ARTICLE)
            home.insert(articles[0].index if articles and behind is None else len(home.children), node)

    def _standing(self, key: Key) -> Node | None:
        """The node of a key if it stands in its final place already."""
        node = key if isinstance(key, Node) else self.made.get(key)
        if node is None or node.parent is None or node in self.waiting:
            return None
        return node

    def _home(self, number: Ordinal, before: Node | None, behind: Node | None, after: Node | None) -> Node:
        """The chapter an article goes to: the one it is said to stand in, or that of its neighbours.

        Between the last article of one chapter and the first of the next the numbers do not tell.  Then the
        instrument does (a clause about the next chapter's title came before).  Where it is silent the article
        closes the chapter before, unless it speaks of the next one's title, or what follows is the 附则 and the
        article is moved there or says how the law applies.  The choice is noted.
        """
        covering = self.arrangement.covers.get(number)
        if covering is not None and covering in self.chapters:
            return self.chapters[covering]
        if after is not None and after.parent is not None:
            return after.parent
        if before is None or behind is None or before.parent is behind.parent:
            neighbour = before or behind
            return neighbour.parent if neighbour is not None and neighbour.parent is not None else self.document
        assert before.parent is not None and behind.parent is not None
        home = behind.parent if self._opens_next(number, before.parent, behind.parent) else before.parent
        self.notes.append(f"第{number}条在{before.label}与{behind.label}之间，置于{home.label}")
        return home

    def _opens_next(self, number: Ordinal, earlier: Node, later: Node) -> bool:
        covers = self.arrangement.covers
        if number in covers:
            return covers[number] == later.number
        if earlier.number in covers.values():  # the chapter before has said which articles it has
            return True
        if later in self.headed:
            return True
        if later.text in _FINAL:
            return number in self.arrangement.final
        node = self.made.get(number)
        return node is not None and earlier.text not in _GENERAL and _is_about(node, later.text, earlier.text)

    def renumbers_inside(self, parent: Node, number: int, node: Node) -> None:
        """A 款 or 项 of `parent` gets a number; the others make room for it."""
        fixed = self.fixed.setdefault(parent, {})
        fixed[number] = node
        self._settle(parent, fixed)

    def _settle(self, parent: Node, fixed: dict[int, Node]) -> None:
        """Order the 款 or 项 of a parent by the numbers the clause gives; the rest fill the gaps."""
        units = {node.unit for node in fixed.values() if node.parent is parent}
        for unit in units:
            siblings = parent.of(unit)
            taken = {n: node for n, node in fixed.items() if node.unit is unit and node.parent is parent}
            free = iter([s for s in siblings if s not in taken.values()])
            ordered = []
            for n in range(1, len(siblings) + 1):
                node = taken.get(n) or next(free, None)
                if node is not None:
                    ordered.append(node)
            ordered += [node for n, node in sorted(taken.items()) if n > len(siblings)]
            if ordered != siblings and set(ordered) == set(siblings):
                slots = [s.index for s in siblings]
                for node in ordered:
                    node.detach()
                for slot, node in zip(slots, ordered, strict=True):
                    parent.insert(slot, node)
            if unit is Unit.ITEM:
                self.number_items(parent)

    def number_items(self, parent: Node) -> None:
        """（一）（二）… for the items of a 款, in the style of their labels."""
        for i, item in enumerate(parent.of(Unit.ITEM), 1):
            label = f"（{to_chinese(i)}）"
            if item.label != label:
                self.notes.append(f"{item.label}改为{label}" if item.label else f"加{label}")
                item.relabel(label, Ordinal(i))

    def items_change(self, parent: Node, *changed: Node) -> None:
        """Remember the marks of a list before it changes, and which items changed."""
        marks = seams.item_marks(parent)
        if marks is not None:
            self.marks.setdefault(parent, marks)
        self.changed.setdefault(parent, []).extend(changed)

    def _mend(self, parent: Node) -> None:
        if not self.literal:
            self.notes += seams.mend_items(parent, self.marks[parent], self.changed.get(parent, []))


_FINAL, _GENERAL = ("附则", "附　则", "附 则"), ("总则", "总　则", "总 则")


def _is_about(node: Node, title: str, other: str) -> bool:
    """Whether an article speaks of what only one of two chapter titles names: 对代表的监督 → 监督."""
    ours, theirs = ([w for w in re.split("[的和与及、对]", t) if len(w) > 1] for t in (title, other))
    text = "".join(node.lines())
    return any(w in text for w in ours if w not in other) and not any(w in text for w in theirs if w not in title)


def _insertion(number: Ordinal) -> str:
    return f"之{to_chinese(number.insertion)}" if number.insertion else ""


def _after(before: Node, node: Node) -> int:
    """The index behind `before` once `node`, of the same parent, is taken out."""
    return before.index + (0 if node.index < before.index else 1)


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:12] + "……" + text[-8:]


def _not_found(edit: Edit, quoted: Passage, near: str) -> str:
    hint_en = f"; nearest there: “{_short(near)}”" if near else ""
    hint_zh = f"；最接近的是“{_short(near)}”" if near else ""
    return say(
        f"{edit.target}: the text does not have “{_short(quoted.line)}”{hint_en}",
        f"{edit.target}：原文没有“{_short(quoted.line)}”{hint_zh}",
    )


# -- text ---------------------------------------------------------------------------------------
def _write(draft: Draft, node: Node, plain: Seam, mended: Seam, what: str) -> None:
    """Write the mended seam, or the plain one under ``--literal``."""
    seam = plain if draft.literal else mended
    if node.text[seam.start : seam.end] == seam.new:
        raise DoesNotApply(
            say(f"“{_short(what)}”: the text already reads so; nothing changes", f"“{_short(what)}”：原文本来如此，没有改动")
        )
    node.splice(*seam)
    draft.touch(node)
    if seam != plain:
        draft.notes.append(f"“{_short(what)}”处标点作相应处理")


def _replace_text(draft: Draft, bound: Bound) -> None:
    edit = bound.edit
    assert isinstance(edit, ReplaceText)
    for node, start, end in reversed(draft.matches(bound, edit.old)):
        new = edit.new.line
        _write(draft, node, Seam(start, end, new), seams.replace(node.text, start, end, new), new)


def _delete_text(draft: Draft, bound: Bound) -> None:
    edit = bound.edit
    assert isinstance(edit, DeleteText)
    if len(edit.old.text) > 1:
        nodes = run(draft.scope(bound), edit.old.text)
        if nodes is None:
            raise DoesNotApply(_not_found(edit, edit.old, nearest(draft.scope(bound), edit.old.text[0])))
        for node in nodes:
            node.detach()
        return
    for node, start, end in reversed(draft.matches(bound, edit.old)):
        _write(draft, node, Seam(start, end, ""), seams.delete(node.text, start, end), edit.old.line)


def _insert_text(draft: Draft, bound: Bound) -> None:
    edit = bound.edit
    assert isinstance(edit, InsertText)
    if edit.anchor is None:
        _append_text(draft, bound, edit)
        return
    new = edit.new.line
    for node, start, end in reversed(draft.matches(bound, edit.anchor)):
        if edit.side == "after":
            led = not any(a.unit is Unit.ARTICLE for a in node.ancestors())
            mended = seams.insert_after(node.text, start, end, new, led=led)
            _write(draft, node, Seam(end, end, new), mended, new)
        else:
            _write(draft, node, Seam(start, start, new), seams.insert_before(node.text, start, end, new), new)


def _append_text(draft: Draft, bound: Bound, edit: InsertText) -> None:
    """款尾增加, 末尾增加, 开始部分增加."""
    bearing = [n for n in _node_of(bound).walk() if n.text]
    if not bearing:
        raise DoesNotApply(say(f"{edit.target} has no text", f"{edit.target}没有文字"))
    new = edit.new.line
    if edit.side == "start":
        _write(draft, bearing[0], Seam(0, 0, new), seams.prepend(new), new)
    else:
        end = len(bearing[-1].text)
        _write(draft, bearing[-1], Seam(end, end, new), seams.append(bearing[-1].text, new), new)


# -- units --------------------------------------------------------------------------------------
def _node_of(bound: Bound) -> Node:
    if bound.node is None:
        raise bound.missing or DoesNotApply(say("the place is not named", "没有写明位置"))
    return bound.node


def _content(lines: Sequence[str]) -> list[Node]:
    """The units of a new text, all of it fresh; the label of a single article is dropped."""
    nodes = fragment(lines)
    for node in nodes:
        node.freshen()
    if len(nodes) == 1 and nodes[0].unit is Unit.ARTICLE:
        nodes = list(nodes[0].children)
        for node in nodes:
            node.detach()
    return nodes


def _replace_node(draft: Draft, bound: Bound) -> None:
    edit, node = bound.edit, _node_of(bound)
    assert isinstance(edit, ReplaceNode)
    if edit.restates:
        if not same_lines(node, edit.new.text):
            raise DoesNotApply(
                say(f"{edit.target}: the restated text is not what the edits give", f"{edit.target}：重述的文字与修改结果不一致")
            )
        return
    if edit.old is not None and not same_lines(node, edit.old.text):
        _replace_part(draft, bound, edit)
        return
    draft.touch(node)
    before = list(node.lines())
    if edit.place.part is Part.LEAD:
        lead = node if node.unit is not Unit.ARTICLE else node.of(Unit.PARAGRAPH)[0]
        lead.splice(0, len(lead.text), _lead(draft, lead, edit.new))
    elif edit.place.sentences is not None:
        _replace_sentences(node, edit)
    else:
        _put(draft, node, edit)
    if list(node.lines()) == before and len(edit.numbers) < 2:
        raise DoesNotApply(_without_effect(edit))


def _without_effect(edit: Edit) -> str:
    return say(f"{edit.target}: the text already reads so; nothing changes", f"{edit.target}：原文本来如此，没有改动")


def _lead(draft: Draft, node: Node, new: Passage) -> str:
    """The words before the items keep the colon that leads to them."""
    text = new.line
    if not draft.literal and node.children and text[-1:] not in "：:" and node.text[-1:] == "：":
        draft.notes.append("句末加“：”")
        return text.rstrip("，；。") + "："
    return text


def _replace_sentences(node: Node, edit: ReplaceNode) -> None:
    """第一句修改为, 后两句修改为: sentences end with 。！？"""
    assert edit.place.sentences is not None
    bounds = [0, *(i + 1 for i, c in enumerate(node.text) if c in "。！？")]
    if bounds[-1] != len(node.text):
        bounds.append(len(node.text))
    first, last = edit.place.sentences
    count = len(bounds) - 1
    first = first if first >= 0 else count + first
    last = count if last is None else last
    if not 0 <= first < last <= count:
        raise DoesNotApply(say(f"{edit.target}: there are {count} sentences", f"{edit.target}：只有{count}句"))
    node.splice(bounds[first], bounds[last], edit.new.line)


def _replace_part(draft: Draft, bound: Bound, edit: ReplaceNode) -> None:
    """The quoted old text is a part of the unit: the rest stays."""
    assert edit.old is not None and bound.node is not None
    if len(edit.old.text) == len(edit.new.text) == 1:
        for node, start, end in reversed(draft.matches(bound, edit.old)):
            node.splice(start, end, edit.new.line)
            draft.touch(node)
        return
    raise DoesNotApply(_not_found(edit, edit.old, "".join(bound.node.lines())))


def _put(draft: Draft, node: Node, edit: ReplaceNode) -> None:
    """Put a new text in the place of a unit."""
    content = _content(edit.new.text)
    if not content:
        raise DoesNotApply(say(f"{edit.target}: the new text is empty", f"{edit.target}：新的文字是空的"))
    if node.unit is Unit.ARTICLE:
        _put_articles(draft, node, edit, content)
    elif node.unit in (Unit.ITEM, Unit.SUBITEM):
        _put_items(draft, node, content)
    elif node.unit is Unit.PARAGRAPH:
        _put_paragraphs(draft, node, content)
    elif node.unit in (*DIVISIONS, Unit.PREAMBLE, Unit.BOX):
        for child in list(node.children):
            child.detach()
        for child in content:
            node.append(child)
    else:
        node.splice(0, len(node.text), edit.new.line)


def _put_articles(draft: Draft, node: Node, edit: ReplaceNode, content: list[Node]) -> None:
    articles = [c for c in content if c.unit is Unit.ARTICLE]
    if not articles and len(edit.numbers) == len(content) > 1:
        articles = [Node(Unit.ARTICLE, number=article_of(a), children=[c]) for a, c in zip(edit.numbers, content, strict=True)]
    for child in list(node.children):
        child.detach()
    if not articles:
        for child in content:
            node.append(child)
        return
    first, *more = articles
    for child in list(first.children):
        node.append(child)
    if first.number is not None:
        node.relabel(f"第{first.number}条" if not first.number.insertion else node.label, first.number)
    for article in more:
        _make_article(draft, article)


def _make_article(draft: Draft, article: Node, *, after: Node | None = None) -> None:
    """An article of a new text goes to its number."""
    number = article.number
    assert number is not None
    label = article_label(article.label)
    article.label = label[1] if label else f"第{to_chinese(number.number)}条{_insertion(number)}"
    article.gap = article.gap or draft.gap
    draft.made[number] = article
    draft.place(article, number, after=after)
    draft.touch(article)


def _put_items(draft: Draft, node: Node, content: list[Node]) -> None:
    """A new 项 in the place of an old one; 第二项分为两项 makes room for the second."""
    parent = node.parent
    assert parent is not None
    first, *more = [i for c in content for i in (c.children if c.unit is Unit.PARAGRAPH and not c.text else [c])]
    draft.items_change(parent)
    _become(node, first)
    for i, item in enumerate(more, 1):
        item.unit = node.unit
        parent.insert(node.index + i, item)
    draft.items_change(parent, node, *more)
    if node.unit is Unit.ITEM:
        draft.number_items(parent)


def _become(node: Node, new: Node) -> None:
    """The node gets the words and the units below it of a new text, but stays the node that it is."""
    for child in list(node.children):
        child.detach()
    node.splice(0, len(node.text), new.text)
    for child in list(new.children):
        node.append(child)


def _put_paragraphs(draft: Draft, node: Node, content: list[Node]) -> None:
    parent = node.parent
    assert parent is not None
    first, *more = content
    _become(node, first)
    at = node.index
    for i, child in enumerate(more, 1):
        parent.insert(at + i, child)


def _insert_node(draft: Draft, bound: Bound) -> None:
    edit = bound.edit
    assert isinstance(edit, InsertNode)
    if edit.unit is Unit.ARTICLE:
        _insert_articles(draft, bound, edit)
    elif edit.unit in DIVISIONS:
        _insert_division(draft, bound, edit)
    elif edit.unit in (Unit.ITEM, Unit.SUBITEM):
        _insert_items(draft, bound, edit)
    else:
        _insert_paragraphs(draft, bound, edit)


def _insert_articles(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    assert edit.new is not None
    nodes = fragment(edit.new.text)
    for node in nodes:
        node.freshen()
    articles = [n for n in nodes if n.unit is Unit.ARTICLE]
    numbers = [n for a in edit.numbers if (n := article_of(a))]
    if not articles:
        if len(numbers) > 1 and len(nodes) == len(numbers):
            articles = [Node(Unit.ARTICLE, children=[n]) for n in nodes]
        elif len(numbers) <= 1:
            articles = [Node(Unit.ARTICLE, children=nodes)]
    if numbers and len(articles) != len(numbers):
        raise DoesNotApply(
            say(f"{len(numbers)} numbers for {len(articles)} new articles", f"{len(numbers)}个序号对{len(articles)}条新条文")
        )
    after = bound.node if edit.side == "after" else None
    for article, number in zip(articles, numbers or [a.number for a in articles], strict=True):
        article.number = number
        if number is None:
            raise DoesNotApply(say("the new article has no number", "新增的条文没有序号"))
        _make_article(draft, article, after=after)


def _insert_division(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    """增加一章“……”，作为第六章; 增加一节，即“第三节 ……”，内容为“……”."""
    given = heading(edit.title)
    number = given.number if given is not None else (edit.numbers[0].last.number if edit.numbers else None)
    if number is None:
        raise DoesNotApply(say(f"the new {edit.unit.value} has no number", f"新增的{edit.unit.value}没有序号"))
    parent = bound.node if bound.node is not None and edit.side == "end" else draft.document
    siblings = [n for n in parent.walk() if n.unit is edit.unit]
    title = given.text if given is not None else edit.title
    gap = siblings[0].gap if siblings else DEFAULT_GAP
    node = Node(edit.unit, title, label=f"第{number}{edit.unit.value}", gap=gap, number=number)
    for child in _content(edit.new.text) if edit.new else []:
        node.append(child)
    node.freshen()
    draft.chapters[number] = node
    draft.touch(node)
    follows = [s for s in siblings if s.number and s.number < number]
    if follows:
        last = follows[-1]
        assert last.parent is not None
        last.parent.insert(last.index + 1, node)
    elif siblings and siblings[0].parent is not None:
        siblings[0].parent.insert(siblings[0].index, node)
    else:
        parent.append(node)


def _insert_items(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    assert edit.new is not None
    holder = _list_of(_node_of(bound), edit)
    nodes = [i for n in fragment(edit.new.text) for i in (n.children if not n.text and n.children else [n])]
    items = []
    draft.items_change(holder)
    for i, node in enumerate(list(nodes)):
        node.freshen()
        node.unit = edit.unit
        item_number = edit.numbers[i].last.number if i < len(edit.numbers) else None
        holder.append(node) if item_number is None else holder.insert(_item_index(holder, item_number.number), node)
        if item_number is not None:
            draft.renumbers_inside(holder, item_number.number, node)
        items.append(node)
    draft.items_change(holder, *items)
    draft.number_items(holder)
    draft.touch(holder)


def _item_index(holder: Node, number: int) -> int:
    items = holder.of(Unit.ITEM)
    return items[number - 1].index if number <= len(items) else len(holder.children)


def _list_of(node: Node, edit: Edit) -> Node:
    """The 款 whose items are meant: the node itself, or the one 款 of an article that has items."""
    if node.unit is not Unit.ARTICLE:
        return node
    paragraphs = node.of(Unit.PARAGRAPH)
    listing = [p for p in paragraphs if p.of(Unit.ITEM)]
    if len(listing) == 1 or (not listing and len(paragraphs) == 1):
        return (listing or paragraphs)[0]
    raise DoesNotApply(
        say(f"{edit.target}: {node.label} has {len(listing)} lists; name the 款", f"{edit.target}：{node.label}有{len(listing)}处列项，请写明是哪一款")
    )


def _insert_paragraphs(draft: Draft, bound: Bound, edit: InsertNode) -> None:
    assert edit.new is not None
    node = _node_of(bound)
    content = _content(edit.new.text)
    if edit.side in ("after", "before"):
        parent = node.parent
        assert parent is not None
        at = node.index + (1 if edit.side == "after" else 0)
        for i, child in enumerate(content):
            parent.insert(at + i, child)
    else:
        for i, child in enumerate(content):
            number = edit.numbers[i].last.number if i < len(edit.numbers) else None
            siblings = node.of(Unit.PARAGRAPH)
            if number is not None and number.number <= len(siblings):
                node.insert(siblings[number.number - 1].index, child)
            else:
                node.append(child)
            if number is not None:
                draft.renumbers_inside(node, number.number, child)
    for child in content:
        draft.touch(child)


def _delete_node(draft: Draft, bound: Bound) -> None:
    node = _node_of(bound)
    parent = node.parent
    assert parent is not None
    if node.unit is Unit.ITEM:
        draft.items_change(parent)
    node.detach()
    draft.touch(parent)
    if node.unit is Unit.ITEM:
        draft.number_items(parent)
    elif node.unit is Unit.PARAGRAPH and parent.unit is Unit.ARTICLE and not parent.children:
        parent.detach()


def _retitle(draft: Draft, bound: Bound) -> None:
    edit = bound.edit
    assert isinstance(edit, Retitle)
    node = _node_of(bound)
    given = heading(edit.new.line)
    before = node.heading
    if given is not None and given.unit is node.unit:
        node.relabel(given.label, given.number)
        node.splice(0, len(node.text), given.text)
    else:
        node.splice(0, len(node.text), edit.new.line)
    if node.heading == before:
        raise DoesNotApply(say(f"{edit.target}: the title already is so", f"{edit.target}：标题本来如此"))
    draft.headed.add(node)
    _update_contents(draft, before, node.heading)
    draft.touch(node)


def _update_contents(draft: Draft, before: str, now: str) -> None:
    """The table of contents follows a heading."""
    for contents in draft.document.of(Unit.CONTENTS):
        for line in contents.children:
            if line.text == before:
                line.splice(0, len(line.text), now)


def _renumber(draft: Draft, bound: Bound) -> None:
    edit, node = bound.edit, _node_of(bound)
    assert isinstance(edit, Renumber)
    if node.unit is Unit.ARTICLE:
        _renumber_article(draft, node, edit)
    elif node.unit in DIVISIONS:
        _renumber_division(draft, node, edit)
    elif (number := article_of(edit.to)) is not None and not stays(edit):
        _move_paragraph(draft, node, number, edit.to)
    elif edit.to.last.number is not None and node.parent is not None:
        if node.unit is Unit.ITEM:
            _change_list(draft, node, edit)
        draft.renumbers_inside(node.parent, edit.to.last.number.number, node)
        draft.touch(node)


def _change_list(draft: Draft, node: Node, edit: Renumber) -> None:
    """原第六项改为第二款第一项: the 项 goes to the list of another 款."""
    step, old = edit.to.step(Unit.PARAGRAPH), node.parent
    article = next((a for a in node.ancestors() if a.unit is Unit.ARTICLE), None)
    if step is None or step.number is None or article is None or old is None:
        return
    paragraphs = article.of(Unit.PARAGRAPH)
    if step.number.number > len(paragraphs):
        raise DoesNotApply(say(f"{edit.to}: there is no {step}", f"{edit.to}：没有{step}"))
    new = paragraphs[step.number.number - 1]
    if new is old:
        return
    draft.items_change(old)
    marks = draft.marks[old]
    new.append(node)
    draft.marks.setdefault(new, marks)
    draft.items_change(new, node)
    draft.number_items(old)
    draft.fixed.pop(old, None)


def _renumber_article(draft: Draft, node: Node, edit: Renumber) -> None:
    number = article_of(edit.to)
    assert number is not None
    node.relabel(f"第{to_chinese(number.number)}条{_insertion(number)}", number)
    if node in draft.waiting:
        draft.place(node, number)
    draft.touch(node)


def _renumber_division(draft: Draft, node: Node, edit: Renumber) -> None:
    """原“第三节 ……”调整为第二节: the section moves to its numerical place."""
    number = edit.to.last.number
    assert number is not None and node.parent is not None
    before, parent = node.heading, node.parent
    node.relabel(f"第{number}{node.unit.value}", number)
    siblings = [s for s in parent.of(node.unit) if s is not node]
    smaller = [s for s in siblings if s.number and s.number <= number]
    larger = [s for s in siblings if s.number and s.number > number]
    if any(s.index > node.index for s in smaller) or any(s.index < node.index for s in larger):
        node.detach()
        at = smaller[-1].index + 1 if smaller else (larger[0].index if larger else len(parent.children))
        parent.insert(at, node)
    _update_contents(draft, before, node.heading)
    draft.touch(node)


def _move_paragraph(draft: Draft, node: Node, number: Ordinal, to: Address) -> None:
    """单列一条; 将第四十三条第二款改为第四十八条第一款: the 款 leaves its article, which may end with it."""
    old = node.parent  # None where another clause has given its article a new text
    article = draft.article(number)
    article.append(node)
    step = to.step(Unit.PARAGRAPH)
    if step is not None and step.number is not None:
        draft.renumbers_inside(article, step.number.number, node)
    if old is not None and old.unit is Unit.ARTICLE and not old.children:
        old.detach()
    draft.touch(node)


def _merge(draft: Draft, bound: Bound) -> None:
    edit, node = bound.edit, _node_of(bound)
    assert isinstance(edit, Merge)
    if edit.into is not None:
        _absorb(draft, bound)
        return
    number = article_of(edit.to)
    if edit.new is None:
        raise DoesNotApply(say("the merged units get no text", "合并后的文字没有给出"))
    for other in bound.others:
        parent = other.parent
        other.detach()
        if parent is not None and parent.unit is Unit.ARTICLE and not parent.children:
            parent.detach()
    if node.unit is not Unit.ARTICLE and number is not None and number != article_of(edit.place.address):
        old = node.parent
        node.detach()
        if old is not None and old.unit is Unit.ARTICLE and not old.children:
            old.detach()
        node = draft.article(number)
    elif node.unit is Unit.ARTICLE and number is not None:
        _renumber_article(draft, node, Renumber(place=edit.place, to=edit.to))
    _put(draft, node, ReplaceNode(place=edit.place, new=edit.new))
    draft.touch(node)


def _absorb(draft: Draft, bound: Bound) -> None:
    """将第三章并入第二章; 将该段内容并入“……”一段中."""
    node, into = _node_of(bound), bound.into
    if into is None:
        raise DoesNotApply(say("the place to merge into is not there", "并入的位置不存在"))
    if node.unit is Unit.PARAGRAPH and into.unit is Unit.PARAGRAPH:
        text = node.text.lstrip(seams.STOPS)
        into.splice(len(into.text), len(into.text), text)
    else:
        for child in list(node.children):
            into.append(child)
    node.detach()
    draft.touch(into)


# -- tables -------------------------------------------------------------------------------------
def _table_of(bound: Bound) -> Node:
    node = _node_of(bound)
    if node.unit is not Unit.TABLE:
        tables = [n for n in node.walk() if n.unit is Unit.TABLE]
        if len(tables) != 1:
            raise DoesNotApply(say(f"{bound.edit.target} is no table", f"{bound.edit.target}不是表"))
        node = tables[0]
    return node


def _names(cell: str, name: str) -> bool:
    """Whether a cell names an indicator: the name alone, or the name with its unit (……率（%）)."""
    cell, name = normalise(cell).text, normalise(name).text
    return cell == name or (cell.startswith(name) and re.fullmatch("（[^（）]*）", cell[len(name) :]) is not None)


def _rows_named(node: Node, name: str) -> list[tuple[str, ...]]:
    return [row for row in node.rows or [] if any(_names(cell, name) for cell in row)]


def _add_rows(draft: Draft, bound: Bound) -> None:
    """The values of new rows come with the table that the same clause gives; here their absence is checked."""
    edit, node = bound.edit, _table_of(bound)
    assert isinstance(edit, AddRows)
    if not draft.table_given:
        raise DoesNotApply(say(f"{edit.target}: the new rows have no values", f"{edit.target}：增加的各行没有给出数值"))
    there = [name for name in edit.names if _rows_named(node, name)]
    if there:
        raise DoesNotApply(say(f"{edit.target} already has {there[0]}", f"{edit.target}已有“{there[0]}”"))


def _delete_rows(draft: Draft, bound: Bound) -> None:
    edit, node = bound.edit, _table_of(bound)
    assert isinstance(edit, DeleteRows)
    rows = list(node.rows or [])
    for name in edit.names:
        found = _rows_named(node, name)
        if len(found) != 1:
            raise DoesNotApply(say(f"{edit.target} has {len(found)} rows “{name}”", f"{edit.target}有{len(found)}行“{name}”"))
        rows.remove(found[0])
    node.rows, node.source = rows, None
    draft.touch(node)


def _replace_table(draft: Draft, bound: Bound) -> None:
    edit, node = bound.edit, _table_of(bound)
    assert isinstance(edit, ReplaceTable)
    if not edit.rows:
        raise DoesNotApply(say(f"{edit.target}: the new table is an image", f"{edit.target}：新表只有图片，没有文字"))
    node.rows, node.source = list(edit.rows), None
    draft.touch(node)


_OPERATIONS: dict[type[Edit], Callable[[Draft, Bound], None]] = {
    ReplaceText: _replace_text,
    DeleteText: _delete_text,
    InsertText: _insert_text,
    ReplaceNode: _replace_node,
    InsertNode: _insert_node,
    DeleteNode: _delete_node,
    Retitle: _retitle,
    Renumber: _renumber,
    Merge: _merge,
    AddRows: _add_rows,
    DeleteRows: _delete_rows,
    ReplaceTable: _replace_table,
}
