"""Finds quoted passages in a tree: exactly, or but for typography.

Only identical counts; a number that is quoted is never part of a longer one (五日 of 十五日).  Where the
quotation is nowhere identical, half-width and full-width punctuation, quotation marks and white space are
taken as one (`xiuding.typography`), since sources print them differently; nothing else ever is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xiuding.document import Node
from xiuding.numerals import NUMERAL, within_number
from xiuding.typography import normalise

#: 第十二条 is no part of 第十二条之一.
_INSERTED = re.compile(rf"条之{NUMERAL}")
_SPACE = re.compile(r"\s+")


class Match(NamedTuple):
    """A quoted passage in the text of a node."""

    node: Node
    start: int
    end: int


def occurrences(nodes: Iterable[Node], needle: str) -> list[Match]:
    """Every place below `nodes` where `needle` stands, in reading order, none overlapping.

    ``occurrences([第五条], "甲")``; an empty needle stands nowhere.
    """
    if not needle:
        return []
    bearing = [n for root in nodes for n in root.walk() if n.text]
    exact = [Match(n, at, at + len(needle)) for n in bearing for at in _all(n.text, needle)]
    if exact:
        return exact
    folded = _SPACE.sub("", normalise(needle).text)
    return [m for n in bearing for m in _folded(n, folded)]


def _all(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        end = at + len(needle)
        if within_number(text, at) or within_number(text, end) or _INSERTED.match(text, end - 1):
            end = at + 1
        else:
            yield at
        at = text.find(needle, end)


def _folded(node: Node, needle: str) -> Iterator[Match]:
    """Places where the node's text equals the needle in the typographic norm, white space aside."""
    if not needle:
        return
    norm = normalise(node.text)
    kept = [i for i, c in enumerate(norm.text) if not c.isspace()]
    text = "".join(norm.text[i] for i in kept)
    for at in _all(text, needle):
        start, end = norm.source_span(kept[at], kept[at + len(needle) - 1] + 1)
        yield Match(node, start, end)


def runs(nodes: Sequence[Node], paragraphs: Sequence[str]) -> list[list[Node]]:
    """Every row of nodes whose lines are exactly these paragraphs, with nothing more below any of them."""
    bearing = [n for root in nodes for n in root.walk() if n.rows or n.heading.strip()]
    wanted = [_bare(p) for p in paragraphs]
    texts = [_bare(n.heading) for n in bearing]
    rows = (bearing[i : i + len(wanted)] for i in _starts(texts, wanted))
    counted = {*bearing}
    return [row for row in rows if {n for node in row for n in node.walk()} & counted <= {*row}]


def _starts(texts: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    return (i for i in range(len(texts) - len(wanted) + 1) if texts[i : i + len(wanted)] == wanted)


def _bare(text: str) -> str:
    return _SPACE.sub("", normalise(text).text)


def same_words(one: Node, other: Node) -> bool:
    """Whether two units say the same, typography, their labels and their last marks aside."""
    return _words(one) == _words(other)


def _words(node: Node) -> str:
    return _bare("".join(node.lines()).removeprefix(node.label)).rstrip("；，。")


def same_lines(node: Node, paragraphs: Sequence[str]) -> bool:
    """Whether the node's whole text is these paragraphs, typography and the node's own label aside."""
    text, wanted = "".join(node.lines()), _bare("".join(paragraphs))
    return wanted in (_bare(text), _bare(text.removeprefix(node.label)))
