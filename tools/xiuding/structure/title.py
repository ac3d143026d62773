"""Which of the lines in front of a text are its title.

A page prints other things there as well: the order that promulgates the text, with its number and date, the
notice that hands it on, the name of a site.  And it prints the title on as many lines as that takes.

    >>> title_lines(["某省人民政府令", "第9号", "某省渡口安全", "管理办法（试行）", "为了甲，制定本办法。"])
    (2, 4)
    >>> title_lines(["关于印发《某省渡口管理办法》的通知", "各市：", "请遵照执行。", "某省渡口管理办法"])
    (3, 4)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xiuding.numerals import NUMERAL
from xiuding.structure.lines import DATE, SPACE, is_signature

#: A title takes up to so many lines.
_MOST = 5
_KIND = (
    "(?:决定|决议|解释|批复|函|答复|解答|意见|通知|通告|公告|通报|请示|报告|纪要|规定|细则|规则|规程|准则|守则|"
    "标准|纲要|规划|计划|预案|要点|措施|指南|指引|规范|制度|公约|协定|议定书|说明|安排|清单|名录|目录|大纲)"
)
#: The same for words that a title may also hold in its midst: 关于适用公司法⏎若干问题的规定.
_LAW = "(?:法|法典|宪法|条例|办法|章程|方案|政策)"
_EDITION = rf"(?:（(?:试行|暂行|草案|修订|修正|{NUMERAL}|[0-9]{{4}}[^（）]{{0,9}})）)"
_WHOLE = re.compile(rf"(?:.*{_KIND}|(?!.*关于).*{_LAW}|.*关于.*的[^的]{{0,6}}{_LAW}){_EDITION}?")
_GOES_ON = re.compile(rf"(?:(?:的|实施|若干|有关问题).*(?:{_KIND}|{_LAW}))?{_EDITION}?")
_NAMED = re.compile(r"《[^《》]+》")
_BARE = re.compile(r"[^。；：！？，]{1,60}")
_OPENING, _CLOSING = "《〈（“", "》〉）”"
#: What is done to a text, as the brackets below its title tell.
_DONE = "(?:通过|公布|发布|修订|修正|施行|批准|印发|生效)"
_NOTE = re.compile(rf"[（(].*(?:{_DONE}|日|号).*[）)]$", re.DOTALL)
_DATED = rf"(?:根据)?{DATE}(?:[^。；：]*{_DONE})?"
_STAMP = rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:{SPACE}+\d{{1,2}}:\d\d(?::\d\d)?)?"
_NUMBER = r"[^\s。，；：（）]{1,12}[〔\[［（(][0-9]{4}[〕\]］）)]第?[0-9]{1,5}号"
_ORDER = (
    r"[^\s。，；：]{2,20}(?:令|文件|公报)"
    rf"|(?:[^\s。，；：]{{2,20}}(?:令|公告))?{SPACE}*(?:[0-9]{{4}}年)?第{SPACE}*{NUMERAL}{SPACE}*号"
)
_FIELD = (
    r"【[^【】]{2,8}】[^。；]*"
    r"|(?:发文|发布|公布|制定|施行|生效|实施|时效|效力|文号|字号|来源)[^。；：，]{0,4}[：:][^。；，]{1,40}"
)
#: The same without brackets, as publishers print it.
_DETAILS = re.compile(f"{_DATED}|{_STAMP}|{_NUMBER}|{_ORDER}|{_FIELD}")
#: What stands before a title only.
_ABOVE = re.compile(
    rf"附(?:件|录)?{SPACE}*{NUMERAL}?{SPACE}*[：:]?"
    r"|[^\s。，；：]{2,12}(?:网|网站|数据库)|（[^（）]*(?:整理|提供|转载|下载)[^（）]*）"
)
_ANNOUNCES = re.compile(r"公布|发布|印发|通过|施行|下发|转发")


def is_detail(line: str) -> bool:
    """Whether a line tells of the text: （2021年5月1日通过）, 某发〔2003〕20号, 发布日期：2003-12-26."""
    return bool(_NOTE.match(line) or _DETAILS.fullmatch(line))


def title_lines(front: Sequence[str]) -> tuple[int, int]:
    """Where the title begins and ends among the lines before the body; (0, 0) where they have none."""
    if announced := announcements(front):
        return announced[0]
    at = 0
    while at < len(front) - 1 and _stands_above(front[at]):
        at += 1
    if at >= len(front) or not front[at] or front[at].endswith(("。", "；", "：")):
        return 0, 0
    return at, _end(front, at)


def announcements(front: Sequence[str]) -> list[tuple[int, int]]:
    """Where lines stand that are the name of a text which a line before the last of them announces."""
    found: list[tuple[int, int]] = []
    names = {name: i for i, line in enumerate(front) if _ANNOUNCES.search(line) for name in named(line)}
    for at in range(len(front)):
        for end in range(at + 1, min(at + _MOST, len(front)) + 1):
            if words("".join(front[at:end])) in names:
                found.append((at, end))
                break
    return found if found and any(i < found[-1][0] for i in names.values()) else []


def words(line: str) -> str:
    """A line without the blanks in it, of which every print has its own."""
    return re.sub(SPACE, "", line)


def _stands_above(line: str) -> bool:
    return is_detail(line) or bool(_ABOVE.fullmatch(line)) or is_signature(line)


def _end(front: Sequence[str], at: int) -> int:
    """Behind the last line of a title: where it is whole; behind its first line where it never is."""
    for end in range(at + 1, min(at + _MOST, len(front)) + 1):
        if not _BARE.fullmatch(front[end - 1]) or (end > at + 1 and is_detail(front[end - 1])):
            break
        if _is_whole("".join(front[at:end])):
            return next((i for i in range(end, len(front)) if not _goes_on(front[i])), len(front))
    return at + 1


def _goes_on(line: str) -> bool:
    """Whether a line is more of a title that could end before it: 实施细则, （试行）."""
    return bool(_GOES_ON.fullmatch(line) and _BARE.fullmatch(line)) and not is_detail(line)


def _is_whole(title: str) -> bool:
    """Whether words are a title from beginning to end: they name a kind of text and close their brackets."""
    title = words(title)
    closed = all(title.count(a) == title.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True))
    return closed and bool(_WHOLE.fullmatch(title) or _NAMED.fullmatch(title))


def named(line: str) -> Iterator[str]:
    """The names in 《》 of a line, without the blanks in them; one that holds another is one name.

    >>> list(named("关于修改《关于适用《甲法》的解释》和《乙办法》的决定"))
    ['关于适用《甲法》的解释', '乙办法']
    """
    depth = start = 0
    for i, char in enumerate(line):
        if char == "《":
            depth += 1
            start = i + 1 if depth == 1 else start
        elif char == "》" and depth:
            depth -= 1
            if not depth:
                yield words(line[start:i])
