"""Where a quotation that is not in its place might belong: what helps a reader mend a refusal.

Nothing here is ever applied.  The quotation may stand elsewhere, word for word; or its place has nearly
the same words, and then it is said where the two part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from xiuding.address import BELOW_ARTICLE, DIVISIONS, Unit
from xiuding.document import Node
from xiuding.find import occurrences
from xiuding.numerals import to_chinese
from xiuding.tokens import tokenize

_MOST = 3
_BESIDE = 6
_GRAM = 2


class Advice(NamedTuple):
    """What there is instead of a quotation.

    `elsewhere` names the units that have it word for word (第六条第二款); failing that, `near` is the
    passage that comes closest, in the unit `at` if not in the place itself, and `said` and `has` are
    the words of quotation and text where they first part.
    """

    elsewhere: tuple[str, ...] = ()
    near: str = ""
    at: str = ""
    said: str = ""
    has: str = ""


def advise(among: Sequence[Node], quotation: str) -> Advice:
    """Advice on a quotation that stands nowhere below the nodes `among`.

    ``advise([第五条], "七十三支")`` → ``Advice(elsewhere=("第六条",))``; an empty one where nothing helps.
    """
    if not among:
        return Advice()
    root = among[0]
    for root in (among[0], *among[0].ancestors()):  # noqa: B007 - the last one is the document
        pass
    found = occurrences([root], quotation)
    if found:
        return Advice(elsewhere=tuple(dict.fromkeys(name(m.node) for m in found))[:_MOST])
    here = _closest((n for node in among for n in node.walk()), quotation)
    if here is not None:
        return Advice((), here[1], "", *_parting(quotation, here[1]))
    there = _closest(root.walk(), quotation)
    if there is not None:
        return Advice((), there[1], name(there[0]), *_parting(quotation, there[1]))
    return Advice()


def name(node: Node) -> str:
    """A unit by its address as a drafter would write it: 第六条第二款第（三）项, 第四章, 引言."""
    parts: list[str] = []
    for each in (node, *node.ancestors()):
        if each.unit is Unit.PARAGRAPH and (each.parent is None or each.parent.unit not in BELOW_ARTICLE):
            siblings = each.parent.of(Unit.PARAGRAPH) if each.parent is not None else [each]
            if len(siblings) > 1 and each in siblings:
                parts.append(f"第{to_chinese(siblings.index(each) + 1)}款")
        elif each.unit in (Unit.ITEM, Unit.SUBITEM):
            parts.append(f"第{each.label.rstrip('.．、')}{each.unit.value}")
        elif each.unit is not Unit.DOCUMENT:
            parts.append(each.label or each.unit.value)
            if each.unit is Unit.ARTICLE or each.unit in DIVISIONS:
                break
    return "".join(reversed(parts)) or Unit.DOCUMENT.value


def _closest(nodes: Iterable[Node], quotation: str) -> tuple[Node, str] | None:
    """The passage that has most of the quotation, in runs of two characters or more; at least half of it."""
    grams = {quotation[i : i + _GRAM] for i in range(max(1, len(quotation) - _GRAM + 1))}
    best: tuple[Node, int] | None = None
    most = len(quotation) / 2
    matcher = SequenceMatcher(None, "", quotation, autojunk=False)
    for node in nodes:
        if not any(gram in node.text for gram in grams):
            continue
        matcher.set_seq1(node.text)
        block = matcher.find_longest_match()
        start = max(0, block.a - block.b)
        passage = node.text[start : start + len(quotation)]
        matcher.set_seq1(passage)
        shared = sum(b.size for b in matcher.get_matching_blocks() if b.size >= _GRAM)
        if shared >= most:
            best, most = (node, start), shared + 1
    if best is None:
        return None
    node, start = best
    return node, _whole_words(node.text, start, min(start + len(quotation), len(node.text)))


def _whole_words(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with the words it cuts at either end: 水务部 → 水务部门."""
    at = 0
    for word in tokenize(text):
        after = at + len(word)
        if at < start < after:
            start = at
        if at < end < after:
            end = after
        at = after
    return text[start:end]


def _parting(said: str, has: str) -> tuple[str, str]:
    """Where two passages first differ, each with a few words beside the difference."""
    matcher = SequenceMatcher(None, said, has, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and a and c:
            return said[max(0, a - _BESIDE) : b + _BESIDE], has[max(0, c - _BESIDE) : d + _BESIDE]
    return said[: 2 * _BESIDE], has[: 2 * _BESIDE]  # they part at the very beginning
