"""Progress of long work, on stderr and only where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")

PATIENCE = 0.5
"""Seconds before anything is shown: most work is done by then, and rich need not be imported."""


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Give a function that counts one step of `total`, shown as ``执行条目 ━━━━ 12/60``."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    started, done = time.monotonic(), 0
    bar: Progress | None = None

    def step() -> None:
        nonlocal bar, done
        done += 1
        if bar is None and time.monotonic() - started > PATIENCE:
            bar = _bar(label, total)
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done)

    try:
        yield step
    finally:
        if bar is not None:
            bar.stop()


def watched(label: str) -> Callable[[Iterable[Item], int], Iterator[Item]]:
    """A function that hands on what it is given, and its number, showing how far that has come."""

    def watch(steps: Iterable[Item], total: int) -> Iterator[Item]:
        with progress(label, total) as step:
            for item in steps:
                yield item
                step()

    return watch


def _bar(label: str, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(label, total=total)
    bar.start()
    return bar
