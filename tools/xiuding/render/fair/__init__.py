"""A text by itself, without marks: the fair copy (清稿), as a docx or as a page.

Both are made of the same blocks, and both read back as the text they were made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xiuding.address import Unit
from xiuding.document import Document, Rows

Kind = Literal["title", "note", "heading", "entry", "body"]

_LEVELS = {
    Unit.PART: 1,
    Unit.SUBPART: 1,
    Unit.CHAPTER: 2,
    Unit.ANNEX: 2,
    Unit.CONTENTS: 2,
    Unit.SECTION: 3,
    Unit.BOX: 3,
    Unit.TABLE: 3,
}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table, e.g. ``Block("body", "　为了保障……", label="第一条")``.

    `label` is the number of an article with which the paragraph begins, set apart from the other words;
    `level` is that of a heading, 1–3; an ``entry`` is a line of the table of contents.
    """

    kind: Kind
    text: str
    label: str = ""
    level: int = 0
    rows: Rows | None = None


def blocks(document: Document) -> Iterator[Block]:
    r"""The paragraphs and tables of a text in order; their words are `Document.lines`.

    >>> from xiuding.structure import build
    >>> [(b.kind, b.label, b.text) for b in blocks(build(["某市湖泊保护条例", "第一条　保护湖泊。"]))]
    [('title', '', '某市湖泊保护条例'), ('body', '第一条', '\u3000保护湖泊。')]
    """
    label = gap = ""
    article = None
    for node in document.walk():
        if label and (node.unit is not Unit.PARAGRAPH or node.parent is not article):
            yield Block("body", gap, label)
            label = gap = ""
        if node.unit is Unit.ARTICLE:
            label, gap, article = node.label, node.gap, node
            continue
        kind, level = _look(node.unit, node.parent.unit if node.parent else Unit.DOCUMENT)
        if node.heading:
            first, *others = (gap + node.heading).split("\n")  # a number may stand on a line of its own
            yield Block(kind, first, label, level)
            yield from (Block(kind, line, level=level) for line in others)
            label = gap = ""
        if node.rows:
            yield Block("body", "", rows=node.rows)
    if label:
        yield Block("body", gap, label)


def _look(unit: Unit, above: Unit) -> tuple[Kind, int]:
    if unit is Unit.TITLE:
        return "title", 1
    if unit is Unit.NOTE:
        return "note", 0
    if above is Unit.CONTENTS:
        return "entry", 0
    level = _LEVELS.get(unit, 0)
    return ("heading" if level else "body"), level
