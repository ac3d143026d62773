"""A fault of a text: what it is, where it lies, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.language import say

SHOWN = 30

#: Sound texts have these too, by the habits of their publishers: told, never a reason to refuse.
_SLIGHT = frozenset({"title-repeated", "unfinished", "doubled", "heading-hidden"})

_PLACES = {
    Unit.PREAMBLE: ("preamble", "引言"),
    Unit.ANNEX: ("annex", "附件"),
    Unit.TITLE: ("title", "标题"),
    Unit.NOTE: ("note", "题注"),
    Unit.CONTENTS: ("contents", "目录"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its kind, the place by name (第三章), what is wrong in words, and the text there.

    `node` is the unit it lies in, by which it is known again in the text after an instrument.
    """

    kind: str
    where: str
    what: str
    text: str
    node: Node = field(compare=False, repr=False)

    @property
    def grave(self) -> bool:
        """Whether a text with this fault is damaged beyond doubt."""
        return self.kind not in _SLIGHT

    def __str__(self) -> str:
        return say(f"{self.where}: {self.what}: “{self.text}”", f"{self.where}：{self.what}：“{self.text}”")


def fault(kind: str, node: Node, en: str, zh: str, text: str | None = None) -> Fault:
    """A fault of a node, told in both languages; the words shown are its own where none are given."""
    shown = node.heading or "".join(node.lines()) if text is None else text
    return Fault(kind, _where(node), say(en, zh), shown[:SHOWN].strip(), node)


def around(kind: str, node: Node, at: int, en: str, zh: str) -> Fault:
    """A fault at one spot of a text, shown with the words beside it."""
    return fault(kind, node, en, zh, node.text[max(0, at - 10) : at + 20])


def _where(node: Node) -> str:
    """The place by name: 第三条, 第四章第二节, 引言."""
    path = (node, *node.ancestors())
    for each in path:
        if each.unit is Unit.ARTICLE:
            return each.label
        if each.unit in _PLACES:
            return say(*_PLACES[each.unit])
    return "".join(d.label for d in reversed(path) if d.unit in DIVISIONS) or say("text", "正文")


def scopes(document: Document) -> Iterator[list[Node]]:
    """The nodes that belong together as one text: an article, a preamble, a heading, a loose paragraph."""
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        if node.unit is Unit.DOCUMENT or node.unit in DIVISIONS:
            yield [node]
            # what stands under 一、 is one text: （一）……⏎……⏎（二）……
            running = node.of(Unit.PARAGRAPH) if node.unit is Unit.GROUP else []
            if running:
                yield [n for paragraph in running for n in paragraph.walk()]
            stack.extend(c for c in reversed(node.children) if not running or c.unit is not Unit.PARAGRAPH)
        else:
            yield list(node.walk())
