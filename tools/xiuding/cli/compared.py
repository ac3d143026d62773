"""What `xiuding diff` compares: two texts, two sides, or what one clause changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from xiuding import redline as redlines
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.cli.sides import Side
    from xiuding.redline import Redline


@dataclass(frozen=True, slots=True)
class Compared:
    """A redline, and what a page or docx says of it where the user does not.

    `title` makes that of a form: a table, 《…》修改前后对照表, or any other.  `names` stand above the columns
    of a page.  `page` makes the HTML page where that is more than the redline, given a title or None;
    `inputs` are the files that must not be written over.
    """

    redline: Redline
    title: Callable[[str], str]
    names: tuple[str, str] = ("修改前", "修改后")
    author: str = "修订"
    day: date | None = None
    inputs: tuple[str, ...] = ()
    page: Callable[[str | None], str] | None = None


def texts(old: str, new: str, *, characters: bool, across: bool) -> Compared:
    """The texts themselves; `across` shows divided and joined paragraphs in one row."""
    redline = redlines.compare_text(old, new, characters=characters, across=across)
    return Compared(redline, lambda _: say("text", "文本"))


def sides(
    old: str, new: str, place: str | None, repo: str | None, *, characters: bool, across: bool
) -> Compared:
    """Files, folders or versions, whole or in one place; `across` as for `texts`."""
    from xiuding.cli.sides import find, names

    with _uncollected():
        before, after = find(old, new, repo)
        if place is None:
            redline = redlines.compare(before.lines, after.lines, characters=characters, across=across)
            return Compared(redline, partial(_title, after), names(before, after), inputs=(old, new))
    from xiuding.cli.place import within

    documents = before.document, after.document
    paragraphs = [list(document.lines()) for document in documents]
    redline = within(redlines.compare(*paragraphs, characters=characters, across=across), *documents, place)
    title = partial(_title, after, place=place)
    return Compared(redline, title, names(before, after), inputs=(old, new))


def _title(side: Side, form: str, *, place: str = "") -> str:
    if form == "table" and side.heading:
        return f"《{side.heading}》{place}修改前后对照表"
    return f"{side.title} {place}".rstrip()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No look for cycles: a comparison makes many small objects, none of them in a cycle.

    They are needed to the end of the process, so no later look need take them in either.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def clause(repo: str | None, name: str, instrument: str | None, *, drafted: bool) -> Compared:
    """What a clause changed: the words that differ, or with `drafted` the passages as it quotes them."""
    from xiuding import edition
    from xiuding.cli import repository
    from xiuding.cli.show import find
    from xiuding.render import html

    with repository.open_history(repo) as history:
        made, view = edition.clause_of(history, find(history, name, instrument))
    return Compared(
        view.drafted if drafted and view.drafted is not None else view.refined,
        lambda form: (
            f"《{made.view.title}》修改前后对照表（{view.label}）"
            if form == "table"
            else f"{made.view.title} {view.label}"
        ),
        author=made.issuer,
        day=made.view.instrument.day,
        page=lambda title: html.clause_page(
            view, title=title or made.view.title, instrument=made.view.instrument
        ),
    )
