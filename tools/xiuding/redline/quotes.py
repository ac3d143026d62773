"""The two marks of a quotation share their fate: both stay or both change.

A redline that strikes “ and leaves its ” shows the reader a text that never was.  Where what stands
between a kept mark and the edit that took its partner is short, it goes with them: a title of which
half changed, 《中华人民共和国民法通则》 → 《中华人民共和国民法典》 with the second 》, reads better whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import combining

from xiuding.redline.model import Sign
from xiuding.redline.passages import SENTENCE_ENDS
from xiuding.redline.script import Stretch

_PARTNERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_MARKS = frozenset(_PARTNERS) | frozenset(_PARTNERS.values())

_SHORT = 24
"""Kept characters between a mark and an edit that go with both."""

Signed = tuple[Sign, str]


def pair_quotes(script: list[Stretch]) -> list[Stretch]:
    """The same texts, with a kept mark whose partner is changed struck and inserted anew."""
    if not has_marks(script):
        return script
    tokens = list(_signed(script))
    replaced: set[int] = set()
    while broken := set(_broken(tokens, replaced)):
        replaced |= broken
    return _rebuilt(tokens, replaced) if replaced else script


def has_marks(script: Sequence[Stretch]) -> bool:
    """Whether any edit struck or inserted a mark of quotation."""
    changed = (side for stretch in script if not stretch.kept for side in (stretch.old, stretch.new))
    return not all(_MARKS.isdisjoint("".join(side)) for side in changed)


def _signed(script: Sequence[Stretch]) -> Iterator[Signed]:
    for stretch in script:
        if stretch.kept:
            yield from (("=", token) for token in stretch.old)
        else:
            yield from (("-", token) for token in stretch.old)
            yield from (("+", token) for token in stretch.new)


def _mark(token: str) -> str:
    """The quotation mark that a token is, whatever accents stand on it; empty for any other token."""
    return token[0] if token[0] in _MARKS and all(map(combining, token[1:])) else ""


def _broken(tokens: Sequence[Signed], replaced: set[int]) -> Iterator[int]:
    """The places of kept marks whose partner, on either side, is not kept, and of what goes with them."""
    for side in "-+":
        open_marks: list[int] = []
        for at, (sign, token) in enumerate(tokens):
            mark = _mark(token)
            if not mark or sign not in ("=", side):
                continue
            if mark in _PARTNERS:
                open_marks.append(at)
            elif open_marks and _PARTNERS[_mark(tokens[open_marks[-1]][1])] == mark:
                pair = (open_marks.pop(), at)
                kept = [mark for mark in pair if tokens[mark][0] == "=" and mark not in replaced]
                if len(kept) == 1:
                    yield from _with_words(tokens, replaced, kept[0], 1 if kept[0] == pair[0] else -1)


def _with_words(tokens: Sequence[Signed], replaced: set[int], mark: int, step: int) -> Iterator[int]:
    """The mark, and the words from it to the next edit on the side of its partner if they are few."""
    yield mark
    at, length = mark + step, 0
    while tokens[at][0] == "=" and at not in replaced:
        length += len(tokens[at][1])
        if length > _SHORT or tokens[at][1] in SENTENCE_ENDS:
            return
        at += step
    yield from range(min(at, mark) + 1, max(at, mark))


def _rebuilt(tokens: Sequence[Signed], replaced: set[int]) -> list[Stretch]:
    """A script again, deletions before insertions between any two kept stretches."""
    kept = [sign == "=" and at not in replaced for at, (sign, _) in enumerate(tokens)]
    return [
        Stretch(
            stays,
            [tokens[at][1] for at in places if tokens[at][0] != "+"],
            [tokens[at][1] for at in places if tokens[at][0] != "-"],
        )
        for stays, group in groupby(range(len(tokens)), key=kept.__getitem__)
        if (places := list(group))
    ]
