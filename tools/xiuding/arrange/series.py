"""Articles numbered through around the numbers that are given, and which of them have to move for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypeVar

from xiuding.address import Unit, label
from xiuding.arrange.census import Key
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.language import say
from xiuding.numerals import Ordinal

K = TypeVar("K")


def fill(first: int, free: Sequence[K], fixed: Mapping[int, K]) -> list[tuple[int, K]]:
    """Number `free` in order around the numbers already `fixed`: the whole series.

    ``fill(1, ["甲", "乙"], {2: "新"})`` → 甲 1, 新 2, 乙 3.  ValueError where a fixed number is beyond the
    end of the series.
    """
    out: list[tuple[int, K]] = []
    rest, number, taken = iter(free), first, 0
    done = object()
    while True:
        if number in fixed:
            out.append((number, fixed[number]))
            taken += 1
        else:
            item = next(rest, done)
            if item is done:
                if taken < len(fixed):
                    raise ValueError(min(n for n in fixed if n >= number))
                return out
            out.append((number, item))  # type: ignore[arg-type]
        number += 1


def renumbered(base: Sequence[Node], fixed: Mapping[Ordinal, Key], first: int) -> list[tuple[Key, Ordinal]]:
    """The articles numbered through around the numbers that the clauses give."""
    held = set(fixed.values())
    whole = {n.number: key for n, key in fixed.items() if not n.insertion}
    free = [a for a in base if a not in held and not (a.number and a.number.insertion)]
    try:
        series = fill(min([first, *whole]), free, whole)
    except ValueError as error:
        missing = label(Unit.ARTICLE, Ordinal(error.args[0]))
        raise DoesNotApply(
            say(
                f"the numbers do not add up: no article is left before {missing}",
                f"条文序号对不上：{missing}之前的序号没有条文可填",
            )
        ) from None
    followers = _followers(base, held)
    given: dict[int, dict[int, Key]] = {}
    for n, key in fixed.items():
        if n.insertion:
            given.setdefault(n.number, {})[n.insertion] = key
    out: list[tuple[Key, Ordinal]] = []
    for number, key in series:
        out.append((key, Ordinal(number)))
        inserted = given.get(number, {})
        inserted |= {a.number.insertion: a for a in followers.get(key, []) if a.number}
        out += [(inserted[i], Ordinal(number, i)) for i in sorted(inserted)]
    return out


def _followers(base: Sequence[Node], held: set[Key]) -> dict[Key, list[Node]]:
    """第X条之一 stays behind its 第X条, whatever number that gets."""
    out: dict[Key, list[Node]] = {}
    last: Node | None = None
    for article in base:
        if not (article.number and article.number.insertion):
            last = article
        elif last is not None and article not in held:
            out.setdefault(last, []).append(article)
    return out


def out_of_order(base: Sequence[Node], rank: Mapping[Key, int], given: set[Node]) -> set[Node]:
    """The articles that must move for the rest to be in final order; only those given a number move.

    The others keep their order among themselves.  What would have to jump over one of them moves, and of
    what is left as few as possible (the longest rising series stays).
    """
    jumps: set[Node] = set()
    for line, wrong in ((base, 1), (base[::-1], -1)):
        last: Node | None = None  # the last article without a number of its own
        for article in line:
            if article not in given:
                last = article
            elif last is not None and (rank[last] - rank[article]) * wrong > 0:
                jumps.add(article)
    staying = _longest_rise([a for a in base if a not in jumps], rank)
    return set(base) - staying


def _longest_rise(base: Sequence[Node], rank: Mapping[Key, int]) -> set[Node]:
    tails: list[int] = []  # the rank that ends the best series of each length
    ends: list[int] = []  # which article that is
    before: list[int] = []  # for each article, the one before it in its series
    for i, article in enumerate(base):
        at = bisect_left(tails, rank[article])
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [rank[article]], [i]
    stay: set[Node] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stay.add(base[at])
        at = before[at]
    return stay
