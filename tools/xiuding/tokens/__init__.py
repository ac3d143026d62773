"""Text cut into the tokens that a redline never splits: words, numbers with their measure, references.

A token boundary is always a boundary of ``jieba.lcut(text)`` as well; welding only removes some.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise
from operator import attrgetter

from xiuding.tokens.segmenter import INSIDE, prepare, words
from xiuding.tokens.welding import Weld, welds

__all__ = ["Weld", "cut", "is_safe", "prepare", "tokenize", "welds", "words"]


_hardness = attrgetter("hard")


def tokenize(text: str, *, characters: bool = False) -> list[str]:
    """The tokens of `text`, which concatenate to it: ``全区|共有|乌兰牧骑|73支``.

    With `characters`, every character is a token but for numbers, references and combined
    characters, which stay whole.
    """
    return cut(text, welds(text, terms=not characters), 0, len(text), characters=characters)


def cut(text: str, spans: Iterable[Weld], start: int, end: int, *, characters: bool = False) -> list[str]:
    """The tokens of ``text[start:end]``, both ends being safe points of `text`, whose welds are `spans`."""
    part = text[start:end]
    pieces = list(part) if characters else words(part)
    inside = [weld for weld in spans if start <= weld.start and weld.end <= end]
    if not inside:
        return pieces
    bounds = set(accumulate(map(len, pieces), initial=start))
    # Soft welds first: they ask for jieba's boundaries, which hard welds remove.
    for left, right, hard in sorted(inside, key=_hardness):
        if hard or (left in bounds and right in bounds):
            bounds.difference_update(range(left + 1, right))
    return [text[left:right] for left, right in pairwise(sorted(bounds))]


def is_safe(text: str, spans: Iterable[Weld], at: int) -> bool:
    """Whether cutting `text`, whose welds are `spans`, at this offset and tokenizing both halves is exact.

    That is beside punctuation and white space, outside of any weld: there jieba begins anew.
    """
    if not 0 < at < len(text):
        return True
    return not INSIDE.match(text, at - 1) and not any(start < at < end for start, end, _ in spans)
