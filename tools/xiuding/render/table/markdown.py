"""The comparison table as Markdown: a pipe table, with HTML elements for what changed.

``**`` does not open or close next to Chinese punctuation, so the elements are not a matter of taste.
A cell cannot span columns here: the headings an entry stands under are a row with one cell that says them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiuding.redline.model import Redline
from xiuding.render.table.entries import Columns, Entry, Notes, Paragraph, Style, entries, placed
from xiuding.render.visible import visible

_TAGS: dict[Style, dict[str, str]] = {
    "bold": {"-": "del", "+": "b"},
    "underline": {"-": "u", "+": "ins"},
    "shade": {"-": "del", "+": "mark"},
}
# The white space at the edge of a cell would be lost.
_EDGE = re.compile(r"^\s+|\s+$")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&!:@]")


def markdown(
    redline: Redline,
    *,
    title: str = "",
    style: Style = "bold",
    columns: Columns | None = None,
    every: bool = False,
    notes: Notes = (),
) -> Iterator[str]:
    """The lines of the table, without line ends; `title` becomes a heading above it, `notes` a list below.

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> list(markdown(Redline((row,))))[-1]
    '| <del>73支</del> | <b>75支</b> |'
    """
    columns = columns or Columns()
    if title:
        yield from (f"# {_text(title)}", "")
    heads = ["原条文", "修改后条文"]
    if columns.numbered:
        heads.insert(0, "序号")
    if columns.reasons is not None:
        heads.append("说明")
    yield _line(heads)
    yield _line(["---"] * len(heads))
    for index, (place, entry) in enumerate(placed(entries(redline, every=every))):
        if place:
            cells = [""] * len(heads)
            cells[heads.index("原条文")] = _label(_text(place))
            yield _line(cells)
        yield _line(_cells(entry, index, style, columns))
    if notes:
        yield from ("", "编者注：", "")
        yield from (f"- {_text(label)}：{_text(words)}" for label, words in notes)


def _cells(entry: Entry, index: int, style: Style, columns: Columns) -> Iterator[str]:
    if columns.numbered:
        yield str(index + 1)
    for side in (entry.old, entry.new):
        yield "<br>".join(_paragraph(paragraph, _TAGS[style]) for paragraph in side)
    if columns.reasons is not None:
        yield _text(columns.reason(index))


def _paragraph(paragraph: Paragraph, tags: dict[str, str]) -> str:
    parts = [_label(paragraph.label)]
    for label, piece in paragraph.pieces:
        tag = tags.get(piece.sign)
        words = _text(piece.text)
        parts.append(_label(label) + (f"<{tag}>{words}</{tag}>" if tag else words))
    return "".join(parts)


def _label(words: str) -> str:
    return f"<small>{words}</small>" if words else ""


def _text(raw: str) -> str:
    return _EDGE.sub(_reference, _SPECIAL.sub(r"\\\g<0>", visible(raw)))


def _reference(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match.group())


def _line(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"
