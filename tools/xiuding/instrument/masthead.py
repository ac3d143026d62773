"""What stands before and behind the clauses: title, issuer, number and date.

>>> title(["某某市人民政府", "关于修改《某某办法》的决定", "（2024年5月6日公布）"])
'某某市人民政府关于修改《某某办法》的决定'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.instrument.effect import date_of
from xiuding.numerals import NUMERAL

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*\d+\s*号|第[一二三四五六七八九十零〇百\d]+号"
)
#: Numbers of what is amended: 《某某办法》（某某部令2016年第34号）, （2015年11月2日某某部令第21号公布）
_OF_ANOTHER = re.compile(r"》\s*（[^（）]*）|（[^（）]*(?:公布|发布|修订|修正|印发)[^（）]*）")
_NAMES_KIND = re.compile(r"(?:决定|修正案|通知|办法|意见|决议|公告|命令)(?:（[^（）]*）)?$")
_AMENDS = re.compile("修改|修正|修订|废止|更正|调整|增加|补充")
_BARE_LINE = re.compile(r"[\u4e00-\u9fff、（）《》〈〉“”·\s]{2,60}$")
_SEVERAL = re.compile(
    rf"等{NUMERAL}(?:件|部|个|项|则)|(?<!》)(?:部分|一批)[^的条款内]{{0,8}}(?:法律|法规|规章|规定|文件|解释|条例)"
)
#: 关于修改《甲条例》、《乙规定》的决定
_TOGETHER = re.compile(r"》(?:[、和及与]|以及)?《")
_NAME = re.compile(r"《[^》]*》")
_ISSUER = re.compile(r"(.*?)关于")
_DATE_LINE = re.compile(r"（?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日）?$")
_NOT_IN_FORCE = re.compile(r"自\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*起")


def number_of(text: str) -> str:
    """The document number in `text` (内政办发〔2022〕62号), '' where it has none."""
    m = _NUMBER.search(_OF_ANOTHER.sub("", text))
    return re.sub(r"\s", "", m[0]) if m else ""


def adopted(front: Sequence[str], closing: Sequence[str]) -> str:
    """When the instrument was adopted: its date line at the end, or the first date in front."""
    lines = [line for line in (*front, *closing) if _DATE_LINE.match(re.sub(r"\s", "", line))]
    return date_of(lines[-1] if lines else "") or date_of(_NOT_IN_FORCE.sub("", "\n".join(front)))


def title(front: Sequence[str]) -> str:
    """The title: the first line that names the kind of instrument, with the lines it begins on.

    A decision that is printed below the 公告 or the 令 that promulgates it has its own.
    """
    lines = [line.strip() for line in front]
    kinds = [i for i, line in enumerate(lines) if _NAMES_KIND.search(line)]
    at = next((i for i in kinds if _AMENDS.search(lines[i])), kinds[0] if kinds else None)
    if at is None:
        return lines[0] if lines else ""
    first = at
    while (
        first
        and not _is_whole(lines[first : at + 1])
        and _BARE_LINE.match(lines[first - 1])
        and at - first < 3
    ):
        first -= 1
    return "".join(lines[first : at + 1])


def _is_whole(lines: Sequence[str]) -> bool:
    """Whether a title has its beginning: the authority before 关于, or a 修正案 that has none."""
    text = "".join(lines)
    return text.find("关于") > 0 or ("关于" not in text and "修正案" in text)


def is_omnibus(title: str) -> bool:
    """Whether a title announces changes of several documents: 关于修改《某某条例》等三件法规的决定."""
    return bool(_SEVERAL.search(_NAME.sub("》", title)) or _TOGETHER.search(title))


def issuer(title: str) -> str:
    """The authority that a title opens with, '' where it names none."""
    m = _ISSUER.match(title)
    return m[1] if m else ""
