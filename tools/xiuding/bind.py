"""Binds addresses to nodes: 第八条第一款 → the node, in the text as it stood before the instrument.

An address that the base does not have may be of a unit that an earlier clause makes; it is left to be
bound when its clause is applied.  Headings are found by kind and number; a title that differs is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Address, Step, Unit
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Clause, Edit, InsertNode, Merge, Place, Renumber
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.typography import normalise, same

#: 某市人民法院： and nothing else, at the head of a letter; 现答复如下： is a paragraph.
_ADDRESSEE = re.compile(r"(?!.*(?:如下|下列))[^，。；：:]{2,60}[：:]$")
_ARABIC = re.compile(r"[0-9０-９]+[.．、]")


#: What a line ends with behind which another 款 may begin.
_CLOSES = "。；：！？…”’）》】.;:"


class NoSuchPlace(DoesNotApply):
    """The text has no unit of that address, or several."""


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


class Index:
    """The units of a document by number, and its articles in order, as they are when it is made.

    `series` is the unit that is numbered 一、 through the whole text, where drafters say 第一条: articles,
    or headings where there are no articles.  `running` tells that 1. 2. run on through those headings: then
    they may be what drafters call 第一条.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.articles: dict[object, list[Node]] = {}
        self.order = document.articles()
        self._rank = {node: i for i, node in enumerate(self.order)}
        self.series: Unit | None = None
        if all(a.plain for a in self.order):
            numbered = self.order or [n for n in document.of(Unit.GROUP) if n.number]
            self.series = numbered[0].unit if numbered else None
        self.running = self.series is Unit.GROUP and _runs_on(document)
        for node in self.order:
            self.articles.setdefault(node.number, []).append(node)

    def resolve(self, address: Address, notes: list[str] | None = None) -> Node:
        """The one node of that address; NoSuchPlace says which step failed and what there is instead."""
        node: Node = self.document
        for step in address.steps:
            if node.unit is Unit.ANNEX and step.number is not None and step.unit is not Unit.PARAGRAPH:
                raise NoSuchPlace(
                    say(
                        f"{address}: the units of an annex are not told apart; quote the words instead",
                        f"{address}：附件中的条、项不单独定位，请引用所改的文字",
                    )
                )
            found = list(self._step(node, step))
            if len(found) > 1:
                found = _best_titled(found, step)
            if not found:
                raise NoSuchPlace(_missing(address, step, node, self._there(step, node)))
            if len(found) > 1:
                raise NoSuchPlace(
                    say(
                        f"{address}: {step} stands {len(found)} times in {_name(node)}; name its unit",
                        f"{address}：{_name(node)}中有{len(found)}处{step}，请写明上级单位",
                    )
                )
            node = found[0]
            if notes is not None and step.title and step.number and not _titled(node, step.title):
                notes.append(f"标题不同：文书作“{step.title}”，原文作“{node.text}”")
        return node

    def between(self, first: Node, last: Node) -> list[Node]:
        """The articles that stand between two."""
        return self.order[self._rank[first] + 1 : self._rank[last]]

    def _there(self, step: Step, inside: Node) -> Sequence[Node]:
        """The units of the kind that a step names."""
        if step.unit is Unit.ARTICLE and inside is self.document:
            return self.order
        return [n for n in inside.walk() if n.unit is step.unit and n is not inside]

    def _step(self, inside: Node, step: Step) -> Iterable[Node]:
        unit = step.unit
        if unit is Unit.ARTICLE:
            found = self.articles.get(step.number, [])
            if not found and inside is self.document:
                found = self._headed(step)
            return (
                found if inside is self.document else [n for n in found if inside in n.ancestors()] or found
            )
        if unit in (Unit.TITLE, Unit.PREAMBLE, Unit.NOTE, Unit.CONTENTS):
            return [n for n in self.document.children if n.unit is unit]
        if unit is Unit.ANNEX:
            return _annexes(self.document.of(Unit.ANNEX), step)
        if unit in DIVISIONS or unit in (Unit.BOX, Unit.TABLE):
            units = [n for n in inside.walk() if n.unit is unit and n is not inside]
            if step.number is not None:
                return [n for n in units if n.number == step.number]
            return [n for n in units if same(n.text, step.title)]
        if step.number is None:
            return _led_by(inside, step.title)
        return _numbered(inside, step)

    def _headed(self, step: Step) -> list[Node]:
        """第二条 of a text without articles is what stands under its heading 二、."""
        return [n for n in self.document.of(Unit.GROUP) if n.number == step.number and not self.order]


def _runs_on(document: Document) -> bool:
    """Whether 1. 2. 3. count through the parts 一、二、, each going on where the one before it ended."""
    parts = [[n for n in part.walk() if _ARABIC.fullmatch(n.label)] for part in document.of(Unit.GROUP)]
    numbers = [n.number for part in parts for n in part]
    return sum(map(bool, parts)) > 1 and numbers == [Ordinal(i) for i in range(1, len(numbers) + 1)]


def _annexes(annexes: list[Node], step: Step) -> list[Node]:
    """附件2, or the only 附表; 附件《甲表》 by the title that its first lines have."""
    if step.number is not None:
        return [n for n in annexes if n.number == step.number]
    if step.title:
        return [n for n in annexes if any(same(step.title, c.text) for c in n.children[:3])]
    return [n for n in annexes if n.text.startswith(step.word)]


def _numbered(inside: Node, step: Step) -> list[Node]:
    """第二款, 第（三）项 below a node: 款 are counted, items are known by their number."""
    assert step.number is not None
    if step.unit is Unit.PARAGRAPH:
        paragraphs = inside.of(Unit.PARAGRAPH)
        if inside.unit is Unit.DOCUMENT:  # a reply, a notice: they are counted through all of it
            paragraphs = [n for n in inside.walk() if n.unit is Unit.PARAGRAPH and _in_body(n)]
            if step.number.number < 0 and inside.of(Unit.GROUP):  # 最后一段 of a text in parts
                return [n for n in _counted(_lines(inside), step.number.number) if n.unit is Unit.PARAGRAPH]
            if "段" not in step.word and _has_labels(inside):
                raise NoSuchPlace(say(f"{step}: of which article?", f"{step}：没有写明是哪一条的款"))
        if step.number.number > 0 and inside.unit in (Unit.DOCUMENT, Unit.PREAMBLE):
            _require_no_addressee(step, paragraphs)
        if inside.unit is Unit.ARTICLE:
            _require_whole(step, paragraphs)
        return _counted(paragraphs, step.number.number)
    if step.number.number < 0:
        return _counted([n for n in inside.walk() if n.unit is step.unit], step.number.number)
    wanted = [n for n in inside.walk() if n.unit is step.unit and n.number == step.number]
    if not wanted and step.unit is Unit.ITEM:  # items printed 1. 2. where the instrument says 第一项
        wanted = [n for n in inside.walk() if n.unit is Unit.SUBITEM and n.number == step.number]
    return _outermost(wanted)


def _outermost(members: list[Node]) -> list[Node]:
    """Of several members of lists those that stand below the fewest others: 2. and not （2） below 1."""
    above = [sum(a.unit in (Unit.ITEM, Unit.SUBITEM) for a in m.ancestors()) for m in members]
    return [m for m, depth in zip(members, above, strict=True) if depth == min(above)]


def _require_no_addressee(step: Step, paragraphs: list[Node]) -> None:
    """NoSuchPlace where 第二自然段 depends on whether the line with the addressee (某市法院：) is one."""
    if len(paragraphs) > 1 and _ADDRESSEE.match(paragraphs[0].text):
        line = paragraphs[0].text
        raise NoSuchPlace(
            say(
                f"{step}: does the line “{line}” count? name the article or quote the words instead",
                f"{step}：“{line}”一行是否计算在内不明，请写明第几条，或者引用文字",
            )
        )


def _require_whole(step: Step, paragraphs: list[Node]) -> None:
    """NoSuchPlace where 第二款 depends on whether a line is one that ends no sentence: 甲厅，⏎乙厅应当……"""
    number = step.number.number if step.number is not None else 0
    for paragraph in paragraphs[:-1][:number] if number > 0 else paragraphs[number:-1]:
        line = paragraph.text
        if line and not paragraph.children and line[-1] not in _CLOSES:
            raise NoSuchPlace(
                say(
                    f"{step}: is the line “{line[:24]}” a 款? join it with the next one, or quote the words",
                    f"{step}：“{line[:24]}”一行是否自成一款不明，请与下一行合并，或者引用文字",
                )
            )


def _in_body(paragraph: Node) -> bool:
    return all(a.unit in (Unit.DOCUMENT, Unit.PREAMBLE, Unit.ARTICLE) for a in paragraph.ancestors())


def _has_labels(document: Node) -> bool:
    """Whether a text is in articles 第一条, so that a 款 is of one of them."""
    return any(n.unit is Unit.ARTICLE and not n.plain for n in document.walk())


def _lines(document: Node) -> list[Node]:
    """The paragraphs and items of a text, a line each, but for its annexes."""
    body = (n for part in document.children if part.unit is not Unit.ANNEX for n in part.walk())
    return [n for n in body if n.unit in BELOW_ARTICLE and n.text]


def _counted(nodes: list[Node], number: int) -> list[Node]:
    """The third of several, or with -1 the last."""
    at = number - 1 if number > 0 else len(nodes) + number
    return nodes[at : at + 1] if at >= 0 else []


def _led_by(inside: Node, lead: str) -> list[Node]:
    """The paragraphs that begin with a lead phrase: “完善公共文化服务”一段, also after ——, ● and the like.

    The phrase may begin with the number of an item: “（二）培养人才”一段.
    """
    lead = normalise(lead).text
    bearing = [n for n in inside.walk() if n.unit in BELOW_ARTICLE and n.text]
    paragraphs = [
        (n, normalise(words).text) for n in bearing for words in {n.text.lstrip("—–-·•●■◆*　 "), n.heading}
    ]
    led = [(n, text[len(lead) : len(lead) + 1]) for n, text in paragraphs if text.startswith(lead)]
    return [n for n, after in led if after in ("。", "：", "")] or [n for n, _ in led]


def _best_titled(found: list[Node], step: Step) -> list[Node]:
    """Of several units with the number, those whose title is the one named."""
    return [n for n in found if step.title and same(n.text, step.title)] or found


def _titled(node: Node, title: str) -> bool:
    """Whether a heading has this title, or begins with it where its text goes on."""
    return same(title, node.text) or (node.unit is Unit.GROUP and node.text.startswith(title + "。"))


def _name(node: Node) -> str:
    if node.unit is Unit.DOCUMENT:
        return say("the text", "全文")
    return node.heading[:24].strip() or node.unit.value


def _missing(address: Address, step: Step, inside: Node, there: Sequence[Node]) -> str:
    """Which step of the address failed, and which units of its kind there are."""
    few = there if len(there) <= 4 else [*there[:3], there[-1]]
    names = [n.label or n.text[:12] for n in few]
    what = "、".join(names if len(there) <= 4 else [*names[:3], "……", names[3]])
    if step.unit is Unit.PARAGRAPH and step.number is not None:
        count = len(inside.of(Unit.PARAGRAPH))
        what = say(f"{count} 款", f"共{count}款")
    return say(
        f"{address}: {_name(inside)} has no {step} (it has: {what or 'none'})",
        f"{address}：{_name(inside)}没有{step}（现有：{what or '无'}）",
    )


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
