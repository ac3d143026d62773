"""Where the members of a list stand: 1. below （一）, （1） below 1., all of one numbering side by side.

Which numbering is that of the 项 its place says, not its form: the one that a 款 begins with.  What opens
below a member, with a first number, is the list of that member.

    >>> from xiuding.structure import build
    >>> lines = ["第一条　应当写明：", "1.姓名：", "（1）姓；", "（2）名；", "2.住所。"]
    >>> article = build(["某某解释", *lines]).articles()[0]
    >>> [[m.label, *(below.label for below in m.children)] for m in article.children[0].children]
    [['1.', '（1）', '（2）'], ['2.']]
"""

from __future__ import annotations

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.numerals import Ordinal

_LISTED = (Unit.ITEM, Unit.SUBITEM)


def enlist(paragraph: Node, member: Node) -> None:
    """Put a member, the last that has been read, into the list of a 款 or of a member in that."""
    open_ = last_members(paragraph)
    beside = next((m for m in open_ if alike(m, member)), None)
    if beside is not None and beside.parent is not None:
        home = beside.parent
        member.unit = beside.unit
    elif open_ and member.number == Ordinal(1) and not _outranks(member, open_[-1]):
        home = open_[-1]
        member.unit = Unit.SUBITEM
    else:
        items = paragraph.of(Unit.ITEM) if member.unit is Unit.SUBITEM else []
        home = items[-1] if items else paragraph
    home.append(member)


def last_members(paragraph: Node) -> list[Node]:
    """The last member of the list of a 款, and the last one of the list in that: （二）, 3."""
    chain: list[Node] = []
    node: Node | None = paragraph
    while node is not None:
        node = next((c for c in reversed(node.children) if c.unit in _LISTED), None)
        if node is not None:
            chain.append(node)
    return chain


def alike(one: Node, other: Node) -> bool:
    """Whether two members are numbered in one way: （一） and （二）, 1. and 2、, not （1）."""
    return _form(one) == _form(other)


def _form(member: Node) -> tuple[bool, bool]:
    """Whether a number stands in brackets, and whether it is Chinese."""
    return member.label[:1] in ("（", "("), not any(c.isdigit() for c in member.label)


def _outranks(member: Node, other: Node) -> bool:
    """Whether a list never stands below the other by its form: （一） below 1."""
    return _form(member)[1] and not _form(other)[1]
