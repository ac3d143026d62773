"""Tab stops for the rows of a table, which are paragraphs with a tab between two cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, zip_longest
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xiuding.render.cells import width
from xiuding.render.visible import visible

_BETWEEN = 2


def stops(lines: Sequence[str], *, room: int, cell: int) -> list[tuple[int, ...]]:
    r"""Where the cells of each line begin, after the first; rows that follow each other share their stops.

    In twentieths of a point: `room` is the width of the page or column, `cell` that of half a Chinese
    character.  A line without tabs has no stops.

    >>> stops(["表1", "序号\t指标\t分值", "1\t目录完整率\t30"], room=8000, cell=105)
    [(), (630, 1890), (630, 1890)]
    """
    found: list[tuple[int, ...]] = []
    for in_table, group in groupby(lines, key=lambda line: "\t" in line):
        rows = list(group)
        shared = tuple(_shared(rows, room, cell)) if in_table else ()
        found += [shared] * len(rows)
    return found


def _shared(rows: Sequence[str], room: int, cell: int) -> Iterator[int]:
    columns = zip_longest(*(row.split("\t") for row in rows), fillvalue="")
    widths = [max(width(visible(text)) for text in column) + _BETWEEN for column in columns]
    total = sum(widths) * cell
    for end in accumulate(widths[:-1]):
        # What is too wide for the page is set closer; a cell that then does not fit pushes the next on.
        yield end * cell * min(room, total) // total


def set_stops(properties: Any, found: Sequence[int]) -> None:
    """Give a paragraph its stops, and the left edge as it is; the schema wants them in this order."""
    if not found:
        return
    tabs = OxmlElement("w:tabs")
    for position in found:
        tab = OxmlElement("w:tab")
        tab.set(qn("w:val"), "left")
        tab.set(qn("w:pos"), str(position))
        tabs.append(tab)
    indent, side = OxmlElement("w:ind"), OxmlElement("w:jc")
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")
    side.set(qn("w:val"), "left")
    properties.extend((tabs, indent, side))
