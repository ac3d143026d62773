"""The fair copy as a docx: A4, headings in the middle, tables with their cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xiuding.document import Document, Rows
from xiuding.render.fair import Block, blocks
from xiuding.render.ooxml import child, new_document, run, style_id, text_width, to_bytes

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
# Characters of the longest cell of a column that count for its width.
_LEAST, _MOST = 4, 24


def document(text: Document, *, title: str, author: str, day: date) -> bytes:
    """The docx file of a text.

    >>> from xiuding.structure import build
    >>> document(build(["某市湖泊保护条例"]), title="条例", author="", day=date(2024, 5, 1))[:2]
    b'PK'
    """
    made = new_document(title=title, author=author, day=day)
    # An element is put before the page's settings: to count the children would cost their number.
    end = made.element.body.sectPr
    width = text_width(made.sections[0])
    ends_in_table = False
    for block in blocks(text):
        end.addprevious(_paragraph(block) if block.rows is None else _table(block.rows, width))
        ends_in_table = block.rows is not None
    if ends_in_table:  # a body may not
        end.addprevious(OxmlElement("w:p"))
    return to_bytes(made)


def _paragraph(block: Block) -> Any:
    element = OxmlElement("w:p")
    properties = child(element, "w:pPr")
    child(properties, "w:pStyle", val=style_id(block.level))
    if block.kind == "note":
        child(properties, "w:ind", firstLineChars="0", firstLine="0")
        child(properties, "w:jc", val="center")
    if block.label:
        number = run(block.label)
        child(number.find(qn("w:rPr")), "w:b")
        element.append(number)
    element.append(run(block.text))
    return element


def _table(rows: Rows, width: int) -> Any:
    """``w:tbl`` with columns as wide as their words ask for, the first row in bold."""
    columns = max(len(row) for row in rows)
    widths = _widths(rows, columns, width)
    element = OxmlElement("w:tbl")
    properties = child(element, "w:tblPr")
    child(properties, "w:tblW", w=str(width), type="dxa")
    borders = child(properties, "w:tblBorders")
    for side in _BORDERS:
        child(borders, f"w:{side}", val="single", sz="4", space="0", color="auto")
    grid = child(element, "w:tblGrid")
    for each in widths:
        child(grid, "w:gridCol", w=str(each))
    for number, row in enumerate(rows):
        _row(child(element, "w:tr"), row, widths, bold=not number)
    return element


def _widths(rows: Rows, columns: int, width: int) -> list[int]:
    """The widths of the columns, by the longest cell of each: no column is starved by a long one."""
    longest = [max(len(row[at]) if at < len(row) else 0 for row in rows) for at in range(columns)]
    shares = [min(max(each, _LEAST), _MOST) for each in longest]
    return [width * share // sum(shares) for share in shares]


def _row(element: Any, cells: Sequence[str], widths: Sequence[int], *, bold: bool) -> None:
    for cell, width in zip((*cells, *[""] * (len(widths) - len(cells))), widths, strict=True):
        holder = child(element, "w:tc")
        child(child(holder, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        paragraph = child(holder, "w:p")
        child(child(paragraph, "w:pPr"), "w:spacing", line="300", lineRule="auto")
        words = run(cell)
        if bold:
            child(words.find(qn("w:rPr")), "w:b")
        paragraph.append(words)
