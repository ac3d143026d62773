"""Which unit of the old text became which unit of the new one, and which were moved.

Units are paragraphs, or the sentences of one huge paragraph.  Units that occur once on either side
are anchors (all equal units would be a trap: repeated formulas and blank lines anchor anything to
anything); of crossing anchors the heavier set stays and the rest counts as moved.  Between anchors,
units are paired by shared pairs of characters.  Cost grows a little faster than linearly with the
number of units; nothing depends on time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, compress, pairwise
from operator import neg
from typing import NamedTuple

from xiuding.gap import GAP
from xiuding.redline.chain import Pair, heaviest_chain
from xiuding.redline.labels import label, may_be_one
from xiuding.redline.units import Units

ALIKE = 0.35
"""Share of common character pairs from which two units at the same place are one unit, changed."""
MOVED = 0.6
"""The same for two units at different places: a claim that needs better evidence."""
_COMMON = 24
"""A pair of characters in more units than this says nothing about which of them is meant."""
_STRETCH, _RARE, _CANDIDATES = 5, 8, 4
"""How long a stretch and in how few units leads to units elsewhere, and how many of them are tried."""
_FEW = 256
"""Pairs up to which looking at each is cheaper than an index, with the same result."""
_OFTEN = -1
"""The place of a text that is at several."""
_IS_ODD = bytes(number % 2 for number in range(256))
_ENDS = "，、；：。！？"
_TELLING = 6
"""Units with fewer characters than this (headings of lists, 二、) are not followed when they move."""


class Alignment(NamedTuple):
    """`pairs` rise on both sides; `moves` are pairs that would cross them."""

    pairs: list[Pair]
    moves: list[Pair]


_Key = Callable[[int], str]


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Pair the units of two texts, e.g. 第三条 of the old with 第四条 of the new that has its words."""
    olds, news = Units(old), Units(new)
    pairs = _in_order(olds, news)
    moves = _moves(olds, news, *_without(range(len(old)), range(len(new)), pairs))
    return Alignment(sorted(pairs + _replaced(olds, news, pairs, moves)), moves)


def _in_order(old: Units, new: Units) -> list[Pair]:
    pairs: list[Pair] = []
    gaps = [(0, len(old.texts), 0, len(new.texts))]
    while gaps:
        a, b, c, d = gaps.pop()
        while a < b and c < d and old.texts[a] == new.texts[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old.texts[b - 1] == new.texts[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(old, new, range(a, b), range(c, d))
        if not anchors:
            alike = [
                found
                for found in _alike(old, new, range(a, b), range(c, d))
                if may_be_one(old.neutral(found[0]), new.neutral(found[1]))
            ]
            paired = heaviest_chain([(i, j, shared * score) for i, j, shared, score in alike])
            pairs += paired
            for i, j in paired:
                old.shingles.pop(i), new.shingles.pop(j)
            continue
        for i, j in anchors:
            pairs.append((i, j))
            gaps.append((a, i, c, j))
            a, c = i + 1, j + 1
        gaps.append((a, b, c, d))
    return sorted(pairs)


def _anchors(old: Units, new: Units, left: Sequence[int], right: Sequence[int]) -> list[Pair]:
    """Units that are the only ones of their text, or of their text but for its numbers."""
    found: list[Pair] = []
    for of_old, of_new in ((old.text, new.text), (old.neutral, new.neutral)):
        places = _once(right, of_new)
        found += [(i, places[text]) for text, i in _once(left, of_old).items() if text in places]
        left, right = _without(left, right, found)
    return heaviest_chain([(i, j, len(old.texts[i])) for i, j in found])


def _once(places: Sequence[int], key: _Key) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, text in zip(places, map(key, places), strict=True):
        found[text] = _OFTEN if text in found else at
    return {text: at for text, at in found.items() if text and at != _OFTEN}


def _alike(
    old: Units, new: Units, left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int, int, float]]:
    """Pairs of units with their number of shared character pairs and their likeness (Dice).

    Character pairs that are in many units of the old text do not count.
    """
    if len(left) <= _COMMON and len(left) * len(right) <= _FEW:
        return list(_alike_of_few(old, new, left, right))
    ours = {i: old.shingles[i] for i in left}
    theirs = {j: new.shingles[j] for j in right}
    often = Counter(chain.from_iterable(ours.values()))
    ignored = {shingle for shingle, count in often.items() if count > _COMMON}
    sizes = {i: len(shingles - ignored) for i, shingles in ours.items()}
    everywhere = set().union(*theirs.values()) - ignored
    index: dict[int, list[int]] = defaultdict(list)
    for i, shingles in ours.items():
        for shingle in shingles & everywhere:
            index[shingle].append(i)
    found = []
    for j, shingles in theirs.items():
        telling = shingles - ignored
        shared = Counter(chain.from_iterable(map(index.__getitem__, telling & index.keys())))
        for i, count in shared.items():
            score = 2 * count / (sizes[i] + len(telling))
            if score >= ALIKE:
                found.append((i, j, count, score))
    return found


def _alike_of_few(
    old: Units, new: Units, left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int, int, float]]:
    olds = [(i, shingles, len(shingles)) for i in left for shingles in (old.shingles[i],)]
    news = [(j, shingles, len(shingles)) for j in right for shingles in (new.shingles[j],)]
    for i, ours, a in olds:
        for j, theirs, b in news:
            least = ALIKE * (a + b)
            # Texts of very different length cannot share enough.
            if 2 * a >= least and 2 * b >= least and 2 * (count := len(ours & theirs)) >= least:
                yield i, j, count, 2 * count / (a + b)


def _moves(old: Units, new: Units, left: Sequence[int], right: Sequence[int]) -> list[Pair]:
    """Pairs among the units that stayed unpaired: the same text first, then the most alike."""
    left = [i for i in left if len(old.neutral(i)) >= _TELLING]
    right = [j for j in right if len(new.neutral(j)) >= _TELLING]
    moves: list[Pair] = []
    for of_old, of_new in ((old.text, new.text), (old.neutral, new.neutral)):
        places: dict[str, list[int]] = defaultdict(list)
        for j in reversed(right):
            places[of_new(j)].append(j)
        moves += [(i, same.pop()) for i in left if (same := places.get(of_old(i)))]
        left, right = _without(left, right, moves)
    alike = _alike_anywhere(old, new, left, right)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, i, j in sorted(alike, key=lambda found: (-found[0], found[1:])):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            moves.append((i, j))
    return sorted(moves)


def _alike_anywhere(
    old: Units, new: Units, left: Sequence[int], right: Sequence[int]
) -> list[tuple[float, int, int]]:
    """Units and their likeness, where a stretch that few others have says that it is worth looking."""
    index: dict[str, list[int]] = defaultdict(list)
    for i in left:
        for stretch in _stretches(old.neutral(i)):
            index[stretch].append(i)
    rare = {stretch: units for stretch, units in index.items() if len(units) <= _RARE}
    found = []
    for j in right:
        stretches = _stretches(new.neutral(j))
        candidates = Counter(chain.from_iterable(map(rare.__getitem__, stretches & rare.keys())))
        for _, i in sorted(zip(map(neg, candidates.values()), candidates, strict=True))[:_CANDIDATES]:
            ours, other = old.shingles[i], new.shingles[j]
            sizes = len(ours) + len(other)
            # Texts of very different length cannot share enough.
            if 2 * min(len(ours), len(other)) >= MOVED * sizes:
                score = 2 * len(ours & other) / sizes
                if score >= MOVED:
                    found.append((score, i, j))
    return found


def _stretches(text: str) -> set[str]:
    """Stretches of the unit: those that begin with one character in two, the same on both sides."""
    firsts = text[: 1 - _STRETCH].encode("utf-32-le", "surrogatepass")
    odd = compress(range(len(text)), firsts[::4].translate(_IS_ODD))
    return {text[at : at + _STRETCH] for at in odd}


def _replaced(old: Units, new: Units, pairs: Sequence[Pair], moves: Sequence[Pair]) -> list[Pair]:
    """What replaced what between the same neighbours: units that stand alone, or of which one goes on."""
    gone, come = {i for i, _ in moves}, {j for _, j in moves}
    found = []
    for (a, c), (b, d) in pairwise([(-1, -1), *pairs, (len(old.texts), len(new.texts))]):
        left = [i for i in range(a + 1, b) if i not in gone]
        right = [j for j in range(c + 1, d) if j not in come]
        if len(left) == len(right) == 1:
            (i,), (j,) = left, right
            if old.texts[i] and new.texts[j] and label(old.neutral(i)) == label(new.neutral(j)):
                found.append((i, j))
            continue
        at = 0
        for i in left:
            goes_on = (n for n in range(at, len(right)) if _goes_on(old.neutral(i), new.neutral(right[n])))
            if (n := next(goes_on, None)) is not None:
                found.append((i, right[n]))
                at = n + 1
    return found


def _goes_on(one: str, other: str) -> bool:
    """Whether all words of a unit begin the other, which says more: 维护权益。 and 维护权益，完善设施。"""
    short, long = sorted((one, other), key=len)
    words = short.partition(GAP)[0].rstrip(_ENDS)
    return len(words) >= _TELLING and long.startswith(words)


def _without(left: Sequence[int], right: Sequence[int], pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    done_old, done_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return [i for i in left if i not in done_old], [j for j in right if j not in done_new]
