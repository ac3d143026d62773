"""Clauses that have been applied before: what they bring stands in its place already.

What is replaced or deleted is not found a second time, but the place of an addition is, and so are old words
that the new ones contain (将“部门”修改为“主管部门”).  A text does not tell which instruments it went through;
here it tells of single clauses, by their words.  A clause that brings no words (删去第三条) does not show.
"""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.apply.refusals import no_effect
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.find import Match, same_words
from xiuding.instrument.model import InsertNode, InsertText, ReplaceText, Side
from xiuding.language import say
from xiuding.seams import STOPS


def from_before(nodes: Sequence[Node]) -> list[Node]:
    """Those of the units that no clause of the instrument has given words."""
    return [node for node in nodes if not any(n.fresh for n in node.walk())]


def refuse_units(new: Sequence[Node], standing: Sequence[Node | None], target: str) -> None:
    """DoesNotApply where each of the new units is, word for word, the one that stands in its place."""
    pairs = list(zip(new, standing, strict=False))
    if pairs and len(pairs) == len(new) and all(o is not None and same_words(n, o) for n, o in pairs):
        raise no_effect(target)


def refuse_headings(new: Node, standing: Sequence[Node], target: str) -> None:
    """DoesNotApply where the text has the heading with its number and all that the new unit holds."""
    if any(o.number == new.number and same_words(new, o) for o in standing):
        raise no_effect(target)
    same = [o for o in standing if o.number == new.number and o.text and o.text == new.text]
    if same and not new.children:
        raise no_effect(target)


def places(standing: Sequence[Node], edit: InsertNode) -> list[Node | None]:
    """The units that have the numbers of new ones now; the last ones where the clause gives no numbers."""
    numbers = [a.last.number.number for a in edit.numbers if a.last.number is not None]
    if not numbers:
        return [*standing[-(edit.count or 1) :]]
    return [standing[n - 1] if 0 < n <= len(standing) else None for n in numbers]


def to_change(found: Sequence[Match], edit: ReplaceText | InsertText, new: str) -> list[Match]:
    """The occurrences of the old words that do not read so yet; DoesNotApply where all do.

    Words that stand behind some of several anchors only, they may be about any of those.
    """
    others = [m for m in found if not _reads_so(m, edit, new)]
    if not others:
        raise no_effect(edit.target)
    if len(others) < len(found) and isinstance(edit, InsertText):
        there = len(found) - len(others)
        raise DoesNotApply(
            say(
                f"{edit.target}: {there} of {len(found)} places read so already; name the others",
                f"{edit.target}：{len(found)}处中有{there}处本来如此，请写明是哪几处",
            )
        )
    return others


def _reads_so(m: Match, edit: ReplaceText | InsertText, new: str) -> bool:
    text = m.node.text
    if isinstance(edit, InsertText):
        return stands(text, m.end if edit.side == "after" else m.start, edit.side, new)
    old = text[m.start : m.end]
    starts = (m.start - at for at in range(len(new)) if old != new and new.startswith(old, at))
    return any(start >= 0 and text.startswith(new, start) for start in starts)


def stands(text: str, at: int, side: Side, new: str) -> bool:
    """Whether the words stand behind (or, with `side` before or end, in front of) a point of a text."""
    words = new.strip(STOPS)
    if side in ("before", "end"):
        return bool(words) and text[:at].rstrip(STOPS).endswith(words)
    return bool(words) and text[at:].lstrip(STOPS).startswith(words)
