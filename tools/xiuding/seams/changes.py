"""What words leave behind that are deleted, replaced, or put to an end or a beginning."""

from __future__ import annotations

import re

from xiuding.seams.insertion import behind_sentence
from xiuding.seams.marks import CLOSES, JOINED, LEFT_OPEN, SHARED, STOPS, Seam, stronger

_MODAL = re.compile("应当|不得|可以|必须|有权")
_LEFT_BARE = re.compile(r"或者|以及|和(?![平谐解睦气好约])|及(?![时早其格])")
#: What an enumeration begins behind: a preposition, a conjunction, a bracket; not the end of a word (自由).
_OPENS = re.compile(
    r"(?:(?<![自理事缘])由|(?<![相绝面核应])对|(?<![方导取意定])向|(?<![已曾财神])经|会同|包括|是指|以及|及|和|或者|"
    r"(?<![参给])与|（)$"
)
#: Words that are no member of an enumeration but belong to the noun: 规划、有关部门.
_ATTRIBUTE = re.compile(
    r"(?:有关|相关|其他|其它|各级?|所[属在]|[上下本同基]一?[级层]|行政|主管|管理|监督|执法|专门|专业|相应|.*[的等])+"
)
_ADVERBIAL = re.compile(r"根据|按照|依照|依据|在|对于|对|经|为了|为|因|由于|从|自|通过|除|当|遵照|按")


def delete(text: str, start: int, end: int) -> Seam:
    """The seam that is left when ``text[start:end]`` is deleted."""
    before, after, gone = text[start - 1 : start], text[end : end + 1], text[start:end]
    if after and after in STOPS:
        if not before:
            return Seam(start, end + 1, "")
        if before in STOPS:
            return Seam(start - 1, end + 1, stronger(before, after))
        if after == "，" and _ADVERBIAL.match(gone):
            return Seam(start, end + 1, "")
        if after == "、" and _OPENS.search(text, 0, start):
            return Seam(start, end + 1, "")
    if before == "、" and (CLOSES.match(text, end) or _is_last(text, start, end)):
        return Seam(start - 1, end, "")
    if not after and before and before in "，、；":
        return Seam(start - 1, end, "。" if gone[-1:] not in STOPS else gone[-1])
    return Seam(start, end, "")


def stranded(text: str, start: int, end: int) -> str:
    """The conjunction that a deletion would leave with nothing on one side: 甲、乙和[丙]。 → 和; '' for none.

    Which word it would have to join then no rule can tell: 甲和乙 is another sentence than 甲、乙.
    """
    after = text[end : end + 1]
    if not after or after in STOPS or SHARED.match(text, end) or _MODAL.match(text, end):
        found = LEFT_OPEN.search(text, 0, start)
    elif start == 0 or text[start - 1] in STOPS.replace("、", "") or _OPENS.search(text, 0, start):
        found = _LEFT_BARE.match(text, end)
    else:
        found = None
    return found[0] if found else ""


def _is_last(text: str, start: int, end: int) -> bool:
    """Whether the last member of an enumeration goes and what all its members share stays."""
    if _MODAL.match(text, end):
        return True
    noun = SHARED.match(text, end)
    if noun is None or _ATTRIBUTE.fullmatch(text[start:end].strip("、")):
        return False
    return not text[: start - 1].endswith(noun[0])


def replace(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when ``text[start:end]`` becomes `new`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if new.startswith("的") and before == "，":
        start -= 1
    if new and after and new[-1] in STOPS and after in STOPS:
        return Seam(start, end + 1, new[:-1] + stronger(new[-1], after))
    return Seam(start, end, new)


def append(text: str, new: str) -> Seam:
    """The seam when `new` is added at the end of a 款."""
    end = len(text)
    if text[-1:] not in ("。", "；"):
        return Seam(end, end, new)
    if JOINED.match(new) or new.startswith("并"):
        return behind_sentence(text, end, new)
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
