"""A redline as a docx with tracked changes, which Word, WPS and LibreOffice can accept or reject.

Accepting every change gives the new paragraphs, rejecting every change the old ones.  For that a
paragraph mark is tracked like text: a mark that goes joins its paragraph to the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xiuding.redline.model import Redline, Row, Sign
from xiuding.render.ooxml import child, new_document, run, style_id, text_width, to_bytes
from xiuding.render.rows import (
    Moves,
    Piece,
    Pieces,
    at_breaks,
    levels,
    moves_of,
    new_side,
    old_side,
    row_pieces,
)
from xiuding.render.stops import set_stops, stops
from xiuding.render.visible import visible

_TAGS: dict[str, str] = {"-": "del", "+": "ins"}
_CELL = 120  # half a character of 12 points, in twentieths of a point
_MOVES: dict[str, str] = {"-": "moveFrom", "+": "moveTo"}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the docx: its pieces, and the fate of the mark that ends it."""

    pieces: Pieces
    mark: Sign
    level: int
    move: int | None = None


def render(redline: Redline, *, title: str, author: str, day: date) -> bytes:
    """The docx file of `redline`: changes by `author` (the issuing authority) on `day` (the instrument's).

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> render(Redline((row,)), title="规划", author="某某人民政府", day=date(2022, 8, 17))[:2]
    b'PK'
    """
    document = new_document(title=title, author=author, day=day)
    # An element is put before the page's settings: to count the children would cost their number.
    end = document.element.body.sectPr
    tracker = _Tracker(author=visible(author), day=day)
    paragraphs = _paragraphs(redline) or [_Paragraph((), "=", 0)]
    lines = ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs]
    room = text_width(document.sections[0])
    for paragraph, tabs in zip(paragraphs, stops(lines, room=room, cell=_CELL), strict=True):
        for element in tracker.elements(paragraph, tabs):
            end.addprevious(element)
    return to_bytes(document)


def _paragraphs(redline: Redline) -> list[_Paragraph]:
    moves = moves_of(redline)
    rows = zip(redline, levels(redline, title=True), strict=True)
    paragraphs = [paragraph for row, level in rows for paragraph in _of_row(row, level, moves)]
    return _end_in_a_common_mark(paragraphs)


def _of_row(row: Row, level: int, moves: Moves) -> Iterator[_Paragraph]:
    mark: Sign = "=" if row.old is not None and row.new is not None else "-" if row.new is None else "+"
    if row.move is not None:
        yield _Paragraph(old_side(row, moves) or new_side(row) or (), mark, level, row.move)
        return
    for pieces, sign in at_breaks(row_pieces(row)):
        yield _Paragraph(pieces, mark if sign == "=" else sign, level)


def _end_in_a_common_mark(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """The same paragraphs with an untracked last mark, for the mark that ends a document cannot go.

    Where the document ends in deleted or in inserted paragraphs only, the marks move up by one, as
    when a user types Enter after the last paragraph.  Where it ends in both, the last deleted and
    the last inserted paragraph share the last mark.
    """
    kept = max((i for i, paragraph in enumerate(paragraphs) if paragraph.mark == "="), default=-1)
    tail = paragraphs[kept + 1 :]
    if not tail:
        return paragraphs
    last = tail.pop()
    partner = next((i for i in reversed(range(len(tail))) if tail[i].mark != last.mark), None)
    loosened = {last.move}
    if partner is not None:
        other = tail.pop(partner)
        loosened.add(other.move)
        pieces = _plain(other).pieces + _plain(last).pieces
    else:
        pieces = _plain(last).pieces
        if kept >= 0:
            paragraphs[kept] = replace(paragraphs[kept], mark=last.mark)
    result = [*paragraphs[: kept + 1], *tail, _Paragraph(pieces, "=", last.level)]
    return [_plain(paragraph) if paragraph.move in loosened else paragraph for paragraph in result]


def _plain(paragraph: _Paragraph) -> _Paragraph:
    """A moved paragraph as one that is simply deleted or inserted."""
    if paragraph.move is None:
        return paragraph
    text = "".join(piece.text for piece in paragraph.pieces)
    return _Paragraph((Piece(paragraph.mark, text),), paragraph.mark, paragraph.level)


class _Tracker:
    """Makes the elements of tracked paragraphs and numbers their revisions."""

    def __init__(self, *, author: str, day: date) -> None:
        self._author, self._day = author, day
        self._count = 0
        self._open: str | None = None
        self._late = False

    def elements(self, paragraph: _Paragraph, tabs: Sequence[int] = ()) -> list[Any]:
        """``w:p`` with its tab stops, and for a moved paragraph the end of its range after it."""
        moving = None if paragraph.move is None else _MOVES[paragraph.mark]
        tags = self._tags(paragraph, moving)
        # LibreOffice takes changes of one kind and minute on both sides of an untracked mark for one change,
        # which takes the mark too.
        first = tags[0] if tags else moving or _TAGS.get(paragraph.mark)
        self._late ^= first is not None and first == self._open
        self._open = tags[-1] if tags and paragraph.mark == "=" else None
        element = OxmlElement("w:p")
        properties = child(element, "w:pPr")
        child(properties, "w:pStyle", val=style_id(paragraph.level))
        set_stops(properties, tabs)
        if paragraph.mark != "=":
            child(child(properties, "w:rPr"), f"w:{moving or _TAGS[paragraph.mark]}", **self._revision())
        end = None if paragraph.move is None else self._range(element, _MOVES[paragraph.mark], paragraph.move)
        for piece, tag in zip(paragraph.pieces, tags, strict=True):
            piece_end = None if piece.move is None else self._range(element, _MOVES[piece.sign], piece.move)
            self._run(element, tag, piece)
            if piece_end is not None:
                element.append(piece_end)
        return [element] if end is None else [element, end]

    def _tags(self, paragraph: _Paragraph, moving: str | None) -> list[str | None]:
        """What each piece is tracked as; None for what is not."""
        tags = [
            _TAGS.get(piece.sign, moving) if piece.move is None else _MOVES[piece.sign]
            for piece in paragraph.pieces
        ]
        if moving and tags:
            # Where an edge of a moved paragraph has another tag, LibreOffice leaves an empty paragraph.
            tags[0] = tags[-1] = moving
        return tags

    def _run(self, paragraph: Any, tag: str | None, piece: Piece) -> None:
        holder = child(paragraph, f"w:{tag}", **self._revision()) if tag else paragraph
        holder.append(run(piece.text, deleted=tag == "del"))

    def _range(self, paragraph: Any, tag: str, move: int) -> Any:
        """Open the range of a move in `paragraph`; the element that ends it is for the caller to place."""
        revision = self._revision()
        child(paragraph, f"w:{tag}RangeStart", **revision, name=f"move{move}")
        end = OxmlElement(f"w:{tag}RangeEnd")
        end.set(qn("w:id"), revision["id"])
        return end

    def _revision(self) -> dict[str, str]:
        self._count += 1
        time = "00:02:00" if self._late else "00:00:00"
        return {"id": str(self._count), "author": self._author, "date": f"{self._day.isoformat()}T{time}Z"}
