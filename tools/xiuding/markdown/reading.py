"""A page of Markdown → nodes.

The marks say what a block is: ``#`` a heading, ``**第一条**`` an article, ``>`` a 专栏, ``*（…）*`` under
the title a 题注, ``|`` a table; the label of a heading or an item says which unit it is.  A block with no
mark is a 款 or a paragraph.  Nothing is refused: what is none of this is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.address import RANK, Unit
from xiuding.document import Document, Node
from xiuding.markdown import tables
from xiuding.markdown.blocks import Block, Form, Run, scan
from xiuding.markdown.inline import is_guarded, unescape
from xiuding.markdown.writing import says
from xiuding.structure import (
    SPACE,
    annex,
    article,
    article_label,
    enlist,
    heading,
    is_farewell,
    is_signature,
    item,
    listed,
    nest,
    numbered,
    signed,
)

_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]*(.*?)(?:[ \t]+#+)?\s*$")
_BOLD = re.compile(rf"\*\*((?:\\.|[^*\\])+)\*\*({SPACE}*)")
_ITALIC = re.compile(r"\*(?!\*)(.*[^\\])\*$")
_PREAMBLE = re.compile(rf"[序前引]{SPACE}*言$")
_CONTENTS = re.compile(rf"目{SPACE}*录$")
_WESTERN = re.compile(r"[!-~]")
_FRONT = (Unit.TITLE, Unit.NOTE, Unit.CONTENTS)


def read(page: str, *, front: bool = True) -> list[Node]:
    """The units of a page, e.g. ``read("# 第一章　总则")``; a `front` page may open with the title."""
    reader = _Reader(page, front=front)
    for run in scan(page):
        reader.add(run)
    nest(reader.root)
    nodes = list(reader.root.children)
    for node in nodes:
        node.detach()
    return nodes


class _Reader:
    """Puts one block after the other into the tree; `tip` is the innermost open unit above the 款."""

    def __init__(self, page: str, *, front: bool) -> None:
        self.page, self.front = page, front
        self.root = Document()
        self.tip: Node = self.root
        self.box: Node | None = None
        self.table: Node | None = None  # a caption whose rows come next

    def add(self, run: Run) -> None:
        caption, self.table = self.table, None
        if caption is not None and isinstance(caption.source, Block):
            caption = caption if (caption.source.form == "quoted") is run.quoted else None
        if self.box is not None and not run.quoted:
            assert self.box.parent is not None
            self.tip, self.box = self.box.parent, None
        if self.tip.unit is Unit.CONTENTS and run.kind != "entry":
            self.tip = self.root
        rows = tables.read(run.lines) if run.kind == "table" else None
        if run.kind == "heading":
            self._heading(run)
        elif rows is not None:
            table = caption or self._below(Node(Unit.TABLE), run)
            table.rows = rows
            start = caption.source.start if caption and isinstance(caption.source, Block) else run.start
            self._keep(table, run, start=start)
        elif run.kind == "entry" and self.tip.unit is Unit.CONTENTS:
            entry = Node(Unit.PARAGRAPH, unescape(run.lines[0][2:].strip()))
            self._keep(self._below(entry, run), run, "entry")
        else:
            self._text(run)

    # -- headings ------------------------------------------------------------------------------
    def _heading(self, run: Run) -> None:
        m = _HASHES.match(run.lines[0])
        assert m is not None  # the scan has matched the same
        node = self._titled(len(m[1]), m[2], quoted=run.quoted)
        self._open(node, run)
        self._keep(node, run)
        if node.unit is Unit.TABLE:
            self.table = node

    def _titled(self, level: int, marked: str, *, quoted: bool) -> Node:
        text = unescape(marked)
        if self.tip.unit is not Unit.ANNEX and not is_guarded(marked):
            if m := _BOLD.match(marked):
                named = heading(unescape(m[1]) + "　题")
                if named is not None and named.label == unescape(m[1]):
                    named.gap, named.text = m[2], unescape(marked[m.end() :])
                    return named
            elif (named := heading(text)) is not None:
                return named
        if level == 1:
            above = all(c.unit is Unit.NOTE for c in self.root.children)
            return Node(Unit.TITLE, text) if self.front and above else annex(text)
        if level == 2 and _PREAMBLE.match(text):
            return Node(Unit.PREAMBLE, label=text)
        if level == 2 and _CONTENTS.match(text):
            return Node(Unit.CONTENTS, text)
        if level == 4:
            return Node(Unit.TABLE, text)
        return Node(Unit.BOX if quoted else Unit.PARAGRAPH, text)

    def _open(self, node: Node, run: Run) -> None:
        """Close what the new unit does not belong into, and open it."""
        if run.quoted and node.unit is not Unit.BOX:
            self._below(node, run)
            return
        if node.unit in (Unit.TABLE, Unit.PARAGRAPH):
            self.tip.append(node)
            return
        if node.unit in (Unit.TITLE, Unit.ANNEX, Unit.PREAMBLE, Unit.CONTENTS):
            self.tip = self.root
        if self.tip.unit in (Unit.PREAMBLE, Unit.CONTENTS) and node.unit is not Unit.BOX:
            self.tip = self.root
        while self.tip is not self.root and RANK[self.tip.unit] >= RANK[node.unit]:
            assert self.tip.parent is not None
            self.tip = self.tip.parent
        self.tip.append(node)
        if node.unit is not Unit.TITLE:
            self.tip = node
        self.box = node if node.unit is Unit.BOX and run.quoted else None

    # -- text ----------------------------------------------------------------------------------
    def _text(self, run: Run) -> None:
        article = None if run.quoted or self.tip.unit is Unit.ANNEX else _BOLD.match(run.lines[0])
        if article and (named := _article(unescape(article[1]))) is not None:
            named.gap = article[2]
            self._put_article(named, run, article.end())
            return
        marked = _joined(run.lines)
        if (self.tip.plain or self.tip.unit is Unit.GROUP) and is_farewell(marked):
            self.tip = self.root
        elif self.tip.unit in (Unit.ARTICLE, Unit.GROUP) and not run.quoted and is_signature(marked):
            self.tip = signed(self.tip, self.root)
        note = _ITALIC.match(marked)
        if note and not run.quoted and self._in_front():
            node = Node(Unit.NOTE, unescape(note[1]))
            self.root.append(node)
        elif is_guarded(marked) or (found := self._item(unescape(marked))) is None:
            node = self._below(Node(Unit.PARAGRAPH, unescape(marked)), run)
        else:
            node = found
            enlist(self._last_paragraph(run), node)
        self._keep(node, run)

    def _item(self, text: str) -> Node | None:
        if self.tip.unit is Unit.ANNEX:
            return None
        before = self.tip.children[-1] if self.tip.unit is Unit.ARTICLE and self.tip.children else None
        return item(text) or listed(before, text)

    def _put_article(self, node: Node, run: Run, length: int) -> None:
        """An article whose number, with its marks, takes the first `length` characters of the run."""
        self._open(node, run)
        text = _joined([run.lines[0][length:], *run.lines[1:]])
        end = run.start + length
        if not text:
            self._keep(node, run)
            return
        node.source = Block.of(self.page, run.start, end, "block", says(node))
        paragraph = Node(Unit.PARAGRAPH, unescape(text))
        node.append(paragraph)
        paragraph.source = Block.of(self.page, end, run.end, "inline", says(paragraph))

    def _in_front(self) -> bool:
        """Whether nothing stands on the page but the title and what goes with it."""
        return self.front and self.tip is self.root and all(c.unit in _FRONT for c in self.root.children)

    def _below(self, node: Node, run: Run) -> Node:
        """Put a paragraph or table below the tip; text before any heading or article is the preamble."""
        if run.quoted and self.box is None:
            self.box = Node(Unit.BOX)
            self._open_silently(self.box)
        elif not run.quoted and self._in_front():
            self._open_silently(Node(Unit.PREAMBLE))
        self.tip.append(node)
        return node

    def _open_silently(self, node: Node) -> None:
        self.tip.append(node)
        self.tip = node

    def _last_paragraph(self, run: Run) -> Node:
        last = self.tip.children[-1] if self.tip.children else None
        if last is None or last.unit is not Unit.PARAGRAPH:
            return self._below(Node(Unit.PARAGRAPH), run)
        return last

    def _keep(self, node: Node, run: Run, form: Form = "block", *, start: int | None = None) -> None:
        form = "quoted" if run.quoted else form
        node.source = Block.of(self.page, run.start if start is None else start, run.end, form, says(node))


def _article(label: str) -> Node | None:
    """The article whose number `label` is (第三条, 三、), None where it is more or none."""
    if (m := article_label(label)) and m.end() == len(label):
        return article(m)
    opened = numbered(label + "文")
    return opened if opened is not None and opened.label == label else None


def _joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one: a line break is no space between Chinese."""
    out = ""
    for line in lines:
        piece = line.strip()
        space = out and piece and _WESTERN.match(out[-1]) and _WESTERN.match(piece)
        out += f" {piece}" if space else piece
    return out
