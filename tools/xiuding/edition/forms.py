"""An edition as files: the pages, the comparison tables, the docx with tracked changes, the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from xiuding.edition.making import Edition
from xiuding.redline.json import to_json
from xiuding.render.views import ShelfEntry
from xiuding.render.visible import escaped


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
    from xiuding.render import html

    first, *_, last = editions.values()
    entries = [
        ShelfEntry(made.view.instrument, f"{quote(folder)}/index.html", len(made.view.clauses))
        for folder, made in editions.items()
    ]
    yield "index.html", html.shelf_page(last.view.title, entries).encode()
    yield from _forms(replace(last, view=replace(last.view, clauses=(), chapters=()), old=first.old))


def _forms(made: Edition) -> Iterator[tuple[str, bytes]]:
    """The comparison tables, the docx and the data of a whole redline."""
    from xiuding.render import docx
    from xiuding.render.table.document import document
    from xiuding.render.table.markdown import markdown
    from xiuding.render.table.page import page

    day = made.view.instrument.day
    title = f"《{made.view.title}》修改前后对照表"
    redline = made.whole(across=True)
    notes = [(view.label, "；".join(view.notes)) for view in made.view.clauses if view.notes]
    yield "对照表.html", page(redline, title=title, notes=notes).encode()
    table = markdown(redline, title=title, notes=notes)
    yield "对照表.md", "".join(f"{line}\n" for line in table).encode()
    yield "对照表.docx", document(redline, title=title, author=made.issuer, day=day, notes=notes)
    yield "修订稿.docx", docx.render(redline, title=made.view.title, author=made.issuer, day=day)
    data = to_json(made.whole(across=False))  # programs count on a row for each paragraph
    yield "redline.json", f"{escaped(json.dumps(data, ensure_ascii=False, indent=1))}\n".encode()
