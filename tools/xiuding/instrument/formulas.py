"""Phrases that are one token as a whole: closing formulas, what stays as it is, since when it is in force."""

from __future__ import annotations

import re

from xiuding.numerals import NUMERAL

_CHANGE = "调整|变动|变更|改动|顺延|排列|编排|修改"
_SHIFT = "顺延|后移|前移|递推|递减|递增|递进|提前|推后"
_REST = "(?:以[下后]|其[后余他它]|[后下]面|后续|此后)"
_REORDER = re.compile(
    r"[^，。；]*(?:条文|章节|条款|条|章|节)[^，。；]{0,60}"
    rf"(?:(?:顺序|序号)[^，。；：]{{0,60}}(?:{_CHANGE})|依次(?:{_SHIFT})|重新编号)"
    r"|并?(?:相应|重新)(?:调整|排列|编排|编定)(?:条文|条款|章节)的?(?:顺序|序号)"
    rf"|原?{_REST}的?各?[条章节]款?(?:相应|均)?(?:顺延|后移|前移)"
    rf"|{_REST}的?各?条[款文]?的?(?:序号|顺序)?[依以]?此?次?类推"
    rf"|原第{NUMERAL}条(?:[、至到和]第{NUMERAL}条)+(?:的?(?:序号|顺序))?(?:依次|相应|均)?(?:顺延|后移|前移)"
    rf"|原?第{NUMERAL}条(?:之{NUMERAL})?(?:[及和]?其?(?:以[下后]|之后))的?(?:各?条款?|条文)?(?:的?(?:序号|顺序))?"
    rf"(?:依次|相应|均)?(?:调整|{_SHIFT})"
)
_UNCHANGED = re.compile(
    r".*(?:不变|不作(?:修改|改动|调整|变动)|[依以]此类推|依次类推)"
    r"|(?:原|其|以[下后]|其[后余他它]|此后|后[续面])?的?(?:各|所有)?(?:序号|编号)(?:依次|相应|均|作相应的?|作)*(?:调整|顺延|后移|前移)"
    r"|[^条章节]*[款项目][^条章节]{0,60}(?:顺延|后移|前移|(?:顺序|序号)[^条章节]{0,60}(?:调整|变动))"
)
#: 引用的《某某法》, 引用的法律条文; 引用的条文序号 are the text's own.
_REFERS = re.compile("引用的?(?!的?(?:本|该)?(?:条文|条款|款项|条|款|序号|编号))")
#: Why a formula about them is refused, in both languages.
REFERENCES = (
    "references to another instrument follow its new numbers, which are not given here",
    "所引用的其他文件的新条文序号，本件没有给出",
)
_EFFECT = re.compile(r"本(?:条|款|项)(?:规定)?自[^，。；]{1,20}(?:起|后)(?:施行|生效|执行|实施|适用)")


def formula(phrase: str) -> str | None:
    """The terminal of a phrase that is a formula: 条文顺序作相应调整 → REORDER; None for any other."""
    bare = phrase.strip("：: 　")
    if _REORDER.fullmatch(bare) and not re.search("不变|不作", bare):
        return "REORDER"
    if _UNCHANGED.fullmatch(bare):
        return "UNCHANGED"
    return "EFFECT" if _EFFECT.fullmatch(bare) else None


def refers(text: str) -> bool:
    """Whether a formula is about references to other documents, whose new numbers nobody has given."""
    return _REFERS.search(text) is not None
