"""Puts the phrases of a clause together into typed edits.

A phrase rarely says everything: 增加一款 waits for 作为第二款：“…”, 第二款修改为 belongs to the article
named before, 合并 waits for its new text.  The reader keeps the place named last (`subject`) and the
edit that is not complete yet (`open`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lark import Token, Tree

from xiuding.address import Address, Unit, parse_list
from xiuding.instrument import phrases, places
from xiuding.instrument.lexicon import WORDS
from xiuding.instrument.model import (
    AddRows,
    DeleteNode,
    DeleteRows,
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Place,
    Renumber,
    Reorder,
    ReplaceNode,
    ReplaceTable,
    ReplaceText,
    Retitle,
    Side,
)
from xiuding.instrument.quotation import TABLE_BASE, Logical, Masked
from xiuding.numerals import to_int
from xiuding.structure import heading

_UNITS = {u.value: u for u in Unit} | {"段": Unit.PARAGRAPH, "自然段": Unit.PARAGRAPH}
_SIDES: dict[str, Side] = {w: "before" if "前" in w else "after" for w in WORDS["SIDE"].split()}
_NUMBER_ONLY = re.compile(r"第[^第\s]{1,8}[条款项章节]$")


class Incomplete(Exception):
    """A clause that parses phrase by phrase but does not add up; the message says what is missing."""


@dataclass(slots=True)
class Context:
    """What the headings above a clause have said."""

    document: str = ""
    scope: Address = Address()


@dataclass(slots=True)
class Reader:
    """Reads one clause; `edits` grows phrase by phrase."""

    masked: Masked
    context: Context
    edits: list[Edit] = field(default_factory=list)
    subject: Address = Address()
    open: Edit | None = None
    held: tuple[tuple[Place, Passage], ...] = ()  # old strings whose new one the next phrase brings
    caption: str = ""
    destination: Address = Address()  # the new article that a 款 went to
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
        handler: Callable[[Tree[Token]], None] = getattr(self, f"_{phrase.name}")
        handler(phrase.form)

    def finish(self) -> list[Edit]:
        """The edits of the clause; Incomplete where something announced never came."""
        self._close()
        if self.held:
            raise Incomplete("the new wording of a quoted passage is missing")
        return self.edits

    def _close(self) -> None:
        """Put the open edit down, complete or not."""
        edit, self.open = self.open, None
        if edit is None:
            return
        if isinstance(edit, ReplaceNode) and not edit.new.raw:
            if edit.place.address.last.unit is Unit.ARTICLE:
                raise Incomplete("分为 is followed by no new text")
            return  # 分为三款：the clause adds the new 款 one by one
        if isinstance(edit, InsertNode) and edit.new is None and not edit.title:
            raise Incomplete(f"增加 announces {edit.unit.value} but quotes none")
        if isinstance(edit, Merge) and edit.new is None and edit.into is None:
            raise Incomplete("合并 names neither a new text nor a place")
        if isinstance(edit, Renumber) and not edit.to:
            raise Incomplete("单列 names no new number")
        self.edits.append(edit)

    def _edit(self, edit: Edit) -> None:
        self._close()
        self.edits.append(edit)

    def _begin(self, edit: Edit) -> None:
        self._close()
        self.open = edit

    # -- pieces of a phrase --------------------------------------------------------------------
    def _locus(self, tree: Tree[Token]) -> places.Locus | None:
        """The first locus of a phrase; it becomes the subject."""
        found = next((c for c in tree.children if isinstance(c, Tree) and c.data == "locus"), None)
        return self._read(found) if found is not None else None

    def _read(self, tree: Tree[Token]) -> places.Locus:
        locus = places.read(tree, self.subject, self.masked)
        if locus.document:
            self.context.document = locus.document
        if locus.last:
            if locus.last.step(Unit.ARTICLE) != self.subject.step(Unit.ARTICLE):
                self.destination = Address()
            self.subject = locus.last
        return locus

    def _passage(self, tree: Tree[Token]) -> Passage | None:
        """The quotation(s) at the end of a phrase, together one passage."""
        found = [c for c in tree.children if isinstance(c, Tree) and c.data == "quotes"]
        return self._joined(found[-1]) if found else None

    def _joined(self, quotes: Tree[Token]) -> Passage:
        parts = [self.masked.quote(str(q)) for q in quotes.children]
        return Passage(
            tuple(p for part in parts for p in part.raw), tuple(p for part in parts for p in part.text)
        )

    def _scoped(self, tree: Tree[Token]) -> list[tuple[list[Place], list[Passage]]]:
        """The quoted strings of a phrase, each group with the places it stands in."""
        out = []
        for child in tree.children:
            if isinstance(child, Tree) and child.data == "scoped":
                locus = self._locus(child)
                where = list(locus.places) if locus else [Place(self.subject, everywhere=not self.subject)]
                quotes = next(c for c in child.children if isinstance(c, Tree) and c.data == "quotes")
                out.append((where, [self.masked.quote(str(q)) for q in quotes.children]))
        return out

    def _loci(self, tree: Tree[Token]) -> list[places.Locus]:
        return [self._read(c) for c in tree.children if isinstance(c, Tree) and c.data == "locus"]

    @staticmethod
    def _token(tree: Tree[Token], kind: str) -> str | None:
        return next((str(c) for c in tree.children if isinstance(c, Token) and c.type == kind), None)

    # -- the forms of the grammar --------------------------------------------------------------
    def _nothing(self, tree: Tree[Token]) -> None:
        """同时, 此外: a word that links."""

    def _scope(self, tree: Tree[Token]) -> None:
        """对“第一节 甲”部分内容的修改; several places leave the scope where it was."""
        before = self.subject
        found = next((c for c in tree.children if isinstance(c, Tree) and c.data == "locus"), None)
        if found is None:
            return
        headings = sum(isinstance(t, Token) and t.type == "H" for t in found.scan_values(lambda t: True))
        locus = self._read(found)
        if headings > 1 and len({s.unit for s in locus.last.steps}) < len(before.steps) + headings:
            self.subject = before
        self.context.scope = self.subject

    def _replace(self, tree: Tree[Token]) -> None:
        locus = self._locus(tree)
        new = self._passage(tree)
        assert locus is not None and new is not None
        if isinstance(self.open, InsertNode) and self.open.new is None and self.open.place in locus.places:
            self.open = None  # 增加一款作为第二款，将该条修改为：“全文” – the full text has the new 款
        for place in locus.places:
            self._edit(
                self._replacement(place, new, locus, restates=self._token(tree, "RESTATE") is not None)
            )

    def _replacement(
        self, place: Place, new: Passage, locus: places.Locus, *, restates: bool = False
    ) -> Edit:
        common: dict[str, Any] = {"place": place, "span": self.span}
        unit = place.address.last.unit if place.address else None
        titled = unit is Unit.TITLE or place.part is Part.TITLE
        if locus.quoted and _NUMBER_ONLY.match(new.line):
            return Renumber(**common, to=parse_list(new.line)[0], old=str(locus.quoted))
        if titled or (locus.quoted and heading(new.line) is not None):
            return Retitle(place=replace(place, part=Part.TITLE), span=self.span, new=new, old=locus.quoted)
        return ReplaceNode(**common, new=new, restates=restates)

    def _words(self, tree: Tree[Token]) -> None:
        new = self._passage(tree)
        assert new is not None
        self._replace_words(
            [(p, old) for where, olds in self._scoped_or_whole(tree, new) for p in where for old in olds], new
        )

    def _scoped_or_whole(self, tree: Tree[Token], new: Passage) -> list[tuple[list[Place], list[Passage]]]:
        """Several quotations after one place are its paragraphs: 第七条：“甲。”“乙。”修改为：“丙。”"""
        groups = self._scoped(tree)
        if len(groups) == 1 and len(groups[0][1]) > 1 and len(groups[0][0]) == 1:
            (where,), olds = groups[0]
            old = Passage(tuple(p for o in olds for p in o.raw), tuple(p for o in olds for p in o.text))
            self._edit(ReplaceNode(place=where, span=self.span, new=new, old=old))
            return []
        return groups

    def _replace_words(self, pairs: list[tuple[Place, Passage]], new: Passage) -> None:
        for place, old in pairs:
            reordering = self.edits[-1] if self.edits and isinstance(self.edits[-1], Reorder) else None
            if reordering and _NUMBER_ONLY.match(old.line) and _NUMBER_ONLY.match(new.line):
                pair = (parse_list(old.line)[0], parse_list(new.line)[0])
                self.edits[-1] = replace(reordering, pairs=(*reordering.pairs, pair))
            elif len(old.text) > 1:
                self._edit(ReplaceNode(place=place, span=self.span, new=new, old=old))
            else:
                self._edit(ReplaceText(place=place, span=self.span, old=old, new=new))

    def _pending(self, tree: Tree[Token]) -> None:
        self._close()
        self.held = tuple((p, old) for where, olds in self._scoped(tree) for p in where for old in olds)

    def _insert(self, tree: Tree[Token]) -> None:
        new, side = self._passage(tree), self._token(tree, "SIDE")
        assert new is not None and side is not None
        for where, anchors in self._scoped(tree):
            for place in where:
                for anchor in anchors:
                    self._edit(
                        InsertText(place=place, span=self.span, anchor=anchor, side=_SIDES[side], new=new)
                    )

    def _append(self, tree: Tree[Token]) -> None:
        locus, new = self._locus(tree), self._passage(tree)
        assert locus is not None and new is not None
        for place in locus.places:
            if place.part in (Part.START, Part.END) or place.address.step(Unit.ITEM):
                side: Side = "start" if place.part is Part.START else "end"
                self._edit(InsertText(place=place, span=self.span, anchor=None, side=side, new=new))
            else:  # 宪法第十一条增加规定：“…” – a paragraph of its own
                self._edit(InsertNode(place=place, span=self.span, unit=Unit.PARAGRAPH, new=new))

    def _add(self, tree: Tree[Token]) -> None:
        locus, new = self._locus(tree), self._passage(tree)
        side_word, count, listed = (self._token(tree, k) for k in ("SIDE", "N", "A"))
        becoming = next((c for c in tree.children if isinstance(c, Tree) and c.data == "becoming"), None)
        if listed:  # 增加第二款：“…”
            numbers = tuple(a.within(self.subject) for a in parse_list(listed))
            unit = numbers[0].last.unit
            self._begin(InsertNode(place=Place(places.above(numbers[0], unit)), span=self.span, unit=unit,
                                   numbers=numbers, new=new))  # fmt: skip
            return
        assert count is not None
        unit = _count(count)[1]
        side: Side = _SIDES[side_word] if side_word else "end"
        if side == "end" and unit is Unit.PARAGRAPH and self._after_named_paragraph(locus):
            side = "after"
        address = locus.last if locus else self.subject
        place = Place(address) if side != "end" else Place(places.above(address, unit))
        if self.destination and locus is None and unit is Unit.PARAGRAPH:
            place = Place(places.above(self.destination, unit), made=True)
        self._begin(
            InsertNode(place=place, span=self.span, unit=unit, side=side, **self._title_or_text(unit, new))
        )
        if becoming is not None:
            self._numbers(becoming)

    def _after_named_paragraph(self, locus: places.Locus | None) -> bool:
        """同时增加一段 after a clause about “…”一段: the new one follows it."""
        return locus is None and bool(self.subject) and self.subject.last.word == "一段"

    @staticmethod
    def _title_or_text(unit: Unit, new: Passage | None) -> dict[str, Any]:
        """A quotation after 增加一章 is the chapter's title, after 增加一款 the 款 itself."""
        if new is not None and unit in (Unit.CHAPTER, Unit.SECTION, Unit.PART) and len(new.text) == 1:
            return {"title": str(new)}
        return {"new": new}

    def _become(self, tree: Tree[Token]) -> None:
        if self.open is None and self.edits and isinstance(self.edits[-1], ReplaceNode):
            self.open = self.edits.pop()
        self._numbers(tree)
        new = self._passage(tree)
        if new is not None:
            self._supplied(new)

    def _numbers(self, tree: Tree[Token]) -> None:
        """作为第二款: the numbers that the open edit's units get; they are no subject for what follows."""
        found = next(c for c in tree.children if isinstance(c, Tree) and c.data == "locus")
        edit = self.open
        if edit is None:
            raise Incomplete("作为 has nothing to number")
        base = edit.place.address if not isinstance(edit, Renumber | Merge) else Address()
        numbers = tuple(p.address for p in places.read(found, base, self.masked).places)
        match edit:
            case InsertNode():
                self.open = replace(edit, numbers=numbers)
            case Renumber() | Merge():
                to = numbers[0]
                if to.last.unit is not Unit.ARTICLE and not to.step(Unit.ARTICLE):
                    to = to.within(edit.place.address)
                self.open = replace(edit, to=to)
            case ReplaceNode():
                self.open = replace(edit, numbers=numbers)
            case _:
                raise Incomplete("作为 has nothing to number")

    def _supply(self, tree: Tree[Token]) -> None:
        new = self._passage(tree)
        assert new is not None
        if self.held:
            held, self.held = list(self.held), ()
            self._replace_words(held, new)
        else:
            self._supplied(new, restates=self._token(tree, "RESTATE") is not None)

    def _supplied(self, new: Passage, *, restates: bool = False) -> None:
        """A new text for whatever is open, or for the subject."""
        edit = self.open
        match edit:
            case InsertNode(title="", new=None) if heading(new.line) is not None:
                self.open = replace(edit, title=str(new))
            case InsertNode(new=None):
                self.open = replace(edit, new=new)
            case Merge(new=None) | ReplaceNode(new=Passage(raw=())):
                self.open = replace(edit, new=new)
            case _:
                self._close()
                if not self.subject:
                    raise Incomplete("修改为 has no place")
                self._edit(ReplaceNode(place=Place(self.subject), span=self.span, new=new, restates=restates))

    def _delete(self, tree: Tree[Token]) -> None:
        for locus in self._loci(tree):
            for place in locus.places:
                self._edit(DeleteNode(place=place, span=self.span))

    def _strike(self, tree: Tree[Token]) -> None:
        for where, olds in self._scoped(tree):
            for place in where:
                for old in olds:
                    self._edit(DeleteText(place=place, span=self.span, old=old))

    def _renumber(self, tree: Tree[Token]) -> None:
        first, second = (c for c in tree.children if isinstance(c, Tree) and c.data == "locus")
        locus = self._read(first)
        targets = places.read(second, locus.last, self.masked).places
        if len(targets) != len(locus.places):
            raise Incomplete("改为 pairs lists of different length")
        old = str(locus.quoted) if locus.quoted else None
        for place, to in zip(locus.places, targets, strict=True):
            self._edit(Renumber(place=place, span=self.span, to=to.address, old=old))
            here, there = place.address.step(Unit.ARTICLE), to.address.step(Unit.ARTICLE)
            if place.address.last.unit is Unit.PARAGRAPH and here != there:
                self.destination = to.address

    def _shares(self, tree: Tree[Token]) -> None:
        """分为两款: the new text that follows is as many units; without one the clause adds them itself."""
        locus = self._locus(tree)
        count = self._token(tree, "N")
        assert count is not None
        if isinstance(self.open, InsertNode):  # 增加一章“…”，分为四条
            return
        place = locus.places[0] if locus else Place(self.subject)
        self._begin(ReplaceNode(place=place, span=self.span, new=Passage((), ())))

    def _merge(self, tree: Tree[Token]) -> None:
        loci = self._loci(tree)
        first, *others = loci[0].places
        to = loci[1].last if len(loci) > 1 else Address()
        self._begin(Merge(place=first, others=tuple(others), to=to, new=self._passage(tree), span=self.span))
        self.subject = first.address

    def _single(self, tree: Tree[Token]) -> None:
        locus = self._locus(tree)
        assert locus is not None
        self._begin(Renumber(place=locus.places[0], to=Address(), span=self.span))

    def _absorb(self, tree: Tree[Token]) -> None:
        what, into = self._loci(tree)
        self._edit(Merge(place=what.places[0], others=(), into=into.places[0], span=self.span))

    def _covers(self, tree: Tree[Token]) -> None:
        found = next(c for c in tree.children if isinstance(c, Tree) and c.data == "locus")
        if not isinstance(self.open, InsertNode):
            raise Incomplete("包括 belongs to no new chapter")
        covered = tuple(p.address for p in places.read(found, Address(), self.masked).places)
        self.open = replace(self.open, covers=covered)

    def _rows_add(self, tree: Tree[Token]) -> None:
        self._locus(tree)
        self._rows(tree, AddRows)

    def _rows_delete(self, tree: Tree[Token]) -> None:
        (_, quotes), *_rest = self._scoped(tree)
        self._rows(tree, DeleteRows, quotes[-1])

    def _rows(
        self, tree: Tree[Token], kind: type[AddRows] | type[DeleteRows], quoted: Passage | None = None
    ) -> None:
        text = quoted or self._passage(tree)
        stated = re.search(r"[零一二三四五六七八九十百\d]+", self._token(tree, "ROWS") or "")
        assert text is not None and stated is not None
        names = re.split("[，,]" if re.search("[，,]", text.line) else "、", text.line)
        self._edit(
            kind(
                place=Place(self.subject),
                span=self.span,
                names=tuple(n.strip() for n in names),
                stated=to_int(stated[0]),
            )
        )

    def _table(self, tree: Tree[Token]) -> None:
        self._locus(tree)
        mark = self._token(tree, "T")
        rows = self.masked.tables[ord(mark) - TABLE_BASE] if mark else ()
        if isinstance(self.open, ReplaceTable):
            self.open = replace(self.open, rows=self.open.rows + rows)
        else:
            self._begin(
                ReplaceTable(place=Place(self.subject), span=self.span, caption=self.caption, rows=rows)
            )

    def _reorder(self, tree: Tree[Token]) -> None:
        if "引用" in str(tree.children[0]):
            raise Incomplete(
                "references to another instrument follow its new numbers, which are not given here"
            )
        self._edit(Reorder(place=Place(everywhere=True), span=self.span))


def _count(text: str) -> tuple[int, Unit]:
    """两款 → (2, 款)."""
    m = re.match(r"([零一二三四五六七八九十百两\d]+)个?(自然段|条|款|项|目|章|节|段|编|句)", text)
    assert m is not None  # the lexicon's own pattern
    return to_int(m[1]), _UNITS.get(m[2], Unit.PARAGRAPH)
