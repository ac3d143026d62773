"""The instruments of a file: several may stand in it one below the other, as in a gazette.

>>> a, b = "关于修改《某某条例》的决定", "关于修改《某某办法》的决定"
>>> [len(part) for part in parts([a, "一、删去第二条。", b, "一、删去第三条。", "二、删去第五条。"])]
[2, 3]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.instrument.labels import AMENDMENT, LABELS, value
from xiuding.instrument.quotation import CLOSE, OPEN, Printed

#: A line between two instruments, as xiuding writes them.
_SEPARATOR = re.compile(r"=====.*=====$")
_TITLE = re.compile(
    r"(?!“|[（(0-9第一二三四五六七八九十]+[、.）)])[^，。；：]{0,80}"
    r"(?:关于[^，。；：]{0,80}(?:修改|修正|修订)[^，。；：]{0,120}(?:决定|通知)|》?修正案)(?:（[^（）]{1,20}）)?$"
)
#: What stands above the title of a decision that is promulgated: 某某市人民政府令, 第12号.
_PROMULGATES = re.compile(r"[^，。；：]{2,40}(?:公告|令)$|[（(]?第[^，。；：]{1,12}号[）)]?$")


def parts(printed: Sequence[Printed]) -> list[list[Printed]]:
    """The instruments of a file apart: at lines =====…=====, and where a title opens another one."""
    found: list[list[Printed]] = [[]]
    for item in printed:
        if isinstance(item, str) and _SEPARATOR.match(item):
            found.append([])
        else:
            found[-1].append(item)
    return [one for part in found if part for one in _by_title(part)]


def _by_title(printed: Sequence[Printed]) -> list[list[Printed]]:
    """A title behind the clauses of another instrument, with clauses that begin with the first number."""
    lines = [p if isinstance(p, str) else "" for p in printed]
    numbers = [_number(line) for line in lines]
    starts, depth, numbered = [0], 0, False
    for i, line in enumerate(lines):
        following = next((n for n in numbers[i + 1 :] if n), None)
        if numbered and depth <= 0 and following == 1 and _TITLE.match(line):
            starts.append(_with_promulgation(lines, i))
            numbered = False
        numbered = numbered or numbers[i] is not None
        depth = max(depth + line.count(OPEN) - line.count(CLOSE), 0)
    ends = [*starts[1:], len(lines)]
    return [list(printed[a:b]) for a, b in zip(starts, ends, strict=True)]


def _number(line: str) -> int | None:
    """The number of the clause that a line opens: 一、 or, in a 修正案, 第一条."""
    m = LABELS[0].match(line) or AMENDMENT.match(line)
    return value(m[1]) if m is not None else None


def _with_promulgation(lines: Sequence[str], title: int) -> int:
    """Where the heading of the instrument begins whose title stands at `title`."""
    while title and _PROMULGATES.match(lines[title - 1]):
        title -= 1
    return title
