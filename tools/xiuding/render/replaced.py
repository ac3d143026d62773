"""Articles that were struck beside those that have taken their number, for views of two columns.

A redline has the struck paragraphs of an article first and then the inserted ones.  Where both bear one
number, they are read side by side, as a comparison table has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from xiuding.redline.labels import starting_number
from xiuding.redline.model import Row
from xiuding.render.rows import Fold, wording

Beside = tuple[Row | Fold, Row | None]
"""A row with the inserted one that is read beside it, or with None."""


def beside(rows: Iterable[Row | Fold]) -> Iterator[Beside]:
    """The rows, a struck one together with the inserted one of an article of the same number.

    >>> old, new = Row("deleted", "第六条　甲。", None, ()), Row("inserted", None, "第六条　乙。", ())
    >>> list(beside([old, new])) == [(old, new)]
    True
    """
    struck: list[Row] = []
    inserted: list[Row] = []
    for row in rows:
        if isinstance(row, Row) and row.kind == "inserted" and struck:
            inserted.append(row)
            continue
        if inserted or isinstance(row, Fold) or row.kind != "deleted":
            yield from _paired(struck, inserted)
            struck, inserted = [], []
        if isinstance(row, Row) and row.kind == "deleted":
            struck.append(row)
        else:
            yield row, None
    yield from _paired(struck, inserted)


def _paired(struck: Sequence[Row], inserted: Sequence[Row]) -> Iterator[Beside]:
    """Unit by unit; those without a partner stand alone, each side in its order."""
    units = list(_units(inserted))
    at = 0
    for unit in _units(struck):
        number = _number(unit[0])
        there = next((n for n in range(at, len(units)) if number and _number(units[n][0]) == number), None)
        if there is None:
            yield from ((row, None) for row in unit)
            continue
        yield from ((row, None) for each in units[at:there] for row in each)
        for old, new in zip_longest(unit, units[there]):
            yield (old, new) if old else (new, None)
        at = there + 1
    yield from ((row, None) for each in units[at:] for row in each)


def _units(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each unit that begins with a number as 第六条."""
    unit: list[Row] = []
    for row in rows:
        if unit and _number(row):
            yield unit
            unit = []
        unit.append(row)
    if unit:
        yield unit


def _number(row: Row) -> str:
    number = starting_number(wording(row)).strip()
    return number if number.startswith("第") else ""
