"""A redline in the form asked for, as text or as the bytes of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from xiuding.cli.bilingual import Wording
from xiuding.cli.io import ending

if TYPE_CHECKING:
    from xiuding.redline import Redline
    from xiuding.render.table.entries import Columns, Style

FORMATS = ("terminal", "html", "docx", "table", "json")
UNTITLED = ("terminal", "json")
PAGE_WIDTH = 100
_FORMS = {"html": "html", "htm": "html", "docx": "docx", "json": "json", "md": "table", "csv": "table"}
SIGNS = Wording(
    "~ words changed, + new, - gone, # only renumbered, < and > moved from here and to here; "
    "[-…-] deleted, {+…+} inserted.",
    "~ 有改动，+ 新增，- 删除，# 仅序号变动，< 和 > 为移走和移来；[-…-] 为删除的文字，{+…+} 为新增的文字。",
)
"""What stands in the margin of the terminal view, for the help of the verbs that show it."""

Layout = Literal["auto", "side", "inline"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a redline is to be drawn: everything about its output but where it goes."""

    width: int | None
    layout: Layout
    context: int
    title: str
    author: str
    day: date
    fold_renumbering: bool = False
    style: Style = "bold"
    columns: Columns | None = None
    names: tuple[str, str] = ("修改前", "修改后")


def form_of(name: str | None) -> str:
    """The form that the ending of a file's name asks for: ``修订稿.docx`` → docx."""
    return _FORMS.get(ending(name), "terminal")


def draw(redline: Redline, form: str, look: Look, name: str = "") -> str | bytes:
    """The redline as one of `FORMATS`, e.g. ``draw(redline, "table", look, "对照表.docx")``.

    What kind of table it is, the ending of the file `name` says.
    """
    if form == "json":
        from xiuding.redline.json import written
        from xiuding.render.visible import escaped

        return "".join([*map(escaped, written(redline)), "\n"])
    if form == "html":
        from xiuding.render import html

        old, new = look.names
        return html.diff_page(redline, title=look.title, old_name=old, new_name=new, context=look.context)
    if form == "docx":
        from xiuding.render import docx

        return docx.render(redline, title=look.title, author=look.author, day=look.day)
    if form == "table":
        return _table(redline, look, name)
    return "".join(f"{line}\n" for line in lines(redline, look, width=PAGE_WIDTH, colour=False))


def lines(redline: Redline, look: Look, *, width: int, colour: bool) -> Iterator[str]:
    """The redline as lines for a terminal of `width` columns, unless `look` has a width of its own."""
    from xiuding.cli import screen
    from xiuding.render import terminal

    return terminal.render(
        redline,
        width=look.width or width,
        colour=colour,
        layout=look.layout,
        context=look.context,
        fold_renumbering=look.fold_renumbering,
        ambiguous_wide=screen.is_wide(),
    )


def _table(redline: Redline, look: Look, name: str) -> str | bytes:
    if ending(name) == "docx":
        from xiuding.render.table.document import document

        return document(
            redline,
            title=look.title,
            author=look.author,
            day=look.day,
            style=look.style,
            columns=look.columns,
        )
    if ending(name) in {"html", "htm"}:
        from xiuding.render.table.page import page

        return page(redline, title=look.title, style=look.style, columns=look.columns)
    if ending(name) == "csv":
        from xiuding.render.table.sheet import table

        return table(redline, columns=look.columns)
    from xiuding.render.table.markdown import markdown

    lines = markdown(redline, title=look.title, style=look.style, columns=look.columns)
    return "".join(f"{line}\n" for line in lines)
