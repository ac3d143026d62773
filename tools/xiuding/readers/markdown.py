"""Markdown → `Manuscript`: headings, paragraphs, list items and tables, without their markup.

The numbers of ordered lists are text (1. is a clause's label) and stay; HTML in Markdown is shown as it
stands, never interpreted.  Spans are of whole blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from xiuding.language import say
from xiuding.manuscript import Dropped, Manuscript, Span
from xiuding.readers import lines
from xiuding.readers.line import Line, split
from xiuding.readers.tables import Table

#: What a site generator is told at the head of a page, between two rules: ``title: 某市条例``.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[A-Za-z_][\w-]*:.*\n|[ \t#-].*\n)+?---[ \t]*\n")


def read(text: str, name: str) -> Manuscript:
    """The manuscript in a Markdown text, e.g. ``read("# 第一章　总则", "第一章.md")``."""
    parser = (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["html_block", "html_inline", "code"])
    )
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    front = _FRONT_MATTER.match(text)
    body = "\n" * text.count("\n", 0, front.end()) + text[front.end() :] if front else text
    blocks = list(_blocks(parser.parse(body), starts))
    covered = [Span(block.start, block.end) for block in blocks]
    return lines.assemble(name, "md", text, blocks, tuple(_markup(text, covered)))


def _blocks(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Line]:
    collected: list[Line] = []
    table: Table | None = None
    label = ""
    heading: int | None = None
    span = Span(0, 0)
    for token in tokens:
        if token.map is not None:
            last = min(token.map[1], len(starts) - 1)
            span = Span(starts[token.map[0]], starts[last])
        match token.type:
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = None
            case "list_item_open":
                label = token.info + token.markup + " " if token.info else ""
            case "table_open":
                table = Table(collected)
            case "tr_open" if table:
                table.start_row()
            case "th_open" | "td_open" if table:
                table.start_cell()
            case "table_close" if table:
                table.end()
                table = None
            case "inline" | "fence" | "code_block":
                text = label + (_shown(token) if token.type == "inline" else token.content)
                label = ""
                collected += [
                    Line(piece.strip(), span.start, span.end, heading=heading)
                    for piece in ([text] if table else text.split("\n"))
                    if piece.strip()
                ]
    yield from collected


def _shown(token: Token) -> str:
    """The text of an inline token as a reader sees it; line breaks stay, images give their name."""
    pieces = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(f"\n{str(child.attrs.get('src', '')).rpartition('/')[2]}\n")
        else:
            pieces.append(child.content)
    return "".join(pieces)


def _markup(text: str, covered: Sequence[Span]) -> Iterator[Dropped]:
    """What no block covers: rules, link definitions."""
    why = say("Markdown markup", "Markdown 标记")
    reached = 0
    for span in [*covered, Span(len(text), len(text))]:
        for line in split(text[reached : span.start], reached):
            yield Dropped(line.text, why, line.span)
        reached = max(reached, span.end)
