"""A text as it was received: its paragraphs in order, and what was left out as not of the text.

A reader makes a `Manuscript`; nobody changes it afterwards.  Law: every character of `source` outside
white space lies in the span of a paragraph or of something dropped (`Manuscript.unaccounted` is empty).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Format = Literal["txt", "md", "html", "docx", "pdf", "collated"]
Rows = tuple[tuple[str, ...], ...]


class Span(NamedTuple):
    """Where something stands: offsets into `Manuscript.source`, and the page where pages are known."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or table, e.g. ``Paragraph("第一条　为了保障……", Span(0, 12))``.

    `text` has no white space around it and no line break, but for a table, whose text is its rows,
    one a line, cells separated by tabs.  `heading` is the level that the source marks, if it marks one;
    headings that only their wording shows (第一章　总则) have None.
    """

    text: str
    source: Span
    rows: Rows | None = None
    heading: int | None = None

    @classmethod
    def table(cls, rows: Rows, source: Span) -> Paragraph:
        """A table; cells that the source merges are given once and are empty where they continue."""
        return cls("\n".join("\t".join(row) for row in rows), source, rows)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of the source that is not of the text, e.g. ``Dropped("— 3 —", "page number", …)``."""

    text: str
    why: str
    where: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a reader made of a file.

    `source` is the text that spans index: the decoded file for txt and Markdown; for HTML, docx and
    pdf the text they hold, without markup.  `notes` are remarks to the user, e.g. that tracked changes
    were taken as accepted.
    """

    name: str
    format: Format
    source: str
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs)

    def unaccounted(self) -> tuple[Span, ...]:
        """The stretches of the source, white space aside, that are neither text nor dropped."""
        claimed = sorted([p.source for p in self.paragraphs] + [d.where for d in self.dropped])
        gaps: list[Span] = []
        reached = 0
        for span in [*claimed, Span(len(self.source), len(self.source))]:
            if span.start > reached and self.source[reached : span.start].strip():
                gaps.append(Span(reached, span.start))
            reached = max(reached, span.end)
        return tuple(gaps)
