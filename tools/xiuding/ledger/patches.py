"""Patches as git prints them, with each hunk of Markdown drawn again as a redline of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Draw = Callable[[str, str], Iterable[str]]
"""Old and new text of a hunk → the lines to show for it."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*[mK]")
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_MARKDOWN = re.compile(r'(?:---|\+\+\+) .*\.md"?\t?\Z')


@dataclass(slots=True)
class _Hunk:
    """A hunk being read, until it has all the lines that its header promises."""

    old_left: int
    new_left: int
    markdown: bool
    raw: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def take(self, raw: str, line: str) -> bool:
        """Add a line; False where it cannot belong to a hunk, as under ``--word-diff``."""
        self.raw.append(raw)
        sign, text = line[:1] or " ", line[1:]
        if sign not in " +-\\":
            return False
        if sign in " -":
            self.old_left -= 1
            self.old.append(text)
        if sign in " +":
            self.new_left -= 1
            self.new.append(text)
        return True

    @property
    def complete(self) -> bool:
        return self.old_left <= 0 and self.new_left <= 0


def rewrite(lines: Iterable[str], draw: Draw) -> Iterator[str]:
    """The lines of ``git log -p`` or ``git show``, coloured or not, with Markdown hunks drawn by `draw`.

    A hunk is drawn as soon as it is read; everything else passes through unchanged, so that a log
    without patches, or a patch in a form this does not read, is shown as git shows it.
    """
    markdown = False
    hunk: _Hunk | None = None
    for raw in lines:
        line = _COLOUR.sub("", raw)
        if hunk is not None:
            if not hunk.take(raw, line):
                yield from hunk.raw
                hunk = None
            elif hunk.complete:
                yield from _shown(hunk, draw)
                hunk = None
        elif match := _HUNK.match(line):
            hunk = _Hunk(int(match[1] or 1), int(match[2] or 1), markdown)
            yield raw
        elif not (markdown and line.startswith("\\ ")):
            if line.startswith("diff --git "):
                markdown = False
            markdown = markdown or _MARKDOWN.match(line) is not None
            yield raw
    if hunk is not None:
        yield from hunk.raw


def _shown(hunk: _Hunk, draw: Draw) -> Iterable[str]:
    return draw("\n".join(hunk.old), "\n".join(hunk.new)) if hunk.markdown else hunk.raw
