"""Pages that need no network: one comparison, one clause, or a whole plan with all its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiuding.names import safe_name
from xiuding.redline.model import Redline
from xiuding.render.html import fragments
from xiuding.render.html.environment import render
from xiuding.render.views import OPERATIONS, ClauseView, InstrumentView, PlanView, ShelfEntry

__all__ = ["clause_page", "diff_page", "plan_pages", "shelf_page"]


def diff_page(
    redline: Redline,
    *,
    title: str,
    old_name: str = "修改前",
    new_name: str = "修改后",
    drafted: Redline | None = None,
    context: int | None = None,
) -> str:
    """A page for one comparison, side by side and in line, refined first and `drafted` where given.

    `context` unchanged paragraphs stay open beside each change; None folds nothing.

    >>> row = Row("changed", "73支", "75支", (Change("-", "73支"), Change("+", "75支")))
    >>> "<del>" in diff_page(Redline((row,)), title="乌兰牧骑")
    True
    """
    return render(
        "diff.html.j2",
        title=title,
        old_name=old_name,
        new_name=new_name,
        refined=redline,
        drafted=drafted,
        context=context,
    )


def clause_page(clause: ClauseView, *, title: str, instrument: InstrumentView, index: str = "") -> str:
    """A page for one clause of an instrument that amends the document called `title`.

    `index` is the address of the page with all clauses, where there is one to go back to.
    """
    return render("clause.html.j2", title=title, clause=clause, instrument=instrument, index=index)


def plan_pages(plan: PlanView) -> Iterator[tuple[str, str]]:
    """The pages of a plan as (path, page): ``index.html`` with everything, and one for each clause.

    The index answers to deep links such as ``index.html#4.8.1``.
    """
    yield "index.html", _plan_page(plan)
    for clause in plan.clauses:
        page = clause_page(clause, title=plan.title, instrument=plan.instrument, index="../index.html")
        yield f"clauses/{safe_name(clause.id)}.html", page


def shelf_page(title: str, entries: Sequence[ShelfEntry]) -> str:
    """The page above those of several instruments, with the forms of the whole way beside it."""
    return render("shelf.html.j2", title=title, entries=entries)


def _plan_page(plan: PlanView) -> str:
    labels = {clause.id: clause.label for clause in plan.clauses}
    used = {operation for clause in plan.clauses for operation in clause.operations}
    seen: set[str] = set()
    texts = [
        fragments.paragraphs(chapter.rows, f"ch{number}-", labels, seen)
        for number, chapter in enumerate(plan.chapters, 1)
    ]
    kinds = {name: OPERATIONS.get(name, name) for name in [*OPERATIONS, *sorted(used)] if name in used}
    return render("plan.html.j2", title=plan.title, plan=plan, texts=texts, in_text=seen, kinds=kinds)
