"""What a phrase names, after what was named before it: 第二款 of the article named last, its quoted words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, Address, Step, Unit
from xiuding.instrument import places, shares, steps
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import Edit, Part, Passage, Place, Renumber, joined, passage
from xiuding.instrument.phrases import child, token
from xiuding.instrument.quotation import Masked
from xiuding.instrument.quoted import Frame, Quoted, Words


@dataclass(slots=True)
class Context:
    """What the headings above a clause have said."""

    document: str = ""
    scope: Address = NOWHERE
    below: tuple[Edit, ...] = ()  # what is ordered for each of the documents that are listed below
    order: str = ""  # …in the words of the heading
    named: bool = (
        False  # whether the entry itself names the document; else its children do, each for the next
    )

    def inner(self) -> Context:
        """The context of an entry below."""
        return Context(self.document, self.scope, self.below, self.order)

    def after(self, inner: Context) -> None:
        """An entry below has been read: the document it names is meant on, unless a heading named one."""
        if not self.named:
            self.document = inner.document or self.document


@dataclass(slots=True)
class Named:
    """What the phrases of a clause have named so far; `edits` are those that they have made of it."""

    masked: Masked
    context: Context
    edits: list[Edit] = field(default_factory=list)
    subject: Address = NOWHERE  # the place named last
    together: tuple[Place, ...] = ()  # …and those named with it
    listed: list[Place] = field(default_factory=list)  # named in front of a comma, with nothing said of them
    held: list[Words] = field(default_factory=list)  # old strings whose new one is still to come
    excluding: tuple[Address, ...] = ()  # 除第三条外
    everywhere: bool = False  # 本法中的“甲”修改为“乙”，“丙”修改为“丁”: words meant everywhere came last
    destination: Address = NOWHERE  # the new article that a 款 went to
    striking: bool = False  # the last order was 删去, which goes on: 删去第五条中的“甲”；第六条中的“乙”

    def __post_init__(self) -> None:
        self.subject = self.context.scope

    def locus(self, tree: Tree[Token]) -> places.Locus | None:
        """The places that a phrase is about, all together; the last one becomes the subject."""
        found = child(tree, "loci")
        return self.read(found) if found is not None else None

    def read(self, tree: Tree[Token]) -> places.Locus:
        """The places of a list; those that only a comma separates from it belong to it."""
        locus = places.read(tree, self.subject, self.masked)
        if [*tree.scan_values(lambda _: True)] == ["其中"]:  # of all that was named together
            locus = replace(locus, places=tuple(replace(p, inherited=False) for p in self.here(words=True)))
        if not all(p.document for p in locus.places) or len({*locus.documents}) < 2:
            locus = replace(locus, places=tuple(replace(p, document="") for p in locus.places))
        if locus.document:
            self.turn_to(locus.document)
        if self.listed and locus.last and _adds_to(self.listed[-1].address, locus.last):
            locus = replace(locus, places=(*self.listed, *locus.places))
        self.listed = []
        if self._is_of_several(locus.last):
            what = locus.last.steps[-1]
            raise Incomplete(f"{what}: of which of the articles?", f"{what}：没有写明是哪一条的")
        if locus.last:
            if locus.last.step(Unit.ARTICLE) != self.subject.step(Unit.ARTICLE):
                self.destination = Address()
            self.subject = locus.last
            self.together = tuple(map(_where, locus.places))
        return locus

    def turn_to(self, document: str) -> None:
        """What follows is about this document."""
        self.context.document, self.context.named = document, True

    def _is_of_several(self, address: Address) -> bool:
        """Whether 第二款 follows 第五条、第六条改为第七条、第八条: nobody can tell of which."""
        return len(self.renumbered) > 1 and bool(address) and address.steps[:-1] == self.subject.steps

    @property
    def renumbered(self) -> list[Address]:
        """The articles that the last order gave other numbers together."""
        if not self.edits or not isinstance(self.edits[-1], Renumber):
            return []
        return [p.address for p in self.together if p.address and p.address.last.unit is Unit.ARTICLE]

    def here(self, *, words: bool = False) -> list[Place]:
        """The places where none is named: those in front of the comma, the subject, or the whole text.

        For `words` that is all places named together: 第五条、第六条中的“甲”修改为“乙”，“丙”修改为“丁”.
        """
        where, self.listed = self.listed, []
        if words and not where and self.together and self.together[-1].address == self.subject:
            return [replace(p, inherited=len(self.together) == 1) for p in self.together]
        everywhere = words and self.everywhere and not self.subject
        inherited = words and self.subject != self.context.scope
        return where or [Place(self.subject, everywhere=everywhere, inherited=inherited)]

    def let_go(self) -> list[Words]:
        """The quoted strings that wait for what is done to them."""
        if self.held and self.striking:  # 删去第五条中的“甲”，第六条中的“乙”，修改为“丙”
            what = self.held[0].string
            raise Incomplete(
                f"“{what}”: deleted, or changed as follows?", f"“{what}”：没有写明是删去还是修改"
            )
        held, self.held = self.held, []
        return held

    def loci(self, tree: Tree[Token]) -> Iterator[places.Locus]:
        """Every list of places of a phrase, read one after the other."""
        return (self.read(c) for c in tree.children if isinstance(c, Tree) and c.data == "loci")

    def held_and(self, tree: Tree[Token]) -> list[Words]:
        """The quoted strings of a phrase, after those that wait: 第五条中的“甲”，第六条中的“乙”修改为"""
        return self.let_go() + [w for group in self.scoped(tree) for w in group.words()]

    def strings(self, tree: Tree[Token], *, marked: bool = False) -> list[Passage]:
        """The quotations at the end of a phrase, one by one; documents named there with 《 》 if `marked`."""
        found = [c for c in tree.children if isinstance(c, Tree) and c.data == "quotes"]
        return self._quotes(found[-1], marked=marked) if found else []

    def passage(self, tree: Tree[Token]) -> Passage | None:
        """The quotations at the end of a phrase, together one passage."""
        return joined(found) if (found := self.strings(tree)) else None

    def _quotes(self, tree: Tree[Token], *, marked: bool = False) -> list[Passage]:
        return [
            passage([str(t) if marked else str(t)[1:-1].replace("〈", "《").replace("〉", "》")])
            if t.type == "B"
            else self.masked.quote(str(t))
            for t in tree.children
            if isinstance(t, Token) and t.type in ("Q", "B")
        ]

    def scoped(self, tree: Tree[Token]) -> list[Quoted]:
        """The quoted strings of a phrase, each group with the places it stands in."""
        out = []
        for c in tree.children:
            if isinstance(c, Tree) and c.data == "scoped":
                locus = self.locus(c)
                where = list(locus.places) if locus else self.here(words=True)
                self.everywhere = where[-1].everywhere and not where[-1].address
                quotes = child(c, "quotes")
                assert quotes is not None
                listed = any(isinstance(t, Token) and t.type == "AND" for t in quotes.children)
                direct = locus is not None and child(c, "inside") is None
                where = [self._chosen(p, c) for p in self._excepting(where, child(c, "exception"))]
                where = [replace(p, direct=direct) for p in where]
                title = bool(where[0].address) and where[0].address.last.unit is Unit.TITLE
                group = Quoted(where, self._quotes(quotes, marked=not title), listed)
                around = child(c, "around")
                out.append(group if around is None else self._framed(group, around))
        return out

    def _excepting(self, where: list[Place], tree: Tree[Token] | None) -> list[Place]:
        """条例中除第三条外的“甲”: the places without those that are named as exceptions."""
        found = child(tree, "loci") if tree is not None else None
        if found is None:
            return where
        named = places.read(found, where[-1].address, self.masked).places
        return [replace(p, excluding=tuple(n.address for n in named)) for p in where]

    def _framed(self, group: Quoted, tree: Tree[Token]) -> Quoted:
        """Strings with the words they are to be looked for by: “甲乙丙”中的“乙”, “甲”后的“乙”."""
        quotes, side = child(tree, "quotes"), token(tree, "BESIDE")
        assert quotes is not None
        around = joined(self._quotes(quotes))
        if side is not None:
            frame = Frame(behind=str(around)) if "前" in side else Frame(before=str(around))
            return group._replace(beside=frame)
        inner = [str(s) for s in group.strings]
        if shares.item_label(around.line) is not None and not any(s in str(around) for s in inner):
            # “（二）人才保障”中的“甲”: the unit that begins so
            step = Step(Unit.PARAGRAPH, None, title=around.line, word="一段")
            return group._replace(places=[Place(Address((step,)).within(p.address)) for p in group.places])
        return group._replace(around=around)

    def _chosen(self, place: Place, tree: Tree[Token]) -> Place:
        """The place with what is said of the occurrences meant: 第二处, （三处）, 除第五条外."""
        nth, times = token(tree, "NTH"), token(tree, "TIMES")
        if nth is not None:
            place = replace(place, nth=steps.nth(nth))
        if times is not None:
            place = replace(place, times=steps.times(times))
        if self.excluding and place.everywhere:
            place = replace(place, excluding=self.excluding)
            self.excluding = ()
        return place


def _where(place: Place) -> Place:
    """What of a place holds for the words that follow: its unit, its sentence, its lead; not its end."""
    part = place.part if place.part is Part.LEAD else Part.WHOLE
    everywhere = place.everywhere and bool(place.document)
    return Place(
        place.address,
        part=part,
        sentences=place.sentences,
        document=place.document,
        everywhere=everywhere,
    )


def _adds_to(listed: Address, address: Address) -> bool:
    """Whether a place goes on with a list (第五条，第六条) or is within it (第五条，第二款)."""
    if listed.last.unit in DIVISIONS and address.last.unit not in DIVISIONS:
        return False
    return address.steps[: len(listed.steps)] != listed.steps
