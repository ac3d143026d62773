"""Ruled tables of a pdf, joined over the pages they go on.

What follows a table on the next page with the same columns is more of it.  Its repeated heading is left
out, and a row that the page cut goes on: its filled cells follow cells whose last line is full, and others
have nothing more to say.  What this does not do: a table that goes on with other columns is another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from xiuding.manuscript import Rows
from xiuding.readers import lines
from xiuding.readers.pdf_layout import Frame, Placed, is_full

_SAME = 3.0
"""Rules nearer than this, in points, are in one place."""
_PADDING = 6.0
"""What a cell keeps free beside its rule, in points."""
_BOX = re.compile(r"专\s*栏")
_CONTINUED = re.compile(r"续\s*表|.{0,80}[（(]续\s*表?[)）]$")


class Cell(NamedTuple):
    """A cell between its rules."""

    left: float
    right: float
    lines: tuple[Placed, ...]

    @property
    def text(self) -> str:
        """Its lines, joined."""
        pieces = [line.text for line in self.lines]
        glued = [lines.glue(before, after) + after for before, after in pairwise(pieces)]
        return "".join([*pieces[:1], *glued])


Row = tuple[Cell | None, ...]


@dataclass(eq=False)
class Ruled:
    """A table; a cell that is merged with the one above or before is None.  `last` is the page it ends on."""

    cells: list[Row]
    page: int
    last: int

    def rows(self) -> Rows:
        """What the cells say, without rows and columns that say nothing."""
        held = [row for row in map(texts, self.cells) if any(row)]
        filled = [any(column) for column in zip(*held, strict=True)]
        return tuple(tuple(text for text, keep in zip(row, filled, strict=True) if keep) for row in held)


@dataclass(eq=False)
class Box:
    """A frame around a text that calls itself 专栏."""

    lines: list[Placed]
    right: float


Item = Placed | Ruled
Block = Placed | Box | Ruled


def flat(item: Item) -> list[Placed]:
    """The lines of a table, or the line that it is."""
    if isinstance(item, Placed):
        return [item]
    return [line for row in item.cells for cell in row if cell for line in cell.lines]


def texts(row: Row) -> tuple[str, ...]:
    """What the cells of a row say."""
    return tuple(cell.text if cell else "" for cell in row)


def over_pages(items: Sequence[Item]) -> tuple[list[Item], list[tuple[str, int]]]:
    """The lines and tables, and what repeats the heading of a table with its page."""
    kept: list[Item] = []
    repeated: list[tuple[str, int]] = []
    for index, item in enumerate(items):
        table = kept[-1] if kept else None
        if isinstance(table, Ruled):
            if isinstance(item, Ruled) and _is_more(table, item):
                repeated += [("\t".join(row).strip(), item.page) for row in _append(table, item)]
                continue
            following = items[index + 1] if index + 1 < len(items) else None
            if (
                isinstance(item, Placed)
                and _CONTINUED.match(item.text)
                and isinstance(following, Ruled)
                and _is_more(table, following)
            ):
                repeated.append((item.text, item.page))
                continue
        kept.append(item)
    return kept, repeated


def _is_more(table: Ruled, item: Ruled) -> bool:
    columns, others = _columns(table), _columns(item)
    return (
        item.page == table.last + 1
        and len(columns) == len(others)
        and all(abs(one - other) < _SAME for one, other in zip(columns, others, strict=True))
    )


def _columns(table: Ruled) -> list[float]:
    """Where the columns begin."""
    return [
        min((cell.left for cell in column if cell), default=0.0) for column in zip(*table.cells, strict=True)
    ]


def _append(table: Ruled, more: Ruled) -> list[tuple[str, ...]]:
    """Put the rows of `more` at the end of the table; the rows of its heading that were repeated."""
    both = zip(map(texts, table.cells), map(texts, more.cells), strict=False)
    repeated = [head for head, _ in takewhile(lambda pair: pair[0] == pair[1] and any(pair[0]), both)]
    rest = more.cells[len(repeated) :]
    if rest and _goes_on(table.cells[-1], rest[0]):
        table.cells[-1] = tuple(
            one and (one._replace(lines=one.lines + other.lines) if other else one)
            for one, other in zip(table.cells[-1], rest.pop(0), strict=True)
        )
    table.cells += rest
    table.last = more.page
    return repeated


def _goes_on(row: Row, below: Row) -> bool:
    """Whether the row that opens a page is the rest of the one that ends the page before."""
    filled = [(one, other) for one, other in zip(row, below, strict=True) if other and other.lines]
    silent = any(
        one and one.lines and not (other and other.lines) for one, other in zip(row, below, strict=True)
    )
    return (
        silent
        and bool(filled)
        and all(
            one is not None and one.lines and is_full(one.lines[-1], one.right - _PADDING, other.lines[0])
            for one, other in filled
        )
    )


def blocks(items: Sequence[Item]) -> list[Block]:
    """Lines, boxes and tables in their order; a box goes on in the frame that opens the next page.

    What has no two rows and columns is lines, and so is what stands in a frame that is no box.
    """
    found: list[Block] = []
    frame: tuple[int, Frame] | None = None
    for item in items:
        if isinstance(item, Ruled) and len(rows := item.rows()) > 1 and len(rows[0]) > 1:
            found.append(item)
            frame = None
            continue
        for line in flat(item):
            before, frame = frame, line.frame and (line.page, line.frame)
            box = found[-1] if found else None
            if line.frame is None:
                found.append(line)
            elif before != frame and _BOX.match(line.text):
                found.append(Box([line], line.frame[2] - _PADDING))
            elif isinstance(box, Box) and (before == frame or _goes_on_in(box, line.frame, line.page)):
                box.lines.append(line)
            else:
                found.append(line)
    return found


def _goes_on_in(box: Box, frame: Frame, page: int) -> bool:
    """Whether a frame that opens a page stands under that of the box."""
    last = box.lines[-1]
    assert last.frame
    aligned = all(abs(last.frame[side] - frame[side]) < _SAME for side in (0, 2))
    return page == last.page + 1 and aligned
