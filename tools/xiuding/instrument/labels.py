"""The numbers of clauses: 一、（一）1. ①, and in 修正案 第一条."""

from __future__ import annotations

import re
import unicodedata

from xiuding.numerals import NUMERAL, to_int

_CHINESE = "[一二三四五六七八九十百千零〇万]+"
_ORDER = r"(?=[将对把在删]|增加|修改|《|第[^，、。]{1,9}条)"
#: The forms of numbers, in the order in which they stand below one another.
LABELS = (
    re.compile(rf"({_CHINESE})、"),
    re.compile(rf"({_CHINESE})[。.．]\s*"),
    re.compile(rf"第({_CHINESE})[，、：]\s*{_ORDER}"),
    re.compile(rf"[（(]({_CHINESE})[）)]"),
    re.compile(r"([㈠-㈩])"),
    re.compile(r"([0-9]{1,3})[.．、]\s*(?![0-9])"),
    re.compile(r"[（(]([0-9]{1,3})[）)]"),
    re.compile(r"([⑴-⒇])"),
    re.compile(r"([0-9]{1,3})[)）]"),
    re.compile(r"([①-⑳])"),
)
_ENCLOSED = re.compile("[㈠-㈩⑴-⒇①-⑳]")
AMENDMENT = re.compile(rf"第({NUMERAL})条(?:\s+|：)")


def value(numeral: str) -> int:
    """三 → 3; ③, ㈢, ⑶ → 3."""
    return int(unicodedata.numeric(numeral)) if _ENCLOSED.fullmatch(numeral) else to_int(numeral)
