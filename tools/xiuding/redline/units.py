"""The units of a text with what an alignment asks of them, made when it is first asked for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TypeVar

from xiuding.redline.labels import neutral

_T = TypeVar("_T")


class Units:
    """The units of one text, with what is asked of them more than once, each by its place.

    `neutral` is a unit without its number, `shingles` the pairs of characters of that, as numbers.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.text = texts.__getitem__
        self.neutral = _Once(lambda at: neutral(texts[at])).__getitem__
        self.shingles = _Once(lambda at: shingles(self.neutral(at)))


class _Once(dict[int, _T]):
    """What is made of a unit when it is first asked for."""

    def __init__(self, make: Callable[[int], _T]) -> None:
        self._make = make

    def __missing__(self, at: int) -> _T:
        made = self[at] = self._make(at)
        return made


def shingles(text: str) -> set[int]:
    """Each two neighbouring units of UTF-16 as a number of 32 bits: those at even places, then the others.

    >>> len(shingles("公共服务") & shingles("基本公共服务"))
    3
    """
    units = text.encode("utf-16-le", "surrogatepass")
    numbers = array("I", units[: len(units) // 4 * 4])
    numbers.frombytes(units[2 : 2 + (len(units) - 2) // 4 * 4])
    return set(numbers) or {ord(text) if text else 0}
