"""The edit script of two lists of tokens: stretches that stay and stretches that become others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from xiuding.gap import GAP
from xiuding.redline.align import align
from xiuding.redline.engine import operations

DIRECT = 600
"""Tokens of both sides up to which the differ sees them at once; its cost is their product."""


def _ends_sentence(token: str) -> bool:
    return token[-1] in "。！？；\n"


def _ends_clause(token: str) -> bool:
    return token[-1] in "，、：,.;:!?" or token[-1].isspace()


def _ends_chunk(token: str) -> bool:
    """Where nothing else divides the text, one token in sixteen does, the same on both sides."""
    return crc32(token.encode("utf-8", "surrogatepass")) % 16 == 0


_LEVELS = (_ends_sentence, _ends_clause, _ends_chunk)


@dataclass(slots=True)
class Stretch:
    """Tokens of the old text and those that stand for them in the new; equal ones are kept."""

    kept: bool
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def edit_script(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Kept and changed stretches in turn, e.g. 乌兰牧骑 kept, then 73支 → 75支."""
    script: list[Stretch] = []
    for kept, gone, come in _gap_by_gap(list(old), list(new)):
        if not gone and not come:
            continue
        if script and script[-1].kept == kept:
            script[-1].old += gone
            script[-1].new += come
        else:
            script.append(Stretch(kept, gone, come))
    return script


Step = tuple[bool, list[str], list[str]]


def _gap_by_gap(old: list[str], new: list[str]) -> Iterator[Step]:
    """Where both texts have as many gaps, each stays where it is: what nobody knows has not moved."""
    if GAP not in old or old.count(GAP) != new.count(GAP):
        yield from _steps(old, new, 0)
        return
    for at, (before, after) in enumerate(zip(_between_gaps(old), _between_gaps(new), strict=True)):
        if at:
            yield True, [GAP], [GAP]
        yield from _steps(before, after, 0)


def _between_gaps(words: list[str]) -> Iterator[list[str]]:
    ends = [at for at, word in enumerate(words) if word == GAP]
    starts = [0, *(end + 1 for end in ends)]
    return (words[start:end] for start, end in zip(starts, [*ends, len(words)], strict=True))


def _steps(old: list[str], new: list[str], level: int) -> Iterator[Step]:
    """Small texts go to the differ; of huge ones the sentences are aligned first, then the clauses."""
    if not old or not new or len(old) + len(new) <= DIRECT:
        yield from _direct(old, new)
        return
    if level == len(_LEVELS):
        yield False, old, new
        return
    olds, news = _units(old, level), _units(new, level)
    pairs = align(["".join(unit) for unit in olds], ["".join(unit) for unit in news]).pairs
    i = j = 0
    for at, to in [*pairs, (len(olds), len(news))]:
        yield from _between(olds[i:at], news[j:to])
        if at < len(olds):
            if olds[at] == news[to]:
                yield True, olds[at], news[to]
            else:
                yield from _steps(olds[at], news[to], level + 1)
        i, j = at + 1, to + 1


def _between(olds: list[list[str]], news: list[list[str]]) -> Iterator[Step]:
    """Units that found no partner: compared where that is cheap, else replaced as a whole."""
    old, new = [token for unit in olds for token in unit], [token for unit in news for token in unit]
    if len(old) + len(new) <= DIRECT:
        yield from _direct(old, new)
    else:
        yield False, old, new


def _units(tokens: list[str], level: int) -> list[list[str]]:
    units: list[list[str]] = [[]]
    for token in tokens:
        units[-1].append(token)
        if _LEVELS[level](token):
            units.append([])
    return [unit for unit in units if unit]


def _direct(old: list[str], new: list[str]) -> Iterator[Step]:
    i = j = 0
    for sign, count in operations(old, new):
        a, b = i + (count if sign <= 0 else 0), j + (count if sign >= 0 else 0)
        yield sign == 0, old[i:a], new[j:b]
        i, j = a, b
