"""The redlines of one instrument: pages for reading, comparison tables, a docx with tracked changes.

Everything is drawn from the text before, the instrument and nothing else, so the set is the same on
every machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xiuding import markdown, originals
from xiuding.address import Unit
from xiuding.consolidate import Step, apply_clauses
from xiuding.document import Document, Node
from xiuding.errors import RepositoryError
from xiuding.instrument.model import Clause, DeleteText, Edit, InsertText, Instrument, ReplaceText
from xiuding.language import say
from xiuding.ledger.history import History
from xiuding.ledger.nouns import Record
from xiuding.provenance import Provenance
from xiuding.redline import Redline, Row, compare, drafted
from xiuding.redline.json import to_json
from xiuding.render.rows import levels, wording
from xiuding.render.views import ChapterView, ClauseView, InstrumentView, MarkedRow, PlanView, ShelfEntry
from xiuding.render.visible import escaped
from xiuding.structure import article_label

_FILES = (Unit.PART, Unit.SUBPART, Unit.CHAPTER, Unit.ANNEX)
_FRONT, _WHOLE = "卷首", "全文"
_LEAD = 4  # below the levels of headings


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
    opened = dict(_openings(document))
    provenance = Provenance(first)
    views: list[ClauseView] = []
    for step in watch(apply_clauses(document, instrument, literal=literal), len(instrument.clauses)):
        after = list(document.lines())
        redline = compare(before, after)
        provenance.step(redline, step.clause.id)
        views.append(_clause_view(step.clause, _excerpt(redline), step.notes))
        before = after
    whole = compare(first, before)
    marks = zip(whole, provenance.marks(whole), levels(whole), strict=True)
    rows = [MarkedRow(r._replace(changes=m.changes), m.clauses, m.owners, level) for r, m, level in marks]
    if rows and wording(rows[0].row) in (title, document.title):
        rows[0] = replace(rows[0], level=1)
    view = PlanView(
        title=title,
        instrument=InstrumentView(
            instrument.title, instrument.number, date.fromisoformat(instrument.date or instrument.effective)
        ),
        chapters=tuple(_chapters(rows, opened, dict(_openings(document)), views)),
        clauses=tuple(views),
        reconstruction=gaps,
    )
    return Edition(view, whole, instrument.issuer)


def files(made: Edition) -> Iterator[tuple[str, bytes]]:
    """The set as (path, bytes): ``index.html`` and a page for each clause, 对照表 thrice, docx, JSON."""
    from xiuding.render import html

    for path, text in html.plan_pages(made.view):
        yield path, text.encode()
    yield from _forms(made)


def shelf(editions: Mapping[str, Edition]) -> Iterator[tuple[str, bytes]]:
    """What stands above the sets of several instruments, which are given by their folders.

    A page that lists them, and the forms of the whole way from the first text to the last.
    """
    from urllib.parse import quote

    from xiuding.render import html

    first, *_, last = editions.values()
    old = [line for row in first.whole if row.old is not None for line in row.old.split("\n")]
    new = [line for row in last.whole if row.new is not None for line in row.new.split("\n")]
    entries = [
        ShelfEntry(made.view.instrument, f"{quote(folder)}/index.html", len(made.view.clauses))
        for folder, made in editions.items()
    ]
    yield "index.html", html.shelf_page(last.view.title, entries).encode()
    yield from _forms(
        replace(last, view=replace(last.view, clauses=(), chapters=()), whole=compare(old, new))
    )


def _forms(made: Edition) -> Iterator[tuple[str, bytes]]:
    """The comparison tables, the docx and the data of a whole redline."""
    from xiuding.render import docx
    from xiuding.render.table.document import document
    from xiuding.render.table.markdown import markdown
    from xiuding.render.table.page import page

    day = made.view.instrument.day
    title = f"《{made.view.title}》修改前后对照表"
    notes = [(view.label, "；".join(view.notes)) for view in made.view.clauses if view.notes]
    yield "对照表.html", page(made.whole, title=title, notes=notes).encode()
    table = markdown(made.whole, title=title, notes=notes)
    yield "对照表.md", "".join(f"{line}\n" for line in table).encode()
    yield "对照表.docx", document(made.whole, title=title, author=made.issuer, day=day, notes=notes)
    yield "修订稿.docx", docx.render(made.whole, title=made.view.title, author=made.issuer, day=day)
    yield (
        "redline.json",
        f"{escaped(json.dumps(to_json(made.whole), ensure_ascii=False, indent=1))}\n".encode(),
    )


def _openings(node: Node, at: int = 0) -> Iterator[tuple[int, str]]:
    """The lines at which parts, chapters and annexes begin, counted from 0, and their headings."""
    for child in node.children:
        if child.unit in _FILES:
            yield at, child.heading.replace("\n", " ")
        if child.unit in (Unit.PART, Unit.SUBPART):
            yield from _openings(child, at + child.heading.count("\n") + 1)
        at += sum(1 for _ in child.lines())


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
    """The changed rows, what stands next to those that came or went, and the headings above.

    Above a changed paragraph or item of an article the line stands with which the article begins.
    """
    rows, heights = redline.rows, levels(redline)
    changed = {at for at, row in enumerate(rows) if row.kind != "equal"}
    leads = [
        height or _LEAD * bool(article_label(wording(row))) for row, height in zip(rows, heights, strict=True)
    ]
    kept = set(changed)
    kept |= {near for at in changed if rows[at].kind != "changed" for near in (at - 1, at + 1)} & set(
        range(len(rows))
    )
    for at in sorted(kept):
        above = leads if at in changed else heights
        lowest = above[at] or _LEAD + 1
        for higher in range(at - 1, -1, -1):
            if lowest == 1:
                break
            if 0 < above[higher] < lowest:
                kept.add(higher)
                lowest = above[higher]
    return Redline(tuple(rows[at] for at in sorted(kept)))


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
    rows: Sequence[MarkedRow],
    before: Mapping[int, str],
    after: Mapping[int, str],
    clauses: Sequence[ClauseView],
) -> Iterator[ChapterView]:
    """The rows chapter by chapter, given the lines at which chapters began and begin.

    A clause is listed under the first chapter that it changes, one about the whole text by itself at the end.
    """
    parts: list[tuple[str, list[MarkedRow]]] = [(_FRONT, [])]
    old = new = 0
    for mark in rows:
        row = mark.row
        title = after.get(new) if row.new is not None else before.get(old) if row.kind == "deleted" else None
        if title is not None:
            parts.append((title, []))
        parts[-1][1].append(mark)
        old, new = old + (row.old is not None), new + (row.new is not None)
    home = _homes(parts, clauses)
    for number, (title, marked) in enumerate(parts):
        if marked:
            yield ChapterView(title, tuple(name for name, at in home.items() if at == number), tuple(marked))
    if everywhere := tuple(name for name, at in home.items() if at is None):
        yield ChapterView(_WHOLE, everywhere, ())


def _homes(
    parts: Sequence[tuple[str, Sequence[MarkedRow]]], clauses: Sequence[ClauseView]
) -> dict[str, int | None]:
    """The chapter that each clause is listed under; None for one about the whole text."""
    first: dict[str, int] = {}
    # A new title of a chapter is in the contents too: these come last.
    for number in [*range(1, len(parts)), 0]:
        for mark in parts[number][1]:
            for clause in mark.clauses:
                first.setdefault(clause, number)
    home: dict[str, int | None] = {}
    last = 0
    for view in clauses:  # one that left no trace, for another undid it, stays with its neighbour
        last = first.get(view.id, last)
        home[view.id] = None if view.place.partition("（")[0] == _WHOLE else last
    return home


def of_files(
    text: Document, run: originals.Files, *, gaps: bool = False, watch: Watch = _unwatched
) -> Edition:
    """The edition of an instrument that a history keeps, on the text it was applied to."""
    instrument, literal = originals.instrument(run)
    return edition(text, instrument, literal=literal, gaps=gaps, watch=watch)


def of_history(history: History, slug: str, *, watch: Watch = _unwatched) -> Edition:
    """The edition of an instrument by its name in tags: ``内政办发-2022-62号``."""
    of_it = (r for r in history.log if any(tag.startswith(f"clause/{slug}/") for tag in r.tags))
    first = next(of_it, None)
    before = history.parent(first.id) if first is not None else None
    if before is None:
        raise _untagged(slug)
    gaps = history.log[0].value("Base") == "reconstruction"
    return of_files(markdown.load(history.read_tree(before)), history.inputs(slug), gaps=gaps, watch=watch)


def clause_of(history: History, record: Record) -> tuple[Edition, ClauseView]:
    """The edition that a clause's commit belongs to, and the clause in it."""
    tag = next((tag for tag in record.tags if tag.startswith("clause/")), None)
    if tag is None:
        raise _untagged(record.clause or record.id)
    made = of_history(history, tag.split("/")[1])
    return made, made.view.clause(record.clause or "")


def _untagged(name: str) -> RepositoryError:
    return RepositoryError(
        say(
            f"{name} has no tag, or a wrong one; see xiuding fsck",
            f"{name} 缺少标签或标签有误；请运行 xiuding fsck",
        )
    )
