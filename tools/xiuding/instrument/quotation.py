"""Makes the quotations of an instrument opaque: paragraphs → logical paragraphs with one mark each.

Inside “ ” nothing is ever read as an instruction, so a quotation becomes a single character of its own
before the grammar sees the text.  Three habits of quoting several paragraphs are in use:

- statutes and regulations open “ again at each paragraph and close once: “甲。⏎ “乙。”
- judicial interpretations open once and close once: “甲。⏎ 乙。”
- the constitution quotes each paragraph by itself: “甲。”“乙。”

Where the marks do not balance, a paragraph inside a quotation that opens with the clause number whose turn
it is, and orders a change, ends the quotation: it is reported as not closed, and the clauses behind it are
read.  In 「 」 and 『 』, for texts that have no “ ”, everything is the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xiuding.errors import NotUnderstood
from xiuding.instrument.model import Passage, passage
from xiuding.language import say
from xiuding.numerals import NUMERAL, to_int

#: Quotations and tables become characters of the private planes, in order of appearance.
QUOTE_BASE, TABLE_BASE = 0xF0000, 0x100000
_SEATS = 0xFFFE  # of a plane, without its last two, which are no characters
QUOTES, TABLES = "\U000f0000-\U000fffff", "\U00100000-\U0010ffff"

OPEN, CLOSE = "“", "”"
#: What stands for “ ”, and for ‘ ’ within them, in texts that have no “.
_OTHER_MARKS = (("「」『』", "“”‘’"), ("『』", "“”"), ("〝〞〟", "“””"), ("‘’", "“”"))
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_RESERVED = re.compile(f"[{QUOTES}{TABLES}]")


@dataclass(slots=True)
class Logical:
    """A paragraph with its quotations masked; `at[i]` is where character i stands in the instrument.

    A quotation that runs over several printed paragraphs does not end the logical one.  `begin` is where it
    is printed, before a clause number that has been cut off; `end` is behind its last character.
    """

    text: str = ""
    at: list[int] = field(default_factory=list)
    end: int = 0
    begin: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters `start` … `end` of the masked text as a span of the instrument."""
        return self.at[start], self.at[end] if end < len(self.at) else self.end


def _mark(base: int, number: int) -> str:
    """The character that stands for a quotation or a table; there are 65,534 for each."""
    if number >= _SEATS:
        raise NotUnderstood(
            say(
                f"more than {_SEATS:,} quotations; split the instrument",
                f"引文超过 {_SEATS:,} 处；请拆分文书",
            )
        )
    return chr(base + number)


@dataclass(slots=True)
class Masked:
    """An instrument with its quotations and tables taken out."""

    paragraphs: list[Logical]
    quotes: list[Passage]
    tables: list[tuple[tuple[str, ...], ...]]
    unclosed: list[int]
    balanced: bool = True

    def quote(self, mark: str) -> Passage:
        """The quotation that a mark stands for."""
        return self.quotes[ord(mark) - QUOTE_BASE]

    def add(self, quote: Passage) -> str:
        """The mark for a passage that the instrument gives without quotation marks."""
        self.quotes.append(quote)
        return _mark(QUOTE_BASE, len(self.quotes) - 1)

    def unmask(self, text: str) -> str:
        """The text with its quotations put back, each on one line, and its tables, each row on one."""
        return "".join(map(self._printed, text))

    def _printed(self, character: str) -> str:
        if ord(character) >= TABLE_BASE:
            return printed_text([self.tables[ord(character) - TABLE_BASE]])
        return f"{OPEN}{self.quote(character)}{CLOSE}" if ord(character) >= QUOTE_BASE else character


Printed = str | tuple[tuple[str, ...], ...]


def printed_text(printed: Sequence[Printed]) -> str:
    """The instrument as one string, the one that all offsets count in."""
    return "\n".join(p if isinstance(p, str) else "\n".join("\t".join(r) for r in p) for p in printed)


def mask(printed: Sequence[Printed]) -> Masked:
    """Mask the quotations of the printed paragraphs; a table is a tuple of rows."""
    printed = _in_curly_marks(printed)
    out = _Scanner(turns=_Turns(_CERTAIN)).scan(printed)
    if out.balanced:
        return out
    reopened = _Scanner(turns=_Turns(_CERTAIN), reopens=True).scan(printed)
    return reopened if reopened.balanced else _Scanner(turns=_Turns(_LIKELY)).scan(printed)


def _in_curly_marks(printed: Sequence[Printed]) -> list[Printed]:
    """「 」 and 『 』, 〝 〞 or ‘ ’ as “ ” where a text quotes with them, character for character."""
    text = "".join(p for p in printed if isinstance(p, str))
    if OPEN in text:
        return list(printed)
    marks = next(((a, b) for a, b in _OTHER_MARKS if a[0] in text), ("", ""))
    table = str.maketrans(*marks)
    return [p.translate(table) if isinstance(p, str) else p for p in printed]


_ORDER = r"(?:将|在|对|删[去除]|增加|第[零〇一二三四五六七八九十百千0-9]+[条章编]|《|原)"
_NUMBERS = (
    rf"([一二三四五六七八九十百千]+)、{_ORDER}",
    rf"([0-9]{{1,3}})[.．、]\s*{_ORDER}",
    rf"第([一二三四五六七八九十百千]+)条\s+{_ORDER}",
    rf"[（(]([一二三四五六七八九十百千]+)[）)]{_ORDER}",
)
_NEW_TEXT = re.compile(f"[：:][{QUOTES}]+$")
#: An article or an item in a quotation that is all of the paragraph, or goes on in the next.
_NEXT_ARTICLE = re.compile(rf"“(?:第{NUMERAL}条(?:之{NUMERAL})?[ 　]|（{NUMERAL}）)[^“”]*(?:”[。；]?)?$")
_CHANGE = re.compile("修改为|改为|增加|删去|删除|作为第")
#: What new text hardly ever has, and what it may have: a list item （二）将……改为…… is not unheard of.
_CERTAIN, _LIKELY = _NUMBERS[:3], _NUMBERS


class _Turns:
    """Which clause number is next, series by series."""

    def __init__(self, series: Sequence[str]) -> None:
        self.series = [re.compile(s) for s in series]
        self.last = [0] * len(series)

    def outside(self, text: str) -> None:
        """Remember the clause number that a paragraph outside quotations opens with."""
        for i, pattern in enumerate(self.series):
            if m := pattern.match(text):
                self.last[i] = to_int(m[1])
                self.last[i + 1 :] = [0] * (len(self.last) - i - 1)

    def opens_clause(self, text: str) -> bool:
        """Whether a paragraph inside a quotation is the clause whose turn it is."""
        return any(
            self.last[i]
            and (m := pattern.match(text))
            and to_int(m[1]) == self.last[i] + 1
            and _CHANGE.search(text)
            for i, pattern in enumerate(self.series)
        )


class _Scanner:
    """Reads paragraph by paragraph; `depth` counts the quotation marks that are open."""

    def __init__(self, *, turns: _Turns, reopens: bool = False) -> None:
        self.out = Masked([], [], [], [])
        self.turns = turns
        self.offset = self.depth = self.opened = 0
        self.reopens = self.always = reopens  # whether any paragraph may open the quotation again
        self.current = Logical()
        self.quoted: list[list[str]] = []  # the paragraphs of the open quotation, in pieces

    def scan(self, printed: Sequence[Printed]) -> Masked:
        """Mask all paragraphs."""
        for each in printed:
            self.paragraph(each) if isinstance(each, str) else self.table(each)
        if self.depth:
            self._close(by_mark=False)
        return self.out

    def table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        text = printed_text([rows])
        if self.depth == 0:
            mark = _mark(TABLE_BASE, len(self.out.tables))
            end = self.offset + len(text)
            self.out.paragraphs.append(Logical(mark, [self.offset], end, self.offset))
            self.out.tables.append(rows)
        else:
            self.quoted.append([text])
        self.offset += len(text) + 1

    def paragraph(self, text: str) -> None:
        at = 0
        if self.depth and self.turns.opens_clause(text):
            self._close(by_mark=False)
        if self.depth == 0:
            self.turns.outside(text)
            # 修改为：⏎ “甲” – what a colon announces stands on the next line.
            if not (
                text.startswith(OPEN)
                and (self.current.text.endswith(("：", ":")) or self._goes_on(self.current.text, text))
            ):
                self.current = Logical(begin=self.offset)
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
                    self.opened, self.quoted, self.reopens = self.offset + mark.start(), [[]], self.always
                else:
                    self.quoted[-1].append(OPEN)
            elif self.depth == 1:
                self._close()
            else:  # inside a quotation, or a mark that closes nothing
                self._take(text, mark.start(), at)
                self.out.balanced = self.out.balanced and self.depth > 0
                self.depth = max(self.depth - 1, 0)
        self._take(text, at, len(text))
        self.current.end = self.offset + len(text)
        self.offset += len(text) + 1

    def _goes_on(self, before: str, text: str) -> bool:
        """修改为：“第八条　甲。”⏎ “第九条　乙。” – each article in a quotation of its own."""
        return bool(_NEW_TEXT.search(before) and _NEXT_ARTICLE.match(text))

    def _take(self, text: str, start: int, end: int) -> None:
        if self.depth:
            self.quoted[-1].append(text[start:end])
        else:
            # A character that looks like a mark of ours, outside a quotation, is no word of any order.
            self.current.text += _RESERVED.sub("\ufffd", text[start:end])
            self.current.at.extend(range(self.offset + start, self.offset + end))

    def _close(self, *, by_mark: bool = True) -> None:
        self.depth = 0
        self.current.text += _mark(QUOTE_BASE, len(self.out.quotes))
        self.current.at.append(self.opened)
        self.out.quotes.append(passage(["".join(p) for p in self.quoted]))
        if not by_mark:
            self.out.unclosed.append(self.opened)
            self.out.balanced = False
