"""Reading: a file in any supported format → a `Manuscript`."""

from __future__ import annotations

from pathlib import Path

from xiuding.errors import UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Manuscript

__all__ = ["read", "read_text"]


def read(source: str | Path | bytes, *, name: str | None = None) -> Manuscript:
    """The manuscript in a file or in the bytes of one, e.g. ``read("决定.txt").paragraphs``.

    Raises `UnreadableInput` for a file that is missing, damaged or of an unknown format.
    """
    from xiuding.readers import plain

    if isinstance(source, bytes):
        return plain.read(source.decode("utf-8-sig"), name or "-")
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            say(f"{path}: cannot be read: {error.strerror}", f"{path}：无法读取：{error.strerror}")
        ) from error
    return read(data, name=name or path.name)


def read_text(text: str, *, name: str = "-") -> Manuscript:
    """The manuscript in a plain text, e.g. ``read_text("第一条　为了……")``."""
    from xiuding.readers import plain

    return plain.read(text, name)
