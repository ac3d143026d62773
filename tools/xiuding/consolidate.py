r"""base + instrument → the text as it now stands, clause by clause.

>>> from xiuding.structure import build
>>> from xiuding.instrument import parse
>>> base = build(["某某条例", "第一条　设立甲三支。"])
>>> order = parse(["某某条例修正案", "一、将第一条中的“三支”修改为“五支”。"])
>>> [step.status for step in apply_clauses(base, order)], base.dump()
(['applied'], '某某条例\n第一条　设立甲五支。\n')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from xiuding import crossref, omnibus
from xiuding.apply import Draft, apply_clause
from xiuding.arrange import arrange
from xiuding.bind import Index, bind
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply, NotUnderstood, XiudingError
from xiuding.instrument.model import Clause, Instrument, Reorder
from xiuding.language import say

Status = Literal["applied", "refused", "not-understood"]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one clause; `touched` are the nodes it changed, `notes` what it had to decide."""

    clause: Clause
    status: Status
    reason: str | None = None
    notes: tuple[str, ...] = ()
    touched: tuple[Node, ...] = ()


def apply_clauses(document: Document, instrument: Instrument, *, literal: bool = False) -> Iterator[Step]:
    """Apply an instrument to `document`, in place, a clause at a time.

    A clause that is refused leaves no trace: the document is then as the clauses before it made it, and the
    next clause goes on from there.  The numbers that it would have given stay reserved: the other clauses
    and the closing formula number the articles as the instrument as a whole does, and cite them so.
    """
    clauses = list(omnibus.own(instrument, document))
    for node in document.walk():
        node.fresh = []  # what an earlier instrument brought is base text to this one
    run = _Run(document, clauses, literal=literal)
    for i in range(len(clauses)):
        step = run.step(i)
        if i == len(clauses) - 1:
            step = replace(step, notes=(*step.notes, *run.left_behind()))
        yield step


class _Run:
    """All clauses bound to the document as it stands before them, to be applied in order."""

    def __init__(
        self, document: Document, clauses: Sequence[tuple[Clause, DoesNotApply | None]], *, literal: bool
    ) -> None:
        self.clauses = [clause for clause, _ in clauses]
        self.strange = {i: refused for i, (_, refused) in enumerate(clauses) if refused is not None}
        index = Index(document)
        self.bound = [edits for _, edits in bind(index, self.clauses)]
        for i in self.strange:
            self.bound[i] = []
        self.before = crossref.Numbering(document, crossref.merged(chain.from_iterable(self.bound)))
        self.closed = False
        self.draft = Draft(document, index, arrange(document, self.bound), literal=literal)

    def step(self, i: int) -> Step:
        """Apply a clause, or take back what was done of it before it turned out not to apply."""
        clause = self.clauses[i]
        if clause.problem is not None:
            return Step(clause, "not-understood", clause.problem)
        try:
            with self.draft.journal:
                self._apply(i)
        except DoesNotApply as error:
            return Step(clause, "refused", str(error))
        return Step(
            clause, "applied", None, tuple(dict.fromkeys(self.draft.notes)), tuple(self.draft.touched)
        )

    def _apply(self, i: int) -> None:
        if self.clauses[i].repeals:
            raise DoesNotApply(
                say(
                    "the whole text is repealed; nothing is left to amend", "全文已被废止，没有可以修改的文本"
                )
            )
        if i in self.strange:
            raise self.strange[i]
        if i in self.draft.arrangement.problems:
            raise self.draft.arrangement.problems[i]
        edits = self.bound[i]
        if not any(isinstance(b.edit, Reorder) for b in edits):
            apply_clause(self.draft, edits)
            return
        self.draft.begin()
        crossref.reorder(self.draft, self.before, edits)
        self.closed = True

    def left_behind(self) -> list[str]:
        """The references that no closing formula moves: told with the last clause."""
        return [] if self.closed else crossref.left_behind(self.draft.document, self.before)


def refusal(steps: Sequence[Step]) -> XiudingError | None:
    """The error for the clauses that did not apply, a line for each; None where all did.

    Its message is the first of them with the number of the others: 二：第三条：原文没有“游泳”（另有2项）.
    """
    bad = [s for s in steps if s.status != "applied"]
    if not bad:
        return None
    lines = [f"{s.clause.label or s.clause.id}：{s.reason}" for s in bad]
    more = say(f" (and {len(bad) - 1} more)", f"（另有{len(bad) - 1}项）") if len(bad) > 1 else ""
    kind = NotUnderstood if any(s.status == "not-understood" for s in bad) else DoesNotApply
    return kind(lines[0] + more, lines)
