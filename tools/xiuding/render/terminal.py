"""A redline for the terminal: two aligned columns of Chinese, or one where the window is narrow.

Deleted text is struck through and red, inserted text underlined and green: either alone is enough.
Only the sixteen theme colours are used, so that dark and light backgrounds both stay readable.
Every line closes what it opens, so that a pager can cut anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from xiuding.gap import GAP
from xiuding.language import say
from xiuding.redline.model import BREAK, Redline, Row
from xiuding.render.cells import wrap
from xiuding.render.replaced import beside
from xiuding.render.rows import (
    Fold,
    Moves,
    Piece,
    Pieces,
    fold,
    moves_of,
    new_side,
    old_side,
    row_pieces,
)
from xiuding.render.visible import visible

Layout = Literal["auto", "side", "inline"]

_NARROW = 60
_SMALLEST = 24
_MARK = 2
_GUTTER = 3
_RESET = "\x1b[0m"
_STRUCK, _UNDERLINED, _VIOLET = 9, 4, 35
_DELETED, _INSERTED = f"\x1b[{_STRUCK};31m", f"\x1b[{_UNDERLINED};32m"
_LABEL, _DIM = "\x1b[7m", "\x1b[2m"


@dataclass(frozen=True, slots=True)
class _Pen:
    """How the pieces of a line are set apart: what stands before and after each, and its SGR code."""

    colour: bool
    ambiguous_wide: bool

    def dim(self, text: str) -> str:
        return f"{_DIM}{text}{_RESET}" if self.colour and text else text

    def spans(
        self, pieces: Pieces, moves: Moves, *, label: str = "", inline: bool = False
    ) -> list[tuple[str, str]]:
        """(SGR code, text) of each piece; without colour the marks [-…-]{+…+} become part of the text.

        `label` is that of a moved row, whose unchanged text is in the colour of moves.  What is read `inline`
        goes on where paragraphs were joined.
        """
        if not self.colour:
            return [("", label), *(("", _marked(piece, moves, inline)) for piece in pieces)]
        spans = [(_LABEL, label)] if label else []
        for piece in pieces:
            text = _shown(piece, inline)
            if piece.move is not None:
                line = _STRUCK if piece.sign == "-" else _UNDERLINED
                spans += [(_LABEL, _piece_label(piece, moves)), (f"\x1b[{line};{_VIOLET}m", text)]
            elif piece.sign == "=":
                spans += _with_gaps(text, f"\x1b[{_VIOLET}m" if label else "")
            else:
                spans += [(_DIM, _piece_label(piece, moves))] if piece.seam else []
                spans.append((_DELETED if piece.sign == "-" else _INSERTED, text))
        return spans

    def lines(self, spans: list[tuple[str, str]], columns: int) -> list[tuple[str, int]]:
        """The pieces set in lines of at most `columns` cells, each with the cells it takes."""
        text = "".join(piece for _, piece in spans)
        cut = wrap(text, columns, ambiguous_wide=self.ambiguous_wide)
        if not any(code for code, _ in spans):
            return [(text[line.start : line.stop], line.cells) for line in cut]
        pieces = iter(spans)
        code, piece, at = "", "", 0

        def take(wanted: int) -> Iterator[str]:
            nonlocal code, piece, at
            while wanted:
                if at == len(piece):
                    (code, piece), at = next(pieces), 0
                    continue
                part = piece[at : at + wanted]
                at += len(part)
                wanted -= len(part)
                yield f"{code}{part}{_RESET}" if code else part

        lines = []
        end = 0
        for line in cut:
            list(take(line.start - end))  # a line end
            lines.append(("".join(take(line.stop - line.start)), line.cells))
            end = line.stop
        return lines


def _with_gaps(text: str, code: str) -> list[tuple[str, str]]:
    """The text in parts, with the gap marks of a reconstructed text dimmed."""
    spans = [(code, text)]
    if GAP in text:
        parts = text.split(GAP)
        spans = [span for part in parts for span in ((_DIM, GAP), (code, part))][1:]
    return spans


def _label(moves: Moves, move: int | None, *, going: bool) -> str:
    """What stands before text that went or came, in the language of the user: ``〔移至下文1〕``."""
    if move is None:
        return ""
    way, where = ("to" if going else "from"), ("below" if going == moves.down[move] else "above")
    return say(f"〔{way} {where}, {move}〕", moves.label(move, going=going))


def _row_label(row: Row, moves: Moves) -> str:
    return _label(moves, row.move, going=row.new is None)


def _piece_label(piece: Piece, moves: Moves) -> str:
    """The label of a moved sentence, or of a mark that a seam took or gave: an editor's, not the clause's."""
    if piece.seam:
        return say("〔editorial〕", moves.piece_label(piece))
    return _label(moves, piece.move, going=piece.sign == "-")


def _folded(fold: Fold) -> str:
    """What is folded, in the language of the user: ``27 段未变，3 段仅序号变动``."""
    counts = ((fold.unchanged, "unchanged"), (fold.renumbered, "only renumbered"))
    return say(", ".join(f"{count} {what}" for count, what in counts if count), fold.summary)


def _marked(piece: Piece, moves: Moves, inline: bool) -> str:
    text = _piece_label(piece, moves) + _shown(piece, inline)
    if piece.sign == "=":
        return text
    line_end = BREAK if text.endswith(BREAK) else ""
    text = text.removesuffix(BREAK)
    return f"[-{text}-]{line_end}" if piece.sign == "-" else f"{{+{text}+}}{line_end}"


def _shown(piece: Piece, inline: bool) -> str:
    """The text of a piece, with ¶ and a line end where a paragraph was divided or joined."""
    if piece.sign == "=":
        return visible(piece.text)
    end = "¶" if inline and piece.sign == "-" else f"¶{BREAK}"
    return end.join(map(visible, piece.text.split(BREAK)))


def render(
    redline: Redline,
    *,
    width: int,
    colour: bool,
    layout: Layout = "auto",
    context: int | None = None,
    fold_renumbering: bool = False,
    ambiguous_wide: bool = False,
) -> Iterator[str]:
    """The lines of `redline` for a window of `width` cells, without line ends.

    `layout` ``auto`` means two columns from 60 cells on.  `context` unchanged rows stay beside each
    change and longer runs become one line (None: nothing is folded).  `ambiguous_wide` is for
    terminals that give “ ” … two cells.

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> list(render(Redline((row,)), width=40, colour=False))
    ['~ [-73支-]{+75支+}']
    """
    width = max(width, _SMALLEST)
    pen = _Pen(colour, ambiguous_wide)
    moves = moves_of(redline)
    two_columns = layout == "side" or (layout == "auto" and width >= _NARROW)
    folded = fold(redline, context, renumbering=fold_renumbering)
    for row, other in beside(folded) if two_columns else ((row, None) for row in folded):
        if isinstance(row, Fold):
            yield pen.dim(f"---- {_folded(row)} ----")
        elif two_columns:
            yield from _side_by_side(row, other, moves, pen, (width - 2 * _MARK - _GUTTER) // 2)
        else:
            yield from _inline(row, moves, pen, width - _MARK)


def _marks(row: Row) -> tuple[str, str]:
    """The marks in the margins of the old and the new column, which tell the kind without colour."""
    match row.kind:
        case "equal":
            return " ", " "
        case "changed":
            return ("#", "#") if row.renumbering else ("~", "~")
        case "deleted":
            return "-", " "
        case "inserted":
            return " ", "+"
        case "moved":
            return ("<", " ") if row.new is None else (" ", ">")


def _side_by_side(row: Row, other: Row | None, moves: Moves, pen: _Pen, columns: int) -> Iterator[str]:
    """The lines of a row, or of a struck one and the inserted `other` that is read beside it."""
    label = _row_label(row, moves)
    old, new = old_side(row, moves), new_side(other or row)
    left = [] if old is None else pen.lines(pen.spans(old, moves, label=label), columns)
    if row.kind == "equal":
        right = left
    else:
        right = [] if new is None else pen.lines(pen.spans(new, moves, label=label), columns)
    bar = pen.dim("|")
    left_mark, right_mark = _marks(row)[0], _marks(other or row)[1]
    for (left_text, cells), (right_text, _) in zip_longest(left, right, fillvalue=("", 0)):
        line = f"{left_mark} {left_text}{' ' * (columns - cells)} {bar} {right_mark} {right_text}"
        yield line if right_text else line.rstrip(" ")
        left_mark = right_mark = " "


def _inline(row: Row, moves: Moves, pen: _Pen, columns: int) -> Iterator[str]:
    pieces = row_pieces(row) if row.move is None else old_side(row, moves) or new_side(row) or ()
    mark = "".join(_marks(row)).strip()[:1] or " "
    for text, _ in pen.lines(pen.spans(pieces, moves, label=_row_label(row, moves), inline=True), columns):
        yield f"{mark} {text}" if text else mark.rstrip()
        mark = " "
