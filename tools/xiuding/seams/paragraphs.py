"""The end of a new 款 or 项 whose quotation leaves its full stop outside: 修改为“甲应当登记”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.seams.marks import SENTENCE_END, STOPS, wide

_CLOSERS = "”’》）%"


def is_open(unit: Node) -> bool:
    """Whether a new 款, or the last 项 of one, is a sentence that lacks its end.

    Marks within it tell, or those that others end with: the 款 of its article that the instrument did not
    write, else the last ones of other articles; of a new list, the 项 before it.  Where the new one before it
    lacks its end as well, as the lines of a table do, only marks within tell.
    """
    text = unit.text
    if len(text) < 2 or not (text[-1].isalnum() or text[-1] in _CLOSERS) or _has_end(text):
        return False
    before = _before(unit)
    if unit.unit is not Unit.PARAGRAPH:
        return before is not None and wide(before.text).endswith(("；", "。"))
    told = text[-1].isalnum() and re.search("[，。；]", text) is not None
    ends = [wide(other.text[-1:]) for other in _others(unit)]
    if not ends or (before is not None and wide(before.text[-1:]) not in STOPS):
        return told
    return all(end and end in STOPS for end in ends)


def _has_end(text: str) -> bool:
    """Whether a quotation or a bracket at the end holds the end of the sentence: ……“甲应当登记。”"""
    return text.rstrip(_CLOSERS)[-1:] in SENTENCE_END


def _before(unit: Node) -> Node | None:
    """The new unit of its kind before it."""
    siblings = unit.parent.of(unit.unit) if unit.parent is not None else [unit]
    at = siblings.index(unit)
    before = siblings[at - 1] if at else None
    return before if before is not None and before.is_fresh else None


def _others(paragraph: Node) -> list[Node]:
    article = paragraph.parent
    if article is None or article.unit is not Unit.ARTICLE:
        return []
    beside = [n for n in article.of(Unit.PARAGRAPH) if _is_old(n)]
    return beside or [n for n in _lasts(article) if _is_old(n)]


def _lasts(article: Node) -> Iterator[Node]:
    """What the other articles end with."""
    root = [article, *article.ancestors()][-1]
    for other in root.walk():
        if other.unit is article.unit and other is not article:
            last = other
            while last.children:
                last = last.children[-1]
            yield last


def _is_old(node: Node) -> bool:
    return bool(node.text) and not node.fresh
