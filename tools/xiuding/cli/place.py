"""The part of a redline that lies in one place of the text: 第四章 第八节, 第十条, 专栏4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xiuding.errors import UsageError
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.address import Address
    from xiuding.document import Document, Node
    from xiuding.redline import Redline

_NUMBERED = re.compile(r"(专栏|表|附件)(\d+)")


def within(redline: Redline, old: Document, new: Document, place: str) -> Redline:
    """The rows that stand in `place`, in the old text or in the new one.

    Where the place has another number or heading now, both are in it.  Raises `UsageError` for what is no
    address, `NoSuchPlace` where neither text has the place.
    """
    from xiuding.redline import Redline
    from xiuding.redline.model import BREAK

    address = address_of(place)
    then, now = (span(document, address) for document in (old, new))
    if not then and not now:
        resolve(new, address)
    kept = []
    i = j = 0
    for row in redline:
        here = (0 if side is None else side.count(BREAK) + 1 for side in (row.old, row.new))
        was, is_now = range(i, i := i + next(here)), range(j, j := j + next(here))
        if any(line in then for line in was) or any(line in now for line in is_now):
            kept.append(row)
    return Redline(tuple(kept))


def address_of(place: str) -> Address:
    """The place that a user names, 第四章 第八节, 第十条, 专栏4; UsageError where it is none."""
    from xiuding.address import Address, Step, Unit, parse_list
    from xiuding.numerals import Ordinal

    text = re.sub(r"\s+", "", place)
    box = _NUMBERED.search(text)
    head = text[: box.start()] if box else text
    try:
        found = parse_list(head) if head else [Address()]
    except ValueError:
        found = []
    if len(found) != 1 or not _goes_inwards(found[0]) or (box and box.end() < len(text)):
        raise UsageError(
            say(
                f"{place} is no place; name it like 第四章 第八节", f"{place} 不是位置，请写作：第四章 第八节"
            )
        )
    steps = found[0].steps
    return Address((*steps, Step(Unit(box[1]), Ordinal(int(box[2]))))) if box else found[0]


def _goes_inwards(address: Address) -> bool:
    """Whether every step lies within the one before: not 第十条 第三条, which are two places."""
    from xiuding.address import BELOW_ARTICLE, DIVISIONS, Unit

    order = [*DIVISIONS, Unit.ARTICLE, *BELOW_ARTICLE]
    ranks = [order.index(step.unit) for step in address.steps if step.unit in order]
    return ranks == sorted(set(ranks))


def resolve(document: Document, address: Address) -> Node:
    """The unit of that address; NoSuchPlace where the document has none, or several."""
    from xiuding.bind import Index

    return Index(document).resolve(address)


def called(node: Node) -> str:
    """What the drafting language calls a unit: 第五条第二款, 第五条第三项, 第二章 第一节.

    >>> from xiuding.structure import build
    >>> [called(node) for node in build(["条例", "第五条　甲：", "（一）乙；", "（二）丙。"]).walk()][2:]
    ['第五条', '第五条第一款', '第五条第一项', '第五条第二项']
    """
    from xiuding.address import Step, Unit
    from xiuding.numerals import Ordinal

    path = [node, *node.ancestors()]
    article = next((above for above in path if above.unit is Unit.ARTICLE), node)
    name = article.label
    if node.unit is Unit.SECTION and node.parent is not None and node.parent.label:
        return f"{node.parent.label} {name}"
    for each in reversed(path[: path.index(article)]):
        number = each.number
        if each.unit is Unit.PARAGRAPH:
            paragraphs = article.of(Unit.PARAGRAPH)
            if each is not node and len(paragraphs) == 1:
                continue  # 第五条第三项, where the article has one 款
            number = Ordinal(paragraphs.index(each) + 1)
        name += str(Step(each.unit, number))
    return name


def span(document: Document, address: Address) -> range:
    """The lines of the node in its document; none where the document has no such place."""
    from xiuding.address import Unit
    from xiuding.bind import NoSuchPlace

    try:
        node = resolve(document, address)
    except NoSuchPlace:
        return range(0)
    # A 款 shares a line with the label of its article, so an article is the least that is shown.
    article = next((above for above in node.ancestors() if above.unit is Unit.ARTICLE), node)
    start = before(article)
    return range(start, start + sum(1 for _ in article.lines()))


def before(node: Node) -> int:
    """How many lines stand before the first of `node`."""
    from xiuding.address import Unit

    above = node.parent
    if above is None:
        return 0
    own = above.heading.count("\n") + 1 if above.heading else 0
    if above.unit is Unit.ARTICLE and above.children[0].unit is Unit.PARAGRAPH:
        own -= 1  # the first 款 goes on in the line of the number
    siblings = sum(sum(1 for _ in child.lines()) for child in above.children[: node.index])
    return before(above) + own + len(above.rows or ()) + siblings
