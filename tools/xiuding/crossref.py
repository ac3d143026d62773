"""条文顺序作相应调整: the numbers that follow from the other clauses, and the references to them.

References to units of the text itself (本法第十条, 第十条第二款) move with the unit in words that no
clause brought; words that a clause brought use the new numbers already.  References to another
instrument (刑法第十条, 《某某法》第十条) never move.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiuding.address import DIVISIONS, Unit, label
from xiuding.apply.draft import Draft
from xiuding.apply.homes import place as put_article
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


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which node every number meant before the instrument: articles, and the 款 of each."""

    articles: Mapping[Ordinal, Node]
    paragraphs: Mapping[Ordinal, Sequence[Node]]


def numbering(document: Document) -> Numbering:
    """The numbering of a text, to be held against its numbers afterwards."""
    articles = {a.number: a for a in document.articles() if a.number is not None}
    return Numbering(articles, {n: a.of(Unit.PARAGRAPH) for n, a in articles.items()})


def reorder(draft: Draft, before: Numbering, bound: Sequence[Bound]) -> None:
    """Give every article, chapter and section its final number, then move the references to them."""
    for key, number in draft.arrangement.number.items():
        node = key if isinstance(key, Node) else draft.made.get(key)
        if node is None or node.parent is None:
            continue
        if node in draft.waiting:
            put_article(draft, node, number)
        if node.number != number:
            draft.notes.append(f"{node.label}改为{label(Unit.ARTICLE, number)}")
            node.relabel(label(Unit.ARTICLE, number), number)
            draft.touch(node)
    _divisions(draft)
    for b in bound:
        if isinstance(b.edit, Reorder):
            _check(b.edit, before)
    moved = _moved(before)
    if moved:
        for node in draft.document.walk():
            if node.text and node.unit not in (Unit.CONTENTS, Unit.TITLE):
                _move(draft, node, moved)
    if not draft.notes:
        draft.notes.append("没有需要调整的序号")


#: An article, or one 款 of it.
_Place = tuple[Ordinal, int]


def _moved(before: Numbering) -> dict[_Place, _Place | None]:
    """Where every article (款 0) and 款 went that is not where it was; None where it is gone."""
    out: dict[_Place, _Place | None] = {}
    for number, article in before.articles.items():
        now = article.number if article.parent is not None else None
        if now != number:
            out[number, 0] = (now, 0) if now is not None else None
        for k, paragraph in enumerate(before.paragraphs[number], 1):
            home = paragraph.parent
            if home is None or home.unit is not Unit.ARTICLE or home.number is None:
                continue  # deleted or given a new text: what the reference means then nobody knows
            place = (home.number, home.of(Unit.PARAGRAPH).index(paragraph) + 1)
            if place != (number, k):
                out[number, k] = place
    return out


def _check(edit: Reorder, before: Numbering) -> None:
    """The new numbers that the formula lists must be the computed ones."""
    for old, new in edit.pairs:
        node = before.articles.get(old.last.number) if old.last.number else None
        got = node.number if node is not None and node.parent is not None else None
        if got != new.last.number:
            now = label(Unit.ARTICLE, got) if got else say("gone", "不存在")
            raise DoesNotApply(
                say(f"{old} is said to become {new}, but becomes {now}", f"{old}应改为{new}，实为{now}")
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
                    now = label(unit, Ordinal(n))
                    draft.notes.append(f"{node.label}改为{now}")
                    node.relabel(now, Ordinal(n))
                    draft.touch(node)


def _fresh(node: Node, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in node.fresh)


def _move(draft: Draft, node: Node, moved: Mapping[_Place, _Place | None]) -> None:
    """Move the references in one text."""
    seams: list[tuple[int, int, str]] = []
    for series in _SERIES.finditer(node.text):
        if not _own(node.text, series.start()):
            continue
        for ref in _REF.finditer(node.text, series.start(), series.end()):
            if _fresh(node, ref.start(), ref.end()):
                continue
            number = Ordinal(to_int(ref[1]), to_int(ref[2]) if ref[2] else 0)
            k = to_int(ref[3]) if ref[3] else 0
            place = moved.get((number, k), moved.get((number, 0), (number, k)))
            if place is None:
                draft.notes.append(f"{_where(node)}引用的{ref[0]}已不存在")
            elif (now := _written(place, k)) != ref[0]:
                seams.append((ref.start(), ref.end(), now))
    for start, end, now in reversed(seams):
        draft.notes.append(f"{_where(node)}中的“{node.text[start:end]}”改为“{now}”")
        node.splice(start, end, now)
        draft.touch(node)


def _written(place: _Place, k: int) -> str:
    number, now = place
    return label(Unit.ARTICLE, number) + (f"第{to_chinese(now or k)}款" if k else "")


def _own(text: str, at: int) -> bool:
    """Whether the reference that begins at `at` is to the text itself."""
    before = text[max(0, at - 40) : at]
    if _OWN.search(before):
        return True
    return not _FOREIGN.search(before)


def _where(node: Node) -> str:
    article = next((a for a in node.ancestors() if a.unit is Unit.ARTICLE), None)
    return article.label if article is not None else node.label or node.unit.value
