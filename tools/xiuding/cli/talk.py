"""What the program says to its user: one line on stderr, safe to show whatever it quotes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.instrument.model import Edit

LONGEST = 2_000


def tell(message: str) -> None:
    """Print a message on stderr as one line, e.g. ``xiuding: 一（三）：原文没有“73支”``."""
    sys.stdout.flush()  # what was printed before it is read before it
    sys.stderr.write(f"xiuding: {one_line(message)}\n")


def one_line(text: str) -> str:
    """The text on one line, controls and direction marks spelt out, cut where it is very long."""
    from xiuding.render.visible import visible

    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return visible(" ".join(cut.split()))


def near(path: Path) -> str:
    """How to call a file or folder: from this folder where it lies below it, else from the root."""
    here, there = Path.cwd(), path.absolute()
    return str(there.relative_to(here)) if here in there.parents else str(there)


def operation(name: str) -> str:
    """An operation as the user calls it: ``replace-text``, 替换文字; JSON has the English name always."""
    from xiuding.render.views import OPERATIONS

    return say(name, OPERATIONS.get(name, name))


def exchange(edit: Edit, show: Callable[[str], str]) -> str:
    """What an edit takes and gives, “73支” → “75支”; a number is no quotation: → 第七条.

    `show` fits a quoted text into the line.
    """
    if edit.op == "renumber":
        return f"→ {edit.new_text}"
    return " → ".join(f"“{show(text)}”" for text in (edit.old_text, edit.new_text) if text is not None)
