"""A document on its way from one state to the next, and what the clauses so far have made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from xiuding.address import Unit
from xiuding.apply.lists import Lists
from xiuding.arrange import Arrangement, Division
from xiuding.bind import Bound, Index
from xiuding.document import DEFAULT_GAP, Document, Node
from xiuding.errors import DoesNotApply
from xiuding.language import say
from xiuding.numerals import Ordinal


@dataclass(slots=True)
class Draft:
    """The document, its units as they were, where its articles will stand, and the traces of the clauses.

    `made` are the articles that clauses have made, by their new number; `waiting` those of the base that
    still have to move; `chapters` the new chapters; `headed` the chapters whose titles clauses dealt with;
    `struck` the units that clauses delete by name.
    `notes`, `touched` and `lists` are of the current clause alone.
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
    notes: list[str] = field(default_factory=list)
    touched: list[Node] = field(default_factory=list)
    lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        self.waiting = set(self.arrangement.moved)
        self.begin()

    def begin(self) -> None:
        """Begin a clause."""
        self.notes, self.touched = [], []
        self.lists = Lists(self.notes)

    def touch(self, node: Node) -> None:
        """Remember that the current clause changed this node."""
        self.touched.append(node)

    @property
    def gap(self) -> str:
        """What stands between number and text of the articles of this document."""
        return next((n.gap for n in self.document.walk() if n.unit is Unit.ARTICLE and n.gap), DEFAULT_GAP)


def node_of(bound: Bound) -> Node:
    """The node an edit works on; DoesNotApply where there is none."""
    if bound.node is None:
        raise bound.missing or DoesNotApply(say("the place is not named", "没有写明位置"))
    return bound.node


def drop_empty(article: Node | None) -> None:
    """An article whose last 款 has gone goes too."""
    if article is not None and article.unit is Unit.ARTICLE and not article.children:
        article.detach()
