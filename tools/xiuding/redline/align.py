"""Which unit of the old text became which unit of the new one, and which were moved.

Units are paragraphs, or the sentences of one huge paragraph.  Units that occur once on either side
are anchors (all equal units would be a trap: repeated formulas and blank lines anchor anything to
anything); of crossing anchors the heavier set stays and the rest counts as moved.  Between anchors,
units are paired by shared pairs of characters.  Cost grows a little faster than linearly with the
number of units; nothing depends on time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from xiuding.redline.labels import neutral

Pair = tuple[int, int]

ALIKE = 0.35
"""Share of common character pairs from which two units at the same place are one unit, changed."""
MOVED = 0.6
"""The same for two units at different places: a claim that needs better evidence."""
_COMMON = 24
"""A pair of characters in more units than this says nothing about which of them is meant."""
_TELLING = 6
"""Units with fewer characters than this (headings of lists, 二、) are not followed when they move."""


class Alignment(NamedTuple):
    """`pairs` rise on both sides; `moves` are pairs that would cross them."""

    pairs: list[Pair]
    moves: list[Pair]


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Pair the units of two texts, e.g. 第三条 of the old with 第四条 of the new that has its words."""
    pairs = _in_order(old, new)
    left = sorted(set(range(len(old))) - {i for i, _ in pairs})
    right = sorted(set(range(len(new))) - {j for _, j in pairs})
    return Alignment(pairs, _moves(old, new, left, right))


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    pairs: list[Pair] = []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        a, b, c, d = gaps.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, (a, b, c, d))
        if not anchors:
            pairs += _alike_in_order(old, new, (a, b, c, d))
            continue
        for i, j in anchors:
            pairs.append((i, j))
            gaps.append((a, i, c, j))
            a, c = i + 1, j + 1
        gaps.append((a, b, c, d))
    return sorted(pairs)


def _anchors(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> list[Pair]:
    a, b, c, d = gap
    found = _unique(old, new, range(a, b), range(c, d), str)
    known_old, known_new = {i for i, _ in found}, {j for _, j in found}
    found += _unique(
        old,
        new,
        [i for i in range(a, b) if i not in known_old],
        [j for j in range(c, d) if j not in known_new],
        neutral,
    )
    return heaviest_chain([(i, j, len(old[i])) for i, j in found])


def _unique(
    old: Sequence[str],
    new: Sequence[str],
    left: Sequence[int],
    right: Sequence[int],
    key: Callable[[str], Hashable],
) -> list[Pair]:
    """Units whose key occurs once among those of either side."""
    places = _once([(key(new[j]), j) for j in right])
    return [(i, places[k]) for k, i in _once([(key(old[i]), i) for i in left]).items() if k in places]


def _once(keyed: list[tuple[Hashable, int]]) -> dict[Hashable, int]:
    count = Counter(key for key, _ in keyed)
    return {key: at for key, at in keyed if count[key] == 1 and key}


def _alike_in_order(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> list[Pair]:
    a, b, c, d = gap
    alike = _alike(old, new, range(a, b), range(c, d), ALIKE)
    return heaviest_chain([(i, j, shared * score) for i, j, shared, score in alike])


def _alike(
    old: Sequence[str], new: Sequence[str], left: Sequence[int], right: Sequence[int], least: float
) -> list[tuple[int, int, int, float]]:
    """Pairs of units with their number of shared character pairs and their likeness (Dice)."""
    index: dict[str, list[int]] = defaultdict(list)
    for i in left:
        for shingle in _shingles(old[i]):
            index[shingle].append(i)
    common = {shingle for shingle, units in index.items() if len(units) > _COMMON}
    sizes = Counter(i for shingle, units in index.items() if shingle not in common for i in units)
    found = []
    for j in right:
        telling = _shingles(new[j]) - common
        shared: Counter[int] = Counter()
        for shingle in telling:
            shared.update(index.get(shingle, ()))
        for i, count in shared.items():
            score = 2 * count / (sizes[i] + len(telling))
            if score >= least:
                found.append((i, j, count, score))
    return found


def _shingles(unit: str) -> set[str]:
    unit = neutral(unit)
    return {unit[at : at + 2] for at in range(len(unit) - 1)} or {unit}


def _moves(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> list[Pair]:
    """Pairs among the units that stayed unpaired: the same text first, then the most alike."""
    left = [i for i in left if len(neutral(old[i])) >= _TELLING]
    right = [j for j in right if len(neutral(new[j])) >= _TELLING]
    moves: list[Pair] = []
    keys: tuple[Callable[[str], Hashable], ...] = (str, neutral)
    for key in keys:
        places: dict[Hashable, list[int]] = defaultdict(list)
        for j in reversed(right):
            places[key(new[j])].append(j)
        for i in left:
            if same := places.get(key(old[i])):
                moves.append((i, same.pop()))
        left, right = _without(left, right, moves)
    alike = _alike(old, new, left, right, MOVED)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for i, j, _, _ in sorted(alike, key=lambda found: (-found[3], found[:2])):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            moves.append((i, j))
    return sorted(moves)


def _without(left: list[int], right: list[int], pairs: list[Pair]) -> tuple[list[int], list[int]]:
    done_old, done_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in left if i not in done_old], [j for j in right if j not in done_new]


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """The heaviest choice of (old, new, weight) that rises strictly on both sides.

    A Fenwick tree keeps, for every place in the new text, the best chain that ends before it.
    """
    places = {j: at for at, j in enumerate(sorted({j for _, j, _ in pairs}), 1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before = [-1] * len(pairs)
    total = [0.0] * len(pairs)
    # Within one old unit the later places come first, so that it is used only once.
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n][0], -pairs[n][1]))
    for n in order:
        at = places[pairs[n][1]]
        weight, previous = 0.0, -1
        k = at - 1
        while k > 0:
            if best[k][0] > weight:
                weight, previous = best[k]
            k &= k - 1
        total[n], before[n] = weight + pairs[n][2], previous
        k = at
        while k < len(best):
            if best[k][0] < total[n]:
                best[k] = (total[n], n)
            k += k & -k
    chain = []
    n = max(range(len(pairs)), key=total.__getitem__, default=-1)
    while n >= 0:
        chain.append(pairs[n][:2])
        n = before[n]
    return chain[::-1]
