"""Puts the phrases of a clause together into typed edits.

A phrase rarely says everything: 增加一款 waits for 作为第二款：“…”, 第二款修改为 belongs to the article
named before, 合并 waits for its new text.  The reader keeps the place named last (`subject`) and the
edit that is not complete yet (`open`); what each form of the grammar does with them stands in
`wording`, `units`, `moves` and `frame`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lark import Token, Tree

from xiuding.address import DIVISIONS, NOWHERE, Address, Step, Unit
from xiuding.instrument import (
    chapters,
    frame,
    moves,
    numbers,
    phrases,
    places,
    restating,
    shares,
    steps,
    units,
    wording,
)
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Place,
    Renumber,
    ReplaceNode,
    ReplaceTable,
    TextEdit,
    joined,
    passage,
)
from xiuding.instrument.phrases import child, token
from xiuding.instrument.quotation import Logical, Masked
from xiuding.instrument.quoted import Frame, Quoted, Words
from xiuding.structure import heading

_FORMERLY = re.compile(r"\s*(?:同时|并)?[将把]?原")

#: One function per rule of the grammar.
FORMS = (
    restating.FORMS | wording.FORMS | units.FORMS | chapters.FORMS | numbers.FORMS | moves.FORMS | frame.FORMS
)


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
class Reader:
    """Reads one clause; `edits` grows phrase by phrase."""

    masked: Masked
    context: Context
    heading: bool = False  # whether clauses stand below this one
    edits: list[Edit] = field(default_factory=list)
    subject: Address = NOWHERE
    open: Edit | None = None
    held: list[Words] = field(default_factory=list)  # old strings whose new one is still to come
    listed: list[Place] = field(
        default_factory=list
    )  # places named in front of a comma, with nothing said of them
    together: tuple[Place, ...] = ()  # the places named with the subject
    excluding: tuple[Address, ...] = ()  # 除第三条外
    repeals: list[str] = field(default_factory=list)
    moving: tuple[Place, ...] = ()  # the units that 单列 and 移至 name
    home: Address = NOWHERE  # where 移至 moves a unit that gets its number later
    everywhere: bool = (
        False  # 本法中的“甲”修改为“乙”，“丙”修改为“丁”: the words named last are meant everywhere
    )
    caption: str = ""
    destination: Address = NOWHERE  # the new article that a 款 went to
    others: tuple[Place, ...] = ()  # where else the open unit is added: 第四条、第五条分别增加一款
    formerly: bool = False  # the phrase is about what was there: 原第三款作为第四款
    effective: str | None = None  # since when the clause is in force: 本条自2020年1月1日起施行
    striking: bool = False  # the last order was 删去, which goes on: 删去第五条中的“甲”；第六条中的“乙”
    order: str = ""  # what a heading orders for the places that the clause lists
    before: str = ""  # the form of the phrase before this one
    awaiting: list[Place] = field(default_factory=list)  # what 对第五条进行修改 says will get a new text
    dividing: chapters.Dividing | None = None  # the chapter that the clause divides into sections
    span: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self.subject = self.context.scope

    # -- driving -------------------------------------------------------------------------------
    def paragraph(self, paragraph: Logical) -> Iterator[tuple[int, int]]:
        """Read a paragraph; yields the spans (in the masked text) of phrases that are not understood."""
        if self.captions(paragraph):
            return
        for start, end in phrases.cut(paragraph.text):
            try:
                phrase = phrases.parse(paragraph, start, end, self.masked)
            except phrases.NotAPhrase:
                yield start, end
                continue
            self.take(paragraph, phrase)

    def captions(self, paragraph: Logical) -> bool:
        """Whether a paragraph is the caption of the table that follows; it becomes that of the open edit."""
        printed = self.masked.unmask(paragraph.text)
        node = heading(printed)
        if node is None or node.unit is not Unit.TABLE or not isinstance(self.open, ReplaceTable):
            return False
        self.caption = printed
        self.open = replace(self.open, caption=printed)
        return True

    def take(self, paragraph: Logical, phrase: phrases.Phrase) -> None:
        """Read one phrase of a paragraph; Incomplete where it does not fit what came before."""
        self.span = paragraph.span(phrase.start, phrase.end)
        self.formerly = bool(_FORMERLY.match(paragraph.text, phrase.start))
        if phrase.name not in ("strike", "pending", "nothing", "unchanged"):
            self.striking = self.striking and bool(self.held)
        try:
            FORMS[phrase.name](self, phrase.form)
        except ValueError as error:  # an address that is none: 第七条至第四条
            raise Incomplete(str(error)) from None
        self.before = phrase.name

    def finish(self) -> list[Edit]:
        """The edits of the clause; Incomplete where something announced never came."""
        self.close()
        if self.held and self.striking:
            held, self.held = self.held, []
            for words in held:
                wording.strike_out(self, words)
        if self.held:
            raise Incomplete("the new wording of a quoted passage is missing", "引了原文，没有写明修改为什么")
        if self.context.below and not self.edits and self.listed:
            self.edits = [replace(e, place=p) for p in self.listed for e in self.context.below]
            self.order, self.listed = self.context.order, []
        if self.listed and self.edits:
            named = "、".join(map(str, self.listed))
            raise Incomplete(f"{named} is named, but nothing is done to it", f"写了{named}，没有写明如何修改")
        shares.check_labels(self.edits)
        chapters.check_parts(self)
        changed = [e.place for e in self.edits if not isinstance(e, Renumber)]
        for place in self.awaiting:
            if place not in changed:
                raise Incomplete(
                    f"{place} is to be changed, and no new text follows", f"{place}没有写明修改为什么"
                )
        if self.excluding:
            raise Incomplete("除…外 belongs to no change of words", "“除……外”没有对应的文字修改")
        return self.edits

    def close(self) -> None:
        """Put the open edit down; Incomplete where it lacks what it announced."""
        edit, self.open = self.open, None
        if isinstance(edit, InsertNode):
            edit = units.with_numbers(edit)
        match edit:
            case None:
                return
            case ReplaceNode(new=Passage(raw=())):
                if edit.place.address.last.unit is Unit.ARTICLE:
                    raise Incomplete("分为 is followed by no new text", "“分为”之后没有新的条文")
                return  # 分为三款：the clause adds the new 款 one by one
            case InsertNode(new=None, title="") | InsertText(new=Passage(raw=())):
                what = edit.unit.value if isinstance(edit, InsertNode) else "句"
                raise Incomplete(f"增加 announces {what} but quotes none", f"写了增加{what}，没有写明内容")
            case Merge(new=None, into=None) if self.moving:
                self.edits += numbers.as_moves(edit)
                self.moving = ()
                return
            case Merge(new=None, into=None):
                raise Incomplete("合并 names neither a new text nor a place", "“合并”没有写明合并后的文字")
            case Renumber(to=Address(steps=())):
                raise Incomplete("the new number is missing", "没有写明新的序号")
        others, self.others = self.others, ()
        if isinstance(edit, InsertNode) and others:
            self.edits += units.in_each(edit, others)
        else:
            if isinstance(edit, InsertNode):
                units.check_count(edit)
            self.edits.append(edit)

    def edit(self, edit: Edit) -> None:
        """A complete edit."""
        self.close()
        self.edits.append(edit)

    def last_changes(self) -> list[TextEdit]:
        """The changes of words that the phrase before this one orders."""
        self.close()
        last = self.edits[-1].span if self.edits else None
        return [e for e in self.edits if e.span == last and isinstance(e, TextEdit)]

    def change_last(self, edits: list[TextEdit]) -> None:
        """Put other edits in the place of the last ones."""
        self.edits[len(self.edits) - len(edits) :] = edits

    def begin(self, edit: Edit) -> None:
        """An edit that later phrases may complete."""
        self.close()
        self.open, self.moving, self.others = edit, (), ()

    # -- pieces of a phrase --------------------------------------------------------------------
    def locus(self, tree: Tree[Token]) -> places.Locus | None:
        """The places that a phrase is about, all together; the last one becomes the subject."""
        found = child(tree, "loci")
        return self.read(found) if found is not None else None

    def read(self, tree: Tree[Token]) -> places.Locus:
        """The places of a list; those that only a comma separates from it belong to it."""
        locus = places.read(tree, self.subject, self.masked)
        if [*tree.scan_values(lambda _: True)] == ["其中"]:  # of all that was named together
            locus = replace(locus, places=tuple(self.here(words=True)))
        if len({*locus.documents}) > 1:
            both = "、".join(locus.documents)
            raise Incomplete(f"one order for several documents: {both}", f"一句话修改几件文件：{both}")
        if locus.document:
            self.context.document, self.context.named = locus.document, True
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
            return list(self.together)
        return where or [Place(self.subject, everywhere=words and self.everywhere and not self.subject)]

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
                where = [self._chosen(p, c) for p in self._excepting(where, child(c, "exception"))]
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
    return Place(place.address, part=part, sentences=place.sentences)


def _adds_to(listed: Address, address: Address) -> bool:
    """Whether a place goes on with a list (第五条，第六条) or is within it (第五条，第二款)."""
    if listed.last.unit in DIVISIONS and address.last.unit not in DIVISIONS:
        return False
    return address.steps[: len(listed.steps)] != listed.steps
