"""A line of a source with its place: what the readers of all formats make, and paragraphs are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xiuding.manuscript import Rows, Span


class Line(NamedTuple):
    """A line of the source without the white space around it, at ``source[start:end]``.

    `rows` is set for a table that the markup gives, `cells` for a line that tabs divide.  `flush` and
    `full` say, where the layout is known, whether it starts like one that goes on, and whether the first
    word of the next one has no room in it.
    """

    text: str
    start: int
    end: int
    page: int | None = None
    rows: Rows | None = None
    cells: tuple[str, ...] = ()
    heading: int | None = None
    flush: bool | None = None
    full: bool | None = None
    image: bool = False

    @property
    def span(self) -> Span:
        """The line's place in the source."""
        return Span(self.start, self.end, self.page)


def split(source: str, start: int = 0, page: int | None = None) -> Iterator[Line]:
    """The lines of a plain text that are not blank, with their places."""
    offset = start
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if text:
            begin = offset + raw.index(text[0])
            cells: tuple[str, ...] = (text,)
            if "\t" in raw:
                cells = tuple(cell.strip() for cell in raw.strip(" \r\n\u3000").split("\t"))
            yield Line(text, begin, begin + len(text), page, cells=cells)
        offset += len(raw)
