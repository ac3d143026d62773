"""A document on its way from one state to the next, and what the clauses so far have made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from xiuding.address import CHAPTERS, Unit, label
from xiuding.apply.contents import Contents
from xiuding.apply.lists import Lists
from xiuding.apply.words import Words
from xiuding.arrange import Arrangement, Division
from xiuding.bind import Bound, Index
from xiuding.document import DEFAULT_GAP, Document, Journal, Node
from xiuding.errors import DoesNotApply
from xiuding.language import say
from xiuding.numerals import Ordinal


@dataclass(slots=True)
class Draft:
    """The document, its units as they were, where its articles will stand, and the traces of the clauses.

    `made` are the articles that clauses have made, by their new number; `waiting` those of the base that
    still have to move; `chapters` the new chapters; `headed` the chapters whose titles clauses dealt with;
    `struck` the units that clauses delete by name; `restated` those that have got a new text as a whole;
    `contents` the list of chapters in front of the text.
    `notes`, `touched`, `lists` and `words` are of the current clause alone.  All else is changed through
    methods that note in the `journal` how to take it back, as the nodes of the document do.
    """

    document: Document
    index: Index
    arrangement: Arrangement
    literal: bool = False
    made: dict[Ordinal, Node] = field(default_factory=dict)
    waiting: set[Node] = field(default_factory=set)
    chapters: dict[Division, Node] = field(default_factory=dict)
    headed: set[Node] = field(default_factory=set)
    struck: set[Node] = field(default_factory=set)
    restated: set[Node] = field(default_factory=set)
    contents: Contents = field(init=False)
    notes: list[str] = field(default_factory=list)
    touched: list[Node] = field(default_factory=list)
    lists: Lists = field(init=False)
    words: Words = field(init=False)
    journal: Journal = field(default_factory=Journal)

    def __post_init__(self) -> None:
        self.document.keep(self.journal)
        self.contents = Contents.of(self.document)
        self.waiting = set(self.arrangement.moved)
        self.begin()

    def begin(self) -> None:
        """Begin a clause."""
        self.notes, self.touched = [], []
        self.lists = Lists(self.notes, self.arrangement.going)
        self.words = Words()

    def touch(self, node: Node) -> None:
        """Remember that the current clause changed this node."""
        self.touched.append(node)

    def make(self, number: Ordinal, article: Node) -> None:
        """An article has been made, with its new number, which no clause may have given before."""
        if number in self.made:
            raise DoesNotApply(
                say(
                    f"an earlier clause has made {label(Unit.ARTICLE, number)}",
                    f"前面的条目已增加{label(Unit.ARTICLE, number)}",
                )
            )
        self.journal.note(partial(self.made.pop, number))
        self.made[number] = article

    def settle(self, article: Node) -> None:
        """An article that had to move stands where it belongs."""
        if article in self.waiting:
            self.journal.note(partial(self.waiting.add, article))
            self.waiting.remove(article)

    def open(self, division: Division, node: Node) -> None:
        """A chapter or section has been made."""
        former = self.chapters.get(division)  # each of two chapters may get a 第一节
        self.journal.note(
            partial(self.chapters.pop, division)
            if former is None
            else partial(self.chapters.__setitem__, division, former)
        )
        self.chapters[division] = node

    def place_of(self, division: Node) -> int | None:
        """The number that a chapter has in the end; None where only its own clause tells."""
        made = next((said for said, node in self.chapters.items() if node is division), division)
        return self.arrangement.divisions.get(made)

    def head(self, node: Node) -> None:
        """A clause has dealt with the title of a chapter."""
        if node not in self.headed:
            self.journal.note(partial(self.headed.remove, node))
            self.headed.add(node)

    def relist(self) -> None:
        """The list of chapters follows the headings, which no clause orders: not where all is as quoted."""
        if not self.literal:
            self.journal.note(partial(setattr, self, "contents", self.contents))
            self.contents = self.contents.follow(self.notes)

    def strike(self, nodes: Iterable[Node]) -> None:
        """A clause has deleted these units by name."""
        new = {*nodes} - self.struck
        self.journal.note(partial(self.struck.difference_update, new))
        self.struck |= new

    def restate(self, node: Node, target: str) -> None:
        """A clause gives a unit a new text as a whole, which only one clause of an instrument can do."""
        if node in self.restated and node not in self.touched:
            raise DoesNotApply(
                say(
                    f"{target}: an earlier clause has restated it",
                    f"{target}：前面的条目已作全面修改，请核对序号",
                )
            )
        self.journal.note(partial(self.restated.discard, node))
        self.restated.add(node)

    def label(self, number: Ordinal) -> str:
        """The label of an article, as this document writes them: 第三条, or 三、 in a reply."""
        return label(Unit.ARTICLE, number, self.index.order[0].label if self.index.order else "")

    def gap(self, unit: Unit = Unit.ARTICLE) -> str:
        """What stands between number and text of the articles of this document, or of another unit."""
        gaps = (n.gap for n in self.document.walk() if n.unit is unit and n.gap)
        return next(gaps, "" if unit is Unit.ARTICLE and self.index.series else DEFAULT_GAP)

    def space(self, new: Iterable[Node]) -> None:
        """Give articles and headings of a new text the gaps of this document; instruments print others."""
        for node in (n for root in new for n in root.walk()):
            if node.unit is Unit.ARTICLE and node.caption:  # 第二条（适用范围）
                node.gap = next((a.gap for a in self.index.order if a.caption), node.gap)
            elif node.unit is Unit.ARTICLE or (node.unit in CHAPTERS and node.text):
                node.gap = self.gap(node.unit)


def node_of(bound: Bound) -> Node:
    """The node an edit works on; DoesNotApply where there is none."""
    if bound.node is None:
        raise bound.missing or DoesNotApply(say("the place is not named", "没有写明位置"))
    return bound.node


def drop_empty(article: Node | None) -> None:
    """An article whose last 款 has gone goes too."""
    if article is not None and article.unit is Unit.ARTICLE and not article.children:
        article.detach()
