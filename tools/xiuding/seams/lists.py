"""The marks of a list: ； between its items, 。 after the last."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.seams.marks import STOPS


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
