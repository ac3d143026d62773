"""The units that a new text of an instrument is: 款 with their items, or whole articles."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import BELOW_ARTICLE, CHAPTERS, RANK, Unit
from xiuding.apply.draft import Draft, drop_empty
from xiuding.apply.refusals import short
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.language import say
from xiuding.structure import fragment


def fresh(lines: Sequence[str], inside: Unit = Unit.ARTICLE, *, series: Unit | None = None) -> list[Node]:
    """The units of a new text, marked as the instrument's; DoesNotApply for one that `inside` cannot hold.

    `series` is the unit that is numbered 一、 where the text goes, if there is one.
    """
    nodes = fragment(lines, series=series)
    for node in nodes:
        if node.unit in CHAPTERS and RANK[node.unit] <= RANK[inside]:
            raise DoesNotApply(
                say(
                    f"“{short(node.heading)}” cannot stand inside a {inside.value}",
                    f"“{short(node.heading)}”不能放在{inside.value}内",
                )
            )
        node.freshen()
    return nodes


def content(lines: Sequence[str], inside: Unit = Unit.ARTICLE) -> list[Node]:
    """The same without the label where the text is a single article (“第三条　……” is what it says)."""
    nodes = fresh(lines, inside)
    if len(nodes) == 1 and nodes[0].unit is Unit.ARTICLE:
        return take(nodes[0])
    return nodes


def members(nodes: Sequence[Node]) -> list[Node]:
    """The units of a new text, items out of the 款 without words that holds them."""
    return [m for n in nodes for m in (n.children if not n.text and n.children else [n])]


def take(node: Node) -> list[Node]:
    """The children of a node, taken out of it."""
    children = list(node.children)
    for child in children:
        child.detach()
    return children


def refill(node: Node, children: Sequence[Node]) -> None:
    """Give a node other children."""
    take(node)
    for child in children:
        node.append(child)


def become(node: Node, new: Node) -> None:
    """The node gets the words and the units below it of a new text, but stays the node that it is."""
    if new.unit not in (*BELOW_ARTICLE, Unit.GROUP):
        words = short(new.heading)
        raise DoesNotApply(
            say(f"“{words}” is no text of a {node.unit.value}", f"“{words}”不能作为{node.unit.value}的文字")
        )
    words = new.heading if new.unit is Unit.GROUP else new.text  # 一、甲 is a heading only between paragraphs
    node.splice(0, len(node.text), words)
    refill(node, take(new))


def remove(draft: Draft, node: Node) -> None:
    """Delete a unit: the items of its list are numbered through again, an article without 款 goes too."""
    parent = node.parent
    assert parent is not None
    if node.unit in (Unit.ITEM, Unit.SUBITEM):
        draft.lists.watch(parent)
    node.detach()
    draft.strike(node.walk())
    draft.touch(parent)
    if node.unit in (Unit.ITEM, Unit.SUBITEM):
        draft.lists.label(parent)
    elif node.unit is Unit.PARAGRAPH:
        drop_empty(parent)
