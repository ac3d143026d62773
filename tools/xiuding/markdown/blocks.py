"""The blocks of a page of Markdown with their places: what nobody touches is written as it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["heading", "table", "entry", "text"]
Form = Literal["block", "inline", "entry", "quoted"]

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_QUOTED = re.compile(r" {0,3}> ?")
_ENTRY = re.compile(r"[-*] ")


class Run(NamedTuple):
    """A block as it is scanned: ``page[start:end]``, and its lines without quotation marks ``>``."""

    kind: Kind
    quoted: bool
    start: int
    end: int
    lines: tuple[str, ...]


class Block(str):
    """A node's stretch of its page, kept until the node says something else.

    `says` is what the node said when it was read, `form` how the block stands on the page.  The page
    itself is kept too: between two neighbours of one page stays what stood between them.
    """

    __slots__ = ("end", "form", "page", "says", "start")

    page: str
    start: int
    end: int
    form: Form
    says: object

    @classmethod
    def of(cls, page: str, start: int, end: int, form: Form, says: object) -> Block:
        """The block ``page[start:end]``."""
        block = cls(page[start:end])
        block.page, block.start, block.end, block.form, block.says = page, start, end, form, says
        return block

    def __deepcopy__(self, _memo: object) -> Block:
        return self  # a copy of the tree is still of the same page


def scan(page: str) -> Iterator[Run]:
    """The blocks of a page in order: headings and list entries by line, tables and paragraphs by run."""
    open_run: Run | None = None
    at = 0
    for line in page.split("\n"):
        quote = _QUOTED.match(line)
        content = line[quote.end() :] if quote else line
        end = at + len(line)
        run = Run(_kind(content), quote is not None, at, end, (content,)) if content.strip() else None
        if run and open_run and _continues(open_run, run):
            open_run = Run(open_run.kind, open_run.quoted, open_run.start, end, (*open_run.lines, content))
        else:
            if open_run:
                yield open_run
            open_run = run
        at = end + 1
    if open_run:
        yield open_run


def _kind(line: str) -> Kind:
    if _HEADING.match(line):
        return "heading"
    if line.lstrip().startswith("|"):
        return "table"
    return "entry" if _ENTRY.match(line) else "text"


def _continues(before: Run, after: Run) -> bool:
    return before.quoted == after.quoted and before.kind == after.kind and after.kind in ("table", "text")


def blank(text: str) -> bool:
    """Whether nothing stands in a stretch between blocks but white space and quotation marks."""
    return not text.replace(">", "").strip()
