"""Recognise the units of a text in its paragraphs: paragraphs → Document.

What a line is, its beginning says: 第四章 …, 第十条 …, （一）…, 一、…, 专栏1 …  A line with no such
beginning is a 款 of the article or a paragraph of the section it stands in.  Nothing is corrected:
``build(lines).lines()`` gives the lines back.

一、 is three things.  Before a few bare words it is a heading (一、总体要求).  Before a sentence, in a text
that has no articles, it is what drafters call 第一条: an article, or one more heading where others are
headings.  In an article it is an 项 of a list that is so numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xiuding.address import DIVISIONS, RANK, Unit
from xiuding.document import Document, Node, Rows
from xiuding.manuscript import Manuscript
from xiuding.numerals import NUMERAL, Ordinal, to_int

SPACE = r"[ \t　\xa0]"
_DIVISION = re.compile(rf"(第({NUMERAL})(分编|编|章|节))(?:({SPACE}+)(\S.*)|({SPACE}*))$", re.DOTALL)
_TIGHT_DIVISION = re.compile(rf"(第({NUMERAL})(分编|编|章|节))()([^\s。；，：的]{{1,30}})$")
_ARTICLE = re.compile(rf"(第({NUMERAL})条(?:之({NUMERAL}))?)(?:({SPACE}+)|$|(?=【))", re.DOTALL)
_GROUP = re.compile(rf"(([一二三四五六七八九十百]+)、)({SPACE}*)([^。；：]{{1,40}})$")
_FAREWELL = re.compile(r"(?:此复|特此(?:函?复|批复|通知|通告|公告|函告|说明))[。！]?$")
_NUMBERED = re.compile(rf"(([一二三四五六七八九十百]+)、)({SPACE}*)(?=\S)")
_ITEM = re.compile(rf"(（({NUMERAL})）)({SPACE}*)")
_SUBITEM = re.compile(rf"(([0-9０-９]{{1,2}})(?:[.．](?![0-9０-９])|、))({SPACE}*)")
_BOX = re.compile(rf"(专栏{SPACE}*({NUMERAL}))({SPACE}*)(.*)$", re.DOTALL)
_TABLE = re.compile(rf"(表{SPACE}*({NUMERAL}))({SPACE}+|(?=[“‘]))(.*)$", re.DOTALL)
_PREAMBLE = re.compile(rf"(序{SPACE}*言|前{SPACE}*言|引{SPACE}*言)$")
_ANNEX = re.compile(rf"附(?:件|表|录)?{SPACE}*({NUMERAL})?{SPACE}*(?:[：:].{{0,60}})?$")
_NOTE = re.compile(r"[（(].*(?:通过|公布|发布|修订|修正|施行|批准|印发|日).*[）)]$", re.DOTALL)
_OPENS_LIST = ("：", ":")
_ENDS_SENTENCE = ("。", "；", "：", "，", "”", "！", "？", ":", ";", "、")

_DIVISION_UNITS = {"编": Unit.PART, "分编": Unit.SUBPART, "章": Unit.CHAPTER, "节": Unit.SECTION}

#: A paragraph, or the rows of a table.
Line = str | Rows


def _division(line: str, *, tight: bool) -> Node | None:
    m = _DIVISION.match(line) or (_TIGHT_DIVISION.match(line) if tight else None)
    if not m:
        return None
    gap, title = (m[4] or "", m[5] or "")
    return Node(_DIVISION_UNITS[m[3]], title, label=m[1], gap=gap, number=Ordinal(to_int(m[2])))


def _is_group(line: str) -> bool:
    return bool(_GROUP.match(line)) and not line.endswith(_ENDS_SENTENCE)


def heading(text: str) -> Node | None:
    """The heading that `text` is (第四章 …, 专栏1 …, 表1 …, 一、…), as a node without children."""
    if found := _division(text, tight=True):
        return found
    for pattern, unit in ((_BOX, Unit.BOX), (_TABLE, Unit.TABLE), (_GROUP, Unit.GROUP)):
        if m := pattern.match(text):
            return Node(unit, m[4], label=m[1], gap=m[3], number=Ordinal(to_int(m[2])))
    return None


def _labelled(pattern: re.Pattern[str], unit: Unit, line: str) -> Node | None:
    m = pattern.match(line)
    if not m:
        return None
    return Node(unit, line[m.end() :], label=m[1], gap=m[3], number=Ordinal(to_int(m[2])))


def item(line: str) -> Node | None:
    """The item （一）… or subitem 1.… that a line is, None where it is neither."""
    return _labelled(_ITEM, Unit.ITEM, line) or _labelled(_SUBITEM, Unit.SUBITEM, line)


def numbered(line: str) -> Node | None:
    """The article that a line like 三、… opens, as a node without its words; None for any other line."""
    m = _NUMBERED.match(line)
    return Node(Unit.ARTICLE, label=m[1], gap=m[3], number=Ordinal(to_int(m[2]))) if m else None


def listed(before: Node | None, line: str) -> Node | None:
    """The 项 that a line 一、… is: behind a 款 that ends in a colon, or behind the 项 before it."""
    found = _labelled(_NUMBERED, Unit.ITEM, line)
    if found is None or found.number is None or before is None or before.unit is not Unit.PARAGRAPH:
        return None
    if not before.children:
        return found if found.number == (1, 0) and before.text.endswith(_OPENS_LIST) else None
    last = before.children[-1]
    continues = last.label.endswith("、") and last.number == (found.number.number - 1, 0)
    return found if continues else None


def annex(line: str) -> Node:
    """An annex whose first line is 附件2 or 附件：某某名录."""
    m = _ANNEX.match(line)
    return Node(Unit.ANNEX, line, number=Ordinal(to_int(m[1])) if m and m[1] else None)


def is_farewell(line: str) -> bool:
    """此复。 特此通知。: what closes a reply or a notice and belongs to none of its units."""
    return bool(_FAREWELL.match(line))


def article_label(line: str) -> re.Match[str] | None:
    """The label that opens an article's line: 第三条　…; None where the line only refers to one."""
    return _ARTICLE.match(line)


class _Builder:
    """Puts one line after the other into the tree; `tip` is the innermost open unit above the 款.

    `articles` tells whether articles are numbered 第一条; `series` is the unit that a number 一、 opens
    wherever it stands, if it opens one.
    """

    def __init__(self, root: Node, *, articles: bool, series: Unit | None = None) -> None:
        self.root = self.tip = root
        self.articles, self.series = articles, series
        self.count: int | None = None  # the last number of the series

    def add(self, line: str) -> None:
        if m := _ARTICLE.match(line):
            number = Ordinal(to_int(m[2]), to_int(m[3]) if m[3] else 0)
            self._open_article(Node(Unit.ARTICLE, label=m[1], gap=m[4] or "", number=number), line)
        elif (listed := self._listed(line)) is not None:
            self._last_paragraph().append(listed)
        elif self._is_heading(line):
            self._open(self._heading(line))
        elif (opened := self._next(line)) is not None:
            self._open_article(opened, line)
        elif (listed := item(line)) is not None:
            paragraph = self._last_paragraph()
            items = paragraph.of(Unit.ITEM) if listed.unit is Unit.SUBITEM else []
            (items[-1] if items else paragraph).append(listed)
        elif self.series in (Unit.ARTICLE, Unit.GROUP) and is_farewell(line):
            self.root.append(Node(Unit.PARAGRAPH, line))
            self.tip = self.root
        elif self._continues_heading(line):
            self.tip.text += "\n" + line
        else:
            if self.tip.unit is Unit.ARTICLE and not self.tip.children:
                self.tip.gap += "\n"  # the label stands on a line of its own
            self.tip.append(Node(Unit.PARAGRAPH, line))

    def _open_article(self, node: Node, line: str) -> None:
        words = line[len(node.heading) :]
        self._open(node)
        if node.unit is Unit.GROUP:
            node.text = words
        elif words:
            node.append(Node(Unit.PARAGRAPH, words))

    def _next(self, line: str) -> Node | None:
        """The unit 二、 that follows 一、 or begins the series; a number out of turn opens nothing."""
        opened = numbered(line) if self.series in (Unit.ARTICLE, Unit.GROUP) else None
        if opened is None or (self.count is not None and opened.number != (self.count + 1, 0)):
            return None
        assert self.series is not None
        opened.unit = self.series
        return opened

    def _listed(self, line: str) -> Node | None:
        if self.series is None and self.tip.unit in (Unit.ARTICLE, Unit.DOCUMENT):
            return listed(self.tip.children[-1] if self.tip.children else None, line)
        return _labelled(_NUMBERED, Unit.ITEM, line) if self.series is Unit.ITEM else None

    def add_line(self, line: Line) -> None:
        if isinstance(line, str):
            self.add(line)
        else:
            self.add_table(line)

    def add_table(self, rows: Rows) -> None:
        """A table; the paragraph before it is its caption where that says 表1 ….

        A table of one column that is called 专栏 is how word processors draw a box.
        """
        if self._add_box(rows):
            return
        last = self.tip.children[-1] if self.tip.children else None
        caption = heading(last.text) if last is not None and last.unit is Unit.PARAGRAPH else None
        node = Node(Unit.TABLE)
        if last is not None and caption is not None and caption.unit is Unit.TABLE:
            last.detach()
            node = caption
        node.rows = list(rows)
        self.tip.append(node)

    def _add_box(self, rows: Rows) -> bool:
        if any(len(row) != 1 for row in rows):
            return False
        lines = [line for row in rows for line in row[0].split("\n") if line]
        if lines and _BOX.match(lines[0]) and self._is_heading(lines[0]):
            self.add(lines.pop(0))
        elif self.tip.unit is not Unit.BOX or self.tip.children:
            return False
        for line in lines:
            self.add(line)
        assert self.tip.parent is not None
        self.tip = self.tip.parent  # the frame ends the box; in running text only the next heading does
        return True

    def _heading(self, line: str) -> Node:
        node = heading(line)
        assert node is not None  # the caller has matched the same patterns
        return node

    def _is_heading(self, line: str) -> bool:
        """A division's heading, or a group's or box's title, which ends like no sentence does."""
        if _division(line, tight=self.tip is self.root):
            return True
        return _is_group(line) or (bool(_BOX.match(line)) and not line.endswith(_ENDS_SENTENCE))

    def _open(self, node: Node) -> None:
        """Close what the new unit does not belong into, then open it."""
        while self.tip is not self.root and RANK[self.tip.unit] >= RANK[node.unit]:
            assert self.tip.parent is not None
            self.tip = self.tip.parent
        self.tip.append(node)
        self.tip = node
        if node.unit is self.series and node.number is not None:
            self.count = node.number.number

    def _last_paragraph(self) -> Node:
        """The 款 that an item belongs to; an item with no 款 before it stands in an empty one."""
        last = self.tip.children[-1] if self.tip.children else None
        if last is None or last.unit is not Unit.PARAGRAPH:
            last = Node(Unit.PARAGRAPH)
            self.tip.append(last)
        return last

    def _continues_heading(self, line: str) -> bool:
        """A chapter title that its source broke in two: a short bare line before the first article."""
        return (
            self.articles
            and self.tip.unit in DIVISIONS
            and not self.tip.children
            and len(line) <= 40
            and not line.endswith(_ENDS_SENTENCE)
        )


def build(lines: Iterable[Line]) -> Document:
    """The document whose paragraphs are `lines`, a table being its rows.

    The first line is the title; what stands between it (and a 题注) and the first heading or article is
    the preamble (引言).
    """
    items: list[Line] = [x for x in lines if x]
    root = Document()
    texts = [x if isinstance(x, str) else "" for x in items]
    has_articles = any(_ARTICLE.match(t) for t in texts)
    plain = not has_articles and not any(_division(t, tight=True) for t in texts)
    titled = any(_is_group(t) for t in texts)
    series = (Unit.GROUP if titled else Unit.ARTICLE) if plain else None
    start = _front_matter(root, items, series=plain)
    builder = _Builder(root, articles=has_articles, series=series)
    for index, line in enumerate(items[start:], start):
        if has_articles and isinstance(line, str) and _ANNEX.match(line) and root.articles():
            for annex in _annexes(items[index:]):
                root.append(annex)
            break
        builder.add_line(line)
    return root


def from_manuscript(manuscript: Manuscript) -> Document:
    """The document that a reader's paragraphs make; the words stay as printed."""
    return build([list(p.rows) if p.rows is not None else p.text for p in manuscript])


def _annexes(items: Sequence[Line]) -> Iterator[Node]:
    """附件1, 附件2 …: their lines as they stand, unnumbered and uncounted."""
    node = Node(Unit.ANNEX)
    for item in items:
        m = _ANNEX.match(item) if isinstance(item, str) else None
        if isinstance(item, str) and m:
            if node.text:
                yield node
            node = annex(item)
        elif isinstance(item, str):
            node.append(Node(Unit.PARAGRAPH, item))
        else:
            node.append(Node(Unit.TABLE, rows=list(item)))
    yield node


def _front_matter(root: Document, items: Sequence[Line], *, series: bool) -> int:
    """Title, 题注, table of contents and preamble; returns where the body starts."""
    texts = [x if isinstance(x, str) else "" for x in items]

    def opens(line: str) -> bool:
        if _ARTICLE.match(line) or _division(line, tight=True) or _GROUP.match(line):
            return True
        return series and numbered(line) is not None

    at = 0
    if texts and texts[0] and not opens(texts[0]):
        root.append(Node(Unit.TITLE, texts[0]))
        at = 1
    if at < len(texts) and _NOTE.match(texts[at]):
        root.append(Node(Unit.NOTE, texts[at]))
        at += 1
    if at < len(texts) and re.fullmatch(rf"目{SPACE}*录", texts[at]):
        at = _contents(root, texts, at)
    if at >= len(texts) or opens(texts[at]):
        return at
    preamble = Node(Unit.PREAMBLE)
    if m := _PREAMBLE.match(texts[at]):
        preamble.label = m[1]
        at += 1
    builder = _Builder(preamble, articles=False)
    while at < len(texts) and not opens(texts[at]):
        builder.add_line(items[at])
        at += 1
    root.append(preamble)
    return at


def _words(heading: str) -> str:
    """A heading without the space in it, of which a table of contents has its own."""
    return re.sub(SPACE, "", heading)


def _contents(root: Document, texts: Sequence[str], at: int) -> int:
    """A table of contents: its headings up to the first one that comes again."""
    node = Node(Unit.CONTENTS, texts[at])
    first = _words(texts[at + 1]) if at + 1 < len(texts) else ""
    end = at + 1
    while end < len(texts) and (end == at + 1 or _words(texts[end]) != first):
        end += 1
    if end < len(texts):  # a list that never begins again is no table of contents
        for line in texts[at + 1 : end]:
            node.append(Node(Unit.PARAGRAPH, line))
        root.append(node)
        return end
    return at


def fragment(lines: Sequence[str], *, series: Unit | None = None) -> list[Node]:
    """The units that a passage of new text is: its 款 with their items, or whole articles or chapters.

    `series` is the unit that is numbered 一、 where the passage goes, if there is one.
    """
    holder = Node(Unit.DOCUMENT)
    builder = _Builder(holder, articles=any(_ARTICLE.match(x) for x in lines), series=series)
    for line in lines:
        builder.add(line)
    nodes = list(holder.children)
    for node in nodes:
        node.detach()
    return nodes
