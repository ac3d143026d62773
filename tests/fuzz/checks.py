"""What must hold of an instrument applied to a text, told by other means than the program's own.

Every edit is watched while it is applied: only the units it names may change, and the words that come and
go must be those it quotes.  Numerals, labels and punctuation are left out of that account, since numbering
and seams change them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

from xiuding import apply as applying
from xiuding.address import PATTERN, Step, Unit
from xiuding.bind import Bound
from xiuding.consolidate import apply_clauses
from xiuding.document import Document, Node
from xiuding.errors import XiudingError
from xiuding.instrument.load import load, printed
from xiuding.instrument.model import (
    AddRows,
    DeleteNode,
    DeleteRows,
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Instrument,
    Merge,
    Passage,
    Renumber,
    Reorder,
    ReplaceNode,
    ReplaceTable,
    ReplaceText,
    Retitle,
)
from xiuding.instrument.outline import Entry, outline, reorders
from xiuding.instrument.parse import parts
from xiuding.instrument.quotation import QUOTES, Masked, Printed, mask, printed_text
from xiuding.instrument.reading import Context, Incomplete, Reader
from xiuding.manuscript import Manuscript
from xiuding.numerals import NUMERAL
from xiuding.structure import build, from_manuscript

_LABEL = re.compile(rf"^\s*(?:第{NUMERAL}[编章节条](?:之{NUMERAL})?|[（(]{NUMERAL}[）)]|{NUMERAL}[、.．])")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_WORDS = re.compile(r"[^\W\d_零〇○一二三四五六七八九十百千万两第编分章节条款项目段之专栏表附件]")


class Violation(AssertionError):
    """A property does not hold."""


def require(holds: object, what: str, *evidence: object) -> None:
    """Raise `Violation` where something does not hold."""
    if not holds:
        raise Violation(what + "".join(f"\n    {item!r:.400}" for item in evidence))


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
                kept = raw in said or raised in said or _pieces(raised, said)
                require(kept, "a quotation of an understood clause went nowhere", raw, paragraph.text)


def _pieces(raw: str, said: str) -> bool:
    """A heading is kept as number and title, a list of names name by name."""
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


@contextmanager
def watched() -> Iterator[None]:
    """Every edit that is applied meanwhile is held to its words."""
    apply_edit, apply_whole = applying._apply, applying.apply_clause

    def watch(draft: applying.Draft, bound: Bound) -> None:
        before = _Snapshot(draft.document)
        apply_edit(draft, bound)
        _hold(bound, before, _Snapshot(draft.document))

    applying._apply = watch
    try:
        yield
    finally:
        applying._apply = apply_edit
        assert applying.apply_clause is apply_whole


class _Snapshot:
    """The words of every unit at one moment."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text: dict[Node, tuple[str, int]] = {}
        self.below: dict[Node, list[Node]] = {}
        self.parent: dict[Node, Node | None] = {}
        for node in document.walk():
            if node.unit is Unit.CONTENTS or (node.parent and node.parent.unit is Unit.CONTENTS):
                continue
            self.text[node] = (node.text, len(node.rows or ()))
            self.below[node] = list(node.children)
            self.parent[node] = node.parent

    def words(self, nodes: Iterable[Node]) -> Counter[str]:
        return Counter("".join(_WORDS.findall("".join(self.text[n][0] for n in nodes))))

    def subtree(self, *roots: Node | None) -> set[Node]:
        found: set[Node] = set()
        stack = [r for r in roots if r is not None and r in self.text]
        while stack:
            node = stack.pop()
            if node not in found:
                found.add(node)
                stack += self.below[node]
        return found


def _hold(bound: Bound, before: _Snapshot, after: _Snapshot) -> None:
    edit = bound.edit
    if isinstance(edit, AddRows | DeleteRows | ReplaceTable):
        return
    named = before.subtree(bound.node, *bound.others, bound.into)
    changed = {n for n in before.text if n in after.text and before.text[n] != after.text[n]}
    gone = {n for n in before.text if n not in after.text}
    if bound.node is not None:
        stray = {n for n in changed if n not in named and n not in after.subtree(bound.node)}
        require(not stray, "a unit that the edit does not name has changed", edit, *stray)
        lost = {n for n in gone if n not in named and before.text[n][0]}
        require(not lost, "a unit that the edit does not name is gone", edit, *lost)
    new = getattr(edit, "new", None)
    if isinstance(new, Passage) and not getattr(edit, "restates", False):
        printed_now = _bare("".join(after.document.lines()))
        for line in new.text:
            core = _bare(_LABEL.sub("", line))
            require(core in printed_now, "new words of an edit are not in the text as quoted", edit, line)
    made = {n for n in after.text if n not in before.text}
    then, now = before.words(changed | gone), after.words(changed | made)
    gained, missing = now - then, then - now
    wanted = _expected(bound, before)
    text_edit = isinstance(edit, ReplaceText | InsertText | DeleteText)
    if wanted is not None and not (text_edit and not gained and not missing):  # in the table of contents
        come, go = wanted
        times = 1
        if text_edit:
            times = _times(come, go, gained, missing)
        for char in come | go:
            come[char], go[char] = times * come[char], times * go[char]
        require(
            come - go == gained and go - come == missing,
            "words came or went that the edit does not quote",
            edit,
            {
                "come": "".join((gained - (come - go)).elements()),
                "gone": "".join((missing - (go - come)).elements()),
                "not come": "".join(((come - go) - gained).elements()),
                "not gone": "".join(((go - come) - missing).elements()),
            },
        )


def _bare(text: str) -> str:
    """The text without white space and punctuation."""
    return "".join(c for c in text if c.isalnum())


def _times(come: Counter[str], go: Counter[str], gained: Counter[str], missing: Counter[str]) -> int:
    """How often a phrase was replaced, as the words tell."""
    for char, count in (come - go).items():
        return max(1, gained[char] // count)
    for char, count in (go - come).items():
        return max(1, missing[char] // count)
    return 1


def _letters(*passages: Passage | str | None) -> Counter[str]:
    texts = ["\n".join(p.text) if isinstance(p, Passage) else p or "" for p in passages]
    return Counter("".join(_WORDS.findall("".join(texts))))


def _expected(bound: Bound, before: _Snapshot) -> tuple[Counter[str], Counter[str]] | None:
    """The words that an edit brings and takes away, once."""
    match bound.edit:
        case ReplaceText(old=old, new=new):
            return _letters(new), _letters(old)
        case InsertText(new=new):
            return _letters(new), Counter()
        case DeleteText(old=old):
            return Counter(), _letters(old)
        case ReplaceNode(restates=True):
            return Counter(), Counter()
        case ReplaceNode(old=None, new=new, place=place) if not place.part and place.sentences is None:
            return _letters(new), before.words(
                before.subtree(bound.node) - {bound.node}
                if _headed(bound.node)
                else before.subtree(bound.node)
            )
        case InsertNode(new=new, title=title):
            return _letters(new, title), Counter()
        case DeleteNode():
            return Counter(), before.words(before.subtree(bound.node))
        case Renumber() if bound.node in before.text:
            return Counter(), Counter()
        case Renumber():  # its article got a new text without it
            return None
        case Merge(into=None, new=new):
            return _letters(new), before.words(before.subtree(bound.node, *bound.others))
        case Merge():
            return Counter(), before.words(
                [bound.node] if bound.node is not None and _headed(bound.node) else []
            )
        case Retitle(new=new):
            assert bound.node is not None
            return _letters(new), before.words([bound.node])
        case _:
            return None


def _headed(node: Node | None) -> bool:
    """A chapter or box keeps its title when its content is replaced."""
    return node is not None and node.unit in (
        Unit.PART,
        Unit.SUBPART,
        Unit.CHAPTER,
        Unit.SECTION,
        Unit.GROUP,
        Unit.BOX,
    )


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
