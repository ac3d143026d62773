"""A text as the file that its name asks for: plain text, Markdown, docx or a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from xiuding.cli.io import ending

if TYPE_CHECKING:
    from xiuding.document import Document

EN = "Write to FILE, not to stdout: a .docx, .html or .md by its name, else plain text."
ZH = "写入该文件而非标准输出；依扩展名写成 .docx、.html 或 .md，其他为纯文本。"
"""What `-o` does, for the help of the verbs that write texts."""


def fair(text: Document, name: str | None, *, author: str = "") -> str | bytes:
    """The text for a file called `name`: ``fair(text, "修改后.docx")``; plain text for stdout."""
    kind = ending(name)
    if kind == "docx":
        from xiuding.render.fair.document import document

        today = date.today()  # noqa: DTZ011 - the date on the user's calendar
        return document(text, title=text.title, author=author, day=today)
    if kind in {"html", "htm"}:
        from xiuding.render.fair.page import page

        return page(text, title=text.title)
    if kind in {"md", "markdown"}:
        from xiuding.render.fair.page import markdown

        return markdown(text)
    return text.dump()
