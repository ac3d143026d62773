"""What every output asks of the rows of a redline: the text of each side, moves, folds, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xiuding.redline.model import BREAK, Change, Redline, Row, Sign

_NUMBER = "[零〇一二三四五六七八九十百千]+"
_HEADING = re.compile(rf"(?:#{{1,6}} )?第{_NUMBER}(分编|编|章|节)(?:之{_NUMBER})?\s")
_LEVELS = {"编": 1, "分编": 1, "章": 2, "节": 3}
_LONGEST_HEADING = 60
_UNNUMBERED = re.compile(rf"[序前引]\s*言|附[件表录]\s*(?:\d+|{_NUMBER})?\s*(?:[：:].*)?")
_CONTENTS = re.compile(r"目\s*录")


def heading_level(text: str) -> int:
    """1 for 第一编 …, 2 for 第四章 …, 序言, 附件1, 3 for 第八节 …, 0 for running text; looks depend on it."""
    if len(text) > _LONGEST_HEADING:
        return 0
    match = _HEADING.match(text)
    return _LEVELS[match.group(1)] if match else _LEVELS["章"] * bool(_UNNUMBERED.fullmatch(text))


def wording(row: Row) -> str:
    """What a row says, or said where the new text has no such row."""
    return row.new if row.new is not None else row.old or ""


def is_title(first: str) -> bool:
    """Whether a text that begins so begins with its title: short, no sentence; only looks depend on it."""
    return 0 < len(first) <= _LONGEST_HEADING and first[-1] not in "。；：，、）"


def levels(rows: Iterable[Row], *, title: bool = False) -> list[int]:
    """The heading level of each row; the word 目录 heads a table of contents, whose lines are no headings.

    With `title`, a first row that can be that of the text is 1, where there is more than it.

    >>> [levels([Row("equal", t, t, ()) for t in ("目录", "第一章 总则", "第一章 总则", "第一条 甲。")])]
    [[2, 0, 2, 0]]
    """
    listed = list(rows)
    found = [heading_level(wording(row)) for row in listed]
    for start, row in enumerate(listed):
        if _CONTENTS.fullmatch(wording(row)) and (end := _end_of_contents(listed, start)):
            found[start:end] = [_LEVELS["章"], *[0] * (end - start - 1)]
    if title and len(listed) > 1 and not found[0] and is_title(wording(listed[0])):
        found[0] = _LEVELS["编"]
    return found


def _end_of_contents(rows: Sequence[Row], start: int) -> int | None:
    """Where the first line of the contents comes again, by its number; None where it never does."""
    if start + 1 == len(rows):
        return None
    first = rows[start + 1]

    def begins(row: Row) -> str | None:
        text = row.new if first.old is None else row.old  # on the side that has the first line
        number = _HEADING.match(text) if text is not None else None
        return number.group() if number else text

    wanted = begins(first)
    return next((at for at in range(start + 2, len(rows)) if begins(rows[at]) == wanted), None)


class Piece(NamedTuple):
    """A run of text to draw: a `Change`, and the number of the move where it is a moved sentence.

    `seam` says that no quotation holds it: a mark that a seam took or gave.
    """

    sign: Sign
    text: str
    move: int | None = None
    seam: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """For every move: what changed on the way of a moved row, and whether the text moved down."""

    inner: dict[int, tuple[Change, ...]]
    down: dict[int, bool]

    def label(self, move: int | None, *, going: bool) -> str:
        """What stands before text that went or came, e.g. ``〔移至下文1〕``; empty where `move` is None."""
        if move is None:
            return ""
        there = "下文" if going == self.down[move] else "上文"
        return f"〔{'移至' if going else '移自'}{there}{move}〕"

    def row_label(self, row: Row) -> str:
        """The label of a moved row; empty for other rows."""
        return self.label(row.move, going=row.new is None)

    def piece_label(self, piece: Piece) -> str:
        """The label of a moved sentence or of the mark of a seam; empty for other pieces."""
        if piece.seam:
            return "〔编者〕"
        return self.label(piece.move, going=piece.sign == "-")


def at_breaks(pieces: Iterable[Piece]) -> Iterator[tuple[Pieces, Sign]]:
    r"""The pieces of each paragraph of a row, and the sign of the break that ends it; ``=`` for the last.

    >>> [("".join(each.text for each in made), sign) for made, sign in at_breaks([Piece("+", "甲。\n乙。")])]
    [('甲。', '+'), ('乙。', '=')]
    """
    paragraph: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(BREAK) if piece.sign != "=" else [piece.text]
        paragraph.append(piece._replace(text=first))
        for text in others:
            yield tuple(each for each in paragraph if each.text), piece.sign
            paragraph = [piece._replace(text=text)]
    yield tuple(each for each in paragraph if each.text), "="


def moves_of(redline: Redline) -> Moves:
    """The moves of `redline`, found in one pass."""
    inner: dict[int, tuple[Change, ...]] = {}
    down: dict[int, bool] = {}
    for row in redline:
        for index, move in row.passages:
            down.setdefault(move, row.changes[index].sign == "-")
        if row.move is not None:
            down.setdefault(row.move, row.new is None)
            if row.old is None:
                inner[row.move] = row.inner
    return Moves(inner, down)


def old_side(row: Row, moves: Moves) -> Pieces | None:
    """The pieces of the old text, signed ``=`` and ``-``; None where the old text has no such row.

    A moved row is not a deletion: only what changed on its way is signed ``-``.
    """
    if row.old is None:
        return None
    inner = () if row.move is None else moves.inner.get(row.move, ())
    pieces = row_pieces(row) if row.move is None else _moved(row.old, inner)
    return tuple(piece for piece in pieces if piece.sign != "+")


def new_side(row: Row) -> Pieces | None:
    """The pieces of the new text, signed ``=`` and ``+``; None where the new text has no such row."""
    if row.new is None:
        return None
    pieces = row_pieces(row) if row.move is None else _moved(row.new, row.inner)
    return tuple(piece for piece in pieces if piece.sign != "-")


def row_pieces(row: Row) -> Pieces:
    """The pieces of a row that did not move, of both texts."""
    moves = dict(row.passages)
    return tuple(
        Piece(sign, text, moves.get(index), index in row.seams)
        for index, (sign, text) in enumerate(row.changes)
        if text
    )


def _moved(text: str, inner: tuple[Change, ...]) -> Pieces:
    return tuple(Piece(*change) for change in inner) or (Piece("=", text),)


def is_quiet(row: Row) -> bool:
    """Whether the row stands where it stood and says what it said, but perhaps for the numbers of units."""
    return row.kind == "equal" or (row.kind == "changed" and row.renumbering)


@dataclass(frozen=True, slots=True)
class Fold:
    """A run of rows a reader may skip: unchanged, or changed in the numbers of units alone."""

    rows: tuple[Row, ...]

    @property
    def renumbered(self) -> int:
        """How many rows changed, in the numbers of units alone."""
        return sum(row.kind != "equal" for row in self.rows)

    @property
    def unchanged(self) -> int:
        """How many rows did not change."""
        return len(self.rows) - self.renumbered

    @property
    def summary(self) -> str:
        """What is folded, e.g. ``27 段未变，3 段仅序号变动``."""
        counts = ((self.unchanged, "段未变"), (self.renumbered, "段仅序号变动"))
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
        if len(middle) > 1 or any(row.kind != "equal" for row in middle):
            yield from quiet[:head]
            yield Fold(tuple(middle))
            yield from quiet[len(quiet) - tail :]
        else:
            yield from quiet

    for row in rows:
        wanted = renumbering if row.renumbering else context is not None
        if wanted and is_quiet(row):
            quiet.append(row)
            continue
        yield from flush(changed_after=True)
        quiet.clear()
        changed_before = True
        yield row
    yield from flush(changed_after=False)
