"""The comparison table as a page of its own, for the screen and for A4 paper."""

from __future__ import annotations

from markupsafe import Markup

from xiuding.redline.model import Redline
from xiuding.render.html import fragments
from xiuding.render.html.environment import render
from xiuding.render.table.entries import Columns, Notes, Paragraph, Style, entries, placed


def page(
    redline: Redline,
    *,
    title: str,
    style: Style = "bold",
    columns: Columns | None = None,
    every: bool = False,
    notes: Notes = (),
) -> str:
    """The page, with `notes` below the table; where the entries stand is said in rows across it.

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> "<ins>" in page(Redline((row,)), title="对照表")
    True
    """
    columns = columns or Columns()
    listed = [
        (place, _cell(entry.old), _cell(entry.new), columns.reason(index))
        for index, (place, entry) in enumerate(placed(entries(redline, every=every)))
    ]
    return render("table.html.j2", title=title, style=style, columns=columns, entries=listed, notes=notes)


def _cell(paragraphs: tuple[Paragraph, ...]) -> Markup:
    parts = []
    for paragraph in paragraphs:
        words = fragments.label(paragraph.label) + fragments.line(paragraph.pieces)
        parts.append(f"<p>{words}</p>")
    return Markup("".join(parts))  # noqa: S704 - every text in it went through `fragments.text`
