"""Where the words that a clause quotes stand: in the text before, and before any of its edits is made.

将“甲”修改为“乙”，“乙”修改为“丙” is about two words of the text before: the 乙 that the first edit writes is
none of them.  So all words are found first.  Their places move along as the edits are made; of two
quotations one of which is part of the other (“林业部门”, “农业、林业部门”) each place belongs to the longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Address, Unit
from xiuding.apply import sentences
from xiuding.apply.refusals import short
from xiuding.bind import Bound
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.find import Match, occurrences
from xiuding.gap import GAP
from xiuding.instrument.model import DeleteText, Edit, InsertText, Part, Passage, Place, ReplaceText
from xiuding.language import say
from xiuding.seams import STOPS


def quotes(edit: Edit) -> bool:
    """Whether an edit changes words inside a unit, or adds some there."""
    return isinstance(edit, ReplaceText | DeleteText | InsertText)


def _quoted(edit: Edit) -> Passage | None:
    """The words of the text that an edit quotes: old words, or an anchor; None where it quotes none."""
    match edit:
        case ReplaceText(old=old) | DeleteText(old=old):
            return old
        case InsertText(anchor=anchor):
            return anchor
    return None


def find(document: Document, bound: Bound, edit: Edit, words: Passage) -> list[Match]:
    """Every place of `words` in the unit that an edit names, but where the instrument itself wrote them."""
    among = [bound.node if bound.node is not None else document]
    if bound.node is None:  # the history of a text, under its title, does not change
        among = [child for child in document.children if child.unit is not Unit.NOTE]
    if edit.place.onward:
        among = [document]
    found = occurrences(among, words.line) or occurrences(among, "\n".join(words.raw))
    found = found or [m for root in among for node in root.walk() for m in _with_label(node, words.line)]
    found = [m for m in found if not any(x is m.node or x in m.node.ancestors() for x in bound.excluded)]
    if edit.place.sentences is not None:
        node, start, end = sentences.find(among[0], edit)
        found = [m for m in found if m.node is node and start <= m.start and m.end <= end]
    if bound.node is not None:
        found = _in_part(document, bound.node, edit, found)
    return _of_before(found, edit)


def _in_part(document: Document, unit: Node, edit: Edit, found: list[Match]) -> list[Match]:
    """Those in the part of the unit that is named: its lead, beginning or end; all from it on (下同).

    In which order the passages of a reconstruction stand, nobody knows.
    """
    bearing = [n for n in unit.walk() if n.text]
    titled = [m for m in found if m.node is unit and unit.unit in DIVISIONS]
    if edit.place.direct and any(m.start == 0 and m.end == len(unit.text) for m in titled):
        return titled  # 第二节“立案”修改为: its title
    match edit.place.part:
        case Part.TITLE:
            return titled
        case Part.LEAD:
            lead = next((n for n in bearing if n.unit is Unit.PARAGRAPH), None)
            return [m for m in found if m.node is lead]
        case Part.START:
            return [m for m in found if m.node is bearing[0] and (m.start == 0 or GAP in m.node.text)]
        case Part.END:
            return [m for m in found if m.node is bearing[-1] and (_ends(m) or GAP in m.node.text)]
    if edit.place.onward:
        at = {node: i for i, node in enumerate(document.walk())}
        found = [m for m in found if at[m.node] >= at[unit]]
        return found if any(m.node in bearing for m in found) else []
    return found


def _ends(m: Match) -> bool:
    return not m.node.text[m.end :].strip(STOPS)


def _with_label(node: Node, words: str) -> Iterator[Match]:
    """The place of a quotation that begins with the number of its unit: “（二）建档”, “第三条　渔港……”."""
    label, gap = printed_label(node)
    rest = words.removeprefix(label)
    rest = rest.removeprefix(gap) if rest.startswith(gap) else rest.lstrip()
    if label and rest and words.startswith(label) and node.text.startswith(rest):
        yield Match(node, 0, len(rest))


def printed_label(node: Node) -> tuple[str, str]:
    """The number that stands before the words of a node (of an article: its first 款), and the gap."""
    if node.unit is Unit.PARAGRAPH and node.parent is not None and node.parent.unit is Unit.ARTICLE:
        return (node.parent.label, node.parent.gap) if node.parent.children[0] is node else ("", "")
    return (node.label, node.gap) if node.unit in BELOW_ARTICLE else ("", "")


def widened(document: Document, bound: Bound) -> Bound:
    """删去第四项中的“甲”，将“乙”修改为“丙”: of the article, where 乙 stands once and in 第四项 not at all."""
    edit, node, words = bound.edit, bound.node, _quoted(bound.edit)
    if not edit.place.inherited or node is None or node.unit not in BELOW_ARTICLE or words is None:
        return bound
    article = next((a for a in node.ancestors() if a.unit is Unit.ARTICLE), None)
    if article is None or find(document, bound, edit, words):
        return bound
    steps = edit.place.address.steps
    whole = Address(tuple(s for s in steps if s.unit not in BELOW_ARTICLE))
    wider = replace(bound, node=article, edit=replace(edit, place=Place(whole)))
    if len(find(document, wider, wider.edit, words)) != 1:
        return bound
    wider.notes.append(f"{edit.place}没有“{short(words.line)}”，{whole}有1处")
    return wider


def meant(edit: Edit, words: Passage, found: list[Match]) -> list[Match]:
    """第二处“甲”, “甲”（三处）: the occurrence that is meant, or all if they are as many as said."""
    nth, times = edit.place.nth, edit.place.times
    wanted = times if times is not None else abs(nth) if nth is not None else 0
    if found and (wanted > len(found) or (times is not None and wanted != len(found))):
        raise DoesNotApply(
            say(
                f"{edit.target}: “{short(words.line)}” stands there {len(found)} times, not {wanted}",
                f"{edit.target}：“{short(words.line)}”有{len(found)}处，不是{wanted}处",
            )
        )
    return found if nth is None or not found else [found[nth - 1 if nth > 0 else nth]]


def _of_before(found: Sequence[Match], edit: Edit) -> list[Match]:
    """The places in words of the text before.

    Where it has none, those in units that the instrument has made, and of an anchor (将“甲”修改为“乙”，
    在“乙”后增加“丙”) all: there is nothing else that can be meant.
    """
    before = [m for m in found if not any(a < m.end and m.start < b for a, b in m.node.fresh)]
    if before or isinstance(edit, InsertText):
        return before or [*found]
    return [m for m in found if m.node.is_fresh]


@dataclass(slots=True)
class _Spot:
    """A place that moves along; `lost` once another edit has changed it.

    An `anchor` is only stood beside: what changes inside it does not matter.
    """

    node: Node
    start: int
    end: int
    anchor: bool
    lost: bool = False


class Words:
    """The places of a clause's quotations, found before its edits."""

    def __init__(self) -> None:
        self._spots: dict[Edit, list[_Spot]] = {}
        self._of: dict[Node, list[_Spot]] = {}

    def plan(self, document: Document, edits: Iterable[Bound]) -> None:
        """Find the words of edits that follow each other, before the first of them is made."""
        self._spots, self._of = {}, {}
        for bound in edits:
            words = _quoted(bound.edit)
            if words is None or bound.missing is not None or bound.edit.place.made or len(words.text) > 1:
                continue
            try:
                found = meant(bound.edit, words, find(document, bound, bound.edit, words))
            except DoesNotApply:  # it is told when the edit is made
                continue
            anchor = isinstance(bound.edit, InsertText)
            spots = self._spots[bound.edit] = [_Spot(*m, anchor) for m in found]
            for spot in spots:
                self._of.setdefault(spot.node, []).append(spot)
        inner = {id(spot) for spots in self._of.values() for spot in _within_longer(spots)}
        for edit, spots in self._spots.items():
            self._spots[edit] = [spot for spot in spots if id(spot) not in inner]

    def take(self, edit: Edit, document: Document) -> list[Match] | None:
        """The places of an edit as they are now; None where they were not found before, or are lost."""
        spots = self._spots.get(edit)
        if not spots or any(s.lost or document not in s.node.ancestors() for s in spots):
            return None
        return [Match(s.node, s.start, s.end) for s in spots]

    def spliced(self, node: Node, start: int, end: int, length: int) -> None:
        """``text[start:end]`` of a node has become `length` characters."""
        longer = length - (end - start)
        for spot in self._of.get(node, ()):
            if spot.start >= end:
                spot.start, spot.end = spot.start + longer, spot.end + longer
            elif spot.anchor and spot.start <= start and end <= spot.end and spot.end + longer > spot.start:
                spot.end += longer if start < spot.end else 0
            elif spot.end > start:
                spot.lost = True


def _within_longer(spots: Sequence[_Spot]) -> list[_Spot]:
    """The places that lie inside a longer one of the same text that is changed."""
    inner: list[_Spot] = []
    widest: _Spot | None = None
    for spot in sorted((s for s in spots if not s.anchor), key=lambda s: (s.start, -s.end)):
        if widest is not None and spot.end <= widest.end:
            if (spot.start, spot.end) != (widest.start, widest.end):
                inner.append(spot)
        else:
            widest = spot
    return inner
