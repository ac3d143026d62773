"""Puts the phrases of a clause together into typed edits.

A phrase rarely says everything: 增加一款 waits for 作为第二款：“…”, 第二款修改为 belongs to the article
named before, 合并 waits for its new text.  The reader keeps the place named last (`subject`) and the
edit that is not complete yet (`open`); what each form of the grammar does with them stands in
`restating`, `wording`, `deleting`, `units`, `chapters`, `numbers`, `renumbering`, `moves` and `frame`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from xiuding.address import NOWHERE, Address, Unit
from xiuding.instrument import (
    chapters,
    deleting,
    frame,
    moves,
    numbers,
    own_labels,
    phrases,
    renumbering,
    restating,
    shares,
    units,
    wording,
)
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import (
    Edit,
    Holds,
    InsertNode,
    InsertText,
    Merge,
    Passage,
    Place,
    Renumber,
    ReplaceNode,
    ReplaceTable,
    TextEdit,
)
from xiuding.instrument.naming import Context, Named
from xiuding.instrument.quotation import Logical
from xiuding.structure import heading

__all__ = ["FORMS", "Context", "Incomplete", "Reader"]

_FORMERLY = re.compile(r"\s*(?:同时|并)?[将把]?原")

#: One function per rule of the grammar.
FORMS = {
    form: function
    for module in (restating, wording, deleting, units, chapters, numbers, renumbering, moves, frame)
    for form, function in module.FORMS.items()
}


@dataclass(slots=True)
class Reader(Named):
    """Reads one clause; `edits` grows phrase by phrase."""

    heading: bool = False  # whether clauses stand below this one
    span: tuple[int, int] = (0, 0)  # of the phrase
    before: str = ""  # the form of the phrase before this one
    formerly: bool = False  # the phrase is about what was there: 原第三款作为第四款
    open: Edit | None = None
    moving: tuple[Place, ...] = ()  # the units that 单列 and 移至 name
    home: Address = NOWHERE  # where 移至 moves a unit that gets its number later
    others: tuple[Place, ...] = ()  # where else the open unit is added: 第四条、第五条分别增加一款
    awaiting: list[Place] = field(default_factory=list)  # what 对第五条进行修改 says will get a new text
    articles: int = 0  # as how many the open one is to be divided: 分为两条
    dividing: chapters.Dividing | None = None  # the chapter that the clause divides into sections
    caption: str = ""  # of the table that follows
    order: str = ""  # what a heading orders for the places that the clause lists
    repeals: list[str] = field(default_factory=list)
    turns: list[tuple[int, str]] = field(default_factory=list)  # where the clause goes on to another document
    effective: str | None = None  # since when the clause is in force: 本条自2020年1月1日起施行

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
        if phrase.name not in ("strike", "pending", "nothing", "preamble", "unchanged"):
            self.striking = self.striking and bool(self.held)
        try:
            FORMS[phrase.name](self, phrase.form)
        except ValueError as error:  # an address that is none: 第七条至第四条
            raise Incomplete(str(error)) from None
        self.before = phrase.name

    def turn_to(self, document: str) -> None:
        """What follows is about this document; `turns` keeps where, if the clause has changed another one."""
        if document != self.context.document and (self.edits or self.open):
            self.turns = self.turns or [(0, self.context.document)]
            self.turns.append((self.span[0], document))
        Named.turn_to(self, document)

    def about(self, edit: Edit) -> str:
        """The document that an edit of the clause is about."""
        turned = [document for at, document in self.turns if at <= edit.span[0]]
        return edit.place.document or (turned[-1] if turned else self.context.document)

    def finish(self) -> list[Edit]:
        """The edits of the clause; Incomplete where something announced never came."""
        self.close()
        if self.held and self.striking:
            held, self.held = self.held, []
            for words in held:
                deleting.strike_out(self, words)
        if self.held:
            raise Incomplete("the new wording of a quoted passage is missing", "引了原文，没有写明修改为什么")
        if self.context.below and not self.edits and self.listed:
            self.edits = [replace(e, place=p) for p in self.listed for e in self.context.below]
            self.order, self.listed = self.context.order, []
        if self.listed and self.edits:
            named = "、".join(map(str, self.listed))
            raise Incomplete(f"{named} is named, but nothing is done to it", f"写了{named}，没有写明如何修改")
        shares.check_documents(self.edits)
        self.edits = renumbering.changed_first(renumbering.without_statements(self.edits))
        self.edits = own_labels.set_off(self.edits)
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
            case Holds():
                chapters.check_held(edit)
            case Renumber(to=Address(steps=())):
                raise Incomplete("the new number is missing", "没有写明新的序号")
        others, self.others = self.others, ()
        if isinstance(edit, InsertNode) and others:
            self.edits += units.in_each(edit, others)
        elif isinstance(edit, InsertNode):
            units.check_count(edit)
            self.edits += chapters.one_by_one(edit)
        else:
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
        self.open, self.moving, self.others, self.articles = edit, (), (), 0
