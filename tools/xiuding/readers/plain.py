"""Plain text → `Manuscript`: one paragraph a line."""

from __future__ import annotations

from xiuding.manuscript import Manuscript, Paragraph, Span


def read(text: str, name: str) -> Manuscript:
    """The manuscript in a plain text."""
    paragraphs: list[Paragraph] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + line.index(stripped)
            paragraphs.append(Paragraph(stripped, Span(start, start + len(stripped))))
        offset += len(line)
    return Manuscript(name, "txt", text, tuple(paragraphs))
