"""将第二章修改为：“第二章　……”: a new text for all that stands in a chapter or section, its heading too."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import CHAPTERS, Unit
from xiuding.apply.content import refill, take
from xiuding.apply.draft import Draft
from xiuding.apply.homes import check_free
from xiuding.apply.refusals import short
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Passage
from xiuding.language import say
from xiuding.structure import fragment


def restate(draft: Draft, node: Node, new: Passage, target: str) -> None:
    """Give a chapter the heading and the units of a new text.

    An article whose number the new text has stays the article that it is, with new words; the others go, and
    those of the new text that the chapter does not have are made.  DoesNotApply where articles would go and
    none is given, or where the heading is that of another chapter.
    """
    content = fragment(new.text)
    for each in content:
        each.freshen()
    heading = content[0] if content and content[0].unit is node.unit else None
    if heading is not None and (heading.number != node.number or len(content) > 1):
        raise DoesNotApply(
            say(
                f"{target}: the new text is headed {heading.label}; say what becomes of each chapter",
                f"{target}：新的文字标题为“{short(heading.heading)}”，请逐章写明",
            )
        )
    units = take(heading) if heading is not None else content
    standing = {a.number: a for a in _articles([node])}
    given = _articles(units)
    draft.space(units)
    if standing and not given:
        raise DoesNotApply(
            say(
                f"{target}: the new text has no article, and {len(standing)} would be lost; "
                "name the title (章名) if only that changes",
                f"{target}：新的文字没有条文，原有{len(standing)}条会丢失；如只修改标题，请写明章名",
            )
        )
    for other in units if standing or given else ():
        if other.unit is not Unit.ARTICLE and other.unit not in CHAPTERS:
            words = short(other.heading)
            raise DoesNotApply(
                say(f"“{words}” in the new text belongs to no article", f"新的文字中“{words}”不属于任何一条")
            )
    if heading is not None and heading.text != node.text:
        node.splice(0, len(node.text), heading.text)
    for article in given:
        assert article.number is not None
        old = standing.pop(article.number, None)
        if old is None:
            check_free(draft, article.number)
            draft.make(article.number, article)
        else:
            _put_in_place(old, article, units)
    draft.strike(n for old in standing.values() for n in old.walk())
    refill(node, units)
    draft.head(node)


def _articles(nodes: Sequence[Node]) -> list[Node]:
    return [n for root in nodes for n in root.walk() if n.unit is Unit.ARTICLE]


def _put_in_place(old: Node, new: Node, units: list[Node]) -> None:
    """Give an article its new words, and the place that they have in the new text."""
    if new.parent is None:
        old.detach()
        units[units.index(new)] = old
    else:
        new.parent.insert(new.index, old)
        new.detach()
    refill(old, take(new))
