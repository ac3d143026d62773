"""A plan or statute as a tree of nodes.

A node is one unit of the text: a chapter with its title, an article, a 款 (unnumbered paragraph), an
item.  Nodes are compared by identity, never by content: an instrument addresses the text as it stood
before the instrument, so a clause is bound to nodes first and finds them again after other clauses
have renumbered or moved them.  Only `xiuding.apply` changes a tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Self

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Unit
from xiuding.numerals import Ordinal

#: What stands between the label of a unit and its text where nothing else is known.
DEFAULT_GAP = "　"

Rows = list[tuple[str, ...]]

#: The heading of an article (条标): 第二条（适用范围）, 【适用范围】; （略） says that a 款 is left out.
_CAPTION = re.compile(r"（(?!略|删|废|空|原)[^（）。，；：]{1,40}）|【[^【】。；]{1,40}】")

#: Units below which no article and no heading stands.
_INNER = frozenset((Unit.ARTICLE, *BELOW_ARTICLE))


class Journal:
    """How to take back what is done to the nodes of a document, the last change first.

    ``with journal: …`` keeps what happens in it; where an error leaves it, everything is as it was before,
    at the price of what was done.  Outside of it nothing is kept.
    """

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []
        self._open = False

    def note(self, undo: Callable[[], object]) -> None:
        """Something has been done that `undo` takes back."""
        if self._open:
            self._undo.append(undo)

    def __enter__(self) -> None:
        self._open = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        while self._undo:
            undo = self._undo.pop()
            if kind is not None:
                undo()


class Node:
    """One unit of a text.

    `label` is the number as written (第一条, 第四章, （一）), `gap` what stands between it and `text`;
    `text` is a heading's title or a paragraph's words, without the label.  An article has no text of its
    own: its first 款 stands on the line of its label.  `fresh` lists the spans of `text` that come from
    the instrument being applied (their references already use the new numbers).  `source` is the block
    as its Markdown file has it, None once edited; `rows` are the cells of a table.  A unit with a `journal`
    can be given back what it was; one that a document takes in gets the document's.
    """

    __slots__ = (
        "children", "fresh", "gap", "journal", "label", "number", "parent", "rows", "source", "text", "unit",
    )  # fmt: skip

    def __init__(
        self,
        unit: Unit,
        text: str = "",
        *,
        label: str = "",
        gap: str = "",
        number: Ordinal | None = None,
        children: Iterable[Node] = (),
        rows: Rows | None = None,
        source: str | None = None,
    ) -> None:
        self.unit, self.text, self.label, self.gap, self.number = unit, text, label, gap, number
        self.rows, self.source = rows, source
        self.fresh: list[tuple[int, int]] = []
        self.parent: Node | None = None
        self.journal: Journal | None = None
        self.children: list[Node] = []
        for child in children:
            self.append(child)

    def __repr__(self) -> str:
        return f"<{self.unit.value} {self.label} {self.text[:12]}>"

    # -- the tree ------------------------------------------------------------------------------
    def append(self, child: Node) -> None:
        """Add `child` as the last child."""
        self.insert(len(self.children), child)

    def insert(self, index: int, child: Node) -> None:
        """Put `child` before the child that has `index` now, taking it from where it was."""
        if child.parent is not None:
            index -= child.parent is self and child.index < index
            child.detach()
        self._put(index, child)
        if self.journal is not None:
            child.keep(self.journal)
            self.journal.note(child._leave)

    def detach(self) -> None:
        """Take this node out of its parent."""
        parent = self.parent
        if parent is None:
            return
        if parent.journal is not None:
            parent.journal.note(partial(parent._put, self.index, self))
        self._leave()

    def _put(self, index: int, child: Node) -> None:
        child.parent = self
        self.children.insert(index, child)

    def _leave(self) -> None:
        assert self.parent is not None
        del self.parent.children[self.index]
        self.parent = None

    @property
    def index(self) -> int:
        """The place among the parent's children, counted from 0."""
        if self.parent is None:
            raise ValueError("a root has no index")
        return self.parent.children.index(self)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """The parent, its parent, and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def of(self, unit: Unit) -> list[Node]:
        """The children of one unit, in order; the heading of an article, on a line of its own, is no 款."""
        return [c for c in self.children if c.unit is unit and not c.is_caption]

    @property
    def is_caption(self) -> bool:
        """Whether this is the heading of an article on a line of its own, before its 款."""
        home = self.parent
        if home is None or home.unit is not Unit.ARTICLE or self.unit is not Unit.PARAGRAPH:
            return False
        first = home.children[0] is self and len(home.children) > 1
        return first and not self.children and self.text == self.caption != ""

    @property
    def caption(self) -> str:
        """The heading （适用范围） that an article or its first 款 begins with; '' for none."""
        first = self.children[0] if self.unit is Unit.ARTICLE and self.children else self
        m = _CAPTION.match(first.text)
        return m[0] if m else ""

    def listed(self) -> list[Node]:
        """The members of its list: its 项, or its 目 where it has no 项."""
        return self.of(Unit.ITEM) or self.of(Unit.SUBITEM)

    def clone(self) -> Self:
        """A copy of this node and all below it, outside any tree."""
        twin = self.__class__.__new__(self.__class__)
        twin.unit, twin.text, twin.label, twin.gap = self.unit, self.text, self.label, self.gap
        twin.number, twin.source, twin.parent, twin.journal = self.number, self.source, None, None
        twin.fresh, twin.rows = list(self.fresh), None if self.rows is None else list(self.rows)
        twin.children = [child.clone() for child in self.children]
        for child in twin.children:
            child.parent = twin
        return twin

    # -- the way back --------------------------------------------------------------------------
    def keep(self, journal: Journal) -> None:
        """Have the changes of this node and all below it noted in a journal."""
        for node in self.walk():
            node.journal = journal

    def _note(self) -> None:
        """Note what stands here before it changes."""
        if self.journal is not None:
            was = (self.text, self.label, self.number, self.fresh, self.source, self.rows)
            self.journal.note(partial(self._become, *was))

    def _become(
        self,
        text: str,
        label: str,
        number: Ordinal | None,
        fresh: list[tuple[int, int]],
        source: str | None,
        rows: Rows | None,
    ) -> None:
        self.text, self.label, self.number = text, label, number
        self.fresh, self.source, self.rows = fresh, source, rows

    # -- the text ------------------------------------------------------------------------------
    @property
    def heading(self) -> str:
        """The line of this node alone: label, gap and text."""
        return self.label + self.gap + self.text

    @property
    def plain(self) -> bool:
        """Whether this is an article whose number stands alone: 二、 in a reply, where others have 第二条."""
        return self.unit is Unit.ARTICLE and self.label.endswith("、")

    @property
    def is_fresh(self) -> bool:
        """Whether all of its own words are of the instrument being applied."""
        return self.fresh == [(0, len(self.text))]

    def splice(self, start: int, end: int, new: str) -> None:
        """Replace ``text[start:end]`` by `new`, which becomes fresh."""
        self._note()
        shift = len(new) - (end - start)
        kept = []
        for a, b in self.fresh:
            if b <= start:
                kept.append((a, b))
            elif a >= end:
                kept.append((a + shift, b + shift))
            else:  # the span is cut; what is left of it stays fresh
                kept += [(a, start)] * (a < start) + [(start + len(new), b + shift)] * (b > end)
        if new:
            kept.append((start, start + len(new)))
        self.fresh = sorted(kept)
        self.text = self.text[:start] + new + self.text[end:]
        self.source = None

    def relabel(self, label: str, number: Ordinal | None) -> None:
        """Give the unit another number."""
        if label != self.label or number != self.number:
            self._note()
            self.label, self.number, self.source = label, number, None

    def fill(self, rows: Rows) -> None:
        """Give a table other rows."""
        self._note()
        self.rows, self.source = rows, None

    def freshen(self) -> None:
        """Mark everything below as text of the instrument being applied."""
        for node in self.walk():
            node.fresh = [(0, len(node.text))] if node.text else []

    def lines(self) -> Iterator[str]:
        """The text of this node and all below it, a paragraph a line."""
        pending, article = "", None
        for node in self.walk():
            if pending and (node.unit is not Unit.PARAGRAPH or node.parent is not article):
                yield pending
                pending = ""
            if node.unit is Unit.ARTICLE:
                pending, article = node.label + node.gap, node
                continue
            if node.heading:
                yield from (pending + node.heading).split("\n")
                pending = ""
            for row in node.rows or ():
                yield "\t".join(row)
        if pending:
            yield pending


class Document(Node):
    """The root of a text: title, note, preamble, chapters or articles, annexes."""

    __slots__ = ()

    def __init__(self, children: Iterable[Node] = ()) -> None:
        super().__init__(Unit.DOCUMENT, children=children)

    @property
    def title(self) -> str:
        """The title in one line, however many it is printed on; '' where the text has none."""
        return next((c.text.replace("\n", "") for c in self.children if c.unit is Unit.TITLE), "")

    def articles(self) -> list[Node]:
        """All articles in order, through all chapters."""
        return [n for n in self._frame() if n.unit is Unit.ARTICLE]

    def divisions(self) -> list[Node]:
        """All parts, chapters, sections and groups in order."""
        return [n for n in self._frame() if n.unit in DIVISIONS]

    def _frame(self) -> Iterator[Node]:
        """All nodes but those below an article or a 款, in reading order."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.unit not in _INNER:
                stack.extend(reversed(node.children))

    def dump(self) -> str:
        """The text, a paragraph a line, with a final line break."""
        return "".join(line + "\n" for line in self.lines())
