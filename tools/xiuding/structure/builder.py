"""Puts the lines of a text into a tree, one after the other."""

from __future__ import annotations

from xiuding.address import DIVISIONS, RANK, Unit
from xiuding.document import Node, Rows
from xiuding.structure.lines import (
    ENDS_SENTENCE,
    article,
    article_label,
    division,
    heading,
    is_box,
    is_farewell,
    is_group,
    is_organ,
    is_remark,
    is_signature,
    item,
    listed,
    numbered,
    numbered_item,
    run_in_division,
    run_in_label,
)
from xiuding.structure.listing import enlist

#: A paragraph, or the rows of a table.
Line = str | Rows


class Builder:
    """Puts one line after the other into the tree; `tip` is the innermost open unit above the 款.

    `articles` tells whether articles are numbered 第一条; `series` is the unit that a number 一、 opens
    wherever it stands, if it opens one; `tight` whether labels and words stand together: 第一条为了.
    """

    def __init__(
        self, root: Node, *, articles: bool, series: Unit | None = None, tight: bool = False
    ) -> None:
        self.root = self.tip = root
        self.articles, self.series, self.tight = articles, series, tight
        self.count: int | None = None  # the last number of the series
        self.headings: dict[Unit, int] = {}  # the last number of the chapters, of the sections
        self.anew: set[Unit] = set(DIVISIONS)  # those whose numbers may begin with 1

    def add(self, line: str, *, labelled: bool = False) -> None:
        """Put a line behind those before it; one that is known to be `labelled` opens an article."""
        if m := article_label(line) or (run_in_label(line) if labelled else None):
            self._open_article(article(m), line)
        elif (listed := self._listed(line)) is not None:
            self._last_paragraph().append(listed)
        elif (opened := self._heading(line)) is not None:
            self._open(opened)
        elif (opened := self._next(line)) is not None:
            self._open_article(opened, line)
        elif (listed := item(line)) is not None:
            enlist(self._last_paragraph(), listed)
        elif self.series in (Unit.ARTICLE, Unit.GROUP) and is_farewell(line):
            self.root.append(Node(Unit.PARAGRAPH, line))
            self.tip = self.root
        elif self.tip.unit in (Unit.ARTICLE, Unit.GROUP) and is_signature(line):
            self.tip = signed(self.tip, self.root)
            self.tip.append(Node(Unit.PARAGRAPH, line))
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
        return numbered_item(line) if self.series is Unit.ITEM else None

    def add_line(self, line: Line, *, labelled: bool = False) -> None:
        """The same for what may be a table."""
        if isinstance(line, str):
            self.add(line, labelled=labelled)
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
        if lines and is_box(lines[0]):
            self.add(lines.pop(0))
        elif self.tip.unit is not Unit.BOX or self.tip.children:
            return False
        for line in lines:
            self.add(line)
        assert self.tip.parent is not None
        self.tip = self.tip.parent  # the frame ends the box; in running text only the next heading does
        return True

    def _heading(self, line: str) -> Node | None:
        """A division's heading, or a group's or box's title, which ends like no sentence does."""
        found = division(line, tight=self.tight or self.tip is self.root)
        if found is None and (is_group(line) or is_box(line)):
            found = heading(line)
        return found or self._run_in(line)

    def _run_in(self, line: str) -> Node | None:
        """第二章代表的工作 in its turn: behind 第一章, and 第一节 in a chapter that has no section yet."""
        found = run_in_division(line)
        if found is None or found.number is None:
            return None
        first = found.number == (1, 0) and found.unit in self.anew
        follows = found.number == (self.headings.get(found.unit, 0) + 1, 0)
        return found if first or follows else None

    def _open(self, node: Node) -> None:
        """Close what the new unit does not belong into, then open it."""
        while self.tip is not self.root and RANK[self.tip.unit] >= RANK[node.unit]:
            assert self.tip.parent is not None
            self.tip = self.tip.parent
        self.tip.append(node)
        self.tip = node
        if node.unit in DIVISIONS and node.number is not None:
            self.headings[node.unit] = node.number.number
            self.anew.discard(node.unit)
            self.anew.update(unit for unit in DIVISIONS if RANK[unit] > RANK[node.unit])
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
            and not line.endswith(ENDS_SENTENCE)
        )


def signed(last: Node, root: Node) -> Node:
    """Where a date or a name goes that signs the text behind its `last` article: below no unit of it.

    The organs named before it, a line each, are taken there first, and a remark on the text.
    """
    behind: list[Node] = []
    while len(last.children) > 1 and not last.children[-1].children and _closes(last.children[-1].text):
        behind.insert(0, last.children[-1])
        last.children[-1].detach()
    top = next(node for node in (last, *last.ancestors()) if node.parent is root)
    for i, node in enumerate(behind):
        root.insert(top.index + 1 + i, node)
    return root


def _closes(line: str) -> bool:
    return is_organ(line) or is_remark(line)
