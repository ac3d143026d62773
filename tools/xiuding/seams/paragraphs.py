"""The end of a new 款 whose quotation leaves its full stop outside: 修改为“甲应当登记”。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.seams.marks import STOPS

_CLOSERS = "”’》）%"


def is_open(paragraph: Node) -> bool:
    """Whether a 款 is a sentence that lacks its end, as marks within show, or those that others end with.

    Others are the 款 of its article that the instrument did not write, else the last ones of other articles.
    Of several new ones only the last stands before the mark outside; those before it may be headings.
    """
    text = paragraph.text
    if len(text) < 2 or not (text[-1].isalnum() or text[-1] in _CLOSERS):
        return False
    ends = [other.text[-1:] for other in _others(paragraph)]
    if ends and not _goes_on(paragraph):
        return all(end and end in STOPS for end in ends)
    return text[-1].isalnum() and re.search("[，。；]", text) is not None


def _goes_on(paragraph: Node) -> bool:
    """Whether another new 款 follows."""
    siblings = paragraph.parent.children[paragraph.index + 1 :] if paragraph.parent is not None else []
    return bool(siblings) and siblings[0].unit is paragraph.unit and bool(siblings[0].fresh)


def _others(paragraph: Node) -> list[Node]:
    article = paragraph.parent
    if article is None:
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
