"""Since when an instrument and its clauses are in force: 自2025年1月1日起施行, 自公布之日起30日后施行.

>>> effective("本决定自公布之日起30日后施行。", "2024-01-01")
'2024-01-31'
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from xiuding.address import Unit, parse_list
from xiuding.instrument.model import Clause, InsertNode, Renumber, ReplaceNode
from xiuding.language import say
from xiuding.numerals import NUMERAL, Ordinal, to_int

_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DAY = r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_FROM = (
    rf"自\s*(?:(?P<date>{_DAY})|(?:公布|发布|印发)之日)\s*起\s*"
    rf"(?:(?:满)?(?P<count>{NUMERAL})个?(?P<unit>日|天|月)(?:之?后)?(?:起)?)?\s*(?:施行|生效|执行|实施)"
)
_EFFECTIVE = re.compile(_FROM)
# Tried only where a phrase begins, lest a long one be read again from each of its characters.
_PARTLY = re.compile(
    rf"(?:^|(?<=[，。；]))(?P<what>[^，。；]*第{NUMERAL}[条项款][^，。；自]{{0,200}}){_FROM}"
)
_OF_CLAUSES = re.compile(r"本(?:决定|修正案|通知|决议)|第[^，。；条]*项")
_OF_ARTICLES = re.compile(r"修改后|修订后|修正后|条例|办法|规定|法")
_LISTED = re.compile(rf"第{NUMERAL}[条项](?:[、和至及]第{NUMERAL}[条项])*")


def date_of(text: str) -> str:
    """The first date in `text` as ISO, '' where it has none: 2022年8月17日 → 2022-08-17."""
    for m in _DATE.finditer(text):
        with suppress(ValueError):  # 13月45日
            return dt.date(int(m[1]), int(m[2]), int(m[3])).isoformat()
    return ""


def effective(text: str, date: str) -> str:
    """When an instrument takes effect, as its closing says; 自公布之日起 is its own date."""
    partly = {m.end() for m in _PARTLY.finditer(text)}
    whole = next((m for m in _EFFECTIVE.finditer(text) if m.end() not in partly), None)
    found = whole or _EFFECTIVE.search(text)
    return _since(found, date) if found else date


def _since(found: re.Match[str], date: str) -> str:
    """The day of a match of `_FROM`, for an instrument of that date."""
    day = date_of(found["date"]) if found["date"] else date
    if not found["count"] or not day:
        return day
    first, count = dt.date.fromisoformat(day), to_int(found["count"])
    with suppress(ValueError, OverflowError):  # 自公布之日起9999个月后
        if found["unit"] != "月":
            return (first + dt.timedelta(days=count)).isoformat()
        years, month = divmod(first.month - 1 + count, 12)
        return first.replace(year=first.year + years, month=month + 1).isoformat()
    return ""


def partly(clauses: Sequence[Clause], text: str, date: str) -> tuple[list[Clause], list[str]]:
    """The clauses, with a date of their own where the closing gives one, and what is doubtful in it.

    本决定第三条自2025年7月1日起施行 speaks of clauses, 修改后的第十二条自……起施行 of articles of the text;
    第三条 alone is the article where a clause changes that, else the clause of that number.
    """
    own: dict[str, str] = {}
    doubts: list[str] = []
    before = -1, False  # where the sentence of the last rule ends, and whether it was about clauses
    for rule in _PARTLY.finditer(text):
        goes_on = before[1] and "。" not in text[before[0] : rule.start()]
        about_clauses = bool(_OF_CLAUSES.search(rule["what"])) or (
            goes_on and not _OF_ARTICLES.search(rule["what"])
        )
        before = rule.end(), about_clauses
        numbers = set(_numbers(rule["what"]))
        as_articles = [c.id for c in clauses if numbers & set(_articles(c))]
        as_clauses = [c.id for c in clauses if any(_is_of(c, n) for n in numbers)]
        named = as_clauses if about_clauses else as_articles
        if not about_clauses and not _OF_ARTICLES.search(rule["what"]):
            named = as_articles or as_clauses
            if as_articles and as_clauses and as_articles != as_clauses:
                named = []
        if not named:
            what = rule[0].strip()
            doubts.append(say(f"which clauses is this about? {what}", f"没有写明是哪些条目：{what}"))
        for each in named:
            own.setdefault(each, _since(rule, date))
    return [
        replace(c, effective=own[c.id]) if c.id in own and not c.effective else c for c in clauses
    ], doubts


def _is_of(clause: Clause, number: Ordinal) -> bool:
    return clause.id == str(number.number) or clause.id.startswith(f"{number.number}.")


def _numbers(text: str) -> Iterator[Ordinal]:
    for listed in _LISTED.findall(text):
        with suppress(ValueError):  # 第五条至第二项
            yield from (a.last.number for a in parse_list(listed) if a.last.number is not None)


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
