"""The clauses that made a place as it stands now, found through every renumbering on the way back.

A number says little on the way: while an instrument is applied, two articles may bear the same one.  So a
place is followed as the line of a page with which it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xiuding.cli.place import address_of, before, called, resolve, span

if TYPE_CHECKING:
    from xiuding.address import Unit
    from xiuding.document import Document, Node
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Record

Tree = Mapping[str, str]


class Trace(NamedTuple):
    """A commit that changed the place, and what it was called before and after: 第三十一条, '' for none."""

    record: Record
    before: str
    after: str


class _Spot(NamedTuple):
    """A line of a page, counted from 0."""

    path: str
    line: int


def trace(history: History, place: str) -> list[Trace]:
    """The commits that changed `place`, the oldest first; it is called as it is now, or as it was last.

    Raises `UsageError` for what is no address, `NoSuchPlace` where no version has such a place.
    """
    address = address_of(place)
    records = history.log

    @lru_cache(maxsize=2)  # each is asked for as one side and then as the other
    def tree(at: int) -> Tree:
        return history.read_tree(records[at].id)

    newest = len(records) - 1
    last = next((at for at in range(newest, -1, -1) if span(_load(tree(at)), address)), newest)
    node = resolve(_load(tree(last)), address)  # where there is none, it says what there is
    spot: _Spot | None = _spot(tree(last), before(node))
    name = called(node)
    found = [Trace(records[last + 1], name, "")] if last < newest else []
    for at in range(last, 0, -1):
        if spot is None:
            break
        if spot.path not in records[at].paths:
            continue
        old, new = (_Side(tree(each), records[at].paths) for each in (at - 1, at))
        touched, spot, was = _step(old, new, spot, node.unit)
        if touched:
            found.append(Trace(records[at], was, name))
        name = was
    return found[::-1]


class _Side:
    """The pages that a commit changed, as they are on one side of it, and their lines one after the other."""

    def __init__(self, tree: Tree, paths: Iterable[str]) -> None:
        self.lines: list[str] = []
        self._pages: dict[str, tuple[int, Document]] = {}
        for path in paths:
            if path in tree:
                page = _load({path: tree[path]})
                self._pages[path] = len(self.lines), page
                self.lines += page.lines()

    def number(self, spot: _Spot) -> int:
        """The number of a page's line among all."""
        return self._pages[spot.path][0] + spot.line

    def spot(self, number: int) -> _Spot:
        """The page and line of one of all lines."""
        path, (start, _) = max(
            ((path, page) for path, page in self._pages.items() if page[0] <= number), key=lambda p: p[1][0]
        )
        return _Spot(path, number - start)

    def unit(self, number: int, unit: Unit) -> tuple[Node | None, range]:
        """The unit that begins with a line, and all of its lines."""
        spot = self.spot(number)
        page = self._pages[spot.path][1]
        for node in page.walk():
            if (
                node.unit is unit
                and self.lines[number].endswith(next(node.lines(), "\n"))  # of a 款, behind the number
                and before(node) == spot.line
            ):
                return node, range(number, number + sum(1 for _ in node.lines()))
        return None, range(number, number + 1)


def _step(old: _Side, new: _Side, spot: _Spot, unit: Unit) -> tuple[bool, _Spot | None, str]:
    """Whether a commit changed the unit that begins at `spot`, where it began before, and its name there."""
    from xiuding.redline import compare

    anchor = new.number(spot)
    _, inside = new.unit(anchor, unit)
    places = []  # each row with the numbers of its lines in both texts
    gone: dict[int | None, int] = {}  # where what moved was
    at_old = at_new = 0
    for row in compare(old.lines, new.lines):
        there, here = (at_old if row.old is not None else None), (at_new if row.new is not None else None)
        places.append((row, there, here))
        if there is not None and row.move is not None:
            gone[row.move] = there
        at_old, at_new = at_old + (row.old is not None), at_new + (row.new is not None)
    was = next(gone.get(row.move, there) for row, there, here in places if here == anchor)
    node, outside = old.unit(was, unit) if was is not None else (None, range(0))
    touched = any(
        row.kind != "equal" and (there in outside or here in inside)  # None is in no range
        for row, there, here in places
    )
    if was is None or node is None:
        return True, None, ""
    return touched, old.spot(was), called(node)


def _load(pages: Tree) -> Document:
    from xiuding import markdown

    return markdown.load(pages)


def _spot(tree: Tree, line: int) -> _Spot:
    """The page and line of a line of the whole text."""
    from xiuding import markdown

    pages = markdown.dump(_load(tree))  # in the order of the text, but for what stands before its chapters
    for path in sorted(pages, key=lambda path: path != markdown.FRONT):
        size = sum(1 for _ in _load({path: tree[path]}).lines())
        if line < size:
            return _Spot(path, line)
        line -= size
    raise AssertionError("the pages are the text")
