"""Recognise the units of a text in its paragraphs: paragraphs → Document.

What a line is, its beginning says: 第四章 …, 第十条 …, （一）…, 一、…, 专栏1 …  A line with no such
beginning is a 款 of the article or a paragraph of the section it stands in.  Nothing is corrected:
``build(lines).lines()`` gives the lines back.

一、 is three things.  Before a few bare words it is a heading (一、总体要求).  Before a sentence, in a text
that has no articles, it is what drafters call 第一条: an article, or one more heading where others are
headings.  In an article it is an 项 of a list that is so numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.manuscript import Manuscript
from xiuding.structure.builder import Builder, Line, signed
from xiuding.structure.front import annexes, front_matter
from xiuding.structure.lines import (
    SPACE,
    annex,
    article,
    article_label,
    division,
    heading,
    is_annex,
    is_farewell,
    is_group,
    is_organ,
    is_signature,
    item,
    listed,
    numbered,
)
from xiuding.structure.listing import enlist
from xiuding.structure.nesting import nest
from xiuding.structure.tight import tight
from xiuding.structure.title import named

__all__ = [
    "SPACE", "Line", "annex", "article", "article_label", "build", "enlist", "fragment", "from_manuscript",
    "heading", "is_farewell", "is_organ", "is_signature", "item", "listed", "named", "nest", "numbered",
    "signed",
]  # fmt: skip


def build(lines: Iterable[Line]) -> Document:
    """The document whose paragraphs are `lines`, a table being its rows.

    The first line is the title; what stands between it (and a 题注) and the first heading or article is
    the preamble (引言).
    """
    items: list[Line] = [x for x in lines if x]
    root = Document()
    texts = [x if isinstance(x, str) else "" for x in items]
    labelled = tight(texts)
    has_articles = bool(labelled) or any(article_label(t) for t in texts)
    plain = not has_articles and not any(division(t, tight=True) for t in texts)
    titled = any(is_group(t) for t in texts)
    series = (Unit.GROUP if titled else Unit.ARTICLE) if plain else None
    start = front_matter(root, items, series=plain, labelled=labelled)
    builder = Builder(root, articles=has_articles, series=series, tight=bool(labelled))
    for index, line in enumerate(items[start:], start):
        if isinstance(line, str) and is_annex(line) and (root.articles() if has_articles else builder.count):
            for found in annexes(items[index:]):
                root.append(found)
            break
        builder.add_line(line, labelled=index in labelled)
    nest(root)
    return root


def from_manuscript(manuscript: Manuscript) -> Document:
    """The document that a reader's paragraphs make; the words stay as printed."""
    return build([list(p.rows) if p.rows is not None else p.text for p in manuscript])


def fragment(lines: Sequence[str], *, series: Unit | None = None) -> list[Node]:
    """The units that a passage of new text is: its 款 with their items, or whole articles or chapters.

    `series` is the unit that is numbered 一、 where the passage goes, if there is one.
    """
    holder = Node(Unit.DOCUMENT)
    builder = Builder(holder, articles=any(article_label(x) for x in lines), series=series)
    for line in lines:
        builder.add(line)
    nest(holder, passage=True)
    nodes = list(holder.children)
    for node in nodes:
        node.detach()
    return nodes
