"""The shape of an instrument: title, number, preamble, numbered clauses, closing.

Clauses are numbered 一、（一）1. or, in 修正案, 第一条; a number counts as one only where it is the next
of its kind, so that a date or an item in running text opens nothing.  What stands below a number that
has numbers of its own below it is a heading; every other number is a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xiuding.instrument import bare
from xiuding.instrument.closing import CLOSING, is_signature, reorders, speaks_of_change
from xiuding.instrument.entries import (
    NEXT_DOCUMENT,
    Annex,
    Entry,
    Outline,
    leaves,
    names_document,
    split_by_paragraph,
)
from xiuding.instrument.labels import AMENDMENT, LABELS, value
from xiuding.instrument.quotation import QUOTES, TABLES, Logical, Masked
from xiuding.numerals import NUMERAL, to_int

_INTRODUCES = re.compile(
    r"^[将把对](?:下列|以下)|(?:修改|修订|如下|以下|规定|决定)[^，。；]*[：:]$"
    rf"|[^。；，{QUOTES}]$|修改。$"
)
_ENDS = re.compile(f"[。；;{QUOTES}]")
_ANNEX = re.compile(rf"附\s*件\s*({NUMERAL})?\s*[：:]?$")


def _has_quote(paragraph: Logical) -> bool:
    return bool(re.search(f"[{QUOTES}{TABLES}]", paragraph.text))


def _until(paragraph: Logical, length: int) -> Logical:
    """The first `length` characters of a paragraph."""
    return Logical(paragraph.text[:length], paragraph.at[:length], paragraph.at[length], paragraph.begin)


def _from(paragraph: Logical, start: int) -> Logical:
    """What follows them, as a paragraph of its own."""
    return Logical(paragraph.text[start:], paragraph.at[start:], paragraph.end, paragraph.at[start])


def _cut(paragraph: Logical, length: int) -> Logical:
    """The paragraph without its first `length` characters."""
    return Logical(paragraph.text[length:], paragraph.at[length:], paragraph.end, paragraph.begin)


class _Outliner:
    """Reads the paragraphs in order; `open` is the path of entries from the outermost to the current."""

    def __init__(self, paragraphs: Sequence[Logical], masked: Masked, *, annex: str = "") -> None:
        self.annex = annex
        self.masked = masked
        self.out = Outline()
        self.open: list[tuple[int, int, Entry]] = []  # (style, number, entry)
        self.styles = [*LABELS]
        if (
            not annex
            and any(AMENDMENT.match(p.text) for p in paragraphs)
            and not any(LABELS[0].match(p.text) for p in paragraphs)
        ):
            self.styles.insert(0, AMENDMENT)
        self.last: dict[int, int] = {}  # the numbers that came last: one series may run through all headings
        # What has been looked at already, lest the cost be the square of the length.
        self.announced: dict[int, tuple[int, bool]] = {}
        self.annexed, self.looked_at = False, 0

    def run(self, paragraphs: Sequence[Logical]) -> Outline:
        paragraphs = [line for p in paragraphs for line in self._apart(p)]
        labelled = [i for i, p in enumerate(paragraphs) if any(s.match(p.text) for s in self.styles)]
        last_label = max(labelled, default=-1)
        for i, paragraph in enumerate(paragraphs):
            if self.out.closing and not self._resumes(paragraph):
                self.out.closing.append(paragraph)
            elif not self._labelled(paragraph):
                self._plain(paragraph, last=i > last_label)
        if not self.out.entries:
            self._unnumbered()
        self._annexes()
        for entry in leaves(self.out.entries):
            entry.paragraphs = bare.quote(entry.paragraphs, self.masked)
            split_by_paragraph(entry)
        return self.out

    def _apart(self, paragraph: Logical) -> Iterator[Logical]:
        """（一）将第二条……。（二）删去第三条。: a line for each number that goes on and orders."""
        for style, pattern in enumerate(self.styles):
            own = pattern.match(paragraph.text)
            for m in pattern.finditer(paragraph.text, own.end() if own else 1) if style else ():
                before = paragraph.text[: m.start()].rstrip()[-1:]
                following = own is not None and value(m[1]) == value(own[1]) + 1
                opens = value(m[1]) == 1 and before in "：:" and own is None
                rest = _cut(paragraph, m.end())
                if (opens or (following and _ENDS.match(before))) and bare.orders(rest, self.masked):
                    yield _until(paragraph, m.start())
                    yield from self._apart(_from(paragraph, m.start()))
                    return
        yield paragraph

    def _labelled(self, paragraph: Logical) -> bool:
        for style, pattern in enumerate(self.styles):
            m = pattern.match(paragraph.text)
            if m and self._accept(style, value(m[1]), m[0].strip(), _cut(paragraph, m.end())):
                return True
        return False

    def _accept(self, style: int, number: int, label: str, rest: Logical) -> bool:
        """Whether the number is the next of an open series or opens a new one below the current entry."""
        for depth in range(len(self.open) - 1, -1, -1):
            open_style, open_number, _ = self.open[depth]
            if open_style == style:
                if number != open_number + 1 or (
                    depth == len(self.open) - 1 and self._is_new_text(style, rest)
                ):
                    return False
                del self.open[depth:]
                self._push(style, number, label, rest)
                return True
        if self.open:
            goes_on = number == self.last.get(style, 0) + 1 and NEXT_DOCUMENT.match(rest.text)
            if not (number == 1 or goes_on) or self.open[-1][0] > style or not self._may_have_children():
                return False
        elif (
            number != 1 and _has_quote(rest) is False and not rest.text.startswith(("对", "修改", "将", "删"))
        ):
            return False
        self._push(style, number, label, rest)
        return True

    def _is_new_text(self, style: int, rest: Logical) -> bool:
        """Whether a number in turn is an item of unquoted new text, which orders nothing.

        It is one only where the text is still to come, or where its own list has begun: （一）…（二）.
        """
        entry = self.open[-1][2]
        if (
            not self._announces(entry)
            or bare.orders(rest, self.masked, at_once=False)
            or bare.announces(rest)
        ):
            return False
        return bare.awaits(entry.paragraphs[-1]) or self._has_begun_list(style, entry)

    def _has_begun_list(self, style: int, entry: Entry) -> bool:
        matches = (self.styles[style].search(p.text) for p in entry.paragraphs)
        return any(m is not None and value(m[1]) == 1 for m in matches)

    def _announces(self, entry: Entry) -> bool:
        """Whether a paragraph of the entry announces unquoted new text."""
        seen, found = self.announced.get(id(entry), (0, False))
        found = found or any(map(bare.announces, entry.paragraphs[seen:]))
        self.announced[id(entry)] = len(entry.paragraphs), found
        return found

    def _may_have_children(self) -> bool:
        """An entry whose own words are an instruction has no numbers below it, nor has bare new text."""
        paragraphs = self.open[-1][2].paragraphs
        if self._announces(self.open[-1][2]):
            return False
        last = paragraphs[-1] if paragraphs else None
        return last is None or not _has_quote(last) or bool(_INTRODUCES.search(last.text))

    def _push(self, style: int, number: int, label: str, rest: Logical) -> None:
        parent = self.open[-1][2] if self.open else None
        short = label.rstrip("、.．。，：")
        above = parent.id + "." if parent else f"annex{self.annex}." if self.annex else ""
        said = parent.label if parent else f"附件{self.annex} " if self.annex else ""
        entry = Entry(f"{above}{number}", said + short)
        entry.begin, entry.end = rest.begin, rest.end
        if rest.text.strip():
            entry.paragraphs.append(rest)
        (parent.children if parent else self.out.entries).append(entry)
        self.open.append((style, number, entry))
        self.last[style] = number

    def _resumes(self, paragraph: Logical) -> bool:
        """Whether a clause follows what looked like the closing: the number in turn, and an order."""
        closing = self.out.closing
        self.annexed = self.annexed or any(_ANNEX.match(p.text) for p in closing[self.looked_at :])
        self.looked_at = len(closing)
        if self.annexed:
            return False
        for style, number, _ in self.open:
            m = self.styles[style].match(paragraph.text)
            if m and value(m[1]) == number + 1:
                rest = _cut(paragraph, m.end())
                if not bare.orders(rest, self.masked) and not NEXT_DOCUMENT.match(rest.text):
                    return False
                self._close_within()
                return True
        return False

    def _close_within(self) -> None:
        """（此外，对条文序号作相应调整） in front of the next number closes only what that entry amends."""
        formulas = [p for p in self.out.closing if reorders(p)]
        self.out.closing = [p for p in self.out.closing if p not in formulas]
        _, _, entry = self.open[0]
        for paragraph in formulas:
            n = len(entry.children) + 1
            closing = Entry(f"{entry.id}.{n}", f"{entry.label}〔结尾〕", [paragraph])
            closing.begin, closing.end = paragraph.begin, paragraph.end
            if entry.children:
                entry.children.append(closing)
            else:
                entry.paragraphs.append(paragraph)

    def _plain(self, paragraph: Logical, *, last: bool) -> None:
        if not self.open:
            self.out.front.append(paragraph)
        elif (before := self.open[-1][2].paragraphs[-1:]) and bare.awaits(before[0]):
            self.open[-1][2].paragraphs.append(paragraph)
        elif (
            CLOSING.match(paragraph.text)
            and (not _has_quote(paragraph) or (last and paragraph.text.startswith("此外")))
        ) or (last and self._follows(paragraph)):
            self.out.closing.append(paragraph)
        else:
            self.open[-1][2].paragraphs.append(paragraph)

    def _follows(self, paragraph: Logical) -> bool:
        """Whether a paragraph behind the last clause speaks of no change: a signature, 请遵照执行."""
        before = self.open[-1][2].paragraphs
        if not before or before[-1].text.endswith(("：", ":")):
            return False
        if self._announces(self.open[-1][2]):  # it goes on; a signature does not end a sentence
            return is_signature(paragraph)
        return not speaks_of_change(paragraph)

    def _annexes(self) -> None:
        """附件1, 附件2 behind the closing, if they have clauses and are no new text as a whole."""
        if self.annex:
            return
        heads = [i for i, p in enumerate(self.out.closing) if _ANNEX.match(p.text)]
        closing = self.out.closing
        for n, (i, end) in enumerate(pairwise([*heads, len(closing)]), 1):
            inner = closing[i:end]
            if self._has_clauses(inner):
                m = _ANNEX.match(closing[i].text)
                number = to_int(m[1]) if m and m[1] else n
                found = _Outliner(inner, self.masked, annex=str(number)).run(inner)
                self.out.annexes.append(Annex(found.front, found.entries))
                claimed = [p for p in inner if p not in found.closing]
                self.out.closing = [p for p in self.out.closing if p not in claimed]

    def _has_clauses(self, paragraphs: Sequence[Logical]) -> bool:
        """Whether an annex says, number by number, which documents are changed or what is changed in them."""
        labelled = ((p, m) for p in paragraphs for s in LABELS if (m := s.match(p.text)))
        rests = (_cut(p, m.end()) for p, m in labelled)
        return any(
            NEXT_DOCUMENT.match(p.text) or names_document(p.text) or bare.orders(p, self.masked)
            for p in rests
        )

    def _unnumbered(self) -> None:
        """An instrument with one clause and no numbers: from the first quotation or deletion on."""
        front = self.out.front
        for i, paragraph in enumerate(front):
            if i and bare.orders(paragraph, self.masked, at_once=False):
                end = next((j for j in range(i + 1, len(front)) if CLOSING.match(front[j].text)), len(front))
                self.out.entries = [Entry("1", "", front[i:end])]
                self.out.closing, self.out.front = front[end:], front[:i]
                return


def outline(masked: Masked) -> Outline:
    """Take an instrument apart whose quotations are masked; unquoted new text is masked on the way."""
    return _Outliner(masked.paragraphs, masked).run([p for p in masked.paragraphs if p.text.strip()])
