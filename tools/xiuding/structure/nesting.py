"""What belongs to a member of a list, or to the 款 before it, although it stands on a line of its own.

A paragraph between （一） and （二） is part of （一）.  Lines that end in a comma, behind a 款 that ends in
a colon, are members of a list without numbers (由下列人员组成：⏎主任，⏎委员若干人。).  Neither is a 款 that
anybody counts, so they stand below the unit that they belong to; the order of the lines stays.
What follows the last member of a list may belong to it or not: it stays where it is.

    >>> from xiuding.structure import build
    >>> text = build(["某某意见", "一、甲", "（一）乙。", "丙。", "（二）丁。", "戊。"])
    >>> [[item.label, *(p.text for p in item.children)] for item in text.divisions()[0].children[0].children]
    [['（一）', '丙。'], ['（二）']]
"""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.numerals import Ordinal
from xiuding.structure.builder import signed
from xiuding.structure.lines import OPENS_LIST, is_organ
from xiuding.structure.listing import alike, last_members

_GOES_ON = ("，", "；", "、")
_STOPS = ("。", "！", "？")
_LOOSE = (Unit.PARAGRAPH, Unit.TABLE)


def nest(root: Node, *, passage: bool = False) -> None:
    """Put the paragraphs of a tree that has just been read below the units that they belong to.

    With `passage` the root holds the 款 of a new text, as an article does.
    """
    for node in list(root.walk()):
        if len(node.children) > 1 and node.unit not in (Unit.CONTENTS, Unit.ANNEX, Unit.PREAMBLE):
            if node.unit is Unit.ARTICLE or (passage and node is root):
                _gather_lines(node)
            _gather_members(node)
    if isinstance(root, Document):
        _sign(root)


def _sign(root: Document) -> None:
    """Take what signs a text without a date out of its last article or part, behind its last sentence."""
    last = next(iter((root.articles() or root.of(Unit.GROUP))[-1:]), None)
    said = [p for p in last.children if not is_organ(p.text)][-1:] if last is not None else []
    if last is not None and said and "".join(said[0].lines()).endswith(("。", "）")):
        signed(last, root)


# -- lists without numbers ----------------------------------------------------------------------
def _gather_lines(home: Node) -> None:
    children = home.children
    kept: list[Node] = []
    at = 0
    while at < len(children):
        node = children[at]
        kept.append(node)
        end = _end_of_list(children, at) if _opens_list(node) else at + 1
        for line in children[at + 1 : end]:
            _adopt(node, line)
        at = end
    home.children = kept


def _opens_list(node: Node) -> bool:
    return node.unit is Unit.PARAGRAPH and not node.children and node.text.endswith(OPENS_LIST)


def _end_of_list(children: Sequence[Node], at: int) -> int:
    """Behind the lines of the list that a 款 opens: those that end in a comma, and the one after them."""
    end = at + 1
    while end < len(children) and _is_bare(children[end]) and children[end].text.endswith(_GOES_ON):
        end += 1
    closed = end < len(children) and _is_bare(children[end]) and children[end].text.endswith(_STOPS)
    return end + 1 if closed and end > at + 1 else at + 1


def _is_bare(node: Node) -> bool:
    return node.unit is Unit.PARAGRAPH and not node.children


# -- members that go on -------------------------------------------------------------------------
def _gather_members(home: Node) -> None:
    """Join the lists below a unit that paragraphs part, and put those paragraphs into their members."""
    kept: list[Node] = []
    lists: list[int] = []  # where in `kept` the lists stand that may go on, each inside the one before it
    for node in home.children:
        if node.unit not in _LOOSE:
            lists.clear()
        elif node.children:
            if _goes_on(node, kept, lists):
                continue
            lists = [at for at in lists if not alike(kept[at].children[0], node.children[0])]
            lists.append(len(kept))
        kept.append(node)
    home.children = kept


def _goes_on(node: Node, kept: list[Node], lists: list[int]) -> bool:
    """Whether a member below a paragraph follows one of a list before it: then all between goes into that."""
    n, found = next(
        ((n, f) for n, m in _first_of_each(node.children) if (f := _followed(m, kept, lists)) is not None),
        (0, None),
    )
    if found is None:
        return False
    members = node.children[n:]
    del node.children[n:]
    kept.append(node)
    home = node
    for member in members:
        found = found or _followed(member, kept, lists)
        if found is not None:
            depth, before = found
            for loose in kept[lists[depth] + 1 :]:
                _adopt(before, loose)
            del kept[lists[depth] + 1 :], lists[depth + 1 :]
            assert before.parent is not None
            home = before.parent
            member.unit = before.unit
        _adopt(home, member)
        found = None
    return True


def _followed(member: Node, kept: Sequence[Node], lists: Sequence[int]) -> tuple[int, Node] | None:
    """Which of the lists a member continues, the innermost first, and the member of it that it follows."""
    for depth in range(len(lists) - 1, -1, -1):
        for last in last_members(kept[lists[depth]]):
            if _follows(last, member):
                return depth, last
    return None


def _first_of_each(members: Sequence[Node]) -> list[tuple[int, Node]]:
    """The members that begin a list of their own way of numbering, with their places."""
    first: list[tuple[int, Node]] = []
    for n, member in enumerate(members):
        if not any(alike(other, member) for _, other in first):
            first.append((n, member))
    return first


def _follows(before: Node, member: Node) -> bool:
    assert before.number is not None
    return member.number == Ordinal(before.number.number + 1) and alike(before, member)


def _adopt(home: Node, child: Node) -> None:
    child.parent = home
    home.children.append(child)
