"""The entries of a comparison table, whatever format it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xiuding.redline.model import Redline, Row
from xiuding.render.rows import Moves, Piece, heading_level, is_quiet, moves_of, new_side, old_side

#: How changes are told: bold and struck through; underlined on both sides; the first on a grey ground.
Style = Literal["bold", "underline", "shade"]

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a cell: its pieces, each with the label of a moved sentence or none.

    `label` says where a paragraph that moved as a whole went or came from.
    """

    pieces: tuple[tuple[str, Piece], ...]
    label: str = ""


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
    [(('', Piece(sign='+', text='75支', move=None)),)]
    """
    moves = moves_of(redline)
    place: dict[int, str] = {}
    for rows in _replaced(_groups(redline)):
        level = heading_level(_text(rows[0]))
        if level:
            place = {above: title for above, title in place.items() if above < level}
        if every or not all(is_quiet(row) for row in rows):
            yield _entry(rows, tuple(place.values()), moves)
        if level and rows[0].new is not None:
            place[level] = rows[0].new


def _groups(redline: Redline) -> Iterator[list[Row]]:
    """The rows of each article together; a heading, and every row of a text without articles, alone."""
    has_articles = any(_ARTICLE.match(_text(row)) for row in redline)
    group: list[Row] = []
    within = False
    for row in redline:
        starts = bool(_ARTICLE.match(_text(row)) or (row.old is not None and _ARTICLE.match(row.old)))
        heading = bool(heading_level(_text(row)))
        if group and (starts or heading or not within):
            yield group
            group = []
        group.append(row)
        within = has_articles and not heading and (starts or within)
    if group:
        yield group


def _replaced(groups: Iterable[list[Row]]) -> Iterator[list[Row]]:
    """The groups, an article that was struck together with the one that has taken its place and number."""
    held: list[Row] = []
    for rows in groups:
        if held and _takes_place(held, rows):
            yield held + rows
            held = []
            continue
        if held:
            yield held
        held = rows
    if held:
        yield held


def _takes_place(old: list[Row], new: list[Row]) -> bool:
    if {row.kind for row in old} != {"deleted"} or {row.kind for row in new} != {"inserted"}:
        return False
    before, after = _ARTICLE.match(_text(old[0])), _ARTICLE.match(_text(new[0]))
    return bool(before and after and before.group() == after.group())


def _text(row: Row) -> str:
    return row.new if row.new is not None else row.old or ""


def _entry(rows: list[Row], place: tuple[str, ...], moves: Moves) -> Entry:
    old: list[Paragraph] = []
    new: list[Paragraph] = []
    for row in rows:
        label = moves.row_label(row)
        for side, pieces in ((old, old_side(row, moves)), (new, new_side(row))):
            if pieces is not None:
                labelled = tuple((moves.piece_label(piece), piece) for piece in pieces)
                side.append(Paragraph(labelled, label))
    return Entry(place, tuple(old), tuple(new))
