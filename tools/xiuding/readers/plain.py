"""Plain text → `Manuscript`."""

from __future__ import annotations

from xiuding.manuscript import Manuscript
from xiuding.readers import lines
from xiuding.readers.line import split


def read(text: str, name: str) -> Manuscript:
    """The manuscript in a plain text, e.g. ``read("第一条　为了……", "条例.txt")``."""
    return lines.assemble(name, "txt", text, split(text))
