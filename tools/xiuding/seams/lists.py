"""The marks of a list: ； between its items, 。 after the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.seams.marks import STOPS, wide


class Marks(NamedTuple):
    """The mark between the items of a 款 and the one after the last, which is `last`; '' for none."""

    between: str
    end: str
    last: Node


def item_marks(paragraph: Node) -> Marks | None:
    """The marks of a list as its own items show; one that has 目 shows those of its 目."""
    items = paragraph.listed()
    if not items:
        return None
    plain = [i for i in items[:-1] if not i.listed()] or items[:-1]
    ends = [(_last(i) if wide(i.text).endswith("：") or not i.listed() else i).text[-1:] for i in plain]
    ends = [e if wide(e) in STOPS else "" for e in ends if wide(e) not in ("", "：", "！", "？")]
    mark = max(dict.fromkeys(ends), key=lambda mark: (ends.count(mark), mark != "")) if ends else "；"
    end = _last(items[-1]).text[-1:]
    if wide(end) not in ("。", "；"):
        end = "。" if mark else ""  # （责任单位：甲厅） ends all of them
    return Marks(mark, end, items[-1])


def _last(item: Node) -> Node:
    """The last unit inside an item, which ends its text."""
    while item.children:
        item = item.children[-1]
    return item


def mend_items(paragraph: Node, marks: Marks, changed: Sequence[Node]) -> list[str]:
    """Give the items of a 款 the marks of their list: ； between them, 。 after the last.

    `marks` are those it had before.  Only items that the clause made, and those that became or ceased to
    be the last, are touched.
    """
    notes = []
    items = paragraph.listed()
    for item in items:
        is_last, node = item is items[-1], _last(item)
        wanted, have = marks.end if is_last else marks.between, node.text[-1:]
        if "。" in node.text[:-1] and wanted:
            wanted = "。"  # an item of several sentences ends its last one
        misplaced = wide(have) in "；，" if is_last else have == "。" and marks.between != "。"
        if not wanted or not have or wide(have) == "：" or not (item in changed or misplaced):
            continue
        if node is not item and (node.unit is Unit.PARAGRAPH or is_last is (item is marks.last)):
            continue  # 目 have marks of their own but at the end of the list
        if wide(have) in "；。，、" and wide(have) != wide(wanted):
            node.splice(len(node.text) - 1, len(node.text), wanted)
            notes.append(f"{item.label}项末“{have}”改为“{wanted}”")
        elif wide(have) not in STOPS:
            node.splice(len(node.text), len(node.text), wanted)
            notes.append(f"{item.label}项末加“{wanted}”")
    return notes
