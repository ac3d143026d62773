"""Help pages laid out by columns of the terminal, in which a Chinese character takes two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import click

from xiuding.language import say


class Layout(click.HelpFormatter):
    """click's formatter with Chinese line breaking and headings in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line, e.g. ``用法：xiuding diff [OPTIONS] OLD NEW``."""
        self.write(f"{prefix or say('Usage: ', '用法：')}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of its language."""
        self.write(f"{'':>{self.current_indent}}{heading}{say(':', '：')}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs, broken at the width of the page."""
        indent = " " * self.current_indent
        for line in text.splitlines():
            for piece in wrap(line, self.width - self.current_indent):
                self.write(f"{indent}{piece}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their explanations in two columns."""
        rows = list(rows)
        longest = max((columns(term) for term, _ in rows if columns(term) <= col_max), default=col_max)
        indent, start = " " * self.current_indent, self.current_indent + longest + col_spacing
        for term, text in rows:
            pieces = list(wrap(text, self.width - start))
            if columns(term) > longest:
                self.write(f"{indent}{term}\n")
            else:
                first = pieces.pop(0)
                self.write(f"{indent}{term}{' ' * (start - len(indent) - columns(term))}{first}\n")
            for piece in pieces:
                self.write(f"{' ' * start}{piece}\n")


def columns(text: str) -> int:
    """How many columns of a terminal the text takes, e.g. 4 for ``修订``."""
    return len(text) + (0 if text.isascii() else sum(map(_is_wide, text)))


def wrap(text: str, width: int) -> Iterator[str]:
    """Break text into lines: at spaces, and after any Chinese character unless a mark follows it."""
    line = ""
    for atom in _atoms(text):
        if line and columns(line) + columns(atom.rstrip()) > width:
            yield line.rstrip()
            line = atom.lstrip()
        else:
            line += atom
    yield line.rstrip()


def _atoms(text: str) -> Iterator[str]:
    """The runs that a line break may not divide."""
    atom = ""
    for character in text:
        if atom and (atom[-1] == " " or _breaks(atom[-1], character)):
            yield atom
            atom = ""
        atom += character
    yield atom


def _breaks(before: str, after: str) -> bool:
    if after == " " or after in "，。、；：？！）》”’…" or before in "（《“‘":
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
