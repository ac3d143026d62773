"""Cells with row and column spans → the rows of a table, each merged cell given once."""

from __future__ import annotations

import re

from xiuding.manuscript import Rows

_WIDEST = 200
_DEEPEST = 5000


class Grid:
    """Collects cells row by row, e.g. a cell of two rows leaves ``""`` below itself."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        self._hanging: dict[int, int] = {}

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
                self._hanging[column] = min(rows, _DEEPEST) - 1
        row += [re.sub(r"[\t\r\n]+", " ", text), *[""] * (columns - 1)]
        self._fill()

    def rows(self) -> Rows:
        """The rows, all of one width, empty rows left out."""
        width = max(map(len, self._rows), default=0)
        return tuple(tuple(row + [""] * (width - len(row))) for row in self._rows if any(row))

    def _fill(self) -> None:
        row = self._rows[-1]
        while self._hanging.get(len(row), 0) > 0:
            self._hanging[len(row)] -= 1
            row.append("")
