"""A page of a pdf → its lines and its ruled tables, from the places of characters and rules.

The order in which a file draws its characters is not the order in which they are read: a program that
prints draws the quotation marks of a line, which come from another font, before the words between them.
So the characters on one baseline make a line and stand in it from left to right.  A page is read from top
to bottom, unless pieces of text stand side by side: columns are read in the order of the file.

What this does not do: a few words that run upwards or downwards on a page that does not are read as if
they stood upright, and a table without rules is lines.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import atan2, pi
from statistics import median
from typing import Any, NamedTuple

Character = dict[str, Any]
Box = tuple[float, float, float, float]

LINE = "line"
TABLE = "table"

_SAME_LINE = 0.35
"""Baselines nearer than this part of the type's size are one: raised figures belong to their line."""
_APART = 2.0
"""Pieces of a line that stand so far apart, in sizes of the type, may be of different columns."""
_NARROWEST = 10.0
"""A column of a table is wider than this, in points."""
_FINEST = 0.1
"""No type is smaller, whatever a file says: places are told in tenths of a point, and measured in sizes."""
_EDGES = 20_000
"""A page with more rules than this is a drawing."""
_NOT_TEXT = frozenset("\x00\x02\ufffe\uffff")
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
"""The radicals that Unicode does not itself equate with the characters they look like."""
UNKNOWN = "\ufffd"
"""A character whose font does not say what it means."""


class _Placed(NamedTuple):
    """A line or a table, how far down the page it stands, and where in the file it begins."""

    item: list[Any]
    top: float
    order: int


def read(page: Any) -> list[list[Any]]:
    """The lines and tables of a page in the order of reading.

    A line is ``["line", text, left, right, base, size, frame]``, the frame being left, top, right and
    bottom of what is drawn around it, or None; a table is ``["table", rows]``, a cell being
    ``[left, right, lines]``, or None where a merged cell goes on.
    """
    characters = [
        {**each, "text": text, "order": order}
        for order, each in enumerate(page.dedupe_chars().chars)
        if (text := _text(each["text"]))
    ]
    characters.sort(key=_middle)
    heights = [_middle(each) for each in characters]
    tables, frames = _ruled(page)
    taken: set[int] = set()

    def inside(box: Box) -> list[Character]:
        """The characters in a cell that no cell before has taken."""
        level = characters[bisect_left(heights, box[1]) : bisect_left(heights, box[3])]
        held = [each for each in level if _within(each, box) and each["order"] not in taken]
        taken.update(each["order"] for each in held)
        return held

    found: list[_Placed] = []
    for cells in tables:
        held = [[cell and inside(cell) for cell in row] for row in cells]
        orders = [each["order"] for row in held for cell in row if cell for each in cell]
        if orders:
            top = min(cell[1] for row in cells for cell in row if cell)
            rows = [list(map(_cell, *pair)) for pair in zip(cells, held, strict=True)]
            found.append(_Placed([TABLE, rows], top, min(orders)))
    rest = [each for each in characters if each["order"] not in taken]
    return _in_order([*_lines(rest, frames), *found])


def turn(page: Any) -> int:
    """By how many degrees, clockwise, a page is to be turned for most of its text to run to the right."""
    directions = Counter(
        round(atan2(each["matrix"][1], each["matrix"][0]) / (pi / 2)) % 4
        for each in page.chars
        if not each["text"].isspace()
    )
    return 90 * max(directions, key=lambda quarter: directions[quarter], default=0)


def _text(text: str) -> str:
    """What a glyph says, ligatures apart; one that a font shares with a radical is often said to be that."""
    if text.startswith("(cid:"):
        return UNKNOWN
    kept = "".join(each for each in text if each not in _NOT_TEXT and not "\ud800" <= each <= "\udfff")
    if "\u2f00" <= kept[:1] <= "\u2fdf" or "\ufb00" <= kept[:1] <= "\ufb06":
        return unicodedata.normalize("NFKC", kept)
    return kept.translate(_RADICALS)


def _middle(character: Character) -> float:
    return float(character["top"] + character["bottom"]) / 2


def _within(character: Character, box: Box) -> bool:
    across = (character["x0"] + character["x1"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= _middle(character) < box[3])


def _ruled(page: Any) -> tuple[list[list[list[Box | None]]], list[Box]]:
    """The cells of what rules divide into rows and columns, and the frames that do not, small ones first."""
    if len(page.edges) > _EDGES:
        return [], []
    found = page.debug_tablefinder()
    if sides := list(_open_sides(found)):
        found = page.debug_tablefinder({"explicit_vertical_lines": sides})
    alone = set(found.cells) - {cell for table in found.tables for cell in table.cells}
    divided = []
    for table in found.tables:
        rows = [row.cells for row in table.rows]
        if len(rows) > 1 and len(rows[0]) > 1:
            divided.append(rows)
        elif len(rows[0]) == 1:
            alone.add(table.bbox)
    return divided, sorted(alone, key=lambda box: ((box[2] - box[0]) * (box[3] - box[1]), box))


def _open_sides(found: Any) -> Iterator[dict[str, Any]]:
    """The rules that tables lack which are drawn without their outer ones, as is usual in print."""
    level = [edge for edge in found.edges if edge["orientation"] == "h"]
    for table in found.tables:
        left, top, right, bottom = table.bbox
        across = [edge for edge in level if top - 1 <= edge["top"] <= bottom + 1]
        ends = min(edge["x0"] for edge in across), max(edge["x1"] for edge in across)
        for end, side in zip(ends, (left, right), strict=True):
            if abs(end - side) > _NARROWEST:
                upright = {"x0": end, "x1": end, "top": top, "bottom": bottom, "height": bottom - top}
                yield {"object_type": "line", **upright}


def _cell(box: Box | None, characters: Sequence[Character] | None) -> list[Any] | None:
    if box is None:
        return None
    return [round(box[0], 1), round(box[2], 1), _in_order(_lines(characters or (), ()))]


def _in_order(items: Sequence[_Placed]) -> list[Any]:
    """From top to bottom; where lines stand side by side, in the order of the file."""
    columns = len({each.top for each in items}) < len(items)
    return [each.item for each in sorted(items, key=lambda each: each.order if columns else each.top)]


def _lines(characters: Sequence[Character], frames: Sequence[Box]) -> list[_Placed]:
    """The lines that characters make; those that stand side by side have the same `top`.

    Pieces on one baseline are one line if the file draws them one after the other.
    """
    from pdfplumber.utils.clustering import cluster_objects

    if not characters:
        return []
    tolerance = _SAME_LINE * median(each["size"] for each in characters)
    pieces = [
        (median(map(_base, row)), piece)
        for row in cluster_objects(list(characters), _base, tolerance)
        for piece in _pieces(row)
        if not all(each["text"].isspace() for each in piece)
    ]
    pieces.sort(key=lambda placed: _first(placed[1]))
    lines = []
    for base, run in groupby(pieces, key=lambda placed: placed[0]):
        line = [each for _, piece in run for each in piece]
        frame = next((frame for frame in frames if _within(line[0], frame)), None)
        lines.append(_Placed([*_line(line, base), frame], base, _first(line)))
    return lines


def _first(characters: Iterable[Character]) -> int:
    return min(int(each["order"]) for each in characters)


def _base(character: Character) -> float:
    """The baseline, in points from the top of the page."""
    return float(character["bottom"] - (character["matrix"][5] - character["y0"]))


def _pieces(row: Iterable[Character]) -> Iterator[list[Character]]:
    """The characters on a baseline from left to right, cut where much room is between them."""
    piece: list[Character] = []
    for each in sorted(row, key=_across):
        if piece and each["x0"] - piece[-1]["x1"] > _APART * each["size"]:
            yield piece
            piece = []
        piece.append(each)
    if piece:
        yield piece


def _across(character: Character) -> tuple[float, int]:
    return character["x0"], character["order"]


def _line(characters: Iterable[Character], base: float) -> list[Any]:
    ordered = sorted(characters, key=_across)
    visible = [each for each in ordered if not each["text"].isspace()]
    text = ordered[0]["text"]
    for before, after in pairwise(ordered):
        text += " " * _is_gap(before, after) + after["text"]
    size = max(_FINEST, median(each["size"] for each in visible))
    places = visible[0]["x0"], max(each["x1"] for each in visible), base, size
    return [LINE, text.strip(), *(round(float(place), 1) for place in places)]


def _is_gap(before: Character, after: Character) -> bool:
    """Whether room without a space stands for one: Latin words stand closer than Chinese phrases."""
    last, first = before["text"][-1], after["text"][0]
    if last.isspace() or first.isspace():
        return False
    latin = last.isascii() and first.isascii()
    return bool(after["x0"] - before["x1"] > (0.2 if latin else 0.7) * before["size"])
