"""What a line of a text is, as its beginning says: 第四章 …, 第十条 …, （一）…, 一、…, 专栏1 …"""

from __future__ import annotations

import re

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.numerals import NUMERAL, Ordinal, to_int

#: A blank of any width, or a character that has none.
SPACE = r"(?:[^\S\r\n]|[\u200b\u2060\ufeff\xad])"
#: A number that may be printed with blanks around its characters: 第 十 一 条.
_NUMBER = rf"{SPACE}*({NUMERAL}(?:{SPACE}+{NUMERAL}){{0,8}}){SPACE}*"
_DIVISION = re.compile(rf"(第{_NUMBER}(分编|编|章|节))(?:({SPACE}+)(\S.*)|({SPACE}*))$", re.DOTALL)
#: The same with any words, behind which no sentence ends; its number tells whether it is a heading.
_RUN_IN = re.compile(rf"(第({NUMERAL})(分编|编|章|节))()(\S[^。；：]{{0,59}})(?<![，、！？])$")
_TIGHT_DIVISION = re.compile(rf"(第({NUMERAL})(分编|编|章|节))()([^\s。；，：的]{{1,30}})$")
#: 第二条（适用范围）…: the heading of an article, not a list and not part of a reference.
_CAPTION = rf"【|（(?!{NUMERAL}）)[^（）。，；：]{{1,40}}）(?![的、，和或规所])"
_ARTICLE = re.compile(rf"(第{_NUMBER}条(?:之({NUMERAL}))?)(?:({SPACE}+)|$|(?={_CAPTION}))", re.DOTALL)
#: The same without a space between number and words.
_RUN_IN_LABEL = re.compile(rf"(第({NUMERAL})条(?:之({NUMERAL}))?)()(?!{SPACE}|$)")
_GROUP = re.compile(rf"(([一二三四五六七八九十百]+)、)({SPACE}*)([^。；：]{{1,40}})$")
_FAREWELL = re.compile(
    r"(?:此复|特此(?:函?复|批复|通知|通告|公告|函告|说明))[。！]?$"
    r"|本(?:批复|复函|解释|规定|通知|意见|纪要|通告|公告|方案|规划|计划|办法|细则|要点|制度)自[^，。]{1,20}起(?:施行|实施|执行|生效|适用)"
    r"|(?:以上|上述)(?:意见|通知|规定|批复|各[点条项])?，?(?:请|望|希)|(?:请|望|希)[^，。；]{0,20}(?:执行|办理|落实)。$"
    r"|[^，。；]{0,6}执行(?:中|过程中)[^。；]{0,20}，?请[^，。；]{0,8}报告"
)
_YEAR = "(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})"
DATE = "".join((_YEAR, *(rf"{SPACE}?{unit}{SPACE}?{NUMERAL}" for unit in "年月"), rf"{SPACE}?日"))
_ORGAN = (
    r"[^\s。，；：、《》（）]{2,30}?(?:院|会|部|局|委|府|署|厅|办公室|银行)"
    r"(?:（[^（）]{1,12}）)?"
)
_ORGANS = re.compile(rf"{_ORGAN}(?:{SPACE}+{_ORGAN})*")
_OFFICIAL = (
    rf"[^\s，。；：、]{{0,8}}(?:(?:主任|委员长|检察长){SPACE}+|(?:总理|主席|[省市区县州部院局署厅行]长)(?:：|{SPACE}+))"
    rf"(?:\S{SPACE}?\S{{1,3}}|\S+·\S+)"
)
_REMARK = re.compile("[（(]?注[：:]")
_SIGNED = re.compile(rf"(?:{_ORGAN}{SPACE}+)*{DATE}|{_OFFICIAL}")
_NUMBERED = re.compile(rf"(([一二三四五六七八九十百]+)、)({SPACE}*)(?=\S)")
_ITEM = re.compile(rf"([（(]({NUMERAL})[）)])({SPACE}*)")
_SUBITEM = re.compile(rf"(([0-9０-９]{{1,2}})(?:[.．](?![0-9０-９])|、))({SPACE}*)")
_BOX = re.compile(rf"(专栏{SPACE}*({NUMERAL}))({SPACE}*)(.*)$", re.DOTALL)
_TABLE = re.compile(rf"(表{SPACE}*({NUMERAL}))({SPACE}+|(?=[“‘]))(.*)$", re.DOTALL)
_ANNEX = re.compile(rf"附(?:件|表|录)?{SPACE}*({NUMERAL})?{SPACE}*(?:[：:].{{0,60}})?$")
OPENS_LIST = ("：", ":")
ENDS_SENTENCE = ("。", "；", "：", "，", "”", "！", "？", ":", ";", "、")

_DIVISION_UNITS = {"编": Unit.PART, "分编": Unit.SUBPART, "章": Unit.CHAPTER, "节": Unit.SECTION}


def division(line: str, *, tight: bool) -> Node | None:
    """The 章, 节 or 编 whose heading a line is; with `tight` also 第一章总则, without a space."""
    m = _DIVISION.match(line) or (_TIGHT_DIVISION.match(line) if tight else None)
    return _division(m) if m else None


def run_in_division(line: str) -> Node | None:
    """The same for 第二章代表的工作: whether it is a heading, only its number among the others tells."""
    m = _RUN_IN.match(line)
    return _division(m) if m else None


def _division(m: re.Match[str]) -> Node:
    return Node(_DIVISION_UNITS[m[3]], m[5] or "", label=m[1], gap=m[4] or "", number=_ordinal(m[2]))


def is_group(line: str) -> bool:
    """Whether a line is a heading 一、总体要求: a few words that end like no sentence."""
    return bool(_GROUP.match(line)) and not line.endswith(ENDS_SENTENCE)


def heading(text: str) -> Node | None:
    """The heading that `text` is (第四章 …, 专栏1 …, 表1 …, 一、…), as a node without children."""
    if found := division(text, tight=True):
        return found
    for pattern, unit in ((_BOX, Unit.BOX), (_TABLE, Unit.TABLE), (_GROUP, Unit.GROUP)):
        if m := pattern.match(text):
            return Node(unit, m[4], label=m[1], gap=m[3], number=Ordinal(to_int(m[2])))
    return None


def _labelled(pattern: re.Pattern[str], unit: Unit, line: str) -> Node | None:
    m = pattern.match(line)
    if not m:
        return None
    return Node(unit, line[m.end() :], label=m[1], gap=m[3], number=Ordinal(to_int(m[2])))


def item(line: str) -> Node | None:
    """The item （一）… or subitem 1.… that a line is, None where it is neither."""
    return _labelled(_ITEM, Unit.ITEM, line) or _labelled(_SUBITEM, Unit.SUBITEM, line)


def numbered(line: str) -> Node | None:
    """The article that a line like 三、… opens, as a node without its words; None for any other line."""
    m = _NUMBERED.match(line)
    return Node(Unit.ARTICLE, label=m[1], gap=m[3], number=Ordinal(to_int(m[2]))) if m else None


def numbered_item(line: str) -> Node | None:
    """The 项 一、… of a list that is known to be so numbered."""
    return _labelled(_NUMBERED, Unit.ITEM, line)


def listed(before: Node | None, line: str) -> Node | None:
    """The 项 that a line 一、… is: behind a 款 that ends in a colon, or behind the 项 before it."""
    found = numbered_item(line)
    if found is None or found.number is None or before is None or before.unit is not Unit.PARAGRAPH:
        return None
    if not before.children:
        return found if found.number == (1, 0) and before.text.endswith(OPENS_LIST) else None
    last = before.children[-1]
    continues = last.label.endswith("、") and last.number == (found.number.number - 1, 0)
    return found if continues else None


def annex(line: str) -> Node:
    """An annex whose first line is 附件2 or 附件：某某名录."""
    m = _ANNEX.match(line)
    return Node(Unit.ANNEX, line, number=Ordinal(to_int(m[1])) if m and m[1] else None)


def is_farewell(line: str) -> bool:
    """此复。 本批复自公布之日起施行。: what closes a reply or a notice and belongs to none of its units."""
    return bool(_FAREWELL.match(line))


def is_signature(line: str) -> bool:
    """Whether a line is a date or an official's name, as texts are signed: 2014年12月1日, 省长：某某."""
    return bool(_SIGNED.fullmatch(line))


def is_remark(line: str) -> bool:
    """Whether a line is a remark on the text: （注：附表略）."""
    return bool(_REMARK.match(line))


def is_organ(line: str) -> bool:
    """Whether a line is the name of an organ alone, or of several: 财政部　某某总局."""
    return bool(_ORGANS.fullmatch(line))


def article_label(line: str) -> re.Match[str] | None:
    """The label that opens an article's line: 第三条　…; None where the line only refers to one."""
    return _ARTICLE.match(line)


def run_in_label(line: str) -> re.Match[str] | None:
    """The label of 第三条设立……, without a space; `structure.tight` tells whether it is one."""
    return _RUN_IN_LABEL.match(line)


def article(m: re.Match[str]) -> Node:
    """The article that a label opens, without its words."""
    return Node(Unit.ARTICLE, label=m[1], gap=m[4] or "", number=_ordinal(m[2], m[3]))


def _ordinal(numeral: str, insertion: str | None = None) -> Ordinal:
    """The number that a label prints, perhaps with blanks in it: 十 一."""
    return Ordinal(to_int(re.sub(SPACE, "", numeral)), to_int(insertion) if insertion else 0)


def is_box(line: str) -> bool:
    """Whether a line is the title of a 专栏."""
    return bool(_BOX.match(line)) and not line.endswith(ENDS_SENTENCE)


def is_annex(line: str) -> bool:
    """Whether a line opens an annex: 附件2, 附：某某名录."""
    return bool(_ANNEX.match(line))
