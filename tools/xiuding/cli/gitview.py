"""What plain git is given to show for two texts of one file: their redline, without blank lines."""

from __future__ import annotations

from collections.abc import Iterator

from xiuding.cli import screen
from xiuding.language import say


def draw(old: str, new: str, *, context: int | None = None) -> Iterator[str]:
    """The lines to show for the change from `old` to `new`, e.g. ``~ 乌兰牧骑[-73支-]{+75支+}``.

    `context` unchanged paragraphs stay beside each change; None folds nothing.
    """
    from xiuding.redline import compare
    from xiuding.render import terminal

    redline = compare(_paragraphs(old), _paragraphs(new), across=True)
    if old != new and not redline.differs:
        yield say("  only blank lines or line ends differ", "  仅空行或换行符不同")
        return
    yield from terminal.render(
        redline, width=screen.width(), colour=screen.takes_colour(), layout="auto", context=context
    )


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
