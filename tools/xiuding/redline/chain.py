"""Of pairs of places that may cross, the heaviest set that does not.

A Fenwick tree keeps, for every place in the new text, the best chain that ends before it, so the cost is
that of sorting the pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Pair = tuple[int, int]
"""The place of a unit in the old text and that of a unit in the new one."""


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """The heaviest choice of (old, new, weight) that rises strictly on both sides.

    >>> heaviest_chain([(0, 5, 3.0), (1, 2, 2.0), (2, 3, 2.0)])
    [(1, 2), (2, 3)]
    """
    if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs)):
        return [pair[:2] for pair in pairs]
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
    found = []
    n = max(order, key=total.__getitem__, default=-1)
    while n >= 0:
        found.append(pairs[n][:2])
        n = before[n]
    return found[::-1]
