"""The comparison table as a docx: A4, the head repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xiuding.redline.model import Redline
from xiuding.render.ooxml import child, new_document, run, text_width, to_bytes
from xiuding.render.rows import Piece
from xiuding.render.stops import set_stops, stops
from xiuding.render.table.entries import Columns, Notes, Paragraph, Style, entries, placed

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
# In the order of the schema.
_PADDING = {"top": 60, "left": 120, "bottom": 60, "right": 120}
_HALF = 105  # half a character of 10.5 points, in twentieths of a point
_NARROW = 700
_REASON = 3000
_GREY = "7F7F7F"


def document(
    redline: Redline,
    *,
    title: str,
    author: str,
    day: date,
    style: Style = "bold",
    columns: Columns | None = None,
    every: bool = False,
    notes: Notes = (),
) -> bytes:
    """The docx file, with `notes` below the table; a column for reasons turns the page on its side.

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> document(Redline((row,)), title="对照表", author="某某人民政府", day=date(2022, 8, 17))[:2]
    b'PK'
    """
    columns = columns or Columns()
    turned = columns.reasons is not None
    made = new_document(title=title, author=author, day=day, small=True, landscape=turned)
    made.add_heading(level=1)._p.append(run(title))
    table = _Table(made.sections[0], columns, style)
    for index, (place, entry) in enumerate(placed(entries(redline, every=every))):
        if place:
            table.across(place)
        table.add(index, entry.old, entry.new)
    end = made.element.body.sectPr
    end.addprevious(table.element)
    # A body may not end in a table.
    end.addprevious(OxmlElement("w:p"))
    if notes:
        end.addprevious(_remark("编者注：", kept=True))
    for label, words in notes:
        end.addprevious(_remark(f"{label}：{words}"))
    return to_bytes(made)


class _Table:
    """Builds ``w:tbl`` row by row; the library's own tables slow down as they grow."""

    def __init__(self, section: Any, columns: Columns, style: Style) -> None:
        self._columns = columns
        self._style: Style = style
        total = text_width(section)
        self._widths = _widths(total, columns)
        self.element = OxmlElement("w:tbl")
        properties = child(self.element, "w:tblPr")
        child(properties, "w:tblW", w=str(total), type="dxa")
        borders = child(properties, "w:tblBorders")
        for side in _BORDERS:
            child(borders, f"w:{side}", val="single", sz="4", space="0", color="auto")
        child(properties, "w:tblLayout", type="fixed")
        margins = child(properties, "w:tblCellMar")
        for side, size in _PADDING.items():
            child(margins, f"w:{side}", w=str(size), type="dxa")
        grid = child(self.element, "w:tblGrid")
        for width in self._widths:
            child(grid, "w:gridCol", w=str(width))
        self._head()

    def _head(self) -> None:
        heads = ["原条文", "修改后条文"]
        if self._columns.numbered:
            heads.insert(0, "序号")
        if self._columns.reasons is not None:
            heads.append("说明")
        row = self._row(header=True)
        for head, width in zip(heads, self._widths, strict=True):
            cell = self._cell(row, width)
            cell.append(_centred(head, bold=True))

    def across(self, words: str) -> None:
        """A row over all columns that says where the next entries stand."""
        cell = self._cell(self._row(), sum(self._widths), span=len(self._widths))
        cell.append(_centred(words, kept=True))

    def add(self, index: int, old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]) -> None:
        """An entry; a side without a paragraph is an empty cell."""
        row = self._row()
        widths = iter(self._widths)
        if self._columns.numbered:
            self._cell(row, next(widths)).append(_centred(str(index + 1)))
        for side in (old, new):
            width = next(widths)
            cell = self._cell(row, width)
            shown = side or (Paragraph(()),)
            room = width - _PADDING["left"] - _PADDING["right"]
            tabs = stops([paragraph.text for paragraph in shown], room=room, cell=_HALF)
            for paragraph, places in zip(shown, tabs, strict=True):
                cell.append(self._paragraph(paragraph, places))
        if self._columns.reasons is not None:
            reason = Paragraph((("", Piece("=", self._columns.reason(index))),))
            self._cell(row, next(widths)).append(self._paragraph(reason))

    def _row(self, *, header: bool = False) -> Any:
        row = child(self.element, "w:tr")
        if header:
            child(child(row, "w:trPr"), "w:tblHeader")
        return row

    def _cell(self, row: Any, width: int, *, span: int = 1) -> Any:
        cell = child(row, "w:tc")
        properties = child(cell, "w:tcPr")
        child(properties, "w:tcW", w=str(width), type="dxa")
        if span > 1:
            child(properties, "w:gridSpan", val=str(span))
        return cell

    def _paragraph(self, paragraph: Paragraph, tabs: Sequence[int] = ()) -> Any:
        element = OxmlElement("w:p")
        properties = child(element, "w:pPr")
        if tabs:
            set_stops(properties, tabs)
        else:
            child(properties, "w:jc", val="both")
        _label(element, paragraph.label)
        for label, made in paragraph.pieces:
            _label(element, label)
            piece = run(made.text)
            if made.sign != "=":
                _emphasise(piece.find(qn("w:rPr")), made.sign, self._style)
            element.append(piece)
        return element


def _remark(words: str, *, kept: bool = False) -> Any:
    """A paragraph below the table; one that is `kept` stands on the page of what follows it."""
    element = OxmlElement("w:p")
    properties = child(element, "w:pPr")
    if kept:
        child(properties, "w:keepNext")
    element.append(run(words))
    return element


def _label(paragraph: Any, words: str) -> None:
    if words:
        label = run(words)
        child(label.find(qn("w:rPr")), "w:color", val=_GREY)
        paragraph.append(label)


def _widths(total: int, columns: Columns) -> list[int]:
    """Both wordings get the same width, in twentieths of a point."""
    number = [_NARROW] if columns.numbered else []
    reason = [_REASON] if columns.reasons is not None else []
    half = (total - sum(number) - sum(reason)) // 2
    return [*number, half, half, *reason]


def _centred(words: str, *, bold: bool = False, kept: bool = False) -> Any:
    """A centred paragraph; one that is `kept` stands on the page of what follows it."""
    element = OxmlElement("w:p")
    properties = child(element, "w:pPr")
    if kept:
        child(properties, "w:keepNext")
    child(properties, "w:jc", val="center")
    piece = run(words)
    if bold:
        child(piece.find(qn("w:rPr")), "w:b")
    element.append(piece)
    return element


def _emphasise(properties: Any, sign: str, style: Style) -> None:
    """The schema wants bold, strike, underline and shading in this order."""
    if style != "underline":
        child(properties, "w:b" if sign == "+" else "w:strike")
    if style == "underline":
        child(properties, "w:u", val="single")
    if style == "shade":
        child(properties, "w:shd", val="clear", color="auto", fill="D9D9D9")
