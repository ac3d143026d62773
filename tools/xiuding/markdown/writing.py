"""Nodes → a page of Markdown: new and changed units in our form, all others as they stood on their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.markdown import tables
from xiuding.markdown.blocks import Block, Form, blank
from xiuding.markdown.inline import escape, guard
from xiuding.structure import heading, item, listed

_LEVELS = {
    Unit.TITLE: 1, Unit.ANNEX: 1, Unit.PART: 1, Unit.SUBPART: 1, Unit.CHAPTER: 1,
    Unit.SECTION: 2, Unit.PREAMBLE: 2, Unit.CONTENTS: 2, Unit.GROUP: 3, Unit.BOX: 3, Unit.TABLE: 4,
}  # fmt: skip


class _Piece(NamedTuple):
    """A block ready to be written; `kept` where it is one of the page it came from."""

    text: str
    form: Form
    box: Node | None
    kept: Block | None


def says(node: Node) -> tuple[object, ...]:
    """What a node says by itself, without its children: while that is so, its source holds.

    Whether a member of a list is a 项 or a 目 depends on where it stands.
    """
    return Unit.ITEM if node.unit is Unit.SUBITEM else node.unit, node.heading, tuple(node.rows or ())


def write(nodes: Iterable[Node], *, heading_only: Node | None = None) -> str:
    """The page of `nodes`; `heading_only` is a node that opens the page without its children."""
    pieces = [] if heading_only is None else [_piece(heading_only, _headline(heading_only), None)]
    pieces += [piece for node in nodes for piece in _pieces(node, None)]
    out: list[str] = []
    last: _Piece | None = None
    for piece in pieces:
        out += [_between(last, piece), piece.text]
        last = piece
    return "".join(out) + _end(last)


def _between(last: _Piece | None, piece: _Piece) -> str:
    kept = piece.kept
    if last is None:
        return kept.page[: kept.start] if kept and blank(kept.page[: kept.start]) else ""
    gap = _stood_between(last.kept, kept)
    if gap is not None:
        return gap
    if piece.form == "inline":
        return ""
    if piece.form == last.form == "entry":
        return "\n"
    return "\n>\n" if piece.box is not None and piece.box is last.box else "\n\n"


def _stood_between(one: Block | None, other: Block | None) -> str | None:
    """What stood between two neighbours of one page, None where they are none."""
    if one is None or other is None or one.page is not other.page or one.end > other.start:
        return None
    gap = one.page[one.end : other.start]
    return gap if blank(gap) else None


def _end(last: _Piece | None) -> str:
    if last is None:
        return ""
    rest = last.kept.page[last.kept.end :] if last.kept else None
    return rest if rest is not None and blank(rest) else "\n"


def _pieces(node: Node, box: Node | None, *, inline: bool = False) -> Iterator[_Piece]:
    """The blocks of a node and of all below it."""
    children: Iterable[Node] = node.children
    if node.unit is Unit.ARTICLE:
        label = _piece(node, f"**{escape(node.label)}**{node.gap}", box)
        yield label
        first = node.children[0] if node.children else None
        if first is not None and first.unit is Unit.PARAGRAPH and first.text:
            apart = _stood_between(label.kept, _kept(first, "block"))
            yield from _pieces(first, box, inline=not apart)
            children = node.children[1:]
    elif node.unit is Unit.BOX and not _kept(node, "block"):
        box = node
    if node.unit is Unit.TABLE:
        yield _piece(node, "\n\n".join(filter(None, (_headline(node), "\n".join(_rows(node))))), box)
    elif node.unit in _LEVELS:
        if node.heading or _kept(node, "block" if box is None else "quoted"):
            yield _piece(node, _headline(node), box)
    elif node.unit is not Unit.ARTICLE:
        entry = node.parent is not None and node.parent.unit is Unit.CONTENTS
        form: Form = "entry" if entry else "inline" if inline else "block"
        if node.heading or _kept(node, "block" if box is None else "quoted"):
            yield _piece(node, _text(node, form), box, form)
    for child in children:
        yield from _pieces(child, box)


def _piece(node: Node, text: str, box: Node | None, form: Form = "block") -> _Piece:
    form = "quoted" if box is not None else form
    if kept := _kept(node, form):
        return _Piece(str(kept), form, box, kept)
    if box is not None:
        text = "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))
    return _Piece(text, form, box, None)


def _kept(node: Node, form: Form) -> Block | None:
    """The block of the page that the node came from, as long as it says the same in the same form."""
    source = node.source
    if isinstance(source, Block) and source.form == form and source.says == says(node):
        return source
    return None


def _headline(node: Node) -> str:
    """``## 第一节　发展基础``; the label is bold where the words alone would not show what it is."""
    if not node.heading:
        return ""
    marked = escape(node.heading)
    if node.label and node.unit is not Unit.PREAMBLE:
        named = heading(node.heading)
        if named is None or (named.unit, named.label, named.text) != (node.unit, node.label, node.text):
            marked = f"**{escape(node.label)}**{node.gap}{escape(node.text)}"
    elif heading(node.heading) is not None:
        marked = guard(marked)
    return f"{'#' * _LEVELS[node.unit]} {marked}"


def _rows(node: Node) -> list[str]:
    return tables.write(node.rows) if node.rows else []


def _text(node: Node, form: Form) -> str:
    if form == "entry":
        return f"- {escape(node.heading)}"
    if node.unit is Unit.NOTE:
        return f"*{escape(node.text)}*"
    if node.label:
        return escape(node.label, start=True) + node.gap + escape(node.text)
    if form == "inline":
        return escape(node.text)
    marked = escape(node.text, start=True)
    return guard(marked) if _like_item(node) else marked


def _like_item(node: Node) -> bool:
    """Whether a paragraph would be read as an 项."""
    if any(above.unit is Unit.ANNEX for above in node.ancestors()):
        return False
    if item(node.text) is not None:
        return True
    parent = node.parent
    if parent is None or parent.unit is not Unit.ARTICLE:
        return False
    before = parent.children[node.index - 1] if node.index else None
    return listed(before, node.text) is not None
