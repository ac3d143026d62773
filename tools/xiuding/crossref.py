"""条文顺序作相应调整: the numbers that follow from the other clauses, and the references to them.

References to units of the text itself (本法第十条, 第十条第二款) move with the unit in words that no
clause brought; words that a clause brought use the new numbers already.  References to another
instrument (刑法第十条, 《某某法》第十条) never move.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xiuding.address import DIVISIONS, Unit
from xiuding.apply import Draft
from xiuding.bind import Bound
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Reorder
from xiuding.language import say
from xiuding.numerals import NUMERAL, Ordinal, to_chinese, to_int

_KINDS = "法典|法|条例|办法|规定|规则|解释|章程|细则|决定|意见|公约|协定|修正案|通知|纲要|批复|准则"
_OWN = re.compile(rf"(?:本|这部|此)(?:{_KINDS})(?:的)?$")
_FOREIGN = re.compile(rf"(?:》|（[^（）]{{1,40}}）|{_KINDS}|该法|同法|宪法)(?:的)?$")
_UNIT = rf"第{NUMERAL}条(?:之{NUMERAL})?"
_TAIL = rf"(?:第{NUMERAL}款)?(?:第(?:{NUMERAL}|（{NUMERAL}）)项(?:、第(?:{NUMERAL}|（{NUMERAL}）)项)*)?(?:第{NUMERAL}目)?"
_JOIN = r"(?:、|和|及|以及|或者|或|与|至|到|，|\s)*"
_SERIES = re.compile(rf"{_UNIT}{_TAIL}(?:{_JOIN}(?:{_UNIT}{_TAIL}|第{NUMERAL}款))*")
_REF = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?(?:第({NUMERAL})款)?")


def numbers(document: Document) -> dict[Node, Ordinal]:
    """The number of every article, to be held against the numbers afterwards."""
    return {a: a.number for a in document.articles() if a.number is not None}


def reorder(draft: Draft, before: Mapping[Node, Ordinal], bound: Sequence[Bound]) -> None:
    """Give every article, chapter and section its final number, then move the references to them."""
    document, notes = draft.document, draft.notes
    for key, number in draft.arrangement.number.items():
        node = key if isinstance(key, Node) else draft.made.get(key)
        if node is None or node.parent is None:
            continue
        if node in draft.waiting:
            draft.place(node, number)
        if node.number == number:
            continue
        old, label = node.label, f"第{to_chinese(number.number)}条" + (
            f"之{to_chinese(number.insertion)}" if number.insertion else ""
        )
        node.relabel(label, number)
        draft.touch(node)
        notes.append(f"{old}改为{label}")
    _divisions(draft)
    moved = {number: node.number for node, number in before.items() if node.parent is not None and node.number}
    renumbered = {old: new for old, new in moved.items() if old != new}
    for b in bound:
        if isinstance(b.edit, Reorder):
            _check(b.edit, moved)
    if renumbered:
        for node in document.walk():
            if node.text and node.unit not in (Unit.CONTENTS, Unit.TITLE):
                _move(draft, node, renumbered)
    if not notes:
        notes.append("没有需要调整的序号")


def _check(edit: Reorder, moved: Mapping[Ordinal, Ordinal]) -> None:
    """The new numbers that the formula lists must be the computed ones."""
    for old, new in edit.pairs:
        got = moved.get(old.last.number) if old.last.number else None
        if got != new.last.number:
            raise DoesNotApply(
                say(f"{old} is said to become {new}, but becomes 第{got}条", f"{old}应改为{new}，实为第{got}条")
            )


def _divisions(draft: Draft) -> None:
    """Chapters and sections are numbered through again where one was added, taken out or moved."""
    for parent in [draft.document, *draft.document.divisions()]:
        for unit in DIVISIONS:
            siblings = parent.of(unit)
            if unit is Unit.GROUP or not siblings or not any(s.number for s in siblings):
                continue
            first = min(s.number.number for s in siblings if s.number)
            first = 1 if first != 1 and unit is not Unit.CHAPTER else first
            for n, node in enumerate(siblings, first):
                if node.number != Ordinal(n):
                    label = f"第{to_chinese(n)}{unit.value}"
                    draft.notes.append(f"{node.label}改为{label}")
                    node.relabel(label, Ordinal(n))
                    draft.touch(node)


def _fresh(node: Node, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in node.fresh)


def _move(draft: Draft, node: Node, renumbered: Mapping[Ordinal, Ordinal]) -> None:
    """Move the references in one text."""
    edits: list[tuple[int, int, str]] = []
    for series in _SERIES.finditer(node.text):
        if not _own(node.text, series.start()):
            continue
        for ref in _REF.finditer(node.text, series.start(), series.end()):
            if _fresh(node, ref.start(), ref.end()):
                continue
            old = Ordinal(to_int(ref[1]), to_int(ref[2]) if ref[2] else 0)
            new = renumbered.get(old)
            if new is not None:
                end = ref.end(2) if ref[2] else ref.end(1) + 1
                label = f"第{to_chinese(new.number)}条" + (f"之{to_chinese(new.insertion)}" if new.insertion else "")
                edits.append((ref.start(), end, label))
    fresh = list(node.fresh)
    for start, end, label in reversed(edits):
        draft.notes.append(f"{_where(node)}中的“{node.text[start:end]}”改为“{label}”")
        node.splice(start, end, label)
        draft.touch(node)
    if not edits:
        node.fresh = fresh


def _own(text: str, at: int) -> bool:
    """Whether the reference that begins at `at` is to the text itself."""
    before = text[max(0, at - 40) : at]
    if _OWN.search(before):
        return True
    return not _FOREIGN.search(before)


def _where(node: Node) -> str:
    article = next((a for a in node.ancestors() if a.unit is Unit.ARTICLE), None)
    return article.label if article is not None else node.label or node.unit.value
