"""Punctuation where a quotation meets the text it goes to.

Quotations rarely carry the marks of their place.  One rule per seam decides; every seam so mended is
noted by the caller, and ``--literal`` turns the rules off.

| seam | rule | example |
|---|---|---|
| deletion between two marks | the stronger stays | 甲，乙，丙 without 乙 → 甲，丙 |
| deletion at the end | its own mark stays, else a full stop | 甲；乙。 without 乙。 → 甲。 |
| deletion of an adverbial | its comma goes with it | 甲根据计划，检查 → 甲检查 |
| deletion before 以及, 和, 或者, 等 | the 、 before it goes | 甲、乙以及丙 → 甲以及丙 |
| deletion of the first in an enumeration | the 、 behind it goes | 由甲、乙负责 → 由乙负责 |
| deletion of the last in one, before its noun | the 、 before it goes | 甲、乙部门 → 甲部门 |
| replacement that ends with a mark, before one | the stronger stays | 甲，乙。 with 乙； → 甲，乙。 |
| replacement that begins with 的 | the comma before it goes | 双方之间，甲 → 双方之间的乙 |
| insertion into an enumeration | the mark of the enumeration | 在“丙”前增加“乙”：甲、丙 → 甲、乙、丙 |
| insertion of a clause after one | a comma | 提高素质。 + 遵守法律 → 提高素质，遵守法律。 |
| insertion of words, or of a bracket | none | 审查， + 材料 → 审查材料， 区、县 + （市） → 区（市）、县 |
| insertion after a lead phrase | behind its full stop | 完善。甲。 + 增加 → 完善。增加。甲。 |
| addition to an end or a beginning | a semicolon | 处罚款。 + 吊销执照 → 处罚款；吊销执照。 |
| the same, with a mark or a conjunction | before the last mark | 登记。 + ，甲除外 → 登记，甲除外。 |
| a sentence without its full stop | a full stop | 甲免费。 + 乙也免费 → 甲免费。乙也免费。 |
| a new 款 quoted without its full stop | a full stop | “甲应当乙”。 → 甲应当乙。 |
| items of a list | the marks of their list | ； between, 。 after the last |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.gap import GAP

STOPS = "，、；：。！？"
_STRENGTH = {"、": 1, "，": 2, "；": 3, "：": 3, "。": 4, "！": 4, "？": 4}
_JOINED = re.compile(r"或者|或|和|以及|及其|及|与|、|，|；|。|的|等|（")
_MODAL = re.compile("应当|不得|可以|必须|有权")
_SENTENCE_END = "。！？"
#: A conjunction with nothing behind it, and one with nothing before; not the end or beginning of a word.
_LEFT_OPEN = re.compile(
    r"(?:或者|以及|(?<![总之饱缓温共柔调中谐平])和|(?<![涉普危顾波提触遍企累以])及|(?<![参给赋])与)$"
)
_LEFT_BARE = re.compile(r"或者|以及|和(?![平谐解睦气好约])|及(?![时早其格])")
#: What an enumeration begins behind: a preposition, a conjunction, a bracket; not the end of a word (自由).
_OPENS = re.compile(
    r"(?:(?<![自理事缘])由|(?<![相绝面核应])对|(?<![方导取意定])向|(?<![已曾财神])经|会同|包括|是指|以及|及|和|或者|"
    r"(?<![参给])与|（)$"
)
#: What ends one: 以及, 等, or the noun that its members share (规划、市容部门).
_CLOSES = re.compile(r"以及|和|或者|及|与|等")
_SHARED = re.compile(
    r"(?:各级|行政|主管|管理|监督|执法|职能)*"
    r"(?:部门|机关|机构|单位|人员|组织|团体|企业|事业|行业|领域|工作|活动|设施|场所|(?:人民)?政府|人民法院|人民检察院)"
)
#: Words that are no member of an enumeration but belong to the noun: 规划、有关部门.
_ATTRIBUTE = re.compile(
    r"(?:有关|相关|其他|其它|各级?|所[属在]|[上下本同基]一?[级层]|行政|主管|管理|监督|执法|专门|专业|相应|.*[的等])+"
)
#: The longest that may be one word or one phrase of four characters: 材料, 有关材料.
_WORD = 4
_ADVERBIAL = re.compile(r"根据|按照|依照|依据|在|对于|对|经|为了|为|因|由于|从|自|通过|除|当|遵照|按")


class Seam(NamedTuple):
    """What to write: ``text[start:end]`` becomes `new`."""

    start: int
    end: int
    new: str


def _stronger(one: str, other: str) -> str:
    return one if _STRENGTH[one] >= _STRENGTH[other] else other


def delete(text: str, start: int, end: int) -> Seam:
    """The seam that is left when ``text[start:end]`` is deleted."""
    before, after, gone = text[start - 1 : start], text[end : end + 1], text[start:end]
    if after and after in STOPS:
        if not before:
            return Seam(start, end + 1, "")
        if before in STOPS:
            return Seam(start - 1, end + 1, _stronger(before, after))
        if after == "，" and _ADVERBIAL.match(gone):
            return Seam(start, end + 1, "")
        if after == "、" and _OPENS.search(text, 0, start):
            return Seam(start, end + 1, "")
    if before == "、" and (_CLOSES.match(text, end) or _is_last(text, start, end)):
        return Seam(start - 1, end, "")
    if not after and before and before in "，、；":
        return Seam(start - 1, end, "。" if gone[-1:] not in STOPS else gone[-1])
    return Seam(start, end, "")


def stranded(text: str, start: int, end: int) -> str:
    """The conjunction that a deletion would leave with nothing on one side: 甲、乙和[丙]。 → 和; '' for none.

    Which word it would have to join then no rule can tell: 甲和乙 is another sentence than 甲、乙.
    """
    after = text[end : end + 1]
    if not after or after in STOPS or _SHARED.match(text, end) or _MODAL.match(text, end):
        found = _LEFT_OPEN.search(text, 0, start)
    elif start == 0 or text[start - 1] in STOPS.replace("、", "") or _OPENS.search(text, 0, start):
        found = _LEFT_BARE.match(text, end)
    else:
        found = None
    return found[0] if found else ""


def _is_last(text: str, start: int, end: int) -> bool:
    """Whether the last member of an enumeration goes and what all its members share stays."""
    if _MODAL.match(text, end):
        return True
    noun = _SHARED.match(text, end)
    if noun is None or _ATTRIBUTE.fullmatch(text[start:end].strip("、")):
        return False
    return not text[: start - 1].endswith(noun[0])


def replace(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when ``text[start:end]`` becomes `new`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if new.startswith("的") and before == "，":
        start -= 1
    if new and after and new[-1] in STOPS and after in STOPS:
        return Seam(start, end + 1, new[:-1] + _stronger(new[-1], after))
    return Seam(start, end, new)


def insert_after(text: str, start: int, end: int, new: str, *, led: bool = False) -> Seam:
    """The seam when `new` goes after the anchor ``text[start:end]``.

    In plans paragraphs are `led` by a phrase of their own (完善服务。……), which keeps its full stop.
    """
    follows, anchor = text[end : end + 1], text[start:end]
    if text[end - 1] in _SENTENCE_END:
        return _behind_sentence(text, end, new)
    if _JOINED.match(new) or new[-1:] in STOPS or text[end - 1] in STOPS:
        return Seam(end, end, new)
    if led and follows == "。" and start == 0 and end < len(text) - 1:
        return Seam(end + 1, end + 1, new + "。")
    at_end = not follows or follows in STOPS
    listed = text[start - 1 : start] == "、" and (
        at_end or _CLOSES.match(text, end) or _SHARED.match(text, end)
    )
    if follows == "、" or (listed and not re.search(f"[{STOPS}]", anchor)):
        return Seam(end, end, "、" + new)
    if (at_end and _is_clause(new, anchor)) or text.startswith(GAP, end):
        return Seam(end, end, "，" + new)
    return Seam(end, end, new)


def _behind_sentence(text: str, end: int, new: str) -> Seam:
    """New words behind ``text[:end]``, which ends a sentence: one more sentence, or the rest of that one."""
    last = text[end - 1]
    new = "，" + new if new.startswith("并") else new
    if not _JOINED.match(new):
        return Seam(end, end, new if new[-1:] in STOPS else new + "。")
    return Seam(end - 1, end, new[:-1] + _stronger(new[-1], last) if new[-1:] in STOPS else new + last)


def _is_clause(new: str, anchor: str) -> bool:
    """Whether new words stand beside those before them (提高素质，遵守法律) or go on with them (审查材料)."""
    beside = re.split(f"[{STOPS}]", anchor)[-1]
    return len(new) > _WORD or len(new) == len(beside) == _WORD or new.startswith("并")


def insert_before(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when `new` goes before the anchor ``text[start:end]``."""
    before, follows = text[start - 1 : start], text[end:]
    joined = re.match(r"、|和|或者|以及|及|与", follows)
    listed = before == "、" or joined or (before == "，" and follows.startswith("，"))
    if (
        new[-1:] in STOPS + "）"
        or re.search(r"(?:或者|和|以及|及|与|的|地)$", new)
        or len(new) <= 2
        or not listed
    ):
        return Seam(start, start, new)
    return Seam(start, start, new + ("，" if before == "，" else "、"))


def append(text: str, new: str) -> Seam:
    """The seam when `new` is added at the end of a 款."""
    end = len(text)
    if text[-1:] not in ("。", "；"):
        return Seam(end, end, new)
    if _JOINED.match(new) or new.startswith("并"):
        return _behind_sentence(text, end, new)
    return Seam(end, end, new) if new[-1:] in STOPS else Seam(end - 1, end, "；" + new + text[-1])


def prepend(new: str) -> Seam:
    """The seam when `new` is added at the beginning of a 款."""
    return Seam(0, 0, new + "；" if "，" in new and new[-1:] not in STOPS else new)


def sentence(old: str, new: str) -> str:
    """The new text of a sentence, with the mark at its end."""
    return new + old[-1] if new and old[-1:] in STOPS and new[-1:] not in STOPS else new


def is_open(text: str) -> bool:
    """Whether a new 款 is a sentence that lacks its end: 甲应当登记，不得拖延."""
    return len(text) > 1 and text[-1].isalnum() and re.search("[，。；]", text) is not None


def item_marks(paragraph: Node) -> tuple[str, str] | None:
    """The marks between and after the items of a 款, as its own items show: （；, 。）."""
    items = paragraph.listed()
    if not items:
        return None
    ends = [_last(i).text[-1:] for i in items]
    between = [e for e in ends[:-1] if e in ("；", "。", "，", "、")]
    mark = max(dict.fromkeys(between), key=between.count) if between else "；"
    return mark, ends[-1] if ends[-1] in ("。", "；") else "。"


def _last(item: Node) -> Node:
    """The last unit inside an item, which ends its text."""
    while item.children:
        item = item.children[-1]
    return item


def mend_items(paragraph: Node, marks: tuple[str, str], changed: Sequence[Node]) -> list[str]:
    """Give the items of a 款 the marks of their list: ； between them, 。 after the last.

    Only items that the clause made, and those that became or ceased to be the last, are touched.
    """
    notes = []
    items = paragraph.listed()
    for item in items:
        is_last, node = item is items[-1], _last(item)
        wanted, have = marks[1] if is_last else marks[0], node.text[-1:]
        misplaced = have in "；，" if is_last else have == "。" and marks[0] != "。"
        if not have or have == "：" or not (item in changed or misplaced):
            continue
        if node is not item and (node.unit is Unit.PARAGRAPH or not misplaced):
            continue
        if have in "；。，、" and have != wanted:
            node.splice(len(node.text) - 1, len(node.text), wanted)
            notes.append(f"{item.label}项末“{have}”改为“{wanted}”")
        elif have not in STOPS:
            node.splice(len(node.text), len(node.text), wanted)
            notes.append(f"{item.label}项末加“{wanted}”")
    return notes
