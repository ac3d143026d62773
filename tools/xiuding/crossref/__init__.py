"""条文顺序作相应调整: the numbers that follow from the other clauses, and the references to them.

References to units of the text itself (本法第十条, 第十条第二款, 本法第六章) move with the unit in words
that no clause brought; words that a clause brought use the new numbers already.  References to another
instrument (刑法第十条, 《某某法》第十条) never move, nor do relative ones (前条), which are reported where
they have come to mean another article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from xiuding.address import DIVISIONS, Unit, label
from xiuding.apply.draft import Draft
from xiuding.apply.homes import place
from xiuding.bind import Bound
from xiuding.crossref.moving import rewritings
from xiuding.crossref.numbering import Numbering
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import Merge, Reorder
from xiuding.language import say
from xiuding.numerals import Ordinal, to_int

__all__ = ["Numbering", "left_behind", "merged", "reorder"]

_PRECEDING = re.compile(r"(?<![目以之提])前([一两二三四五]?)条(?![件款例文约])")
_PRECEDING_PARAGRAPHS = re.compile(r"(?<![目以之提])前([一两二三四五]?)款(?!第)")


def merged(bound: Iterable[Bound]) -> dict[Node, Node]:
    """The articles that are taken into others, each with that other: 将第二条、第三条合并，作为第二条."""
    return {
        other: b.node
        for b in bound
        if isinstance(b.edit, Merge) and b.node is not None and b.node.unit is Unit.ARTICLE
        for other in b.others
    }


def reorder(draft: Draft, before: Numbering, bound: Sequence[Bound]) -> None:
    """Give every article, chapter and section its final number, then move the references to them."""
    for key, number in draft.arrangement.number.items():
        node = key if isinstance(key, Node) else draft.made.get(key)
        if node is None or node.parent is None:
            continue
        if node in draft.waiting:
            place(draft, node, number)
        if node.number != number:
            _relabel(draft, node, number)
    _number_divisions(draft)
    for b in bound:
        if isinstance(b.edit, Reorder):
            _check(b.edit, before)
    _check_unique(draft.document, before)
    standing = before.standing()
    for node in _bearing(draft.document):
        _move(draft, node, before, standing)
    draft.notes += _relative(draft.document, before)
    draft.relist()


def left_behind(document: Document, before: Numbering) -> list[str]:
    """The references that would have to move, where no closing formula lets them: one note each."""
    standing = before.standing()
    notes = []
    for node in _bearing(document):
        for start, end, new, _ in rewritings(node, before, standing):
            then = f"，现为“{new}”" if new is not None else "，该处已不存在"
            notes.append(f"{_where(node)}引用的“{node.text[start:end]}”未随之调整{then}")
    return notes + _relative(document, before)


def _bearing(document: Document) -> Iterator[Node]:
    roots = (r for r in document.children if r.unit not in (Unit.CONTENTS, Unit.TITLE))
    return (n for root in roots for n in root.walk() if n.text)


def _relabel(draft: Draft, node: Node, number: Ordinal) -> None:
    now = label(node.unit, number, node.label)
    draft.notes.append(f"{node.label}改为{now}")
    node.relabel(now, number)
    draft.touch(node)


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


def _check_unique(document: Document, before: Numbering) -> None:
    """No two articles may have one number in the end, unless the text was so before."""
    numbers = [a.number for a in document.articles()]
    twice = next((n for n, count in Counter(numbers).items() if count > 1 and n is not None), None)
    if twice is not None and len(before.articles) == len(before.order):
        raise DoesNotApply(say(f"there would be two articles 第{twice}条", f"会有两个第{twice}条"))


def _number_divisions(draft: Draft) -> None:
    """Chapters and sections are numbered through again where one was added, taken out or moved."""
    for parent in [draft.document, *draft.document.divisions()]:
        for unit in DIVISIONS:
            siblings = parent.of(unit)
            if not siblings or not any(s.number for s in siblings):
                continue
            if unit is Unit.GROUP and draft.index.series is not unit:
                continue  # headings between articles
            first = min(s.number.number for s in siblings if s.number)
            first = 1 if first != 1 and unit is not Unit.CHAPTER else first
            for n, node in enumerate(siblings, first):
                if node in draft.chapters.values() and node.number != Ordinal(n):
                    raise DoesNotApply(
                        say(f"{node.label} would become the {n}th", f"{node.label}按顺序应为第{n}")
                    )
                if node.number != Ordinal(n):
                    _relabel(draft, node, Ordinal(n))


def _move(draft: Draft, node: Node, before: Numbering, standing: set[Node]) -> None:
    """Move the references in one text."""
    for start, end, new, sure in reversed(rewritings(node, before, standing)):
        written = node.text[start:end]
        if not sure:
            draft.notes.append(
                f"{_where(node)}中的“{written}”如指本条，现为{new or '已删去的单位'}，未作调整"
            )
            continue
        if new is None:
            draft.notes.append(f"{_where(node)}引用的{written}已不存在")
            continue
        draft.notes.append(f"{_where(node)}中的“{written}”改为“{new}”")
        node.splice(start, end, new)
        draft.touch(node)


def _relative(document: Document, before: Numbering) -> list[str]:
    """前条, 前两款: reported where other articles or 款 stand before this one than did."""
    notes = _relative_paragraphs(document, before)
    order = document.articles()
    then = {a: i for i, a in enumerate(before.order)}
    for i, article in enumerate(order):
        if article not in then:
            continue
        for node in article.walk():
            for m in _PRECEDING.finditer(node.text):
                count = to_int(m[1] or "一")
                meant = before.order[max(0, then[article] - count) : then[article]]
                if meant == order[max(0, i - count) : i] or _fresh(node, m):
                    continue
                notes.append(f"{article.label}中的“{m[0]}”原指{'、'.join(before.labels[a] for a in meant)}")
    return notes


def _relative_paragraphs(document: Document, before: Numbering) -> list[str]:
    notes = []
    for article in document.articles():
        paragraphs = article.of(Unit.PARAGRAPH)
        for i, paragraph in enumerate(paragraphs):
            spot = before.stood(paragraph)
            for node in paragraph.walk() if spot is not None else ():
                for m in _PRECEDING_PARAGRAPHS.finditer(node.text):
                    count = to_int(m[1] or "一")
                    assert spot is not None
                    meant = before.paragraphs(spot)[: spot.paragraph - 1][-count:]
                    if meant and meant != paragraphs[:i][-count:] and not _fresh(node, m):
                        which = "、".join(
                            f"第{Ordinal(spot.paragraph - n)}款" for n in range(len(meant), 0, -1)
                        )
                        notes.append(
                            f"{article.label}中的“{m[0]}”原指{before.labels.get(article, '')}{which}"
                        )
    return notes


def _fresh(node: Node, m: re.Match[str]) -> bool:
    return any(a < m.end() and m.start() < b for a, b in node.fresh)


def _where(node: Node) -> str:
    article = next((a for a in node.ancestors() if a.unit is Unit.ARTICLE), None)
    return article.label if article is not None else node.label or node.unit.value
