"""Pages that need no network: one comparison, one clause, or a whole plan with all its clauses."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from xiuding.redline.model import Redline
from xiuding.render.html import fragments
from xiuding.render.views import GAP, OPERATIONS, ClauseView, InstrumentView, PlanView
from xiuding.render.visible import visible

_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）、．.]\s*")
_SNIPPET = 36

__all__ = ["clause_page", "diff_page", "plan_pages"]


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
    return _render(
        "diff.html.j2",
        title=title,
        old_name=old_name,
        new_name=new_name,
        refined=redline,
        drafted=drafted,
        context=context,
    )


def clause_page(clause: ClauseView, *, title: str, instrument: InstrumentView) -> str:
    """A page for one clause of an instrument that amends the document called `title`."""
    return _render("clause.html.j2", title=title, clause=clause, instrument=instrument)


def plan_pages(plan: PlanView) -> Iterator[tuple[str, str]]:
    """The pages of a plan as (path, page): ``index.html`` with everything, and one for each clause.

    The index answers to deep links such as ``index.html#4.8.1``.
    """
    yield "index.html", _plan_page(plan)
    for clause in plan.clauses:
        yield f"clauses/{clause.id}.html", clause_page(clause, title=plan.title, instrument=plan.instrument)


def _plan_page(plan: PlanView) -> str:
    labels = {clause.id: clause.label for clause in plan.clauses}
    used = {operation for clause in plan.clauses for operation in clause.operations}
    seen: set[str] = set()
    texts = [
        fragments.paragraphs(chapter.rows, f"ch{number}-", labels, seen)
        for number, chapter in enumerate(plan.chapters, 1)
    ]
    kinds = {name: OPERATIONS.get(name, name) for name in [*OPERATIONS, *sorted(used)] if name in used}
    return _render("plan.html.j2", title=plan.title, plan=plan, texts=texts, in_text=seen, kinds=kinds)


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__name__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Templates never meet raw text: what they print is shown, then escaped.
    environment.finalize = _shown
    environment.filters["rows"] = fragments.rows
    environment.filters["prose"] = _prose
    environment.filters["snippet"] = _snippet
    environment.globals.update(GAP=GAP, OPERATIONS=OPERATIONS, asset=_asset, digest=_digest)
    return environment


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _prose(words: str) -> Markup:
    """A clause's own words, a paragraph for every line."""
    lines = [fragments.text(line) for line in words.splitlines() if line.strip()]
    return Markup("".join(f"<p>{line}</p>" for line in lines))  # noqa: S704 - each line went through `text`


def _snippet(words: str) -> str:
    """The beginning of a clause's words without the number that its label shows already."""
    line = _NUMBER.sub("", " ".join(words.split()), count=1)
    return line if len(line) <= _SNIPPET else f"{line[:_SNIPPET]}…"


@lru_cache(maxsize=2)
def _asset(name: str) -> Markup:
    """A style sheet or script of this package, to stand inside the page."""
    source = files(__name__).joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(source)  # noqa: S704 - a file of ours


def _digest(name: str) -> str:
    """The script's hash for the page's content security policy: no other script may run."""
    return "sha256-" + b64encode(sha256(_asset(name).encode()).digest()).decode()
