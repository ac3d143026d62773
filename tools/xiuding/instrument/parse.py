"""An instrument from its paragraphs: outline, clauses, edits, and an account of every character.

>>> parse(["某某条例修正案", "一、将第五条中的“甲”修改为“乙”。"]).clauses[0].edits[0].op
'replace-text'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xiuding.instrument import bare, checks, effect, masthead
from xiuding.instrument.closing import orders_nothing, reorders
from xiuding.instrument.entries import Annex, Entry, Outline, names_document
from xiuding.instrument.files import parts
from xiuding.instrument.formulas import REFERENCES, refers
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import Clause, Edit, Instrument, Place, Reorder, Role, Stretch, Unclaimed
from xiuding.instrument.outline import outline
from xiuding.instrument.places import BELOW
from xiuding.instrument.quotation import OPEN, Logical, Masked, Printed, mask, printed_text
from xiuding.instrument.reading import Context, Reader
from xiuding.language import say
from xiuding.numerals import NUMERAL

_NAMED = re.compile(r"《[^》]+》")
_BARE_NAME = re.compile(r"([^（）《》，。；：\n]{3,80})(?:（[^《》]*）)?")
_NUMBER = re.compile(rf"(?:{NUMERAL}[、.．]|[（(]{NUMERAL}[）)])\s*")
_CHANGE = re.compile("修改为|改为|调整为|增加|删去|删除|作为第")
#: What is no purpose though it stands in front of the first order: it says where.
_ENDS_IN_PLACE = re.compile(rf"第{NUMERAL}(?:[编章节条款项目]|部分)(?:之{NUMERAL})?[里内]?[中的]{{0,2}}$")
_SENTENCE = re.compile(r"[。：；，]")


def parse_all(printed: Sequence[Printed]) -> list[Instrument]:
    """All instruments of a file."""
    return [parse(part) for part in parts(printed)]


def closes(entry: Entry) -> bool:
    """Whether a numbered paragraph orders nothing: 本修正案自……起施行。 其他内容不变。"""
    return orders_nothing(_joined(entry.paragraphs)) and not entry.children


def parse(printed: Sequence[Printed]) -> Instrument:
    """Read one instrument; its paragraphs are strings, its tables tuples of rows."""
    masked = mask(printed)
    shape = outline(masked)
    text = printed_text(printed)
    parser = _Parser(masked, text, annexed=bool(shape.annexes))
    parser.outline(shape)
    front = [masked.unmask(p.text) for p in shape.front]
    closing = [masked.unmask(p.text) for p in shape.closing]
    title = masthead.title(front)
    date = masthead.adopted(front, closing)
    in_force = "\n".join((*map(masked.unmask, (p.text for p in parser.closing)), *closing, *front))
    effective = effect.effective(in_force, date)
    dated, doubts = effect.partly(parser.clauses, in_force, date)
    clauses = tuple(dated)
    if masthead.is_omnibus(title):
        clauses = tuple(map(_about_a_document, clauses))
    found = Instrument(
        title=title,
        number=masthead.number_of("\n".join(front)),
        date=date,
        clauses=clauses,
        text=text,
        effective=effective,
        issuer=masthead.issuer(title),
        unclaimed=tuple(parser.unclaimed),
        documents=tuple(dict.fromkeys(c.document for c in clauses if c.document)),
        stretches=tuple(sorted(parser.stretches, key=lambda s: s.start)),
    )
    return replace(found, lints=(*checks.lints(found, masked), *doubts))


def _about_a_document(clause: Clause) -> Clause:
    """A clause of an instrument about several documents must say which one it amends."""
    if clause.document or clause.problem or all(isinstance(e, Reorder) for e in clause.edits):
        return clause
    what = say(
        "the instrument amends several documents, and the clause names none of them",
        "本件修改几件文件，条目没有写明是哪一件",
    )
    return replace(clause, problem=what)


class _Parser:
    """Walks the outline; what it does not understand stays unclaimed and is a clause with a problem."""

    def __init__(self, masked: Masked, text: str, *, annexed: bool) -> None:
        self.masked, self.text, self.annexed = masked, text, annexed
        self.own = ""  # the document of an instrument that amends one, by its title
        self.clauses: list[Clause] = []
        self.unclaimed: list[Unclaimed] = []
        self.stretches: list[Stretch] = []
        self.reorders: dict[str, Clause] = {}  # closing formulas inside other clauses, by document
        self.closing: list[Logical] = []  # numbered paragraphs that close: 三、本决定自……起施行。

    def outline(self, shape: Outline) -> None:
        """Everything, in order: front, clauses, closing, annexes."""
        names = _NAMED.findall(masthead.title([self.masked.unmask(p.text) for p in shape.front]))
        self.own = names[0][1:-1] if len(names) == 1 else ""
        self._front(shape.front)
        for entry in shape.entries:
            self.entry(entry, Context())
        for annex in shape.annexes:
            self._annex(annex)
        self._closing(shape.closing)

    # -- around the clauses --------------------------------------------------------------------
    def _front(self, paragraphs: Sequence[Logical]) -> None:
        for paragraph in paragraphs:
            self._claim("preamble" if _SENTENCE.search(paragraph.text) else "heading", paragraph)
        self._stray("front", "开头", paragraphs)

    def _closing(self, paragraphs: Sequence[Logical]) -> None:
        """条文顺序作相应调整 is a clause of its own, whatever else the closing says."""
        for paragraph in paragraphs:
            self._claim("closing", paragraph)
        self._stray("closing", "结尾", paragraphs)
        formula = next((p for p in (*self.closing, *paragraphs) if reorders(p)), None)
        if formula is not None:
            edit = Reorder(place=Place(everywhere=True), span=formula.span(0, len(formula.text)))
            text = self.masked.unmask(formula.text)
            problem = say(*REFERENCES) if refers(text) else None
            self.clauses.append(Clause("closing", "结尾", text, () if problem else (edit,), problem=problem))
            return
        closed = {c.document for c in self.clauses if any(isinstance(e, Reorder) for e in c.edits)}
        found = self.reorders if "" not in self.reorders else {"": self.reorders[""]}
        ending = [c for document, c in found.items() if closed.isdisjoint((document, ""))]
        self.clauses += [replace(c, id=f"closing{n}" if n > 1 else c.id) for n, c in enumerate(ending, 1)]

    def _changes(self, paragraph: Logical) -> bool:
        """Whether a paragraph outside the clauses orders a change all the same, or quotes as orders do."""
        quotes = self.masked.unmask(paragraph.text) != paragraph.text and _CHANGE.search(paragraph.text)
        return bool(quotes) or bare.orders(paragraph, self.masked, at_once=False)

    def _stray(self, name: str, label: str, paragraphs: Sequence[Logical]) -> None:
        """Instructions outside the numbered clauses are clauses too, whatever number stands before them."""
        cut = [_without_number(p) for p in paragraphs]
        for n, paragraph in enumerate((p for p in cut if self._changes(p)), 1):
            self._clause(Entry(f"{name}.{n}", label, [paragraph]), Context(), purpose=True)

    def _annex(self, annex: Annex) -> None:
        for paragraph in annex.front:
            self._claim("heading", paragraph)
        for entry in annex.entries:
            if annex.repeals:
                self._repeal(entry)
            else:
                self.entry(entry, Context())

    def _repeal(self, entry: Entry) -> None:
        """A line of a list of repealed texts: 一、《某某办法》（2010年某某令第3号公布）"""
        self._number(entry, "clause")
        text = self._text(entry)
        bare_name = _BARE_NAME.fullmatch(text)  # 一、某某办法（2010年某某令第3号公布）
        titles = tuple(t[1:-1] for t in _NAMED.findall(text)[:1]) or ((bare_name[1],) if bare_name else ())
        problem = None if titles else say("the repealed text is not named", "没有写明废止的文件")
        document = titles[0] if titles else ""
        self.clauses.append(Clause(entry.id, entry.label, text, (), document, problem, repeals=titles))

    def _claim(self, role: Role, paragraph: Logical) -> None:
        self.stretches.append(Stretch(role, paragraph.begin, paragraph.end))

    def _number(self, entry: Entry, role: Role) -> None:
        """Claim the entry's number and the paragraphs behind it."""
        self.stretches.append(Stretch(role, entry.begin, entry.end))
        for paragraph in entry.paragraphs:
            self._claim(role, paragraph)

    # -- the clauses ---------------------------------------------------------------------------
    def entry(self, entry: Entry, context: Context) -> None:
        """An entry of the outline and all below it; a heading's scope holds for its children."""
        if closes(entry):
            self.closing += entry.paragraphs
            self._number(entry, "closing")
            return
        self._number(entry, "heading" if entry.children else "clause")
        if entry.children and (name := names_document(_joined(entry.paragraphs))):
            context.document, context.named = name, True  # 一、某某市燃气管理条例
        elif not self._points_to_annex(entry):
            self._clause(entry, context, purpose=not entry.label)
        for child in entry.children:
            inner = context.inner()
            self.entry(child, inner)
            context.after(inner)

    def _points_to_annex(self, entry: Entry) -> bool:
        """一、对10件规章予以修改（附件1）: what is amended stands there."""
        text = _joined(entry.paragraphs)
        return self.annexed and "附件" in text and self.masked.unmask(text) == text

    def _clause(self, entry: Entry, context: Context, *, purpose: bool) -> None:
        reader = Reader(self.masked, context, heading=bool(entry.children))
        missed: list[tuple[int, int]] = []
        problem = None
        try:
            for paragraph in entry.paragraphs:
                missed += [paragraph.span(*span) for span in reader.paragraph(paragraph)]
            edits = tuple(reader.finish())
        except Incomplete as error:
            edits, problem = (), str(error)
        if purpose:
            missed = self._without_purpose(entry, edits, missed)
        self.unclaimed += [Unclaimed(start, end, self.text[start:end]) for start, end in missed]
        if self._unclosed(entry):
            problem = say(
                "a quotation is not closed, so nobody can tell where it ends; close it with an override",
                "引文没有闭合，无法判断到何处为止；请用校正文件补上后引号",
            )
        if missed:
            what = " ".join(self.text[missed[0][0] : missed[0][1]][:60].splitlines())
            problem = say(f"not understood: {what}", f"没有读懂：{what}")
        parts = self._by_document(reader, edits)
        if len(parts) > 1 and not problem:
            self._several(entry, [*parts.items()], tuple(reader.repeals))
            return
        edits = self._without_reorder(edits, context.document)
        below = tuple(e for e in edits if e.place.address == BELOW)
        if below and entry.children and len(below) == len(edits) and not problem:
            context.below, context.order = below, self._text(entry)
            return
        if below:
            problem = problem or say("what is listed below is not numbered", "“下列”之后没有逐一编号列出")
        if edits or problem or reader.repeals or not entry.children:
            if not edits and not reader.repeals:
                problem = problem or say("no change is ordered", "没有写明任何修改")
            self.clauses.append(
                Clause(
                    entry.id, entry.label, f"{reader.order}\n{self._text(entry)}".strip(), edits,
                    context.document, problem,
                    repeals=tuple(reader.repeals), effective=reader.effective,
                )
            )  # fmt: skip

    def _by_document(self, reader: Reader, edits: Sequence[Edit]) -> dict[str, tuple[Edit, ...]]:
        """The edits by the document that they are about; '' where it is the one that the title names."""
        found: dict[str, tuple[Edit, ...]] = {}
        for edit in edits:
            document = reader.about(edit)
            own = "" if document == self.own else document
            found[own] = (*found.get(own, ()), edit)
        return found

    def _several(
        self, entry: Entry, parts: Sequence[tuple[str, tuple[Edit, ...]]], repeals: tuple[str, ...]
    ) -> None:
        """将《甲条例》第三条修改为……；删去《乙条例》第五条。: a clause for each document in turn."""
        for n, (document, part) in enumerate(parts, 1):
            own, at = self._without_reorder(part, document), f"〔{n}〕"
            text, repealed = self._text(entry), repeals if n == 1 else ()
            self.clauses.append(
                Clause(f"{entry.id}.{n}", entry.label + at, text, own, document, repeals=repealed)
            )

    def _without_purpose(
        self, entry: Entry, edits: Sequence[Edit], missed: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """An unnumbered clause may say its purpose first: 为了……，but not where something is changed.

        Preamble and closing say more than orders, but quote only in orders.
        """
        first = min((e.span[0] for e in edits), default=0)
        says = [(m, self.text[slice(*m)]) for m in missed]
        stray = not entry.id[0].isdigit()
        return [
            m
            for m, text in says
            if _ENDS_IN_PLACE.search(text) or (m[0] > first and not (stray and OPEN not in text))
        ]

    def _without_reorder(self, edits: tuple[Edit, ...], document: str) -> tuple[Edit, ...]:
        """A closing formula inside another clause takes effect after all clauses about its document."""
        formulas = [e for e in edits if isinstance(e, Reorder)]
        if not formulas or len(formulas) == len(edits):
            return edits
        text = self.text[slice(*formulas[-1].span)]
        self.reorders[document] = Clause("closing", "结尾", text, (formulas[-1],), document)
        return tuple(e for e in edits if not isinstance(e, Reorder))

    def _unclosed(self, entry: Entry) -> bool:
        return any(at in p.at for at in self.masked.unclosed for p in entry.paragraphs)

    def _text(self, entry: Entry) -> str:
        return "\n".join(self.masked.unmask(p.text) for p in entry.paragraphs)


def _without_number(paragraph: Logical) -> Logical:
    """四、将第五条…… from 将 on; `begin` stays where the number is printed."""
    m = _NUMBER.match(paragraph.text)
    if m is None or m.end() == len(paragraph.text):
        return paragraph
    return Logical(paragraph.text[m.end() :], paragraph.at[m.end() :], paragraph.end, paragraph.begin)


def _joined(paragraphs: Sequence[Logical]) -> str:
    return "\n".join(p.text for p in paragraphs)
