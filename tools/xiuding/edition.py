"""The redlines of one instrument: pages for reading, comparison tables, a docx with tracked changes.

Everything is drawn from the text before, the instrument and nothing else, so the set is the same on
every machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xiuding import markdown, originals
from xiuding.address import Unit
from xiuding.consolidate import Step, apply_clauses
from xiuding.document import Document
from xiuding.instrument.model import Clause, DeleteText, Edit, InsertText, Instrument, ReplaceText
from xiuding.ledger.history import History
from xiuding.ledger.nouns import Record
from xiuding.provenance import Marks, Provenance
from xiuding.redline import Redline, Row, compare, drafted
from xiuding.redline.json import to_json
from xiuding.render.rows import heading_level
from xiuding.render.views import ChapterView, ClauseView, InstrumentView, MarkedRow, PlanView

_FILES = (Unit.PART, Unit.SUBPART, Unit.CHAPTER, Unit.ANNEX)
_FRONT = "卷首"


Watch = Callable[[Iterable[Step], int], Iterable[Step]]
"""Hands on the steps of an application, whose number it is told."""


def _unwatched(steps: Iterable[Step], _total: int) -> Iterable[Step]:
    return steps


@dataclass(frozen=True, slots=True)
class Edition:
    """The clauses of an instrument with what each changed, and the redline of the whole way."""

    view: PlanView
    whole: Redline
    issuer: str


def edition(
    document: Document,
    instrument: Instrument,
    *,
    literal: bool = False,
    gaps: bool = False,
    watch: Watch = _unwatched,
) -> Edition:
    """Apply the instrument to `document`, in place, and take down what every clause changes.

    `gaps` says that the document is a reconstruction; `watch` hands on the steps, to show progress.
    """
    title = document.title
    first = before = list(document.lines())
    headings = _headings(document)
    provenance = Provenance(first)
    views: list[ClauseView] = []
    for step in watch(apply_clauses(document, instrument, literal=literal), len(instrument.clauses)):
        after = list(document.lines())
        redline = compare(before, after)
        provenance.step(redline, step.clause.id)
        headings |= _headings(document)
        views.append(_clause_view(step.clause, _excerpt(redline), step.notes))
        before = after
    whole = compare(first, before)
    rows = list(zip(whole, provenance.marks(whole), strict=True))
    view = PlanView(
        title=title,
        instrument=InstrumentView(
            instrument.title, instrument.number, date.fromisoformat(instrument.date or instrument.effective)
        ),
        chapters=tuple(_chapters(rows, headings, [view.id for view in views])),
        clauses=tuple(views),
        reconstruction=gaps,
    )
    return Edition(view, whole, instrument.issuer)


def files(made: Edition) -> Iterator[tuple[str, bytes]]:
    """The set as (path, bytes): ``index.html`` and a page for each clause, 对照表 thrice, docx, JSON."""
    from xiuding.render import docx, html
    from xiuding.render.table.document import document
    from xiuding.render.table.markdown import markdown
    from xiuding.render.table.page import page

    day = made.view.instrument.day
    title = f"《{made.view.title}》修改前后对照表"
    for path, text in html.plan_pages(made.view):
        yield path, text.encode()
    yield "对照表.html", page(made.whole, title=title).encode()
    yield "对照表.md", "".join(f"{line}\n" for line in markdown(made.whole, title=title)).encode()
    yield "对照表.docx", document(made.whole, title=title, author=made.issuer, day=day)
    yield "修订稿.docx", docx.render(made.whole, title=made.view.title, author=made.issuer, day=day)
    yield "redline.json", (json.dumps(to_json(made.whole), ensure_ascii=False, indent=1) + "\n").encode()


def _headings(document: Document) -> set[str]:
    return {node.heading for node in document.walk() if node.unit in _FILES}


# -- one clause -------------------------------------------------------------------------------------
def _clause_view(clause: Clause, redline: Redline, notes: Sequence[str]) -> ClauseView:
    return ClauseView(
        id=clause.id,
        label=clause.label or clause.id,
        text=originals.words(clause),
        place="、".join(dict.fromkeys(edit.target for edit in clause.edits)),
        operations=tuple(dict.fromkeys(edit.op for edit in clause.edits)),
        refined=redline,
        drafted=_as_drafted(redline, clause.edits),
        notes=tuple(dict.fromkeys(notes)),
    )


def _excerpt(redline: Redline) -> Redline:
    """The changed rows, what stands next to those that came or went, and the headings above."""
    rows = redline.rows
    kept = {at for at, row in enumerate(rows) if row.kind != "equal"}
    kept |= {near for at in kept if rows[at].kind != "changed" for near in (at - 1, at + 1)} & set(
        range(len(rows))
    )
    for at in sorted(kept):
        lowest = _level(rows[at]) or 99
        for above in range(at - 1, -1, -1):
            level = _level(rows[above])
            if 0 < level < lowest:
                kept.add(above)
                lowest = level
    return Redline(tuple(rows[at] for at in sorted(kept)))


def _level(row: Row) -> int:
    return heading_level(row.new if row.new is not None else row.old or "")


def _as_drafted(redline: Redline, edits: Sequence[Edit]) -> Redline:
    """The same rows with the passages struck and replaced as the clause quotes them."""
    passages = [passage for edit in edits for passage in _passages(edit)]
    return Redline(tuple(_row_as_drafted(row, passages) for row in redline))


def _row_as_drafted(row: Row, passages: Sequence[tuple[str, str]]) -> Row:
    if row.kind != "changed" or row.old is None or row.new is None:
        return row
    return drafted(row.old, row.new, passages) or drafted(row.old, row.new, [(row.old, row.new)]) or row


def _passages(edit: Edit) -> Iterator[tuple[str, str]]:
    match edit:
        case ReplaceText(old=old, new=new):
            yield old.line, new.line
        case DeleteText(old=old):
            yield old.line, ""
        case InsertText(new=new):
            yield "", new.line
        case _:
            return


# -- the whole text ---------------------------------------------------------------------------------
def _chapters(
    rows: Sequence[tuple[Row, Marks]], headings: set[str], clauses: Sequence[str]
) -> Iterator[ChapterView]:
    """The rows chapter by chapter; a clause is listed under the first chapter that it changes."""
    parts: list[tuple[str, list[MarkedRow]]] = [(_FRONT, [])]
    for row, marks in rows:
        line = row.new if row.new is not None else row.old
        if line in headings:
            parts.append((line or "", []))
        parts[-1][1].append(MarkedRow(replace(row, changes=marks.changes), marks.clauses, marks.owners))
    home: dict[str, int] = {}
    for number, (_, marked) in enumerate(parts):
        for mark in marked:
            for clause in mark.clauses:
                home.setdefault(clause, number)
    last = 0
    for clause in clauses:  # one that left no trace, for another undid it, stays with its neighbour
        last = home.setdefault(clause, last)
    for number, (title, marked) in enumerate(parts):
        if marked:
            listed = tuple(clause for clause in clauses if home[clause] == number)
            yield ChapterView(title, listed, tuple(marked))


def of_files(
    text: Document, run: originals.Files, *, gaps: bool = False, watch: Watch = _unwatched
) -> Edition:
    """The edition of an instrument that a history keeps, on the text it was applied to."""
    instrument, literal = originals.instrument(run)
    return edition(text, instrument, literal=literal, gaps=gaps, watch=watch)


def of_history(history: History, slug: str, *, watch: Watch = _unwatched) -> Edition:
    """The edition of an instrument by its name in tags: ``内政办发-2022-62号``."""
    first = next(r for r in history.log if any(tag.startswith(f"clause/{slug}/") for tag in r.tags))
    before = history.parent(first.id)
    assert before is not None  # the base is of no instrument
    gaps = history.log[0].value("Base") == "reconstruction"
    return of_files(markdown.load(history.read_tree(before)), history.inputs(slug), gaps=gaps, watch=watch)


def clause_of(history: History, record: Record) -> tuple[Edition, ClauseView]:
    """The edition that a clause's commit belongs to, and the clause in it."""
    tag = next(tag for tag in record.tags if tag.startswith("clause/"))
    made = of_history(history, tag.split("/")[1])
    return made, made.view.clause(record.clause or "")
