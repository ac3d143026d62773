"""The units of two texts, side by side: articles, headings, preambles, loose paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.typography import normalise

_SPACES = re.compile(r"\s+")
_HOLDERS = (Unit.DOCUMENT, *DIVISIONS, Unit.BOX)


def bare(text: str) -> str:
    """The words of a text in the typographic norm, without white space."""
    return _SPACES.sub("", normalise(text).text)


@dataclass(frozen=True)
class Piece:
    """What is compared as one: an article, a heading, the preamble, a loose paragraph."""

    node: Node
    lines: tuple[str, ...]

    @property
    def line(self) -> str:
        """The text on one line."""
        return "".join(self.lines)

    @cached_property
    def words(self) -> str:
        """The words in the typographic norm, without the number of the unit and white space."""
        return bare(self.line.removeprefix(self.node.label))


def units(document: Document) -> Iterator[Piece]:
    """The units of a text in reading order; a heading stands by itself."""
    stack: list[Node] = list(reversed(document.children))
    while stack:
        node = stack.pop()
        if node.unit in _HOLDERS:
            yield Piece(node, (node.heading,))
            stack.extend(reversed(node.children))
        else:
            yield Piece(node, tuple(node.lines()))


def in_order(
    ours: Sequence[Piece], theirs: Sequence[Piece], partner: dict[int, int]
) -> Iterator[tuple[Piece | None, Piece | None]]:
    """All pairs in the order of our text; what only the official one has stands where it stands there."""
    taken, at = set(partner.values()), 0
    for i, piece in enumerate(ours):
        j = partner.get(i)
        if j is None:
            yield piece, None
            continue
        while at < j:
            if at not in taken:
                yield None, theirs[at]
            at += 1
        yield piece, theirs[j]
        at = max(at, j + 1)
    for j in range(at, len(theirs)):
        if j not in taken:
            yield None, theirs[j]


def unit_of(node: Node) -> Node:
    """The unit of `units` that a node lies in."""
    for each in (node, *node.ancestors()):
        if each.parent is None or each.parent.unit in _HOLDERS:
            return each
    return node


def name(node: Node) -> str:
    """What a unit is called: 第三条, 题注, “完善服务。”."""
    if node.label:
        return node.label.rstrip("、")
    if node.unit is Unit.PREAMBLE:
        return "引言"
    if node.unit in (Unit.PARAGRAPH, Unit.TABLE):
        return f"“{''.join(node.lines())[:12]}”"
    return node.unit.value
