"""The whole text with every change in place, chapter by chapter, and the clauses listed under each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.render.views import ChapterView, ClauseView, MarkedRow

_FILES = (Unit.PART, Unit.SUBPART, Unit.CHAPTER, Unit.ANNEX)
_FRONT, _WHOLE = "卷首", "全文"


def openings(node: Node, at: int = 0) -> Iterator[tuple[int, str]]:
    """The lines at which parts, chapters and annexes begin, counted from 0, and their headings."""
    for child in node.children:
        if child.unit in _FILES:
            yield at, child.heading.replace("\n", " ")
        if child.unit in (Unit.PART, Unit.SUBPART):
            yield from openings(child, at + child.heading.count("\n") + 1)
        at += sum(1 for _ in child.lines())


def chapters(
    rows: Sequence[MarkedRow],
    before: Mapping[int, str],
    after: Mapping[int, str],
    clauses: Sequence[ClauseView],
) -> Iterator[ChapterView]:
    """The rows chapter by chapter, given the lines at which chapters began and begin.

    A clause is listed under the first chapter that it changes, one about the whole text by itself at the end.
    """
    parts: list[tuple[str, list[MarkedRow]]] = [(_FRONT, [])]
    old = new = 0
    for mark in rows:
        row = mark.row
        title = after.get(new) if row.new is not None else before.get(old) if row.kind == "deleted" else None
        if title is not None:
            parts.append((title, []))
        parts[-1][1].append(mark)
        old, new = old + (row.old is not None), new + (row.new is not None)
    home = _homes(parts, clauses)
    for number, (title, marked) in enumerate(parts):
        if marked:
            yield ChapterView(title, tuple(name for name, at in home.items() if at == number), tuple(marked))
    if everywhere := tuple(name for name, at in home.items() if at is None):
        yield ChapterView(_WHOLE, everywhere, ())


def _homes(
    parts: Sequence[tuple[str, Sequence[MarkedRow]]], clauses: Sequence[ClauseView]
) -> dict[str, int | None]:
    """The chapter that each clause is listed under; None for one about the whole text."""
    first: dict[str, int] = {}
    # A new title of a chapter is in the contents too: these come last.
    for number in [*range(1, len(parts)), 0]:
        for mark in parts[number][1]:
            for clause in mark.clauses:
                first.setdefault(clause, number)
    home: dict[str, int | None] = {}
    last = 0
    for view in clauses:  # one that left no trace, for another undid it, stays with its neighbour
        last = first.get(view.id, last)
        home[view.id] = None if view.place.partition("（")[0] == _WHOLE else last
    return home
