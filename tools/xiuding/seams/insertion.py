"""The mark between new words and those they stand beside.

A clause quotes the words it adds and rarely the mark between: 在“商业秘密”后增加“个人隐私”.  What the
mark is depends on what the new words are to their neighbour:

| the new words | mark | example |
|---|---|---|
| are one more member | 、 | 商业秘密 + 个人隐私 → 商业秘密、个人隐私 |
| are one more clause | ， | 提高素质 + 遵守法律 → 提高素质，遵守法律 |
| go on with it | none | 应当 + 及时 → 应当及时；行政机关 + 负责人 → 行政机关负责人 |
"""

from __future__ import annotations

import re

from xiuding.gap import GAP
from xiuding.seams.marks import (
    BODY,
    CLOSES,
    JOINED,
    LEFT_OPEN,
    MODAL,
    OPEN,
    PREDICATE,
    QUALIFIER,
    SENTENCE_END,
    SHARED,
    STOPS,
    Seam,
    of_either_width,
    stronger,
)

#: The longest that may be one word or one phrase of four characters: 材料, 有关材料.
_WORD = 4
#: Words that begin something that goes on: a preposition, an adverb, a modal verb, a number.
_GOES_ON = re.compile(
    r"按照|根据|依照|依据|依法|参照|通过|对(?![外口象])|会同|在(?![线校职建])|向(?!导)|经(?![营济费理验纪])|为|由|自(?![然主治愿由我律行])|"
    r"因(?!素)|以|应当|可以|不得|必须|有权|未(?!成年)|至|且|特别|不(?!动产|良)|"
    r"[0-9一二三四五六七八九十百千万]+(?:元|倍|日|年|个月|人)"
)
#: The end of what belongs to the words behind it.
_ATTRIBUTIVE = re.compile(r"(?:的|地|和|或者?|与|及|以及|及其|并|直至|其|应当|可以)$")
#: Where or when something is, said of the words before: 档案 + 中及时备注; or of those behind: 起草前 + 应当.
_WITHIN = re.compile(r"[中内里](?=的|及时|应当|不得|可以|，)|之[中内间前后下]")
_WHEN = re.compile(r".{2}(?:[前后时]|期间)$")
#: What follows from an act, said behind it: 有下列行为之一 + 造成危害 + 的.
_CONSEQUENCE = re.compile(r"造成|危及|构成|导致|致使|情节")
_AND_ALSO = 7
"""Characters of a 并…… that goes on without a comma: 如实记录 + 并保存."""
#: What several members have between them.
_SEVERAL = re.compile(r"^[^，]*(?:、|和|或者|以及)[^，]*$")
_QUALIFIER = re.compile(f"(?:{QUALIFIER})+")
_AUTHORITY = re.compile(r"(?:政府|国务院|省|市|县|区|州|旗|国家|地方|各级|本级|以上|以下)$")
_OFFICE = re.compile(r"(?:有关|相关|主管)?(?:部门|机构)$|工作部门|行政部门|主管部门")
_REFERENCE = re.compile(r"第[〇零一二三四五六七八九十百千]+([编章节条款项目])(?:之[一二三四五六七八九十]+)?")
_RANKS = "编章节条款项目"


@of_either_width
def insert_after(text: str, start: int, end: int, new: str, *, led: bool = False) -> Seam:
    """The seam when `new` goes after the anchor ``text[start:end]``.

    In plans paragraphs are `led` by a phrase of their own (完善服务。……), which keeps its full stop.
    """
    if text[end - 1] in SENTENCE_END:
        return behind_sentence(text, end, new)
    if JOINED.match(new) or new[-1:] in STOPS or text[end - 1] in STOPS:
        return Seam(end, end, new)
    if led and text[end : end + 1] == "。" and start == 0 and end < len(text) - 1:
        return Seam(end + 1, end + 1, new + "。")
    return Seam(end, end, _mark(text, start, end, new) + new)


def _mark(text: str, start: int, end: int, new: str) -> str:
    """The mark between ``text[:end]`` and `new`, which the words ``text[start:end]`` were quoted to place."""
    follows, anchor = text[end : end + 1], text[start:end]
    if follows == "、":
        return "、"
    if text.startswith(GAP, end):
        return "，"
    if LEFT_OPEN.search(text, 0, end) or _WITHIN.match(new):
        return ""
    if _CONSEQUENCE.match(new) and follows == "的":
        return "，"
    if _WHEN.search(new) and follows and follows not in STOPS:
        return ""
    if (listed := _listed(anchor, new)) is not None:
        return "、" if listed else ""
    before = text[start - 1 : start]
    if not follows or follows in STOPS:
        return _mark_at_end(before, anchor, new)
    return "、" if _is_member(text, start, end, new) else ""


def _mark_at_end(before: str, anchor: str, new: str) -> str:
    """The mark where the anchor ends what stands between two marks."""
    beside = re.split(f"[{STOPS}]", anchor)[-1]
    phrase = beside != anchor or not before or before in STOPS  # the anchor is all that stands there
    if new.startswith("并"):
        return "" if len(new) <= _AND_ALSO and not new.startswith("并且") else "，"
    if (PREDICATE.match(new) and len(new) >= _WORD) or MODAL.search(new):
        return "，"
    if before == "、" and beside == anchor:
        return "、"
    if not phrase and (_alike(anchor, new) or _SEVERAL.search(new)):
        return "、"
    clause = len(new) > _WORD or (len(new) == _WORD and (phrase or len(beside) == _WORD))
    return "，" if clause else ""


def _is_member(text: str, start: int, end: int, new: str) -> bool:
    """Whether new words amid a phrase stand beside the anchor (克扣、拖欠工资) or go on with it."""
    anchor = text[start:end]
    if min(len(anchor), len(new)) < 2 or OPEN.search(text, 0, end) or _GOES_ON.match(new):
        return False
    if _ATTRIBUTIVE.search(new) and not BODY.search(new[:-1]):
        return False
    if CLOSES.match(text, end):
        pass
    elif SHARED.match(text, end):
        return text[start - 1 : start] == "、" and not _QUALIFIER.fullmatch(new)
    elif len(new) == 2 and not (BODY.search(anchor) and BODY.fullmatch(new)):
        return False
    if BODY.search(anchor):
        return bool(BODY.search(new)) and not (_AUTHORITY.search(anchor) and _OFFICE.search(new))
    return not _AUTHORITY.search(anchor)


def _listed(anchor: str, new: str) -> bool | None:
    """Do references stand side by side (第三条、第四条) or are one (第三条第二款); None if not both are."""
    last, first = list(_REFERENCE.finditer(anchor)), _REFERENCE.match(new)
    if not last or last[-1].end() != len(anchor) or first is None:
        return None
    return _RANKS.index(first[1]) <= _RANKS.index(last[-1][1])


def _alike(one: str, other: str) -> bool:
    """Whether two nouns are of one make: 环境影响评价、安全评价."""
    return one[:2] == other[:2] or one[-2:] == other[-2:]


def behind_sentence(text: str, end: int, new: str) -> Seam:
    """New words behind ``text[:end]``, which ends a sentence.

    They are one more sentence, the beginning of the next one (甲。 + 期满后， + 乙), or the rest of that one.
    """
    last = text[end - 1]
    new = "，" + new if new.startswith("并") else new
    if not JOINED.match(new):
        goes_on = new[-1:] in STOPS or (len(text) > end and begins_sentence(new))
        return Seam(end, end, new if goes_on else new + "。")
    return Seam(end - 1, end, new[:-1] + stronger(new[-1], last) if new[-1:] in STOPS else new + last)


def begins_sentence(new: str) -> bool:
    """Whether words are no sentence, but begin the one behind them: 各级 + 人民政府应当."""
    return len(new) < _WORD or bool(_ATTRIBUTIVE.search(new) or BODY.search(new))


@of_either_width
def insert_before(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when `new` goes before the anchor ``text[start:end]``."""
    before, follows, anchor = text[start - 1 : start], text[end:], text[start:end]
    if before == "；" and "，" in new and new[-1:] not in STOPS:
        return Seam(start, start, new + "；")
    joined = CLOSES.match(follows) or follows.startswith("、")
    listed = before == "、" or joined or (before == "，" and follows.startswith("，"))
    if (
        new[-1:] in STOPS + "）"
        or _ATTRIBUTIVE.search(new)
        or len(new) <= 2
        or not listed
        or (_AUTHORITY.search(new) and _OFFICE.search(anchor))
    ):
        return Seam(start, start, new)
    return Seam(start, start, new + ("，" if before == "，" else "、"))
