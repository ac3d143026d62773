"""Two texts → one Redline: paragraphs are aligned first, then the changed ones compared by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiuding import tokens
from xiuding.redline.align import align
from xiuding.redline.breaks import across_breaks
from xiuding.redline.labels import renumbered, starting_number
from xiuding.redline.model import Change, Redline, Row, RowKind, Sign
from xiuding.redline.paragraph import changes, window
from xiuding.redline.passages import mark_passages


def compare_text(old: str, new: str, *, characters: bool = False, across: bool = False) -> Redline:
    """The redline of two texts whose paragraphs are their lines."""
    return compare(old.splitlines(), new.splitlines(), characters=characters, across=across)


def compare(
    old: Sequence[str], new: Sequence[str], *, characters: bool = False, across: bool = False
) -> Redline:
    """The redline of two lists of paragraphs; `across` shows where one was divided, or some were joined.

    With `characters`, changes are shown at single characters instead of words.  A paragraph of
    共有乌兰牧骑73支 beside 共有乌兰牧骑75支 gives one changed row: = 共有乌兰牧骑 - 73支 + 75支.
    """
    pairs, moves = align(old, new)
    windows = {
        pair: window(old[pair[0]], new[pair[1]], characters=characters)
        for pair in [*pairs, *moves]
        if old[pair[0]] != new[pair[1]]
    }
    if not characters:
        tokens.prepare(found.text for found in windows.values())
    found = {pair: changes(each, characters=characters) for pair, each in windows.items()}
    rows = list(_rows(old, new, pairs, moves, found))
    if across:
        rows = across_breaks(rows, characters=characters)
    return Redline(mark_passages(rows, len(moves) + 1))


def _rows(
    old: Sequence[str],
    new: Sequence[str],
    pairs: Sequence[tuple[int, int]],
    moves: Sequence[tuple[int, int]],
    found: dict[tuple[int, int], tuple[Change, ...]],
) -> Iterator[Row]:
    gone = {i: number for number, (i, _) in enumerate(moves, 1)}
    come = {j: (number, i) for number, (i, j) in enumerate(moves, 1)}

    def struck(k: int) -> Row:
        kind: RowKind = "moved" if k in gone else "deleted"
        return Row(kind, old[k], None, _whole("-", old[k]), gone.get(k))

    def added(k: int) -> Row:
        if k not in come:
            return Row("inserted", None, new[k], _whole("+", new[k]))
        number, origin = come[k]
        inner, same = found.get((origin, k), ()), renumbered(old[origin], new[k])
        return Row("moved", None, new[k], _whole("+", new[k]), number, inner, same)

    i = j = 0
    for at, to in [*pairs, (len(old), len(new))]:
        # What goes on with the unit above it stays with that, on both sides.
        a, b = _first_unit(old, i, at), _first_unit(new, j, to)
        yield from map(struck, range(i, a))
        yield from map(added, range(j, b))
        yield from map(struck, range(a, at))
        yield from map(added, range(b, to))
        if at < len(old):
            if old[at] == new[to]:
                yield Row("equal", old[at], new[to], _whole("=", old[at]))
            else:
                yield Row(
                    "changed", old[at], new[to], found[at, to], renumbering=renumbered(old[at], new[to])
                )
        i, j = at + 1, to + 1


def _first_unit(texts: Sequence[str], start: int, end: int) -> int:
    """The first of some paragraphs that opens a unit of its own: 第三条　……, （二）……; else `end`."""
    return next((k for k in range(start, end) if starting_number(texts[k])), end)


def _whole(sign: Sign, text: str) -> tuple[Change, ...]:
    return (Change(sign, text),) if text else ()
