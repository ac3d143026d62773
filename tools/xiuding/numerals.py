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
_ARABIC = {ord("０") + i: str(i) for i in range(10)}

_CHARACTER = "[零〇○一二三四五六七八九十百千万两0-9０-９]"

#: A number as legal texts write it, for use inside larger patterns; a longer run of digits is none.
NUMERAL = _CHARACTER + "{1,20}"

_NUMERAL = re.compile(_CHARACTER + "+")
_POSITIONAL = re.compile(r"[零〇○一二三四五六七八九0-9]{2,}")


#: Two characters between which a number goes on, with what stands before them.
_GOES_ON = re.compile(
    r"[0-9０-９]\B[0-9０-９]|[0-9０-９][.．,][0-9０-９]"
    r"|(?:(?<![统之唯同专单逐])一|[二三四五六七八九两])[十百千]|[十百千][一二三四五六七八九零〇○]"
    r"|[零〇○][一二三四五六七八九零〇○十]|[一二三四五六七八九][零〇○]|(?<=[一二三四五六七八九十百千])[万亿][一二三四五六七八九零]"
    r"|[一二三四五六七八九零〇○]{2}(?=[一二三四五六七八九零〇○])|(?<=[一二三四五六七八九零〇○])[一二三四五六七八九零〇○]{2}"
)


def within_number(text: str, at: int) -> bool:
    """Whether a number goes on across a place of a text, as 十五 does between 十 and 五.

    ``within_number("十五日", 1)`` is true, of 五日 in 三月五日 (2) and of 三 in 统一三级 (2) it is not.
    """
    return any(
        (m := _GOES_ON.match(text, start)) is not None and m.end() > at for start in range(max(0, at - 2), at)
    )


def to_int(numeral: str) -> int:
    """The value of a numeral: ``to_int("一百三十三") == 133``; ValueError where it is none."""
    if not _NUMERAL.fullmatch(numeral):
        raise ValueError(f"not a numeral: {numeral!r}")
    text = numeral.translate(_ARABIC)
    if _POSITIONAL.fullmatch(text):
        return _positional(text)
    total, digit = 0, None
    for part in re.findall(r"[0-9]+|.", text):
        if part == "万":
            total, digit = (total + (digit or 0) or 1) * 10_000, None
        elif part in _POWERS:
            total += (1 if digit is None else digit) * _POWERS[part]
            digit = None
        else:
            digit = _positional(part) or None
    return total + (digit or 0)


def _positional(digits: str) -> int:
    """二〇二一 → 2021, digit by digit: `int` refuses thousands of them."""
    value = 0
    for char in digits:
        value = 10 * value + (_VALUES[char] if char in _VALUES else int(char))
    return value


def to_chinese(number: int) -> str:
    """The numeral legal texts use: ``to_chinese(106) == "一百零六"``; from 10⁸ on in digits."""
    if number < 0:
        raise ValueError(f"no ordinal below 零: {number}")
    if number >= 10**8:
        return str(number)
    myriads, rest = divmod(number, 10_000)
    if not myriads:
        return _below_myriad(rest) or "零"
    zero = "零" if 0 < rest < 1000 else ""
    return _below_myriad(myriads) + "万" + zero + _below_myriad(rest, first=False)


def _below_myriad(number: int, *, first: bool = True) -> str:
    """1 … 9999, '' for 0; ten to nineteen are 十 … 十九 where they stand first, else 一十."""
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
