"""Where the numbers of an instrument put the units: the final order of all articles.

An instrument gives some articles their new numbers (改为第七条, 作为第八条) and leaves the rest to
条文顺序作相应调整.  The numbers given are slots that are taken; the remaining articles fill the remaining
slots in their old order.  That order is known before the first clause is applied, so that each clause can
put its article where it belongs although its neighbours still carry their old numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xiuding.address import DIVISIONS, Address, Unit, label
from xiuding.arrange.beside import give, is_beside, next_to, settle, stand_in
from xiuding.arrange.census import (
    Census,
    Division,
    Key,
    article_of,
    count,
    division_of,
    is_in,
    is_it,
    lines_of,
    sinks,
    stays,
)
from xiuding.arrange.series import fill, out_of_order, renumbered
from xiuding.bind import Bound
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Reorder
from xiuding.language import say
from xiuding.numerals import Ordinal

__all__ = [
    "Arrangement", "Division", "Key", "arrange", "article_of", "division_of", "fill", "is_in", "is_it",
    "lines_of", "sinks", "stays",
]  # fmt: skip


@dataclass(slots=True)
class Arrangement:
    """The final order of articles: `number` of each, `order` of all, `moved` out of their old order.

    Those that end (`gone`) have a place in the order too, but no number: they stand until their clause is
    applied, and stay where it is refused.
    """

    order: list[Key] = field(default_factory=list)
    number: dict[Key, Ordinal] = field(default_factory=dict)
    at: dict[Ordinal, Key] = field(default_factory=dict)  # the same by number
    moved: set[Node] = field(default_factory=set)
    gone: set[Node] = field(default_factory=set)
    #: 款 and 项 that end or go to another article → the one they leave
    going: dict[Node, Node | None] = field(default_factory=dict)
    #: article → the chapter it is said to stand in: a node of the base, or the number of a new one
    covers: dict[Ordinal, Division | Node] = field(default_factory=dict)
    complete: set[Division | Node] = field(default_factory=set)  # …of which the instrument says all articles
    #: the chapters and sections in their final order, those that are new by their numbers
    divisions: dict[Node | Division, int] = field(default_factory=dict)
    #: new article → the chapters of what it is made of, or of the one with its number that ends
    origins: dict[Ordinal, set[Node]] = field(default_factory=dict)
    rank: dict[Key, int] = field(default_factory=dict)
    final: set[Ordinal] = field(default_factory=set)  # articles that belong into the 附则 if they stand by it
    occupied: dict[Ordinal, Node] = field(default_factory=dict)  # numbers of articles that nothing moves
    problems: dict[int, DoesNotApply] = field(default_factory=dict)  # by the number of the clause


def arrange(document: Document, clauses: Sequence[Sequence[Bound]]) -> Arrangement:
    """The final order that all clauses together ask for.

    Two clauses that give one number to two articles, and numbers that leave a gap nothing can fill, are
    kept in `problems`, each for the clause that has to be refused for it.
    """
    census, out = Census(), Arrangement()
    closing = [i for i, clause in enumerate(clauses) if any(isinstance(b.edit, Reorder) for b in clause)]
    beside = [b for clause in clauses for b in clause if is_beside(b)]
    for bound in beside if not closing else ():
        assert bound.node is not None
        give(bound, next_to(bound, bound.node.number or Ordinal(0)))
    for i, clause in enumerate(clauses):
        try:
            for bound in clause:
                count(census, bound, i)
        except DoesNotApply as error:
            out.problems[i] = error
    for article, leaving in census.leaving.items():
        if leaving >= set(article.of(Unit.PARAGRAPH)):
            census.gone.add(article)
    for bound in beside if closing else ():
        number = next((n for n, key in census.fixed.items() if key is bound.node), None)
        if number is not None:  # the neighbour gets a number: the new article the one next to it
            give(bound, next_to(bound, number))
            census.take(next_to(bound, number))
    given = {k for k in census.fixed.values() if isinstance(k, Node)}
    staying = [] if closing else [a for a in document.articles() if a not in given and a not in census.gone]
    joined = _joined(census, {a.number for a in staying})
    out.gone, out.going = census.gone - given, census.going
    chapters = {said: _chapter(document, census, said, closing=bool(closing)) for said in census.said()}
    out.covers = {number: chapters[said] for number, said in census.covers.items()}
    out.complete = {chapters[said] for said in census.complete}
    out.divisions = _divisions(document, census) if closing else {}
    places, made = stand_in(document.articles(), [b for b in beside if is_beside(b)])
    base = [a for a in places if a not in out.gone]
    first = min((a.number.number for a in document.articles() if a.number), default=1)
    out.number = settle(dict(_final(base, census, closing, out, first)), made)
    out.order, out.at = [*out.number], {number: key for key, number in out.number.items()}
    out.rank = {key: i for i, key in enumerate(out.order)}
    out.moved = out_of_order([a for a in base if a in out.rank], out.rank, given)
    out.order = _with_those_that_end(document.articles(), out, closing=bool(closing))
    out.rank = {key: i for i, key in enumerate(out.order)}
    out.origins = _replaced(out) | census.origins
    out.problems |= {i: problem for i, to in joined if (problem := _unsettled(out, to)) is not None}
    out.final = census.applying | {out.number[a] for a in out.moved}
    return out


def _replaced(out: Arrangement) -> dict[Ordinal, set[Node]]:
    """The chapters of articles that end where a new one gets their number: it stands for them there.

    An old 第四十六条 amid the next chapter tells nothing of a new one that comes before that chapter.
    """
    chapters: dict[Ordinal, set[Node]] = {}
    standing = {key for key in out.number if isinstance(key, Node)} - out.moved
    for ended in out.gone:
        if ended.number is None or ended.parent is None or ended.number not in out.rank:
            continue
        first, last = sorted((out.rank[ended], out.rank[ended.number]))
        if standing.isdisjoint(out.order[first:last]):
            chapters[ended.number] = {ended.parent}
    return chapters


def _chapter(document: Document, census: Census, said: Division | Node, *, closing: bool) -> Division | Node:
    """The chapter of the base that will have the number said; the number itself where it is a new one.

    Sections are numbered anew in each chapter, so that their number alone does not tell.
    """
    if isinstance(said, Node) or said.unit is Unit.SECTION:
        return said
    if said in census.chapters:
        return census.chapters[said] or said
    unit, number, _ = said
    there = [d for d in document.divisions() if d.unit is unit and d.number and d not in census.ended]
    if not there or len({d.number for d in there}) < len(there):
        return said
    numbers = {d.number: d for d in there if d.number}
    if closing:
        given = {n.number: node for (u, n, _), node in census.chapters.items() if u is unit}
        free = [d for d in there if d not in given.values()]
        try:
            series = fill(min(n.number for n in numbers), free, given)
        except ValueError:
            return said
        numbers = {Ordinal(n): node for n, node in series if node is not None}
    return numbers.get(number, said)


def _divisions(document: Document, census: Census) -> dict[Node | Division, int]:
    """The final number of every chapter, those that clauses give first: the others flow around them.

    Sections that begin anew in every chapter are left out.
    """
    order: dict[Node | Division, int] = {}
    for unit in DIVISIONS:
        there = [d for d in document.divisions() if d.unit is unit and d.number and d not in census.ended]
        said = {d: node or d for d, node in census.chapters.items() if d.unit is unit and d.within is None}
        numbers = [d.number.number for d in there if d.number]
        if not said or not there or len({*numbers}) < len(numbers):
            continue
        given = {d.number.number: key for d, key in said.items()}
        free: list[Node | Division] = [d for d in there if d not in given.values()]
        try:
            order |= {key: n for n, key in fill(min(*numbers, *given), free, given)}
        except ValueError:
            continue
    return order


def _joined(census: Census, kept: set[Ordinal | None]) -> list[tuple[int, Address]]:
    """The 款 and 项 that go into an article which stays.

    What becomes an article makes a new one, and so does the first 款 of one (改为第四十八条第一款), unless
    the text has that article and nothing moves it, because its number is `kept`.
    """
    joined = []
    for number, arriving in census.arriving.items():
        if number in census.fixed:
            continue
        if any(to.last.unit is Unit.ARTICLE or (_opens(to) and number not in kept) for _, to in arriving):
            census.take(number)
        else:
            joined += arriving
    return joined


def _opens(to: Address) -> bool:
    return to.last.unit is Unit.PARAGRAPH and to.last.number == Ordinal(1)


def _unsettled(out: Arrangement, to: Address) -> DoesNotApply | None:
    """Why it cannot be told which article a 款 or 项 joins: it must have its number before and after."""
    number = article_of(to)
    assert number is not None
    which, key = label(Unit.ARTICLE, number), out.at.get(number)
    if isinstance(key, Node) and key.number == number:
        return None
    if key is None:
        return DoesNotApply(say(f"{to}: there is no {which}", f"{to}：没有{which}"))
    return DoesNotApply(
        say(
            f"{to}: no article is {which} both before and after; say which one becomes it",
            f"{to}：修改前后的{which}不是同一条，请写明由哪一条改为{which}",
        )
    )


def _with_those_that_end(base: Sequence[Node], out: Arrangement, *, closing: bool) -> list[Key]:
    """The order with the articles that end: each in front of the next one, or where its number puts it."""
    if not closing:
        ending = [(a.number or Ordinal(0), 0, a) for a in base if a in out.gone]
        standing = [(out.number[key], 1, key) for key in out.order]
        return [key for *_, key in sorted([*ending, *standing], key=lambda each: each[:2])]
    before: dict[Key | None, list[Key]] = {}
    following: Node | None = None
    for article in reversed(base):
        if article in out.gone:
            before.setdefault(following, []).insert(0, article)
        elif article not in out.moved:
            following = article
    return [*(k for key in out.order for k in (*before.get(key, ()), key)), *before.get(None, ())]


def _final(
    base: Sequence[Node], census: Census, closing: Sequence[int], out: Arrangement, first: int
) -> list[tuple[Key, Ordinal]]:
    """All articles with their final numbers, in order; without a closing formula nothing else moves."""
    if closing:
        try:
            return renumbered(base, census.fixed, first)
        except DoesNotApply as error:
            out.problems |= dict.fromkeys(closing, error)
    held = set(census.fixed.values())
    kept = [(a, a.number or Ordinal(0)) for a in base if a not in held]
    out.occupied = {} if closing else {number: a for a, number in kept}
    return sorted([*((key, n) for n, key in census.fixed.items()), *kept], key=lambda pair: pair[1])
