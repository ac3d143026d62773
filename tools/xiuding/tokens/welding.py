"""Spans of text that belong together although jieba cuts them: references, numbers, legal terms.

A weld only ever joins words: the boundaries that remain are boundaries of jieba too.  A *hard* weld
holds wherever its pattern stands and swallows every word it touches (第 | 一百九十四条).  A *soft*
weld holds only where it begins and ends between two words, because its characters are also parts
of other words (一个 in 统一|个人).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from xiuding.gap import GAP
from xiuding.tokens.lexicon import lexicon


class Weld(NamedTuple):
    """A span that is one token, e.g. that of ``73支``."""

    start: int
    end: int
    hard: bool


_NUMERALS = "〇零○一二三四五六七八九十百千万亿两"
_NUMERAL = f"[{_NUMERALS}][{_NUMERALS}]*"  # begins with a class, which lets the engine skip quickly to it
_DIGIT = "[0-9０-９]"
_NUMBER = rf"{_DIGIT}+(?:[,，]{_DIGIT}{{3}}(?!{_DIGIT}))*(?:[.．]{_DIGIT}+)*"
_OPEN, _CLOSE = "[〔\\[［【（(]", "[〕\\]］】）)]"

_MEASURE = "(?:" + "|".join(map(re.escape, sorted(lexicon("measures"), key=len, reverse=True))) + ")"
_UNIT = "(?:分编|[编章节条款项目段届次批期号])"

_HARD = (
    # 〔原文未载〕
    re.escape(GAP),
    # 〔2022〕62号, [2022]第62号
    rf"{_OPEN}(?:19|20)[0-9]{{2}}{_CLOSE}第?{_DIGIT}+号",
    # 第一百三十三条之一, 第（一）项, 第3条, 第二
    rf"第(?:{_NUMERAL}|{_DIGIT}+|[（(](?:{_NUMERAL}|{_DIGIT}+)[）)])(?:{_UNIT}(?:之{_NUMERAL})?)?",
    # （一）, (1)
    rf"[（(](?:{_NUMERAL}|{_DIGIT}+)[）)]",
    # 百分之二十, 三分之二, 百分之1.5
    rf"{_NUMERAL}分之(?:{_NUMERAL}(?:点{_NUMERAL})?|{_NUMBER})",
    # 2022年8月17日, 8月17日, 2022-08-17
    rf"{_DIGIT}+年(?:{_DIGIT}+月(?:{_DIGIT}+日)?|度)?|{_DIGIT}+月(?:{_DIGIT}+日|份)?",
    r"(?:19|20)[0-9]{2}([-./])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])",
    # 73支, 16.2万张, 2.23%, 383.1亿元, 10余万人
    rf"{_NUMBER}[十百千万亿]*余?[十百千万亿]*{_MEASURE}?",
)
_SOFT = (
    # 二〇二二年八月十七日
    rf"{_NUMERAL}年{_NUMERAL}月(?:{_NUMERAL}日)?",
    # 三十日, 五万余元, 十四五
    rf"{_NUMERAL}(?:点{_NUMERAL})?余?{_MEASURE}?",
)
# The leading classes let the engine skip quickly to where a weld can begin.
_HARD_PATTERN = re.compile(rf"(?=[第〔\[［【（(0-9０-９{_NUMERALS}])(?:{'|'.join(_HARD)})")
_SOFT_PATTERN = re.compile("|".join(_SOFT))

_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
# A character with what combines with it, emoji joined by U+200D, and a line end.
_COMBINED = re.compile(rf".(?:[{_MARKS}]|\u200d.?)+|\r\n", re.DOTALL)
_COMBINING = re.compile(rf"[{_MARKS}\u200d\n]")

_SHORT = 2
"""Terms of this length are soft: too often they are the seam of two other words."""


@cache
def _terms() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon("terms"), key=len, reverse=True))))


def welds(text: str, *, terms: bool = True) -> list[Weld]:
    """Every weld of `text`, e.g. ``[Weld(4, 7, True), …]`` for ``乌兰牧骑73支``; they may overlap."""
    found = [Weld(*match.span(), True) for match in _HARD_PATTERN.finditer(text)]
    found += [Weld(*match.span(), False) for match in _SOFT_PATTERN.finditer(text)]
    if _COMBINING.search(text):
        found += [Weld(*match.span(), True) for match in _COMBINED.finditer(text)]
    if terms:
        found += [Weld(*match.span(), len(match.group()) > _SHORT) for match in _terms().finditer(text)]
    return [weld for weld in found if weld.end - weld.start > 1]
