"""Damage of characters: marks at the wrong place or in a row, brackets without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xiuding.audit.fault import Fault, around, fault, scopes
from xiuding.document import Document

_PAIRS = {"》": "《", "〉": "〈", "）": "（", "”": "“", "’": "‘", "】": "【", "〕": "〔"}
_OPENING = frozenset(_PAIRS.values())
_FOLLOWS = re.compile("[，。；：、？！" + "".join(_PAIRS) + "]")
_DOUBLED = re.compile(r"，，|。。|；；|、、|：：|[，、；：][。；]|。[，；、]")
_UNDECODED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f]")


def marks(document: Document) -> Iterator[Fault]:
    """Marks at the wrong place, doubled marks, and characters that no text has."""
    for node in document.walk():
        if found := _FOLLOWS.match(node.text):
            yield fault("beginning", node, f"begins with {found[0]}", f"以“{found[0]}”开头")
        if found := _DOUBLED.search(node.text):
            yield around("doubled", node, found.start(), f"{found[0]} in a row", f"“{found[0]}”连用")
        if found := _UNDECODED.search(node.text):
            yield around("undecoded", node, found.start(), "a character is damaged", "有损坏的字符")


def brackets(document: Document) -> Iterator[Fault]:
    """《》（）“” open and close; a pair may span the paragraphs of an article, not more."""
    for nodes in scopes(document):
        stray = _stray([n.text for n in nodes])
        if stray is not None:
            line, at = stray
            mark = nodes[line].text[at]
            en, zh = ("never closed", "没有闭合") if mark in _OPENING else ("never opened", "没有开头")
            yield around("unbalanced", nodes[line], at, f"{mark} is {en}", f"“{mark}”{zh}")


def _stray(texts: Sequence[str]) -> tuple[int, int] | None:
    """The first mark without its other half, as line and offset."""
    open_: list[tuple[str, int, int]] = []
    for line, text in enumerate(texts):
        for at, char in enumerate(text):
            if char in _OPENING:
                # “ again at the head of a paragraph continues the quotation.
                if not (char == "“" and at == 0 and open_ and open_[-1][0] == char):
                    open_.append((char, line, at))
            elif char in _PAIRS:
                if not open_ or open_[-1][0] != _PAIRS[char]:
                    return open_[-1][1:] if open_ else (line, at)
                open_.pop()
    return open_[0][1:] if open_ else None
