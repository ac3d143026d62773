"""An instrument from its paragraphs: outline, clauses, edits, and an account of every character.

>>> parse(["某某条例修正案", "一、将第五条中的“甲”修改为“乙”。"]).clauses[0].edits[0].op
'replace-text'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xiuding.instrument import checks
from xiuding.instrument.model import Clause, Instrument, Place, Reorder, Unclaimed
from xiuding.instrument.outline import Entry, Outline, date_of, number_of, outline, reorders
from xiuding.instrument.quotation import Logical, Masked, Printed, mask, printed_text
from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.reading import Context, Reader
from xiuding.language import say

_SEPARATOR = re.compile(r"=====.*=====$")
_EFFECTIVE = re.compile(r"自\s*((?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*起\s*(?:施行|生效|执行)")
_ISSUER = re.compile(r"^(.*?)(?:关于|修正案)")
_IN_FORCE = re.compile(r"本(?:决定|修正案|通知|办法|规定|条例|决议)\s*自.*(?:施行|生效|执行)")


def parse_all(printed: Sequence[Printed]) -> list[Instrument]:
    """All instruments of a file."""
    return [parse(part) for part in parts(printed)]


def parts(printed: Sequence[Printed]) -> list[list[Printed]]:
    """The instruments of a file apart: lines of the form =====…===== stand between several."""
    found: list[list[Printed]] = [[]]
    for item in printed:
        if isinstance(item, str) and _SEPARATOR.match(item):
            found.append([])
        else:
            found[-1].append(item)
    return [part for part in found if part]


def tells_effect(entry: Entry) -> bool:
    """Whether a numbered paragraph orders nothing but says since when: 本修正案自……起施行。"""
    return bool(_IN_FORCE.match(_joined(entry.paragraphs)))


def parse(printed: Sequence[Printed]) -> Instrument:
    """Read one instrument; its paragraphs are strings, its tables tuples of rows."""
    masked = mask(printed)
    shape = outline(masked)
    text = printed_text(printed)
    parser = _Parser(masked, text)
    for entry in shape.entries:
        parser.entry(entry, Context())
    parser.closing(shape.closing)
    title = _title(shape, masked)
    front = "\n".join(masked.unmask(p.text) for p in shape.front)
    closing = "\n".join(masked.unmask(p.text) for p in shape.closing)
    in_force = parser.in_force or closing
    effective = _EFFECTIVE.search(in_force)
    date = date_of(closing.rsplit("\n", 1)[-1]) or date_of(front) or date_of(title)
    if not date and not effective:
        date = date_of(closing)
    found = Instrument(
        title=title,
        number=number_of(front),
        date=date,
        clauses=tuple(parser.clauses),
        text=text,
        effective=date_of(effective[1]) if effective else date,
        issuer=m[1] if (m := _ISSUER.match(title)) else "",
        unclaimed=tuple(parser.unclaimed),
        documents=tuple(dict.fromkeys(c.document for c in parser.clauses if c.document)),
    )
    return replace(found, lints=tuple(checks.lints(found, masked)))


def _title(shape: Outline, masked: Masked) -> str:
    """The first paragraph in front that names what the instrument is."""
    texts = [masked.unmask(p.text).strip() for p in shape.front]
    named = [t for t in texts if re.search(r"(决定|修正案|通知|办法|意见|决议)(?:（[^（）]*）)?$", t)]
    return (named or texts or [""])[0]


class _Parser:
    """Walks the outline; what it does not understand stays unclaimed and is a clause with a problem."""

    def __init__(self, masked: Masked, text: str) -> None:
        self.masked, self.text = masked, text
        self.clauses: list[Clause] = []
        self.unclaimed: list[Unclaimed] = []
        self.in_force = ""

    def entry(self, entry: Entry, context: Context) -> None:
        """An entry of the outline and all below it; a heading's scope holds for its children."""
        if tells_effect(entry):
            self.in_force = self.masked.unmask(_joined(entry.paragraphs))
            return
        reader = Reader(self.masked, context)
        missed: list[tuple[int, int]] = []
        problem = None
        try:
            for paragraph in entry.paragraphs:
                for start, end in reader.paragraph(paragraph):
                    missed.append(paragraph.span(start, end))
            edits = tuple(reader.finish())
        except Incomplete as error:
            edits, problem = (), str(error)
        missed = self._without_preamble(entry, missed, edits)
        for start, end in missed:
            self.unclaimed.append(Unclaimed(start, end, self.text[start:end]))
        if any(at in paragraph.at for at in self.masked.unclosed for paragraph in entry.paragraphs):
            problem = say(
                "a quotation is not closed, so nobody can tell where it ends; close it with an override",
                "引文没有闭合，无法判断到何处为止；请用校正文件补上后引号",
            )
        if missed:
            problem = "：".join(("not understood", self.text[missed[0][0] : missed[0][1]][:60]))
        if edits or problem or not entry.children:
            text = "\n".join(self.masked.unmask(p.text) for p in entry.paragraphs)
            self.clauses.append(
                Clause(entry.id, entry.label, text, edits, context.document, problem or _empty(edits))
            )
        inherited = reader.context
        for child in entry.children:
            child_context = Context(inherited.document, inherited.scope)
            self.entry(child, child_context)
            inherited.document = inherited.document or child_context.document

    @staticmethod
    def _without_preamble(
        entry: Entry, missed: list[tuple[int, int]], edits: tuple[object, ...]
    ) -> list[tuple[int, int]]:
        """An unnumbered clause may say its purpose first (为了……，): that is preamble."""
        first = min((e.span[0] for e in edits), default=0)  # type: ignore[attr-defined]
        return [m for m in missed if entry.label or m[0] > first]

    def closing(self, paragraphs: Sequence[Logical]) -> None:
        """条文顺序作相应调整 is a clause of its own, whatever else the closing says."""
        for paragraph in paragraphs:
            if reorders(paragraph):
                edit = Reorder(place=Place(everywhere=True), span=paragraph.span(0, len(paragraph.text)))
                text = self.masked.unmask(paragraph.text)
                self.clauses.append(Clause("closing", "结尾", text, (edit,)))
                return


def _joined(paragraphs: Sequence[Logical]) -> str:
    return "\n".join(p.text for p in paragraphs)


def _empty(edits: tuple[object, ...]) -> str | None:
    return None if edits else "no change is ordered"
