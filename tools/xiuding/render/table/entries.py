"""The entries of a comparison table, whatever format it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xiuding.redline.model import Redline, Row
from xiuding.render.rows import (
    Moves,
    Piece,
    at_breaks,
    is_quiet,
    levels,
    moves_of,
    new_side,
    old_side,
    wording,
)

#: How changes are told: bold and struck through; underlined on both sides; the first on a grey ground.
Style = Literal["bold", "underline", "shade"]

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?(?:\s|$)")


Notes = Sequence[tuple[str, str]]
"""What stands below the table: what an editor decided in applying a clause, after the clause's label."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a cell: its pieces, each with the label of a moved sentence or none.

    `label` says where a paragraph that moved as a whole went or came from.
    """

    pieces: tuple[tuple[str, Piece], ...]
    label: str = ""

    @property
    def text(self) -> str:
        """Its words, without labels."""
        return "".join(piece.text for _, piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: the paragraphs of the old wording and those of the new one.

    `place` is the path of headings it stands under (第四章　… 第八节　…), by their new wording.
    """

    place: tuple[str, ...]
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns beside 原条文 and 修改后条文: 序号, and 说明 with a text for each entry in turn."""

    numbered: bool = False
    reasons: Sequence[str] | None = None

    def reason(self, index: int) -> str:
        """The reason given for the entry `index` (from 0), or a blank to write in."""
        return self.reasons[index] if self.reasons is not None and index < len(self.reasons) else ""


def entries(redline: Redline, *, every: bool = False) -> Iterator[Entry]:
    """The changed articles of `redline`, or with `every` all of them, in order.

    Where the text has no articles (a plan), each changed paragraph is an entry.

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> [entry.new[0].pieces for entry in entries(Redline((row,)))]
    [(('', Piece(sign='+', text='75支', move=None, seam=False)),)]
    """
    moves = moves_of(redline)
    place: dict[int, str] = {}
    for level, rows in _replaced(_groups(redline)):
        if level:
            place = {above: title for above, title in place.items() if above < level}
        if every or not all(is_quiet(row) for row in rows):
            yield _entry(rows, tuple(place.values()), moves)
        if level and rows[0].new is not None:
            place[level] = rows[0].new


def placed(listed: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """The entries, each after the headings it stands under; after nothing where the last stood there too."""
    last: tuple[str, ...] = ()
    for entry in listed:
        yield "" if entry.place == last else "　".join(entry.place), entry
        last = entry.place


_Group = tuple[int, list[Row]]
"""Rows that make one entry, after the level of the heading that they are, or 0."""


def _groups(redline: Redline) -> Iterator[_Group]:
    """The rows of each article together; a heading, and every row of a text without articles, alone."""
    has_articles = any(_ARTICLE.match(wording(row)) for row in redline)
    group: list[Row] = []
    first, within = 0, False
    for row, level in zip(redline, levels(redline), strict=True):
        starts = _starts(row, group)
        if group and (starts or level or not within):
            yield first, group
            group = []
        first = first if group else level
        group.append(row)
        within = has_articles and not level and (starts or within)
    if group:
        yield first, group


def _starts(row: Row, group: list[Row]) -> bool:
    """Whether an article begins with the row, on either side, and not with the rows before it."""
    before, after = (text is not None and bool(_ARTICLE.match(text)) for text in (row.old, row.new))
    if before == after or row.old is None or row.new is None:
        return before or after
    # 第五条　乙。 → 第六条　甲。⏎乙。: it stands below the paragraph that was put before it, or struck there.
    return not group or any(each.kind != ("inserted" if before else "deleted") for each in group)


def _replaced(groups: Iterable[_Group]) -> Iterator[_Group]:
    """The groups, an article that was struck together with the one that has taken its place and number."""
    held: _Group | None = None
    for level, rows in groups:
        if held is not None and _takes_place(held[1], rows):
            yield held[0], held[1] + rows
            held = None
            continue
        if held is not None:
            yield held
        held = level, rows
    if held is not None:
        yield held


def _takes_place(old: list[Row], new: list[Row]) -> bool:
    if {row.kind for row in old} != {"deleted"} or {row.kind for row in new} != {"inserted"}:
        return False
    before, after = _ARTICLE.match(wording(old[0])), _ARTICLE.match(wording(new[0]))
    return bool(before and after and before.group() == after.group())


def _entry(rows: list[Row], place: tuple[str, ...], moves: Moves) -> Entry:
    old: list[Paragraph] = []
    new: list[Paragraph] = []
    for row in rows:
        label = moves.row_label(row)
        for side, pieces in ((old, old_side(row, moves)), (new, new_side(row))):
            if pieces is not None:
                for made, _ in at_breaks(pieces):
                    labelled = tuple((moves.piece_label(piece), piece) for piece in made)
                    side.append(Paragraph(labelled, label))
    return Entry(place, tuple(old), tuple(new))
