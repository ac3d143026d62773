"""What is left where words are deleted."""

from __future__ import annotations

import re

from xiuding.seams.marks import (
    BODY,
    CLOSES,
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
    wide,
)

_LEFT_BARE = re.compile(r"或者|以及|和(?![平谐解睦气好约])|及(?![时早其格])")
#: What an enumeration begins behind: a preposition, a conjunction, a bracket; not the end of a word (自由).
_OPENS = re.compile(
    r"(?:(?<![自理事缘])由|(?<![相绝面核应])对|(?<![方导取意定])向|(?<![已曾财神])经|会同|包括|是指|以及|及|和|或者|"
    r"(?<![参给])与|（)$"
)
#: Words that are no member of an enumeration but belong to the noun: 规划、有关部门.
_ATTRIBUTE = re.compile(
    rf"(?:有关|相关|其他|其它|各级?|所[属在]|[上下本同基]一?[级层]|{QUALIFIER}|.*[的等])+"
)
_ADVERBIAL = re.compile(r"根据|按照|依照|依据|在|对于|对|经|为了|为|因|由于|从|自|通过|除|当|遵照|按")

#: What belongs to the words before it: 办理手续后.
_POSTPOSITION = re.compile(r"的|后(?![续来果])|时(?![间效])")
#: What no member of an enumeration begins with.
_GOES_ON = re.compile(r"[在从由对向]|依据|依照|依法|不[得依按再]|有下列|负责")

#: A verb that begins what another goes on with, before they share an object: 不得生产、销售种子.
_VERB = re.compile(rf"(?:^|[，。；：]|{MODAL.pattern}|禁止|严禁|擅自|依法|从事)[^，、；。：]{{2}}、$")


@of_either_width
def delete(text: str, start: int, end: int) -> Seam:
    """The seam that is left when ``text[start:end]`` is deleted."""
    before, after, gone = text[start - 1 : start], text[end : end + 1], text[start:end]
    if before + after in ("（）", "“”", "《》"):
        return Seam(start - 1, end + 1, "")
    if after and after in STOPS:
        if not before:
            return Seam(start, end + 1, "")
        if before in STOPS:
            return Seam(start - 1, end + 1, stronger(before, after))
        if after == "，" and _ADVERBIAL.match(gone):
            return Seam(start, end + 1, "")
        if after == "、" and _OPENS.search(text, 0, start):
            return Seam(start, end + 1, "")
        if after in "，、" and _begins(text[:start], gone, after):
            return Seam(start, end + 1, "")
    elif before == "，" and _POSTPOSITION.match(text, end):
        return Seam(start - 1, end, "")
    if before == "、" and (CLOSES.match(text, end) or _is_last(text, start, end)):
        return Seam(start - 1, end, "")
    if not after and before and before in "，、；":
        return Seam(start - 1, end, "。" if gone[-1:] not in STOPS else gone[-1])
    return Seam(start, end, "")


def _begins(before: str, gone: str, mark: str) -> bool:
    """Whether the words gone came first behind what they belong to: 应当[监视]、监测, 政府[规划]，实施."""
    if BODY.search(before) and PREDICATE.match(gone):
        return True
    return OPEN.search(before) is not None and not (mark == "，" and before.endswith("的"))


def stranded(text: str, start: int, end: int) -> str:
    """The conjunction that a deletion would leave with nothing on one side: 甲、乙和[丙]。 → 和; '' for none.

    Which word it would have to join then no rule can tell: 甲和乙 is another sentence than 甲、乙.
    """
    text = wide(text)
    after = text[end : end + 1]
    noun = SHARED.match(text, end)
    if noun and (text.startswith("、", noun.end()) or CLOSES.match(text, noun.end())):
        noun = None  # it is a member itself: 企业和[其他]组织、个人
    if not after or after in STOPS or noun or MODAL.match(text, end):
        found = LEFT_OPEN.search(text, 0, start)
    elif _is_bare(text, start, end):
        found = _LEFT_BARE.match(text, end)
    else:
        found = None
    return found[0] if found else ""


def _is_bare(text: str, start: int, end: int) -> bool:
    """Whether nothing stands any more before what follows a deletion."""
    if start == 0 or text[start - 1] in "；：" + SENTENCE_END:
        return True
    if text[start - 1] == "，":
        return text[end - 1] != "，"  # 甲的，[乙的，]或者丙: it stood behind a comma all along
    return _OPENS.search(text, 0, start) is not None


def _is_last(text: str, start: int, end: int) -> bool:
    """Whether the last member of an enumeration goes and what all its members share stays."""
    if MODAL.match(text, end) or _POSTPOSITION.match(text, end) or _GOES_ON.match(text, end):
        return True
    if end - start == 2 and _VERB.search(text, 0, start):
        return True
    noun = SHARED.match(text, end)
    if noun is None or _ATTRIBUTE.fullmatch(text[start:end].strip("、")):
        return False
    return not text[: start - 1].endswith(noun[0])
