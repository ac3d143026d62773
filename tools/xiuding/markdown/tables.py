"""GFM tables ↔ rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.document import Rows
from xiuding.markdown.inline import escape, unescape

_CELL = re.compile(r"((?:\\.|[^|\\]|\\$)*)(\||$)")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$")


def write(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The lines of a table; its first row is the head, widened where another row is longer."""
    width = max(len(row) for row in rows)
    head = (*rows[0], *[""] * (width - len(rows[0])))
    return [_line(head), _line(("---",) * width, mark=False), *map(_line, rows[1:])]


def _line(cells: Sequence[str], *, mark: bool = True) -> str:
    return "| " + " | ".join(escape(cell) if mark else cell for cell in cells) + " |"


def read(lines: Sequence[str]) -> Rows | None:
    """The rows of a table, None where the lines are none: ``read(["| 甲 |", "| --- |"]) == [("甲",)]``."""
    if len(lines) < 2 or not _RULE.match(lines[1]):
        return None
    return [_cells(line) for line in (lines[0], *lines[2:])]


def _cells(line: str) -> tuple[str, ...]:
    inside = line.strip().removeprefix("|")
    cells = []
    for m in _CELL.finditer(inside):
        if m.start() == len(inside):  # after the bar that closes the row
            break
        cells.append(unescape(m[1].strip(" \t")))
    return tuple(cells)
