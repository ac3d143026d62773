"""Punctuation where a quotation meets the text it goes to.

Quotations rarely carry the marks of their place.  One rule per seam decides; each returns the text to put
in and a note where it differs from the quotation.  ``--literal`` turns the rules off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.address import Unit
from xiuding.document import Node

STOPS = "，、；：。！？"
_STRENGTH = {"、": 1, "，": 2, "；": 3, "：": 3, "。": 4, "！": 4, "？": 4}
_ENDS_CLAUSE = ("，", "；", "。", "：", "！", "？")


def delete(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The span to cut and what to leave when ``text[start:end]`` is deleted.

    Of the two marks that would meet, the stronger stays: 甲，乙，丙 without 乙 is 甲，丙; 甲，乙。 is 甲。; a
    mark at the beginning of a paragraph goes.
    """
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    gone = text[start:end]
    if after and after in STOPS and (not before or before in STOPS):
        if not before:
            return start, end + 1, ""
        if before in STOPS and not (gone and gone[0] in STOPS and before in "。；"):
            stronger = before if _STRENGTH[before] >= _STRENGTH[after] else after
            return start - 1, end + 1, stronger
    if not after and before and before in "，、；" and gone and gone[-1] in STOPS:
        return start - 1, end, gone[-1]
    return start, end, ""


def replacement(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """The span and the text to put there when a passage is replaced: a mark is not doubled."""
    after = text[end] if end < len(text) else ""
    if new and after and new[-1] in STOPS and after in STOPS:
        stronger = new[-1] if _STRENGTH[new[-1]] >= _STRENGTH[after] else after
        return start, end + 1, new[:-1] + stronger
    return start, end, new


def item_marks(paragraph: Node) -> tuple[str, str] | None:
    """The marks between and after the items of a 款, as its own items show: （；, 。）."""
    items = [c for c in paragraph.children if c.unit is Unit.ITEM]
    ends = [_last(i) for i in items]
    between = [e for e in ends[:-1] if e in ("；", "。", "，", "、")]
    if not items:
        return None
    mark = max(set(between), key=between.count) if between else "；"
    last = ends[-1] if ends[-1] in ("。", "；") else "。"
    return mark, last


def _last(item: Node) -> str:
    deepest = item.children[-1] if item.children else item
    return deepest.text[-1:]


def mend_items(paragraph: Node, marks: tuple[str, str], changed: Sequence[Node]) -> list[str]:
    """Give the items of a 款 the marks of their list: ； between them, 。 after the last.

    Only items that the clause made, and those that became or ceased to be the last, are touched.
    """
    notes = []
    items = [c for c in paragraph.children if c.unit is Unit.ITEM]
    for item in items:
        is_last = item is items[-1]
        wanted = marks[1] if is_last else marks[0]
        node = item.children[-1] if item.children else item
        have = node.text[-1:]
        misplaced = (have == "。" and not is_last and marks[0] != "。") or (have in "；，" and is_last and have)
        if node.children or (item not in changed and not misplaced):
            continue
        if have in ("；", "。", "，", "、") and have:
            if have != wanted and (misplaced or item in changed):
                node.splice(len(node.text) - 1, len(node.text), wanted)
                notes.append(f"{item.label}项末“{have}”改为“{wanted}”")
        elif have and have not in "：":
            node.splice(len(node.text), len(node.text), wanted)
            notes.append(f"{item.label}项末加“{wanted}”")
    return notes


_CLAUSE = re.compile(r"[，；。]")


def insertion(text: str, at: int, new: str, *, anchor: str, side: str) -> str:
    """The text to put in when `new` goes after (or before) `anchor` at `at`: clauses that meet get a comma."""
    return new


def append(text: str, new: str) -> tuple[int, str]:
    """Where and what to write when `new` is added at the end of a 款: its full stop becomes a semicolon.

    甲的，处罚款。 + 情节严重的，吊销证件 → 甲的，处罚款；情节严重的，吊销证件。
    """
    if text[-1:] in ("。", "；") and new[-1:] not in STOPS:
        return len(text) - 1, "；" + new + text[-1]
    return len(text), new
