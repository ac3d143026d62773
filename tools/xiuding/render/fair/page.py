"""The fair copy as a page of its own, for the screen and for paper, or as Markdown."""

from __future__ import annotations

from xiuding.document import Document
from xiuding.markdown import tables
from xiuding.markdown.inline import escape
from xiuding.render.fair import Block, blocks
from xiuding.render.html.environment import render


def page(text: Document, *, title: str) -> str:
    """The page of a text, which a browser prints or saves as PDF.

    >>> from xiuding.structure import build
    >>> "<b>第一条</b>　保护湖泊。" in page(build(["条例", "第一条　保护湖泊。"]), title="条例")
    True
    """
    return render("fair.html.j2", title=title, blocks=list(blocks(text)))


def markdown(text: Document) -> str:
    r"""One Markdown file of a text, to be read; a history keeps a file per chapter of another form.

    >>> from xiuding.structure import build
    >>> markdown(build(["条例", "第一条　保护湖泊。"]))
    '# 条例\n\n**第一条**\u3000保护湖泊。\n'
    """
    parts = [_marked(block) for block in blocks(text)]
    return "\n\n".join(parts) + "\n" if parts else ""


def _marked(block: Block) -> str:
    if block.rows is not None:
        return "\n".join(tables.write(block.rows))
    if block.level:
        return f"{'#' * block.level} {escape(block.text)}"
    # A mark that closes emphasis does so before white space alone: not in **一、**甲.
    if block.label and block.text[:1].isspace():
        return f"**{escape(block.label)}**{block.text[0]}{escape(block.text[1:])}"
    return escape(block.label + block.text, start=True)
