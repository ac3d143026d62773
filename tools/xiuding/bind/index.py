"""The units of a text by number, and the one that an address means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xiuding.address import DIVISIONS, Address, Step, Unit
from xiuding.bind.members import NoSuchPlace, annexes, led_by, numbered
from xiuding.document import Document, Node
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.typography import same

_ARABIC = re.compile(r"[0-9０-９]+[.．、]")


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
            return annexes(self.document.of(Unit.ANNEX), step)
        if unit in DIVISIONS or unit in (Unit.BOX, Unit.TABLE):
            units = [n for n in inside.walk() if n.unit is unit and n is not inside]
            if step.number is not None:
                return [n for n in units if n.number == step.number]
            return [n for n in units if same(n.text, step.title)]
        if step.number is None:
            return led_by(inside, step.title)
        return numbered(inside, step)

    def _headed(self, step: Step) -> list[Node]:
        """第二条 of a text without articles is what stands under its heading 二、."""
        return [n for n in self.document.of(Unit.GROUP) if n.number == step.number and not self.order]


def _runs_on(document: Document) -> bool:
    """Whether 1. 2. 3. count through the parts 一、二、, each going on where the one before it ended."""
    parts = [[n for n in part.walk() if _ARABIC.fullmatch(n.label)] for part in document.of(Unit.GROUP)]
    numbers = [n.number for part in parts for n in part]
    return sum(map(bool, parts)) > 1 and numbers == [Ordinal(i) for i in range(1, len(numbers) + 1)]


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
