"""What must hold of an instrument read and applied to a text, told by other means than the program's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from fuzz.law import require
from fuzz.watch import watched
from xiuding.address import PATTERN, Step
from xiuding.consolidate import apply_clauses
from xiuding.document import Document
from xiuding.errors import XiudingError
from xiuding.instrument.closing import reorders
from xiuding.instrument.entries import Entry
from xiuding.instrument.files import parts
from xiuding.instrument.load import load, printed
from xiuding.instrument.model import (
    Edit,
    Instrument,
    Reorder,
    ReplaceNode,
    ReplaceTable,
)
from xiuding.instrument.outline import outline
from xiuding.instrument.quotation import QUOTES, Masked, Printed, mask, printed_text
from xiuding.instrument.reading import Context, Incomplete, Reader
from xiuding.manuscript import Manuscript
from xiuding.numerals import NUMERAL
from xiuding.structure import build, from_manuscript

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")


# -- the reading of an instrument -----------------------------------------------------------------
def account(instrument: Instrument, paragraphs: Sequence[Printed]) -> None:
    """Every character is claimed or reported; no quotation and no number of an understood clause is lost."""
    text = printed_text(paragraphs)
    require(text == instrument.text, "the instrument is not the text it was read from")
    for u in instrument.unclaimed:
        require(text[u.start : u.end] == u.text, "an unclaimed span is not what it says", u)
    masked = mask(paragraphs)
    shape = outline(masked)
    clauses = {c.id: c for c in instrument.clauses}
    require(len(clauses) == len(instrument.clauses), "two clauses have one id", *instrument.clauses)
    said = {c.text for c in instrument.clauses}
    reported = [(u.start, u.end) for u in instrument.unclaimed]
    for paragraph in (*shape.front, *shape.closing):
        if reorders(paragraph) or any(s <= paragraph.at[0] < e for s, e in reported):
            continue
        if any(masked.unmask(paragraph.text).endswith(text) for text in said):
            continue
        require(
            not _orders(masked, paragraph),
            "an order is taken for preamble or closing",
            masked.unmask(paragraph.text),
        )
    for entry in _entries(shape.entries):
        clause = clauses.get(entry.id)
        if clause is not None and clause.problem is None and clause.label:  # others say their purpose first
            _nothing_lost(entry, masked, list(_atoms(clause.edits)))


def _orders(masked: Masked, paragraph: Any) -> bool:
    reader = Reader(masked, Context())
    try:
        list(reader.paragraph(paragraph))
        return any(not isinstance(e, Reorder | ReplaceTable) for e in reader.finish())
    except Incomplete:
        return False


def _entries(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _entries(entry.children)


def _atoms(value: object) -> Iterator[object]:
    """The strings and steps that an edit is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Step):
        yield value
        yield value.title
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _atoms(each)
    elif is_dataclass(value):
        for f in fields(value):
            yield from _atoms(getattr(value, f.name))


def _nothing_lost(entry: Entry, masked: Masked, atoms: list[object]) -> None:
    said = "\n".join(a for a in atoms if isinstance(a, str))
    steps = {(a.unit, a.number) for a in atoms if isinstance(a, Step)}
    if not steps and not said:
        return
    for paragraph in entry.paragraphs:
        for mark in re.findall(f"[{QUOTES}]", paragraph.text):
            for raw, raised in zip(masked.quote(mark).raw, masked.quote(mark).text, strict=True):
                titled = raised.removesuffix("。")  # a heading takes no full stop
                kept = raw in said or raised in said or titled in said or _pieces(raised, said)
                require(kept, "a quotation of an understood clause went nowhere", raw, paragraph.text)


def _pieces(raw: str, said: str) -> bool:
    """A heading is kept as number and title, a list of names name by name."""
    if re.sub(rf"^第{NUMERAL}[章节编]", "", raw) in said:
        return True
    parts = re.split(r"[、，,]|^第?[^ 　]{1,6}[章节编]?[ 　]+|^[^、]{1,3}、", raw)
    return all(p.strip() in said for p in parts) or bool(re.fullmatch(PATTERN, raw))


# -- application ----------------------------------------------------------------------------------
def consolidate(base: Manuscript, order: Manuscript, *, literal: bool = False) -> tuple[Document, Document]:
    """Apply all instruments of a file under watch; the document before and after."""
    document = from_manuscript(base)
    lines = list(document.lines())
    before = document.clone()
    for instrument, paragraphs in zip(load(order), parts(printed(order)), strict=True):
        account(instrument, paragraphs)
        with watched():
            text = document.dump()
            for step in apply_clauses(document, instrument, literal=literal):
                now = document.dump()
                require(_LINE.fullmatch(step.reason or ""), "a reason of many lines", step.reason)
                if step.status == "applied":
                    silent = all(_may_be_silent(e) for e in step.clause.edits)
                    require(silent or now != text, "an applied clause changed nothing", step.clause)
                else:
                    require(now == text, "a refused clause changed something", step.clause, step.reason)
                text = now
    require(list(before.lines()) == lines, "cloning changed the text")
    return before, document


def _may_be_silent(edit: Edit) -> bool:
    return isinstance(edit, Reorder) or (isinstance(edit, ReplaceNode) and edit.restates)


# -- the text that comes out ----------------------------------------------------------------------
def rereads(document: Document) -> None:
    """The text is the same when it is read again; the pages of its Markdown are."""
    from xiuding import markdown

    rows = [n for n in document.walk() if n.rows is not None]
    lines = list(document.lines())
    if not rows:
        require(list(build(lines).lines()) == lines, "structure changes the text", lines)
    if not all(d.label for d in document.divisions()):
        return  # a reconstructed chapter known by its title alone: no heading tells it from an annex
    files = markdown.dump(document)
    again = markdown.load(files)
    require(markdown.dump(again) == files, "Markdown is not stable")


def one_line(error: XiudingError) -> None:
    """An error is one line."""
    require(str(error) and _LINE.fullmatch(str(error)), "an error of many lines", str(error))
