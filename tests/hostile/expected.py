"""What is expected of a hostile file: words of the error that refuses it, or text that is read from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Refused(NamedTuple):
    """`make` makes bytes that a reader refuses, with these words in its one line."""

    make: Callable[[], bytes]
    words: str


class Read(NamedTuple):
    """`make` makes bytes that are read; `text` is a paragraph of them, `never` stands nowhere in them."""

    make: Callable[[], bytes]
    text: str = ""
    never: str = ""
