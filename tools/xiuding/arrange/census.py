"""What the clauses of an instrument say of the articles: new numbers, ends, chapters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xiuding.address import BELOW_ARTICLE, CHAPTERS, DIVISIONS, Address, Unit, label
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import DeleteNode, Holds, InsertNode, Merge, Place, Renumber, ReplaceNode
from xiuding.language import say
from xiuding.numerals import Ordinal
from xiuding.structure import article_label, fragment

#: What articles of a 附则 say: definitions, what else the text applies to, who makes further rules.
_APPLIES = re.compile(
    r"本(?:法|条例|办法|规定|解释)(?:所称|中下列|自.*施行)|(?:参照|适用)本(?:法|条例|办法|规定)|根据本(?:法|条例)制定"
)


class Division(NamedTuple):
    """A chapter or section by its number; of a section, `within` is the chapter that is said to have it."""

    unit: Unit
    number: Ordinal
    within: Node | None = None

    def names(self, node: Node) -> bool:
        """Whether a node is the one."""
        here = self.within is None or self.within in node.ancestors()
        return here and (node.unit, node.number) == (self.unit, self.number)


def is_it(node: Node, said: Division | Node) -> bool:
    """Whether a node is the chapter or section that is said."""
    return said.names(node) if isinstance(said, Division) else node is said


def is_in(node: Node, said: Division | Node) -> bool:
    """Whether a node is it, or stands in it."""
    return any(is_it(each, said) for each in (node, *node.ancestors()))


#: An article of the final text: a node of the base, or the number of one that is still to be made.
Key = Node | Ordinal


@dataclass(slots=True)
class Census:
    """What the clauses say of the articles."""

    fixed: dict[Ordinal, Key] = field(default_factory=dict)
    gone: set[Node] = field(default_factory=set)
    leaving: dict[Node, set[Node]] = field(default_factory=dict)  # article → its 款 that go elsewhere
    #: article → the chapter it is said to stand in: one of the base, or a new number (作为第六章第七条)
    covers: dict[Ordinal, Division | Node] = field(default_factory=dict)
    complete: set[Division | Node] = field(default_factory=set)  # chapters of which it says all articles
    chapters: dict[Division, Node | None] = field(default_factory=dict)  # by their new numbers; None: new
    ended: set[Node] = field(default_factory=set)  # chapters that clauses delete
    applying: set[Ordinal] = field(default_factory=set)  # new articles that say how the text applies
    #: 款 and 项 that end or go to another article → what they leave
    going: dict[Node, Node | None] = field(default_factory=dict)
    #: 款 and 项 that come from elsewhere, by the article they go to: number of the clause, new address.
    arriving: dict[Ordinal, list[tuple[int, Address]]] = field(default_factory=dict)
    #: The chapters that the sources of a new article stand in: those of the 款 or articles it is made of.
    origins: dict[Ordinal, set[Node]] = field(default_factory=dict)

    def leaves(self, paragraph: Node) -> None:
        """A 款 that leaves its article."""
        if paragraph.parent is not None and paragraph.parent.unit is Unit.ARTICLE:
            self.leaving.setdefault(paragraph.parent, set()).add(paragraph)
            self.going[paragraph] = paragraph.parent

    def goes(self, node: Node) -> None:
        """A unit that ends: an article, a 款, or a chapter with all its articles."""
        if node.unit is Unit.PARAGRAPH:
            self.leaves(node)
        elif node.unit in BELOW_ARTICLE:
            self.going[node] = node.parent
        else:
            self.gone.update(n for n in node.walk() if n.unit is Unit.ARTICLE)

    def comes(self, number: Ordinal | None, source: Node) -> None:
        """A new article is made of a unit that stands in a chapter."""
        home = next((a for a in source.ancestors() if a.unit not in (Unit.ARTICLE, *BELOW_ARTICLE)), None)
        if number is not None and home is not None:
            self.origins.setdefault(number, set()).add(home)

    def covered(self, article: Ordinal, address: Address) -> None:
        """An address says in which chapter or section the article stands."""
        for step in address.steps:
            if step.unit in DIVISIONS and step.number is not None:
                self.covers[article] = Division(step.unit, step.number)

    def hold(self, division: Division | Node, articles: Iterable[Address]) -> None:
        """A chapter or section has these articles and no others."""
        self.covers |= {number: division for a in articles if (number := article_of(a)) is not None}
        self.complete.add(division)

    def said(self) -> set[Division | Node]:
        """All chapters and sections that articles are said to stand in."""
        return {*self.covers.values(), *self.complete}

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
    return edit.to.last.unit is not Unit.ARTICLE and article_of(edit.to) == article_of(edit.place.address)


def sinks(edit: Renumber) -> bool:
    """Whether an article becomes a 款 of another one (第九条改为第八条第二款).

    Where it becomes the first 款 it only gets the number: others are added to it next.
    """
    first = edit.to.last.number == Ordinal(1) and edit.into is None
    return edit.to.last.unit is Unit.PARAGRAPH and not first


def count(census: Census, b: Bound, clause: int) -> None:
    """Enter one edit of a clause; DoesNotApply where two give one number to two articles."""
    edit, node = b.edit, b.node
    match edit:
        case Holds(covers=covers) if node is not None:
            census.hold(node, covers)
        case InsertNode(unit=Unit.ARTICLE):
            _count_articles(census, edit, b.node)
        case InsertNode(unit=unit) if unit in DIVISIONS:
            _count_chapter(census, edit, node)
        case Renumber() if node is not None:
            _count_renumbered(census, b, node, edit, clause)
        case DeleteNode(place=place) if node is not None and place.is_whole and node.unit is not Unit.GROUP:
            census.goes(node)
            census.ended.add(node)
        case DeleteNode() if node is not None and node.unit in DIVISIONS:
            census.ended.add(node)
        case Merge(into=Place()) if node is not None and node.unit is Unit.ARTICLE:
            census.goes(node)
        case Merge(into=None) if node is not None:
            _count_merged(census, node, b.others, edit)
        case ReplaceNode() if node is not None:
            _count_replaced(census, node, edit)


def _count_articles(census: Census, edit: InsertNode, home: Node | None) -> None:
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
            census.covers[number] = home


def division_of(edit: InsertNode, node: Node | None, number: Ordinal) -> Division:
    """The chapter or section that an edit makes, beside or in a unit of the base."""
    home = node.parent if node is not None and node.unit is edit.unit else node
    sections = edit.unit is Unit.SECTION and home is not None and home.unit in DIVISIONS
    return Division(edit.unit, number, home if sections else None)


def _count_chapter(census: Census, edit: InsertNode, node: Node | None) -> None:
    """增加一章，作为第六章，包括第四十二条至第四十五条."""
    number = edit.numbers[0].last.number if edit.numbers else None
    if number is not None:
        division = division_of(edit, node, number)
        census.chapters[division] = None
        if edit.covers:
            census.hold(division, edit.covers)
    for article in _labels(lines_of(edit)):
        census.take(article)


def _count_renumbered(census: Census, b: Bound, node: Node, edit: Renumber, clause: int) -> None:
    """将第三条改为第五条; 第八条第三款改为第四十九条 leaves its article; 第九条改为第八条第二款 ends."""
    number = article_of(edit.to)
    if number is not None:
        census.covered(number, edit.to)
    if node.unit in DIVISIONS and edit.to.last.number is not None:
        census.chapters[Division(node.unit, edit.to.last.number)] = node
    if node.unit is Unit.ARTICLE and not sinks(edit):
        census.take(number, node)
        if number is not None and b.into is not None and b.into.unit in DIVISIONS:
            census.covers[number] = b.into
    elif number is not None and (node.unit is Unit.ARTICLE or not stays(edit)):
        census.comes(number, node)
        if b.into is None:
            census.arriving.setdefault(number, []).append((clause, edit.to))
        if node.unit is Unit.ARTICLE:
            census.goes(node)
        else:
            census.leaves(node)


def _count_merged(census: Census, node: Node, others: Sequence[Node], edit: Merge) -> None:
    """将第十条、第二十五条合并，作为第十条: the first becomes the new article, the others end."""
    number = article_of(edit.to)
    if number is not None:
        census.covered(number, edit.to)
    if node.unit is Unit.ARTICLE:
        census.take(number, node)  # where none is said, it gets the number that follows
    elif number is not None and number != article_of(edit.place.address):
        census.take(number)
        census.goes(node)
    for other in (node, *others):
        census.comes(number, other)
    for other in others:
        census.goes(other)


def _count_replaced(census: Census, node: Node, edit: ReplaceNode) -> None:
    """A chapter with a new text for its articles; an article that becomes several."""
    if node.unit in CHAPTERS:
        _count_restated(census, node, edit)
    elif node.unit is Unit.ARTICLE:
        given = _labels(edit.new.text) or [n for a in edit.numbers if (n := article_of(a)) is not None]
        if len(given) > 1:
            census.take(given[0], node)
            for number in given[1:]:
                census.take(number)
                census.comes(number, node)


def _count_restated(census: Census, node: Node, edit: ReplaceNode) -> None:
    """将第二章修改为：“第二章　……”: of its articles those stay whose numbers the new text has."""
    standing = {a.number: a for a in node.walk() if a.unit is Unit.ARTICLE and a.number is not None}
    given = _labels(edit.new.text)
    for number in given:
        census.take(number, standing.get(number))
    census.gone.update(a for number, a in standing.items() if given and number not in given)


def _labels(lines: Sequence[str]) -> list[Ordinal]:
    """The numbers of the articles that a new text brings."""
    if not any(article_label(line) for line in lines):
        return []
    return [n.number for root in fragment(lines) for n in root.walk() if n.unit is Unit.ARTICLE and n.number]
