"""What the program says to its user: one line on stderr, safe to show whatever it quotes."""

from __future__ import annotations

import sys
from pathlib import Path

from xiuding.language import say

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
