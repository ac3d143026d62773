"""What every output asks of the rows of a redline: the text of each side, moves, folds, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xiuding.redline.model import Change, Redline, Row

Changes = tuple[Change, ...]

_NUMBER = "[零〇一二三四五六七八九十百千]+"
_HEADING = re.compile(rf"(?:#{{1,6}} )?第{_NUMBER}(分编|编|章|节)(?:之{_NUMBER})?\s")
_LEVELS = {"编": 1, "分编": 1, "章": 2, "节": 3}
_LONGEST_HEADING = 60


def heading_level(text: str) -> int:
    """1 for 第一编 …, 2 for 第四章 …, 3 for 第八节 …, 0 for running text; only the look depends on it."""
    match = _HEADING.match(text) if len(text) <= _LONGEST_HEADING else None
    return _LEVELS[match.group(1)] if match else 0


@dataclass(frozen=True, slots=True)
class Moves:
    """For every pair of moved rows: what changed on the way, and whether the text moved down."""

    inner: dict[int, Changes]
    down: dict[int, bool]

    def label(self, row: Row) -> str:
        """Where a moved row went or came from, e.g. ``〔移至下文 1〕``; empty for other rows."""
        if row.move is None:
            return ""
        going = row.new is None
        there = "下文" if going == self.down[row.move] else "上文"
        return f"〔{'移至' if going else '移自'}{there} {row.move}〕"


def moves_of(redline: Redline) -> Moves:
    """The moves of `redline`, found in one pass."""
    inner: dict[int, Changes] = {}
    down: dict[int, bool] = {}
    for row in redline:
        if row.move is not None:
            down.setdefault(row.move, row.new is None)
            if row.old is None:
                inner[row.move] = row.inner
    return Moves(inner, down)


def old_side(row: Row, moves: Moves) -> Changes | None:
    """The pieces of the old text, signed ``=`` and ``-``; None where the old text has no such row.

    A moved row is not a deletion: only what changed on its way is signed ``-``.
    """
    if row.old is None:
        return None
    if row.move is not None:
        return _signed(moves.inner.get(row.move, ()), "-") or (Change("=", row.old),)
    return _signed(row.changes, "-")


def new_side(row: Row) -> Changes | None:
    """The pieces of the new text, signed ``=`` and ``+``; None where the new text has no such row."""
    if row.new is None:
        return None
    if row.move is not None:
        return _signed(row.inner, "+") or (Change("=", row.new),)
    return _signed(row.changes, "+")


def _signed(changes: Changes, sign: str) -> Changes:
    return tuple(change for change in changes if change.text and change.sign in ("=", sign))


@dataclass(frozen=True, slots=True)
class Fold:
    """A run of rows a reader may skip: unchanged, or changed in the numbers of units alone."""

    rows: tuple[Row, ...]

    @property
    def summary(self) -> str:
        """What is folded, e.g. ``27 段未变，3 段仅序号变动``."""
        renumbered = sum(row.renumbering for row in self.rows)
        unchanged = len(self.rows) - renumbered
        counts = ((unchanged, "段未变"), (renumbered, "段仅序号变动"))
        return "，".join(f"{count} {what}" for count, what in counts if count)


def fold(rows: Iterable[Row], context: int | None, *, renumbering: bool = False) -> Iterator[Row | Fold]:
    """The rows with runs of quiet ones folded.

    Equal rows are quiet unless `context` is None; `context` of them stay open beside each change.
    With `renumbering`, rows that changed in the numbers of units alone are quiet too.
    """
    keep = context or 0
    quiet: list[Row] = []
    changed_before = False

    def flush(changed_after: bool) -> Iterator[Row | Fold]:
        head = keep if changed_before else 0
        tail = keep if changed_after else 0
        middle = quiet[head : len(quiet) - tail]
        if len(middle) > 1 or any(row.renumbering for row in middle):
            yield from quiet[:head]
            yield Fold(tuple(middle))
            yield from quiet[len(quiet) - tail :]
        else:
            yield from quiet

    for row in rows:
        if (row.kind == "equal" and context is not None) or (renumbering and row.renumbering):
            quiet.append(row)
            continue
        yield from flush(changed_after=True)
        quiet.clear()
        changed_before = True
        yield row
    yield from flush(changed_after=False)
