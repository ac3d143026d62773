"""Tables that markup gives: which of them hold data, and their cells as rows.

A table holds data if it has two rows and two columns at least, no table within, no cell of many paragraphs
or with an image, no text between its cells, and no more rows than a page can show.  Other tables only lay
out a page, or draw a box around a text; what their cells hold is paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xiuding.manuscript import Rows
from xiuding.readers.line import Line

_CELL_LINES = 8
_WIDEST = 100
_LONGEST = 5000


class Grid:
    """Cells with spans → rows of one width; a merged cell is given once and empty where it goes on."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._hanging: dict[int, int] = {}

    @property
    def height(self) -> int:
        """Number of rows begun."""
        return len(self._rows)

    def start_row(self) -> None:
        """Begin a row; cells that hang down from above are empty in it."""
        self._rows.append([])
        self._fill()

    def add(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """Put a cell at the next free place of the row."""
        if not self._rows:
            self.start_row()
        row = self._rows[-1]
        columns = max(1, min(columns, _WIDEST - len(row)))
        for column in range(len(row), len(row) + columns):
            if rows > 1:
                self._hanging[column] = min(rows, _LONGEST) - 1
        row += [re.sub(r"[\t\r\n]+", " ", text), *[""] * (columns - 1)]
        self._fill()

    def rows(self) -> Rows:
        """The rows so far, empty ones left out."""
        width = max(map(len, self._rows), default=0)
        return tuple(tuple(row + [""] * (width - len(row))) for row in self._rows if any(row))

    def _fill(self) -> None:
        row = self._rows[-1]
        while self._hanging.get(len(row), 0) > 0:
            self._hanging[len(row)] -= 1
            row.append("")


@dataclass
class Table:
    """A table being read, whose cells' lines are appended to `lines` as those of any paragraph."""

    lines: list[Line]
    layout: bool = False
    _grid: Grid = field(default_factory=Grid)
    _cell: tuple[int, int, int] | None = None

    _first: int | None = None
    _in_cells: int = 0

    def start_row(self) -> None:
        """A row begins."""
        self.end_cell()
        if not self.layout:
            self._grid.start_row()

    def start_cell(self, columns: int = 1, rows: int = 1) -> None:
        """A cell begins; what is appended to `lines` from now on is its text."""
        self.end_cell()
        self._cell = (len(self.lines), columns, rows)
        if self._first is None:
            self._first = len(self.lines)

    def end_cell(self) -> None:
        """The cell ends, if one has begun."""
        if self._cell is None:
            return
        first, columns, rows = self._cell
        self._cell = None
        self.layout = self.layout or len(self.lines) - first > _CELL_LINES or self._grid.height > _LONGEST
        if not self.layout:
            held = self.lines[first:]
            self._in_cells += len(held)
            self.layout = any(line.image for line in held)
            self._grid.add("".join(line.text for line in held), columns, rows)

    def end(self) -> None:
        """The table ends: if it holds data, the lines of its cells become one line with rows.

        What stands before the first cell is a caption, and a line of its own.
        """
        self.end_cell()
        if self.layout or self._first is None:
            return
        rows = self._grid.rows()
        held = self.lines[self._first :]
        if len(rows) < 2 or len(rows[0]) < 2 or len(held) > self._in_cells:
            return
        text = "\n".join("\t".join(row) for row in rows)
        self.lines[self._first :] = [Line(text, held[0].start, held[-1].end, held[0].page, rows=rows)]
