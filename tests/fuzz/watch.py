"""Watches every edit while it is applied: what changes, and whether the instrument says so.

Only the units that an edit names may change, and the words that come and go must be those it quotes.
Numerals, labels and punctuation are left out of that account, since numbering and seams change them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from fuzz.law import require
from xiuding import apply as applying
from xiuding.address import Unit
from xiuding.bind import Bound
from xiuding.document import Document, Node
from xiuding.instrument.model import (
    AddRows,
    DeleteNode,
    DeleteRows,
    DeleteText,
    InsertNode,
    InsertText,
    Merge,
    Part,
    Passage,
    Renumber,
    ReplaceNode,
    ReplaceTable,
    ReplaceText,
    Retitle,
)  # fmt: skip
from xiuding.numerals import NUMERAL

_LABEL = re.compile(rf"^\s*(?:第{NUMERAL}[编章节条](?:之{NUMERAL})?|[（(]{NUMERAL}[）)]|{NUMERAL}[、.．])")
_WORDS = re.compile(r"[^\W\d_零〇○一二三四五六七八九十百千万两第编分章节条款项目段之专栏表附件]")


@contextmanager
def watched() -> Iterator[None]:
    """Every edit that is applied meanwhile is held to its words."""
    apply_edit, apply_whole = applying._apply, applying.apply_clause

    def watch(draft: applying.Draft, bound: Bound) -> None:
        before = _Snapshot(draft.document)
        apply_edit(draft, bound)
        _hold(bound, before, _Snapshot(draft.document))

    applying._apply = watch
    try:
        yield
    finally:
        applying._apply = apply_edit
        assert applying.apply_clause is apply_whole


class _Snapshot:
    """The words of every unit at one moment."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text: dict[Node, tuple[str, int]] = {}
        self.below: dict[Node, list[Node]] = {}
        self.parent: dict[Node, Node | None] = {}
        for node in document.walk():
            if node.unit is Unit.CONTENTS or (node.parent and node.parent.unit is Unit.CONTENTS):
                continue
            self.text[node] = (node.text, len(node.rows or ()))
            self.below[node] = list(node.children)
            self.parent[node] = node.parent

    def words(self, nodes: Iterable[Node]) -> Counter[str]:
        return Counter("".join(_WORDS.findall("".join(self.text[n][0] for n in nodes))))

    def subtree(self, *roots: Node | None) -> set[Node]:
        found: set[Node] = set()
        stack = [r for r in roots if r is not None and r in self.text]
        while stack:
            node = stack.pop()
            if node not in found:
                found.add(node)
                stack += self.below[node]
        return found


def _hold(bound: Bound, before: _Snapshot, after: _Snapshot) -> None:
    edit = bound.edit
    if isinstance(edit, AddRows | DeleteRows | ReplaceTable):
        return
    named = before.subtree(bound.node, *bound.others, bound.into)
    changed = {n for n in before.text if n in after.text and before.text[n] != after.text[n]}
    gone = {n for n in before.text if n not in after.text}
    if bound.node is not None:
        stray = {n for n in changed if n not in named and n not in after.subtree(bound.node)}
        require(not stray, "a unit that the edit does not name has changed", edit, *stray)
        lost = {n for n in gone if n not in named and before.text[n][0]}
        require(not lost, "a unit that the edit does not name is gone", edit, *lost)
    new = getattr(edit, "new", None)
    if isinstance(new, Passage) and not getattr(edit, "restates", False):
        printed_now = _bare("".join(after.document.lines()))
        for line in new.text:
            core = _bare(_LABEL.sub("", line))
            require(core in printed_now, "new words of an edit are not in the text as quoted", edit, line)
    made = {n for n in after.text if n not in before.text}
    then, now = before.words(changed | gone), after.words(changed | made)
    gained, missing = now - then, then - now
    wanted = _expected(bound, before)
    text_edit = isinstance(edit, ReplaceText | InsertText | DeleteText)
    if wanted is not None and not (text_edit and not gained and not missing):  # in the table of contents
        come, go = wanted
        times = 1
        if text_edit:
            times = _times(come, go, gained, missing)
        for char in come | go:
            come[char], go[char] = times * come[char], times * go[char]
        require(
            come - go == gained and go - come == missing,
            "words came or went that the edit does not quote",
            edit,
            {
                "come": "".join((gained - (come - go)).elements()),
                "gone": "".join((missing - (go - come)).elements()),
                "not come": "".join(((come - go) - gained).elements()),
                "not gone": "".join(((go - come) - missing).elements()),
            },
        )


def _bare(text: str) -> str:
    """The text without white space and punctuation."""
    return "".join(c for c in text if c.isalnum())


def _times(come: Counter[str], go: Counter[str], gained: Counter[str], missing: Counter[str]) -> int:
    """How often a phrase was replaced, as the words tell."""
    for char, count in (come - go).items():
        return max(1, gained[char] // count)
    for char, count in (go - come).items():
        return max(1, missing[char] // count)
    return 1


def _letters(*passages: Passage | str | None) -> Counter[str]:
    texts = ["\n".join(p.text) if isinstance(p, Passage) else p or "" for p in passages]
    return Counter("".join(_WORDS.findall("".join(texts))))


def _expected(  # noqa: C901, PLR0912 - a row for each kind of edit
    bound: Bound, before: _Snapshot
) -> tuple[Counter[str], Counter[str]] | None:
    """The words that an edit brings and takes away, once."""
    match bound.edit:
        case ReplaceText(old=old, new=new):
            return _letters(new), _letters(old)
        case InsertText(new=new):
            return _letters(new), Counter()
        case DeleteText(old=old):
            return Counter(), _letters(old)
        case ReplaceNode(restates=True):
            return Counter(), Counter()
        case ReplaceNode(old=None, new=new, place=place) if not place.part and place.sentences is None:
            return _letters(new), before.words(
                before.subtree(bound.node) - {bound.node}
                if _headed(bound.node)
                else before.subtree(bound.node)
            )
        case InsertNode(new=new, title=title):
            return _letters(new, title), Counter()
        case DeleteNode(place=place) if place.part is Part.TITLE and bound.node is not None:
            return Counter(), before.words([bound.node])
        case DeleteNode():
            return Counter(), before.words(before.subtree(bound.node))
        case Renumber() if bound.node in before.text:
            return Counter(), Counter()
        case Renumber():  # its article got a new text without it
            return None
        case Merge(into=None, new=new):
            return _letters(new), before.words(before.subtree(bound.node, *bound.others))
        case Merge():
            return Counter(), before.words(
                [bound.node] if bound.node is not None and _headed(bound.node) else []
            )
        case Retitle(new=new):
            assert bound.node is not None
            return _letters(new), before.words([bound.node])
        case _:
            return None


def _headed(node: Node | None) -> bool:
    """A chapter or box keeps its title when its content is replaced."""
    return node is not None and node.unit in (
        Unit.PART,
        Unit.SUBPART,
        Unit.CHAPTER,
        Unit.SECTION,
        Unit.GROUP,
        Unit.BOX,
    )
