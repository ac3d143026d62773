"""Rows of cells as CSV, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from xiuding.render.visible import visible

# A spreadsheet would work these out instead of showing them.
_FORMULA = re.compile(r"[=+\-@]\S")


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""The lines of a table: a head and rows of as many cells; a cell may hold line breaks.

    What a spreadsheet would run as a formula has an apostrophe before it.

    >>> sheet(["原条文", "修改后条文"], [["73支", "75支，“甲”\n乙"], ["=1+1", ""]])
    '原条文,修改后条文\r\n73支,"75支，“甲”\n乙"\r\n\'=1+1,\r\n'
    """
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return made.getvalue()


def _cell(text: str) -> str:
    shown = "\n".join(visible(line, keep_tabs=True) for line in text.split("\n"))
    return f"'{shown}" if _FORMULA.match(shown) else shown
