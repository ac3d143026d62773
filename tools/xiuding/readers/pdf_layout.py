"""What the places of lines on their pages say: which line opens a paragraph, which is page furniture.

A line opens a paragraph where it is indented by two characters; where nothing is indented, where it stands
farther from the line before than lines do; and in any case where the line before had room for its first
word.  What this does not do: where neither indents nor distances tell paragraphs apart, it says nothing of
a line that follows a full one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Literal, NamedTuple

from xiuding.language import say
from xiuding.readers.lines import PRINT_LINE

_Edge = Literal["head", "foot"]
Frame = tuple[float, float, float, float]


class Placed(NamedTuple):
    """A line and where it stands on its page, in points from the top left; `size` is that of its type.

    `frame` is what is drawn around it: left, top, right and bottom.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    frame: Frame | None = None


class Margins(NamedTuple):
    """Where the lines of a page start and end."""

    left: float
    right: float


_OF_ONE_PAGE = 5
"""So many long lines of a page tell its own margin."""
_INDENT = (1.5, 2.5)
_FARTHER = 1.3
_DEEPEST = 2
"""No more lines than this are furniture at an edge of a page."""
_RUNNING = 3
"""A line at the same edge of so many pages is a running head or foot, one fewer if its type is smaller."""
_PAGE_NUMBER = re.compile(
    r"(?:[-—－–―·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[-—－–―·•\s]*"
    r"|共\s*\d{1,4}\s*页\s*[,，/]?\s*第\s*\d{1,4}\s*页)$"
)
_MARKS = "）》〉】〕」』)，。、；：！？,.;:!?％%"
_UNIT = rf"[（《〈【〔「『(]*(?:[!-~]+|[—…]+|.)(?:[{_MARKS}]+[0-9]*)*"
_WORD = re.compile(f"[“”‘’]*{_UNIT}(?:[“”‘’]+{_UNIT})*", re.DOTALL)
"""What a line break does not divide.

Many programs break neither beside a curly quotation mark nor between a mark and the number after it.
"""


def layout(lines: Sequence[Placed], right: float | None = None) -> Iterator[tuple[bool | None, bool]]:
    """For every line whether it goes on in the left margin, if that shows, and whether it is full.

    `right` is the right margin where something drawn tells it, e.g. that of a box.
    """
    margins = _margins(lines, right)
    indents = [(line.left - margins[line.page].left) / line.size for line in lines]
    indented = sum(_INDENT[0] <= indent <= _INDENT[1] for indent in indents) * 20 >= len(lines)
    pitch = None if indented else _pitch(lines)
    full_before = False
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        flush: bool | None
        if before is None or not full_before:
            flush = False
        elif indented:
            flush = indents[index] < 1
            if indents[index] > _INDENT[1] and abs(line.left - before.left) < line.size / 2:
                flush = None  # all of the paragraph stands apart, or both lines open one
        else:
            flush = None if pitch is None or line.page != before.page else _gap(before, line) <= pitch
        after = lines[index + 1] if index + 1 < len(lines) else None
        full_before = after is not None and is_full(line, margins[line.page].right, after)
        yield flush, full_before


def is_full(line: Placed, right: float, after: Placed) -> bool:
    """Whether the first word of the next line has no room in this one."""
    return right - line.right < (_width(after.text) + 0.5) * line.size


def _width(text: str) -> float:
    """The width of the first word of a text, with the marks that may not stand apart from it."""
    word = _WORD.match(text)
    return sum(0.6 if each.isascii() else 1.0 for each in word[0]) if word else 0.0


def _margins(lines: Sequence[Placed], right: float | None) -> Mapping[int, Margins]:
    """The margins by page: the left one is that of all left-hand or right-hand pages."""
    wide = [line for line in lines if len(line.text) >= PRINT_LINE] or lines
    found = {}
    for page in {line.page for line in lines}:
        facing = [line for line in wide if line.page % 2 == page % 2]
        here = [line for line in wide if line.page == page]
        left = _left(facing if len(facing) >= _OF_ONE_PAGE else wide)
        longest = _right(here if len(here) >= _OF_ONE_PAGE else wide, left)
        found[page] = Margins(left, longest if right is None else right)
    return found


def _left(lines: Sequence[Placed]) -> float:
    """Where lines start; a few may stand out, as running heads do."""
    starts = Counter(round(line.left) for line in lines)
    usual = [left for left, count in starts.items() if count >= _OF_ONE_PAGE or count * 10 >= len(lines)]
    return float(min(usual, default=min(starts)))


def _right(lines: Sequence[Placed], left: float) -> float:
    """Where the longest line ends; marks may hang over the margin."""
    inside = [line for line in lines if line.left > left - line.size] or lines
    return max(line.right for line in [line for line in inside if line.text[-1] not in _MARKS] or inside)


def _gap(before: Placed, line: Placed) -> float:
    return (line.base - before.base) / line.size


def _pitch(lines: Sequence[Placed]) -> float | None:
    """How far apart lines of a paragraph are at most, if paragraphs are farther apart than that."""
    gaps = sorted(
        _gap(before, line)
        for before, line in pairwise(lines)
        if before.page == line.page and _gap(before, line) > 0
    )
    if not gaps:
        return None
    most = gaps[len(gaps) // 10] * _FARTHER
    return most if sum(gap > most for gap in gaps) * 20 >= len(gaps) else None


def furniture(lines: Sequence[Placed]) -> dict[Placed, str]:
    """Page numbers and running heads and feet with the reason: found at the edges of pages only."""
    edges: list[tuple[_Edge, list[Placed]]] = []
    for _, page in groupby(lines, lambda line: line.page):
        down = sorted(page, key=lambda line: line.base)
        edges += [("head", down[:_DEEPEST]), ("foot", down[:0:-1][:_DEEPEST])]
    everything = [(side, line) for side, held in edges for line in held]
    standing: dict[tuple[str, _Edge, int], set[int]] = defaultdict(set)
    for side, line in everything:
        standing[_shape(side, line)].add(line.page)
    numbers = {line for _, line in everything if _is_number(line.text)}
    bare = Counter(int(line.text) - line.page for line in numbers)

    usual = median(line.size for line in lines) if lines else 0.0

    def why(side: _Edge, line: Placed) -> str | None:
        if _is_number(line.text):
            offset = int(line.text) - line.page
            return say("page number", "页码") if offset == 0 or bare[offset] > 1 else None
        if _PAGE_NUMBER.match(line.text):
            return say("page number", "页码")
        needed = _RUNNING - (line.size < usual)
        runs = _runs(line, standing[_shape(side, line)]) >= needed
        return say("running head or foot", "页眉或页脚") if runs else None

    found: dict[Placed, str] = {}
    for side, held in edges:
        for line in held:  # from the edge inwards, as far as there is furniture
            reason = why(side, line)
            if reason is None:
                break
            found[line] = reason
    return found


def _runs(line: Placed, pages: set[int]) -> int:
    """At how many pages, or every other one, around its own a line stands that is no sentence."""
    if re.search("。|[，；：]$", line.text):
        return 0
    first = last = line.page
    while pages & {first - 1, first - 2}:
        first = min(pages & {first - 1, first - 2})
    while pages & {last + 1, last + 2}:
        last = max(pages & {last + 1, last + 2})
    return sum(first <= page <= last for page in pages)


def _is_number(text: str) -> bool:
    return len(text) < 5 and text.isdecimal()


def _shape(side: _Edge, line: Placed) -> tuple[str, _Edge, int]:
    return re.sub(r"\d+", "0", line.text), side, round(line.base / line.size)
