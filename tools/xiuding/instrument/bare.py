"""New text that an instrument gives without quotation marks: 修改为：⏎ bare paragraphs up to the next number.

Such text is made a quotation, so that the grammar reads the instruction as any other.  It ends where the
clause ends, or before a paragraph that is an instruction by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.instrument import phrases
from xiuding.instrument.model import passage
from xiuding.instrument.quotation import QUOTES, TABLES, Logical, Masked

_ANNOUNCES = re.compile(
    rf"(?:修改为|改为|表述为|规定|内容为|内容如下|增加[一二两三四五六七八九十]+[条款项目]|(?:作为|增加)第[^，。；：{QUOTES}]{{1,40}}[条款项章节目](?:之[一二三四五六七八九十])?)"
    rf"\s*[：:]\s*(?![\s{QUOTES}{TABLES}])"
)

#: Forms that order a change by themselves; the others only go on with what another phrase has begun.
_WORDING = {"replace", "words", "insert", "append", "strike"}
_ROWS = {"rows_add", "rows_delete"}
_UNITS = {"add", "delete", "renumber", "shares", "splits", "merge", "single", "move", "swap", "absorb"}
ORDERS = _WORDING | _UNITS | _ROWS


def announces(paragraph: Logical) -> bool:
    """Whether a paragraph announces new text that it does not quote: 将第三条修改为：某某……"""
    return bool(_ANNOUNCES.search(paragraph.text))


def awaits(paragraph: Logical) -> bool:
    """Whether the text that a paragraph announces is still to come: 将第三条修改为：⏎"""
    m = _ANNOUNCES.search(paragraph.text)
    return m is not None and not paragraph.text[m.end() :].strip()


def orders(paragraph: Logical, masked: Masked, *, at_once: bool = True) -> bool:
    """Whether a paragraph is an instruction by itself; with `at_once` its first phrase must be understood."""
    for start, end in phrases.cut(paragraph.text):
        try:
            name = phrases.parse(paragraph, start, end, masked).name
        except phrases.NotAPhrase:
            if at_once:
                return False
            continue
        if name in ORDERS:
            return True
    return False


def opens(paragraph: Logical, masked: Masked) -> bool:
    """Whether a paragraph behind unquoted new text is an instruction, perhaps with such text of its own.

    第二款修改为：某某……
    """
    m = _ANNOUNCES.search(paragraph.text)
    if m is None:
        return orders(paragraph, masked)
    return orders(_quoted(paragraph, m.end(), masked, [paragraph.text[m.end() :]]), masked)


def _quoted(paragraph: Logical, end: int, masked: Masked, lines: Sequence[str]) -> Logical:
    """A paragraph whose text from `end` on is the quotation that `lines` make."""
    mark = masked.add(passage([masked.unmask(line) for line in lines]))
    at = paragraph.at[end] if end < len(paragraph.at) else paragraph.begin
    return Logical(paragraph.text[:end] + mark, [*paragraph.at[:end], at], paragraph.end, paragraph.begin)


def quote(paragraphs: Sequence[Logical], masked: Masked) -> list[Logical]:
    """The paragraphs of a clause, unquoted new text made a quotation of its own."""
    out: list[Logical] = []
    rest = list(paragraphs)
    while rest:
        head = rest.pop(0)
        m = _ANNOUNCES.search(head.text)
        lines = [head.text[m.end() :]] if m and head.text[m.end() :].strip() else []
        if m:
            while rest and not opens(rest[0], masked):
                last = rest.pop(0)
                lines.append(last.text)
                head = Logical(head.text, head.at, last.end, head.begin)
        if m and lines:
            head = _quoted(head, m.end(), masked, lines)
        out.append(head)
    return out
