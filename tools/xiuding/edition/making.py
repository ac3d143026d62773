"""Applies an instrument step by step and takes down what every clause changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from xiuding.consolidate import Step, apply_clauses
from xiuding.document import Document
from xiuding.edition.chapters import chapters, openings
from xiuding.edition.clauses import clause_view
from xiuding.instrument.model import Instrument
from xiuding.provenance import Provenance
from xiuding.redline import Redline, compare
from xiuding.render.rows import levels, wording
from xiuding.render.views import ClauseView, InstrumentView, MarkedRow, PlanView

Watch = Callable[[Iterable[Step], int], Iterable[Step]]
"""Hands on the steps of an application, whose number it is told."""


def unwatched(steps: Iterable[Step], _total: int) -> Iterable[Step]:
    """Hand on the steps and show nothing."""
    return steps


@dataclass(frozen=True, slots=True)
class Edition:
    """The clauses of an instrument with what each changed, and the lines of the text before and after."""

    view: PlanView
    old: tuple[str, ...]
    new: tuple[str, ...]
    issuer: str

    def whole(self, *, across: bool) -> Redline:
        """The redline of the whole way; `across` shows divided and joined paragraphs in one row."""
        return compare(self.old, self.new, across=across)


def edition(
    document: Document,
    instrument: Instrument,
    *,
    literal: bool = False,
    gaps: bool = False,
    watch: Watch = unwatched,
) -> Edition:
    """Apply the instrument to `document`, in place, and take down what every clause changes.

    `gaps` says that the document is a reconstruction; `watch` hands on the steps, to show progress.
    """
    title = document.title
    first = before = list(document.lines())
    opened = dict(openings(document))
    provenance = Provenance(first)
    views: list[ClauseView] = []
    for step in watch(apply_clauses(document, instrument, literal=literal), len(instrument.clauses)):
        after = list(document.lines())
        provenance.step(compare(before, after), step.clause.id)
        views.append(clause_view(step, compare(before, after, across=True)))
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
        chapters=tuple(chapters(rows, opened, dict(openings(document)), views)),
        clauses=tuple(views),
        reconstruction=gaps,
    )
    return Edition(view, tuple(first), tuple(before), instrument.issuer)
