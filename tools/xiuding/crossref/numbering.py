"""What every number of a text meant before an instrument, held against where that unit stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.numerals import Ordinal


class Spot(NamedTuple):
    """An article, a 款 of it and an 项 of that; 0 where none is named."""

    article: Ordinal
    paragraph: int = 0
    item: int = 0


class _Numbered(NamedTuple):
    node: Node
    unit: Unit
    number: Ordinal


class Gone(Exception):
    """The unit that had the number has been deleted."""


class Numbering:
    """The units of `document` as they are numbered when this is made; `now` tells what became of them.

    `merged` are the articles that an instrument takes into others, each with that other.
    """

    def __init__(self, document: Document, merged: Mapping[Node, Node] | None = None) -> None:
        self._document = document
        self._merged = merged or {}
        self.order = document.articles()
        self.articles = {a.number: a for a in self.order if a.number is not None}
        self.labels = {a: a.label for a in self.order}
        self._paragraphs = {a: a.of(Unit.PARAGRAPH) for a in self.order}
        self._items = {p: p.of(Unit.ITEM) for ps in self._paragraphs.values() for p in ps if p.children}
        self._spots = {
            p: Spot(a.number, i)
            for a, paragraphs in self._paragraphs.items()
            if a.number is not None
            for i, p in enumerate(paragraphs, 1)
        }
        self._divisions: dict[tuple[Unit, Ordinal], list[tuple[Node, list[_Numbered]]]] = {}
        for d in document.divisions():
            if d.number is not None:
                self._divisions.setdefault((d.unit, d.number), []).append((d, _above(d)))

    def standing(self) -> set[Node]:
        """The units that the text has now: articles and what stands above them."""
        return {n for n in self._document.walk() if n.unit is Unit.ARTICLE} | set(self._document.divisions())

    def division(self, path: Sequence[tuple[Unit, Ordinal]], inside: Sequence[Node] = ()) -> Node | None:
        """The one division that had these numbers (第二章第三节), below the nodes `inside`."""
        found = [
            node
            for node, above in self._divisions.get(path[-1], [])
            if {*path[:-1]} <= {(unit, number) for _, unit, number in above}
            and {*inside} <= {outer for outer, _, _ in above}
        ]
        return found[0] if len(found) == 1 else None

    def stood(self, node: Node) -> Spot | None:
        """The article and 款 that a text was in; None where it was in none."""
        return next((self._spots[n] for n in (node, *node.ancestors()) if n in self._spots), None)

    def paragraphs(self, spot: Spot) -> list[Node]:
        """The 款 that the article of a spot had."""
        return self._paragraphs[self.articles[spot.article]]

    def now(self, spot: Spot, standing: set[Node]) -> Spot:
        """Where the unit stands that was `spot`; `spot` itself where there was none.  Gone where it ended.

        Where a unit got a new text as a whole, the numbers inside it are taken as they were: what they
        mean in the new text only its author knows.
        """
        article = self.articles.get(spot.article)
        if article is None or article.number is None:
            return spot
        paragraph = self._paragraph(article, spot)
        if paragraph is None and article not in standing:
            return self._heir(article, spot, standing)
        if paragraph is None:
            return Spot(article.number, spot.paragraph, spot.item)
        home = paragraph.parent
        if home not in standing or home is None or home.number is None:
            if article not in standing or any(p.parent is article for p in self._paragraphs[article]):
                raise Gone
            return Spot(article.number, spot.paragraph, spot.item)
        if not spot.item:
            return Spot(home.number, 0 if self._is_left(paragraph, article) else _place(paragraph))
        return self._item_now(paragraph, spot, standing)

    def _is_left(self, paragraph: Node, article: Node) -> bool:
        """Whether a 款 is all of its article that was not: such an article is cited without it."""
        home = paragraph.parent
        alone = home is not None and home.of(Unit.PARAGRAPH) == [paragraph]
        return alone and (home is not article or len(self._paragraphs[article]) > 1)

    def _heir(self, article: Node, spot: Spot, standing: set[Node]) -> Spot:
        """What an article has become that stands no more: the one it was merged into, or a 款 of another."""
        heir = self._merged.get(article)
        if heir in standing and heir is not None and heir.number is not None and spot == Spot(spot.article):
            return Spot(heir.number)
        paragraphs = self._paragraphs[article]
        home = paragraphs[0].parent if len(paragraphs) == 1 else None
        if home in standing and home is not None and home.number is not None and spot == Spot(spot.article):
            return Spot(home.number, _place(paragraphs[0]))
        raise Gone

    def _paragraph(self, article: Node, spot: Spot) -> Node | None:
        """The 款 a spot is or stands in; an 项 without 款 stands in the only list of the article."""
        paragraphs = self._paragraphs[article]
        if spot.paragraph:
            return paragraphs[spot.paragraph - 1] if spot.paragraph <= len(paragraphs) else None
        lists = [p for p in paragraphs if self._items.get(p)] if spot.item else []
        return lists[0] if len(lists) == 1 else None

    def _item_now(self, paragraph: Node, spot: Spot, standing: set[Node]) -> Spot:
        items = self._items.get(paragraph, [])
        item = items[spot.item - 1] if spot.item <= len(items) else None
        listing = item.parent if item is not None else None
        home = listing.parent if listing is not None else None
        if item is None or listing is None or home not in standing:
            if item is not None and any(i.parent is paragraph for i in items):
                raise Gone
            listing, home, number = paragraph, paragraph.parent, spot.item
        else:
            number = listing.of(Unit.ITEM).index(item) + 1
        assert home is not None
        assert home.number is not None
        article = self.articles[spot.article]
        several = len(self._paragraphs[article]) == 1 and len(home.of(Unit.PARAGRAPH)) > 1
        named = several or (spot.paragraph and not self._is_left(listing, article))
        return Spot(home.number, _place(listing) if named else 0, number)


def _above(node: Node) -> list[_Numbered]:
    return [_Numbered(a, a.unit, a.number) for a in node.ancestors() if a.number is not None]


def _place(paragraph: Node) -> int:
    assert paragraph.parent is not None
    counted = paragraph.parent.of(Unit.PARAGRAPH)
    return counted.index(paragraph) + 1 if paragraph in counted else 1  # a heading belongs to the first
