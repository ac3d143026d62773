"""Chinese, full-width and Arabic numerals, and the ordinals of legal units (第十二条之一).

Source: the ordinals of Chinese statutes are written with 一 … 九, 十, 百, 千, 万, with 零 inside a number
(第一百零六条); older and foreign-related texts write 〇, 两 or Arabic digits.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DIGITS = "零一二三四五六七八九"
_VALUES = {d: i for i, d in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)}

#: A number as legal texts write it, for use inside larger patterns.
NUMERAL = r"[零〇○一二三四五六七八九十百千万两0-9０-９]+"

_POSITIONAL = re.compile(r"[零〇○一二三四五六七八九]+")


def to_int(numeral: str) -> int:
    """The value of a numeral: ``to_int("一百三十三") == 133``; ValueError where it is none."""
    text = numeral.translate(_FULL_WIDTH)
    if text.isdecimal():
        return int(text)
    if len(text) > 1 and _POSITIONAL.fullmatch(text):
        return int("".join(str(_VALUES[c]) for c in text))
    total, digit = 0, None
    for char in text:
        if char == "万":
            total, digit = (total + (digit or 0)) * 10_000, None
        elif char in _POWERS:
            total += (1 if digit is None else digit) * _POWERS[char]
            digit = None
        elif char in _VALUES:
            digit = _VALUES[char] or None
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    if not text:
        raise ValueError("not a numeral: ''")
    return total + (digit or 0)


def to_chinese(number: int) -> str:
    """The numeral legal texts use for 1 … 99,999,999: ``to_chinese(106) == "一百零六"``."""
    if not 0 < number < 10**8:
        raise ValueError(f"no ordinal beyond 1 … 99,999,999: {number}")
    myriads, rest = divmod(number, 10_000)
    if myriads:
        zero = "零" if 0 < rest < 1000 else ""
        return _below_myriad(myriads) + "万" + zero + (_below_myriad(rest, first=False) if rest else "")
    return _below_myriad(number)


def _below_myriad(number: int, *, first: bool = True) -> str:
    """1 … 9999; ten to nineteen are 十 … 十九 where they stand first, else 一十."""
    out, skipped = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if skipped and out else "") + DIGITS[digit] + name
            skipped = False
        else:
            skipped = True
    return out.removeprefix("一") if first and 10 <= number < 20 else out


class Ordinal(NamedTuple):
    """The number of a unit: 第一百三十三条之一 is ``Ordinal(133, 1)``; ordered as in the text."""

    number: int
    insertion: int = 0

    def __str__(self) -> str:
        return to_chinese(self.number) + (f"之{to_chinese(self.insertion)}" if self.insertion else "")
