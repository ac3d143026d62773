"""Which unit of the old text is which of the new one: articles by their words, chapters by their titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from xiuding.address import DIVISIONS, Unit
from xiuding.document import Document, Node
from xiuding.typography import normalise

#: An article of the old text with the one of the new that it becomes; either may be missing.
Pair = tuple[Node | None, Node | None]

_SPACE = re.compile(r"\s+")
#: Below this share of common text two articles are not one article amended.
_SAME_ARTICLE = 0.4


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """A paragraph in the typographic norm, as an instrument is read, and without white space."""
    return _SPACE.sub("", normalise(text).text)


def said(lines: Iterable[str]) -> str:
    """What paragraphs say together."""
    return "".join(map(bare, lines))


def words(article: Node) -> str:
    """What an article says, without its number and white space."""
    return said(article.lines()).removeprefix(article.label)


def articles(old: Sequence[Node], new: Sequence[Node]) -> list[Pair]:
    """Old and new articles in the new order, an old article without a partner where it stood.

    Articles of the same words are one article; between them the most alike are, in order.
    """
    matcher = SequenceMatcher(None, [words(a) for a in old], [words(a) for a in new], autojunk=False)
    pairs: list[Pair] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            pairs += zip(old[i:j], new[k:m], strict=True)
        else:
            pairs += _alike(old[i:j], new[k:m])
    return pairs


def _alike(old: Sequence[Node], new: Sequence[Node]) -> Iterator[Pair]:
    """Pair two runs of articles so that the pairs are as alike as possible in sum, in order."""
    ours, theirs = [words(a) for a in old], [words(a) for a in new]
    i = j = 0
    for one, other in in_order([[likeness(a, b) for b in theirs] for a in ours]):
        yield from ((a, None) for a in old[i:one])
        yield from ((None, b) for b in new[j:other])
        yield old[one], new[other]
        i, j = one + 1, other + 1
    yield from ((a, None) for a in old[i:])
    yield from ((None, b) for b in new[j:])


def likeness(one: str, other: str, least: float = _SAME_ARTICLE) -> float:
    """The share of common text; 0 below the `least` from which it says that one became the other."""
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= least else 0.0


def apart(pairs: Sequence[Pair], changes: int) -> list[Pair]:
    """The pairs without those whose article gets new words, a new number, or (2 `changes`) both at once."""
    out: list[Pair] = []
    for old, new in pairs:
        changed = 0
        if old is not None and new is not None:
            changed = (words(old) != words(new)) + (old.label != new.label)
        out += [(old, None), (None, new)] if changed >= changes else [(old, new)]
    return out


def divisions(old: Document, new: Document, pairs: Sequence[Pair]) -> dict[Node, Node]:
    """The chapters and sections of the old text with those of the new that they become.

    Of one kind, those that hold the same articles are one, then those of the same title; what is left
    between two such pairs is paired in order where there is as much of it on both sides.
    """
    found: dict[Node, Node] = {}
    for unit in DIVISIONS:
        ours = [d for d in old.divisions() if d.unit is unit]
        theirs = [d for d in new.divisions() if d.unit is unit]
        common = _common(unit, pairs)
        same = [[_sameness(a, b, common) for b in theirs] for a in ours]
        found |= {ours[i]: theirs[j] for i, j in in_order(same)}
    return found


def _common(unit: Unit, pairs: Sequence[Pair]) -> Counter[tuple[Node, Node]]:
    """How many articles two divisions of a kind have in common."""
    homes = (
        (next((d for d in node.ancestors() if d.unit is unit), None) for node in pair if node is not None)
        for pair in pairs
        if None not in pair
    )
    return Counter((a, b) for a, b in homes if a is not None and b is not None)


def _sameness(old: Node, new: Node, common: Mapping[tuple[Node, Node], int]) -> float:
    articles = sum(n.unit is Unit.ARTICLE for node in (old, new) for n in node.walk())
    shared = 2 * common.get((old, new), 0) / articles if articles else 0.0
    return shared + (bare(old.text) == bare(new.text))


def in_order(score: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The pairs (row, column) of the largest sum that do not cross."""
    rows, columns = len(score), len(score[0]) if score else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < rows and j < columns:
        if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
