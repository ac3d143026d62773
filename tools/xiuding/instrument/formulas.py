"""Phrases that are one token as a whole: closing formulas, what stays as it is, since when it is in force."""

from __future__ import annotations

import re

from xiuding.numerals import NUMERAL

_REORDER = re.compile(
    r"[^，。；]*(?:条文|章节|条款|条|章|节)[^，。；]{0,60}"
    r"(?:(?:顺序|序号)[^，。；：]{0,60}(?:调整|变动|顺延|排列|编排|修改)|依次(?:顺延|后移|前移|递推))"
    r"|并?重新(?:排列|编排|编定)(?:条文|条款|章节)的?(?:顺序|序号)"
    r"|(?:原)?(?:以[下后]|其[后余他它]|[后下]面|后续|此后)(?:的)?各?[条章节]款?(?:相应|均)?(?:顺延|后移|前移)"
    rf"|原第{NUMERAL}条(?:[、至到和]第{NUMERAL}条)+(?:的?(?:序号|顺序))?(?:依次|相应|均)?(?:顺延|后移|前移)"
    rf"|原?第{NUMERAL}条(?:之{NUMERAL})?(?:[及和]?其?(?:以[下后]|之后))的?(?:各?条款?|条文)?(?:的?(?:序号|顺序))?"
    r"(?:依次|相应|均)?(?:顺延|后移|前移|调整)"
)
_UNCHANGED = re.compile(
    r".*(?:不变|不作(?:修改|改动|调整|变动)|[依以]此类推|依次类推)"
    r"|(?:原|其|以[下后]|其[后余他它]|此后|后[续面])?的?(?:各|所有)?(?:序号|编号)(?:依次|相应|均|作相应的?|作)*(?:调整|顺延|后移|前移)"
    r"|[^条章节]*[款项目][^条章节]{0,60}(?:顺延|后移|前移|(?:顺序|序号)[^条章节]{0,60}(?:调整|变动))"
)
_EFFECT = re.compile(r"本(?:条|款|项)(?:规定)?自[^，。；]{1,20}(?:起|后)(?:施行|生效|执行|实施|适用)")


def formula(phrase: str) -> str | None:
    """The terminal of a phrase that is a formula: 条文顺序作相应调整 → REORDER; None for any other."""
    bare = phrase.strip("：: 　")
    if _UNCHANGED.fullmatch(bare):
        return "UNCHANGED"
    if _REORDER.fullmatch(bare):
        return "REORDER"
    return "EFFECT" if _EFFECT.fullmatch(bare) else None
