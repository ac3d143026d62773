"""What stands before and behind the clauses: title, issuer, number, and the dates of effect.

>>> title(["某某市人民政府", "关于修改《某某办法》的决定", "（2024年5月6日公布）"])
'某某市人民政府关于修改《某某办法》的决定'
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from xiuding.address import Unit, parse_list
from xiuding.instrument.model import Clause, InsertNode, Renumber, ReplaceNode
from xiuding.numerals import NUMERAL, Ordinal

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*\d+\s*号|第[一二三四五六七八九十零〇百\d]+号"
)
#: Numbers of what is amended: 《某某办法》（某某部令2016年第34号）, （2015年11月2日某某部令第21号公布）
_OF_ANOTHER = re.compile(r"》\s*（[^（）]*）|（[^（）]*(?:公布|发布|修订|修正|印发)[^（）]*）")
_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NAMES_KIND = re.compile(r"(?:决定|修正案|通知|办法|意见|决议|公告|命令)(?:（[^（）]*）)?$")
_BARE_LINE = re.compile(r"[\u4e00-\u9fff、（）《》〈〉“”·\s]{2,60}$")
_SEVERAL = re.compile(
    rf"等{NUMERAL}(?:件|部|个|项|则)|(?<!》)(?:部分|一批)[^的条款内]{{0,8}}(?:法律|法规|规章|规定|文件|解释|条例)"
)
_NAME = re.compile(r"《[^》]*》")
_ISSUER = re.compile(r"(.*?)关于")
_DATE_LINE = re.compile(r"（?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日）?$")
_NOT_IN_FORCE = re.compile(r"自\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*起")
_DAY = r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_FROM = rf"自\s*(?:(?P<date>{_DAY})|(?:公布|发布|印发)之日)\s*起\s*(?:施行|生效|执行|实施)"
_EFFECTIVE = re.compile(_FROM)
# Tried only where a phrase begins, lest a long one be read again from each of its characters.
_PARTLY = re.compile(
    rf"(?:^|(?<=[，。；]))(?P<what>[^，。；]*第{NUMERAL}[条项款][^，。；自]{{0,200}}){_FROM}"
)
_OF_CLAUSES = re.compile(r"本(?:决定|修正案|通知|决议)|第[^，。；条]*项")


def date_of(text: str) -> str:
    """The first date in `text` as ISO, '' where it has none: 2022年8月17日 → 2022-08-17."""
    for m in _DATE.finditer(text):
        with suppress(ValueError):  # 13月45日
            return dt.date(int(m[1]), int(m[2]), int(m[3])).isoformat()
    return ""


def number_of(text: str) -> str:
    """The document number in `text` (内政办发〔2022〕62号), '' where it has none."""
    m = _NUMBER.search(_OF_ANOTHER.sub("", text))
    return re.sub(r"\s", "", m[0]) if m else ""


def adopted(front: Sequence[str], closing: Sequence[str]) -> str:
    """When the instrument was adopted: its date line at the end, or the first date in front."""
    lines = [line for line in (*front, *closing) if _DATE_LINE.match(re.sub(r"\s", "", line))]
    return date_of(lines[-1] if lines else "") or date_of(_NOT_IN_FORCE.sub("", "\n".join(front)))


def title(front: Sequence[str]) -> str:
    """The title: the first line that names the kind of instrument, with the lines it begins on."""
    lines = [line.strip() for line in front]
    at = next((i for i, line in enumerate(lines) if _NAMES_KIND.search(line)), None)
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
    return bool(_SEVERAL.search(_NAME.sub("》", title)))


def issuer(title: str) -> str:
    """The authority that a title opens with, '' where it names none."""
    m = _ISSUER.match(title)
    return m[1] if m else ""


def effective(text: str, date: str) -> str:
    """When an instrument takes effect, as its closing says; 自公布之日起 is its own date."""
    partly = {m.end() for m in _PARTLY.finditer(text)}
    whole = next((m for m in _EFFECTIVE.finditer(text) if m.end() not in partly), None)
    found = whole or _EFFECTIVE.search(text)
    return date_of(found["date"]) if found and found["date"] else date


def partly_effective(clauses: Sequence[Clause], text: str, date: str) -> Iterator[Clause]:
    """The clauses, with a date of their own where the closing gives one.

    本决定第三条自2025年7月1日起施行 speaks of clauses, 修改后的第十二条自……起施行 of articles of the text.
    """
    rules = [(m["what"], date_of(m["date"]) if m["date"] else date) for m in _PARTLY.finditer(text)]
    for clause in clauses:
        own = next((day for what, day in rules if _concerns(what, clause)), None)
        yield clause if own is None or clause.effective else replace(clause, effective=own)


def _concerns(what: str, clause: Clause) -> bool:
    numbers = {
        n
        for listed in re.findall(rf"第{NUMERAL}[条项](?:[、和至及]第{NUMERAL}[条项])*", what)
        for n in _numbers(listed)
    }
    if _OF_CLAUSES.search(what):
        return any(clause.id == str(n.number) or clause.id.startswith(f"{n.number}.") for n in numbers)
    return bool(numbers & set(_articles(clause)))


def _numbers(listed: str) -> list[Ordinal]:
    try:
        return [a.last.number for a in parse_list(listed) if a.last.number is not None]
    except ValueError:  # 第五条至第二项
        return []


def _articles(clause: Clause) -> Iterator[Ordinal]:
    """The articles that a clause makes or changes, by their new numbers where it gives any."""
    for edit in clause.edits:
        given = {InsertNode: "numbers", ReplaceNode: "numbers"}.get(type(edit))
        addresses = [edit.place.address, *(getattr(edit, given) if given else ())]
        if isinstance(edit, Renumber):
            addresses = [edit.to]
        for address in addresses:
            step = address.step(Unit.ARTICLE)
            if step is not None and step.number is not None:
                yield step.number
