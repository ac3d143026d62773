"""Makes the quotations of an instrument opaque: paragraphs → logical paragraphs with one mark each.

Inside “ ” nothing is ever read as an instruction, so a quotation becomes a single character of its own
before the grammar sees the text.  Three habits of quoting several paragraphs are in use:

- statutes and regulations open “ again at each paragraph and close once: “甲。⏎ “乙。”
- judicial interpretations open once and close once: “甲。⏎ 乙。”
- the constitution quotes each paragraph by itself: “甲。”“乙。”

A quotation never closed runs to the end of the instrument and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xiuding.instrument.model import Passage, passage

#: Quotations and tables become characters of the private planes, in order of appearance.
QUOTE_BASE, TABLE_BASE = 0xF0000, 0x100000
QUOTES, TABLES = "\U000f0000-\U000fffff", "\U00100000-\U0010ffff"

OPEN, CLOSE = "“", "”"
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")


@dataclass(slots=True)
class Logical:
    """A paragraph with its quotations masked; `at[i]` is where character i stands in the instrument.

    A quotation that runs over several printed paragraphs does not end the logical one.
    """

    text: str = ""
    at: list[int] = field(default_factory=list)
    end: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters `start` … `end` of the masked text as a span of the instrument."""
        return self.at[start], self.at[end] if end < len(self.at) else self.end


@dataclass(slots=True)
class Masked:
    """An instrument with its quotations and tables taken out."""

    paragraphs: list[Logical]
    quotes: list[Passage]
    tables: list[tuple[tuple[str, ...], ...]]
    unclosed: list[int]

    def quote(self, mark: str) -> Passage:
        """The quotation that a mark stands for."""
        return self.quotes[ord(mark) - QUOTE_BASE]

    def unmask(self, text: str) -> str:
        """The text with its quotations put back, as printed on one line each."""
        return "".join(
            f"{OPEN}{self.quote(c)}{CLOSE}"
            if QUOTE_BASE <= ord(c) < TABLE_BASE
            else ("" if ord(c) >= TABLE_BASE else c)
            for c in text
        )


Printed = str | tuple[tuple[str, ...], ...]


def printed_text(printed: Sequence[Printed]) -> str:
    """The instrument as one string, the one that all offsets count in."""
    return "\n".join(p if isinstance(p, str) else "\n".join("\t".join(r) for r in p) for p in printed)


def mask(printed: Sequence[Printed]) -> Masked:
    """Mask the quotations of the printed paragraphs; a table is a tuple of rows."""
    scanner = _Scanner()
    for item in printed:
        scanner.table(item) if not isinstance(item, str) else scanner.paragraph(item)
    return scanner.finish()


class _Scanner:
    """Reads paragraph by paragraph; `depth` counts the quotation marks that are open."""

    def __init__(self) -> None:
        self.out = Masked([], [], [], [])
        self.offset = self.depth = self.opened = 0
        self.reopens = False
        self.current = Logical()
        self.quoted: list[list[str]] = []  # the paragraphs of the open quotation, in pieces

    def table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        text = printed_text([rows])
        if self.depth == 0:
            mark = chr(TABLE_BASE + len(self.out.tables))
            self.out.paragraphs.append(Logical(mark, [self.offset], self.offset + len(text)))
            self.out.tables.append(rows)
        else:
            self.quoted.append([text])
        self.offset += len(text) + 1

    def paragraph(self, text: str) -> None:
        at = 0
        if self.depth == 0:
            # 修改为：⏎ “甲” – what a colon announces stands on the next line.
            if not (self.current.text.endswith(("：", ":")) and text.startswith(OPEN)):
                self.current = Logical()
                self.out.paragraphs.append(self.current)
        else:
            self.quoted.append([])
            # A second paragraph that opens “ again, or one after such, continues the quotation.
            if text.startswith(OPEN) and (len(self.quoted) == 2 or self.reopens):
                self.reopens, at = True, 1
        for mark in _MARKS.finditer(text, at):
            self._take(text, at, mark.start())
            at = mark.end()
            if mark[0] == OPEN:
                self.depth += 1
                if self.depth == 1:
                    self.opened, self.quoted, self.reopens = self.offset + mark.start(), [[]], False
                else:
                    self.quoted[-1].append(OPEN)
            elif self.depth == 1:
                self._close()
            else:  # inside a quotation, or a mark that closes nothing
                self._take(text, mark.start(), at)
                self.depth = max(self.depth - 1, 0)
        self._take(text, at, len(text))
        self.current.end = self.offset + len(text)
        self.offset += len(text) + 1

    def _take(self, text: str, start: int, end: int) -> None:
        if self.depth:
            self.quoted[-1].append(text[start:end])
        else:
            self.current.text += text[start:end]
            self.current.at.extend(range(self.offset + start, self.offset + end))

    def _close(self) -> None:
        self.depth = 0
        self.current.text += chr(QUOTE_BASE + len(self.out.quotes))
        self.current.at.append(self.opened)
        self.out.quotes.append(passage(["".join(p) for p in self.quoted]))

    def finish(self) -> Masked:
        if self.depth:
            self._close()
            self.out.unclosed.append(self.opened)
        return self.out
