"""Where the numbers of an instrument put the units: the final order of all articles.

An instrument gives some articles their new numbers (改为第七条, 作为第八条) and leaves the rest to
条文顺序作相应调整.  The numbers given are slots that are taken; the remaining articles fill the remaining
slots in their old order.  That order is known before the first clause is applied, so that each clause can
put its article where it belongs although its neighbours still carry their old numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from xiuding.address import DIVISIONS, Address, Unit, label
from xiuding.bind import Bound
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import DeleteNode, InsertNode, Merge, Renumber, Reorder, ReplaceNode
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.structure import article_label, fragment

K = TypeVar("K")

#: What articles of a 附则 say: definitions, what else the text applies to, who makes further rules.
_APPLIES = re.compile(
    r"本(?:法|条例|办法|规定|解释)(?:所称|中下列|自.*施行)|(?:参照|适用)本(?:法|条例|办法|规定)|根据本(?:法|条例)制定"
)

#: A chapter or section by its number.
Division = tuple[Unit, Ordinal]

#: An article of the final text: a node of the base, or the number of one that is still to be made.
Key = Node | Ordinal


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


@dataclass(slots=True)
class Arrangement:
    """The final order of articles: `number` of each, `order` of all, `moved` out of their old order.

    Those that end (`gone`) have a place in the order too, but no number: they stand until their clause is
    applied, and stay where it is refused.
    """

    order: list[Key] = field(default_factory=list)
    number: dict[Key, Ordinal] = field(default_factory=dict)
    moved: set[Node] = field(default_factory=set)
    gone: set[Node] = field(default_factory=set)
    covers: dict[Ordinal, Division] = field(default_factory=dict)  # article → chapter it is said to stand in
    rank: dict[Key, int] = field(default_factory=dict)
    final: set[Ordinal] = field(default_factory=set)  # articles that belong into the 附则 if they stand by it
    occupied: dict[Ordinal, Node] = field(default_factory=dict)  # numbers of articles that nothing moves
    problems: dict[int, DoesNotApply] = field(default_factory=dict)  # by the number of the clause


@dataclass(slots=True)
class _Census:
    """What the clauses say of the articles."""

    fixed: dict[Ordinal, Key] = field(default_factory=dict)
    gone: set[Node] = field(default_factory=set)
    leaving: dict[Node, set[Node]] = field(default_factory=dict)  # article → its 款 that go elsewhere
    covers: dict[Ordinal, Division] = field(default_factory=dict)
    applying: set[Ordinal] = field(default_factory=set)  # new articles that say how the text applies

    def leaves(self, paragraph: Node) -> None:
        if paragraph.parent is not None and paragraph.parent.unit is Unit.ARTICLE:
            self.leaving.setdefault(paragraph.parent, set()).add(paragraph)

    def goes(self, node: Node) -> None:
        """A unit that ends: an article, a 款, or a chapter with all its articles."""
        if node.unit is Unit.PARAGRAPH:
            self.leaves(node)
        else:
            self.gone.update(n for n in node.walk() if n.unit is Unit.ARTICLE)

    def covered(self, article: Ordinal, address: Address) -> None:
        """An address says in which chapter or section the article stands."""
        for step in address.steps:
            if step.unit in DIVISIONS and step.number is not None:
                self.covers[article] = (step.unit, step.number)

    def take(self, number: Ordinal | None, key: Key | None = None) -> None:
        """A number that is spoken for; several 款 may go to one new article."""
        if number is None:
            return
        before = self.fixed.get(number)
        if before is not None and key is not None and before is not key and isinstance(before, Node):
            raise DoesNotApply(
                say(
                    f"two articles become {label(Unit.ARTICLE, number)}",
                    f"有两条都改为{label(Unit.ARTICLE, number)}",
                )
            )
        self.fixed[number] = key if key is not None else before if before is not None else number


def lines_of(edit: InsertNode) -> list[str]:
    """The title and the text of a new unit, a paragraph an entry."""
    return [*(edit.title.split("\n") if edit.title else ()), *(edit.new.text if edit.new is not None else ())]


def article_of(address: Address) -> Ordinal | None:
    """The number of the article in an address, None where it names none."""
    step = address.step(Unit.ARTICLE)
    return step.number if step else None


def stays(edit: Renumber) -> bool:
    """Whether a 款 or 项 gets a number in its own article (第二款改为第三款)."""
    return article_of(edit.to) == article_of(edit.place.address)


def arrange(document: Document, clauses: Sequence[Sequence[Bound]]) -> Arrangement:
    """The final order that all clauses together ask for.

    Two clauses that give one number to two articles, and numbers that leave a gap nothing can fill, are
    kept in `problems`, each for the clause that has to be refused for it.
    """
    census, out = _Census(), Arrangement()
    for i, clause in enumerate(clauses):
        try:
            for bound in clause:
                _count(census, bound)
        except DoesNotApply as error:
            out.problems[i] = error
    for article, leaving in census.leaving.items():
        if leaving >= set(article.of(Unit.PARAGRAPH)):
            census.gone.add(article)
    given = {k for k in census.fixed.values() if isinstance(k, Node)}
    out.gone, out.covers = census.gone - given, census.covers
    base = [a for a in document.articles() if a not in out.gone]
    first = min((a.number.number for a in document.articles() if a.number), default=1)
    out.number = dict(_final(base, census, clauses, out, first))
    out.order = [*out.number]
    out.rank = {key: i for i, key in enumerate(out.order)}
    out.moved = _out_of_order([a for a in base if a in out.rank], out.rank, given)
    out.order = _with_those_that_end(document.articles(), out)
    out.rank = {key: i for i, key in enumerate(out.order)}
    out.final = census.applying | {out.number[a] for a in out.moved}
    return out


def _with_those_that_end(base: Sequence[Node], out: Arrangement) -> list[Key]:
    """The order with the articles that end: each behind the one that it stands behind in the base."""
    behind: dict[Key | None, list[Key]] = {}
    last: Node | None = None
    for article in base:
        if article in out.gone:
            behind.setdefault(last, []).append(article)
        elif article not in out.moved:
            last = article
    return [*behind.get(None, ()), *(k for key in out.order for k in (key, *behind.get(key, ())))]


def _final(
    base: Sequence[Node], census: _Census, clauses: Sequence[Sequence[Bound]], out: Arrangement, first: int
) -> list[tuple[Key, Ordinal]]:
    """All articles with their final numbers, in order; without a closing formula nothing else moves."""
    closing = [i for i, clause in enumerate(clauses) if any(isinstance(b.edit, Reorder) for b in clause)]
    if closing:
        try:
            return _renumbered(base, census.fixed, first)
        except DoesNotApply as error:
            out.problems |= dict.fromkeys(closing, error)
    held = set(census.fixed.values())
    kept = [(a, a.number or Ordinal(0)) for a in base if a not in held]
    out.occupied = {} if closing else {number: a for a, number in kept}
    return sorted([*((key, n) for n, key in census.fixed.items()), *kept], key=lambda pair: pair[1])


def _count(census: _Census, b: Bound) -> None:
    edit, node = b.edit, b.node
    match edit:
        case InsertNode(unit=Unit.ARTICLE):
            _count_articles(census, edit, b.node)
        case InsertNode(unit=unit) if unit in DIVISIONS:
            _count_chapter(census, edit)
        case Renumber() if node is not None:
            _count_renumbered(census, node, edit)
        case DeleteNode(place=place) if node is not None and place.is_whole and node.unit is not Unit.GROUP:
            census.goes(node)
        case Merge(into=None) if node is not None:
            _count_merged(census, node, b.others, edit)
        case ReplaceNode() if node is not None and node.unit is Unit.ARTICLE:
            given = _labels(edit.new.text) or [n for a in edit.numbers if (n := article_of(a)) is not None]
            if len(given) > 1:
                census.take(given[0], node)
                for number in given[1:]:
                    census.take(number)


def _count_articles(census: _Census, edit: InsertNode, home: Node | None) -> None:
    """增加一条，作为第六条; 在第二章增加一条，作为第六条 says in which chapter as well."""
    for address in edit.numbers:
        number = article_of(address)
        census.take(number)
        if number is None:
            continue
        if edit.new is not None and _APPLIES.search(edit.new.line):
            census.applying.add(number)
        census.covered(number, address)
        if home is not None and home.unit in DIVISIONS and home.number is not None:  # 在附则中增加一条
            census.covers[number] = (home.unit, home.number)


def _count_chapter(census: _Census, edit: InsertNode) -> None:
    """增加一章，作为第六章，包括第四十二条至第四十五条."""
    for covered in edit.covers:
        number = article_of(covered)
        if number is not None and edit.numbers:
            census.covered(number, edit.numbers[0])
    for number in _labels(lines_of(edit)):
        census.take(number)


def _count_renumbered(census: _Census, node: Node, edit: Renumber) -> None:
    """将第三条改为第五条; 第八条第三款改为第四十九条 leaves its article."""
    number = article_of(edit.to)
    if number is not None:
        census.covered(number, edit.to)
    if node.unit is Unit.ARTICLE:
        census.take(number, node)
    elif number is not None and not stays(edit):
        census.take(number)
        census.leaves(node)


def _count_merged(census: _Census, node: Node, others: Sequence[Node], edit: Merge) -> None:
    """将第十条、第二十五条合并，作为第十条: the first becomes the new article, the others end."""
    number = article_of(edit.to)
    if number is not None:
        census.covered(number, edit.to)
    if node.unit is Unit.ARTICLE:
        census.take(number or node.number, node)
    elif number is not None and number != article_of(edit.place.address):
        census.take(number)
        census.goes(node)
    for other in others:
        census.goes(other)


def _labels(lines: Sequence[str]) -> list[Ordinal]:
    """The numbers of the articles that a new text brings."""
    if not any(article_label(line) for line in lines):
        return []
    return [n.number for root in fragment(lines) for n in root.walk() if n.unit is Unit.ARTICLE and n.number]


def _renumbered(base: Sequence[Node], fixed: Mapping[Ordinal, Key], first: int) -> list[tuple[Key, Ordinal]]:
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


def _out_of_order(base: Sequence[Node], rank: Mapping[Key, int], given: set[Node]) -> set[Node]:
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
