"""Showing text on a terminal: its width, whether it takes colour, and the pager for long views."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

import click


def takes_colour() -> bool:
    """Whether stdout shows colours: a terminal or git's pager, and NO_COLOR is not set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("GIT_PAGER_IN_USE"):
        return True
    return sys.stdout.isatty()


def width() -> int:
    """The columns of the terminal; COLUMNS decides where there is none."""
    return shutil.get_terminal_size(fallback=(100, 24)).columns


def is_wide() -> bool:
    """Whether the terminal gives “ ” … two cells each, as RUNEWIDTH_EASTASIAN=1 tells other programs too."""
    return os.environ.get("RUNEWIDTH_EASTASIAN") == "1"


def show(lines: Iterable[str]) -> None:
    """Print lines, through the user's pager where they are more than the terminal holds."""
    if not sys.stdout.isatty():
        for line in lines:
            sys.stdout.write(f"{line}\n")
        return
    shown = list(lines)
    text = "\n".join(shown) + "\n" if shown else ""
    if len(shown) < shutil.get_terminal_size().lines:
        sys.stdout.write(text)
        return
    os.environ.setdefault("LESS", "-R")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    click.echo_via_pager(text, color=True)
