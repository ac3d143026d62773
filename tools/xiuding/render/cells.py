"""Terminal cells: how wide Chinese text is and where a line of it may end.

Lines may break between any two characters, as Chinese does, but none begins with a closing mark,
ends with an opening one or cuts a number in two while the column leaves another choice.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from string import ascii_letters, digits
from typing import NamedTuple
from unicodedata import east_asian_width

from rich.cells import get_character_cell_size

# - + and the brackets keep ranges such as 10-15 and the marks [-…-]{+…+} whole.
_NEVER_FIRST = frozenset("，。、；：！？）〕】》〉」』”’…％%-+]}")
_NEVER_LAST = frozenset("（〔【《〈「『“‘-+[{±¥￥$№")
_NUMBER = frozenset(ascii_letters + digits + ".,")
# A longer run that must not be cut (a web address) is cut after all.
_LONGEST_RETREAT = 12


class Line(NamedTuple):
    """The part ``[start:stop]`` of a text that fits on one line, and the cells it takes."""

    start: int
    stop: int
    cells: int


class _Sizes(dict[int, int]):
    """Code point → cells, filled as characters are met; a table for `str.translate`."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, code: int) -> int:
        character = chr(code)
        # Named, because rich would otherwise ask the environment for a version.
        size = get_character_cell_size(character, "latest")
        if size == 1 and east_asian_width(character) == "A":
            size = self._ambiguous
        self[code] = size
        return size


_SIZES = {False: _Sizes(1), True: _Sizes(2)}


def _sizes(text: str, ambiguous_wide: bool) -> bytes:
    return text.translate(_SIZES[ambiguous_wide]).encode("latin-1")


def width(text: str, *, ambiguous_wide: bool = False) -> int:
    """The cells `text` takes, e.g. 7 for ``"乌兰牧1"``; `ambiguous_wide` counts “ ” … as two each."""
    return sum(_sizes(text, ambiguous_wide))


def wrap(text: str, columns: int, *, ambiguous_wide: bool = False) -> Iterator[Line]:
    """Cut `text` into lines of at most `columns` cells (at least two); an empty text is one empty line.

    A line end in it ends a line too, and is in none.
    """
    at = 0
    for part in text.split("\n"):
        for line in _wrapped(part, columns, ambiguous_wide):
            yield Line(at + line.start, at + line.stop, line.cells)
        at += len(part) + 1


def _wrapped(text: str, columns: int, ambiguous_wide: bool) -> Iterator[Line]:
    # An array, because a hostile paragraph may have fifty million characters.
    ends = array("L", accumulate(_sizes(text, ambiguous_wide), initial=0))
    last = len(text)
    start = 0
    while ends[last] - ends[start] > columns:
        stop = max(bisect_right(ends, ends[start] + columns, lo=start) - 1, start + 1)
        stop = _retreat(text, start, stop)
        yield Line(start, stop, ends[stop] - ends[start])
        start = stop
    yield Line(start, last, ends[last] - ends[start])


def _retreat(text: str, start: int, stop: int) -> int:
    """The last good place to break at or before `stop`, or `stop` itself if none is near."""
    for place in range(stop, max(start, stop - _LONGEST_RETREAT), -1):
        before, after = text[place - 1], text[place]
        number = before in _NUMBER and after in _NUMBER
        if not number and after not in _NEVER_FIRST and before not in _NEVER_LAST:
            return place
    return stop
