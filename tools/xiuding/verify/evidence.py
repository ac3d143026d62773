"""What tells the kind of a difference; the tests stand in `_TESTS` in the order in which they are tried.

Nothing is measured by likeness: every kind follows from what clauses order and from evident damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xiuding.address import Unit
from xiuding.audit import Fault, audit
from xiuding.consolidate import Step
from xiuding.document import Document, Node
from xiuding.instrument.model import Clause, Edit, InsertNode, Renumber
from xiuding.language import say
from xiuding.redline import compare
from xiuding.typography import same
from xiuding.verify.model import Difference, Kind
from xiuding.verify.pieces import Piece, bare, name, unit_of, units

_MARKS = re.compile(r"[\s，。；：、！？“”‘’（）《》〈〉—…·]+")
_RAISE = str.maketrans("‘’", "“”")
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair with what is known of it; either side may be missing."""

    ours: Piece | None
    official: Piece | None
    clauses: tuple[Clause, ...]

    @property
    def both(self) -> tuple[Piece, Piece] | None:
        return (self.ours, self.official) if self.ours is not None and self.official is not None else None


class Evidence:
    """What tells the kind of a difference: the clauses, the text before, and the faults of the texts."""

    def __init__(self, before: Document, steps: Sequence[Step], after: Document, official: Document) -> None:
        self.before = {piece.words for piece in units(before)}
        self.faults = {"ours": _by_unit(audit(after)), "official": _by_unit(audit(official))}
        self.refused = [s for s in steps if s.status != "applied"]
        self.touching: dict[Node, list[Clause]] = {}
        for step in steps:
            for unit in dict.fromkeys(unit_of(n) for n in step.touched):
                self.touching.setdefault(unit, []).append(step.clause)

    def judge(self, ours: Piece | None, official: Piece | None) -> Difference:
        """The difference between a unit of ours and one of the official text."""
        clauses = tuple(self.touching.get(ours.node, ())) if ours is not None else ()
        pair = _Pair(ours, official, clauses)
        kind, why = next((kind, why) for kind, test in _TESTS if (why := test(self, pair)))
        shown = ours or official
        assert shown is not None
        old, new = ours.lines if ours is not None else (), official.lines if official is not None else ()
        return Difference(kind, name(shown.node), why, clauses, old, new, compare(old, new))


def _by_unit(faults: Sequence[Fault]) -> dict[Node, Fault]:
    return {unit_of(f.node): f for f in reversed(faults)}


# -- the tests: each says why, or "" where the difference is not of its kind ------------------------
def _typographic(_evidence: Evidence, pair: _Pair) -> str:
    if pair.both and same(pair.both[0].line, pair.both[1].line):
        return say("the words are the same", "文字相同")
    return ""


def _editorial(_evidence: Evidence, pair: _Pair) -> str:
    if all(p is None or p.node.unit in (Unit.NOTE, Unit.CONTENTS) for p in (pair.ours, pair.official)):
        return say("no clause orders notes or tables of contents", "题注、目录由公布机关编写，不由条目规定")
    return ""


def _refused(evidence: Evidence, pair: _Pair) -> str:
    numbers = {p.node.number for p in (pair.ours, pair.official) if p is not None and p.node.number}
    for step in evidence.refused:
        if any(n in numbers for edit in step.clause.edits for n in _numbers(edit)):
            label = step.clause.label or step.clause.id
            return say(f"{label} names it and was not applied", f"条目{label}涉及此处而未能执行")
    return ""


def _numbers(edit: Edit) -> Iterator[object]:
    """The numbers of the articles that an edit names, old or new."""
    addresses = [edit.place.address]
    if isinstance(edit, InsertNode):
        addresses += edit.numbers
    elif isinstance(edit, Renumber):
        addresses.append(edit.to)
    for address in addresses:
        step = address.step(Unit.ARTICLE)
        if step is not None:
            yield step.number


def _faulty(side: Literal["ours", "official"]) -> Callable[[Evidence, _Pair], str]:
    """A fault that only one of the texts has here."""
    other: Literal["ours", "official"] = "official" if side == "ours" else "ours"

    def test(evidence: Evidence, pair: _Pair) -> str:
        here, there = getattr(pair, side), getattr(pair, other)
        fault = evidence.faults[side].get(here.node) if here is not None else None
        against = evidence.faults[other].get(there.node) if there is not None else None
        return fault.what if fault is not None and (against is None or against.kind != fault.kind) else ""

    return test


def _lost(evidence: Evidence, pair: _Pair) -> str:
    """A heading that our text must have lost, since the next number stands there."""
    label = pair.official.node.label if pair.official is not None and pair.ours is None else ""
    gaps = (f.what for f in evidence.faults["ours"].values() if f.kind == "heading-gap")
    return next((what for what in gaps if label and label in what), "")


def _disobeyed(evidence: Evidence, pair: _Pair) -> str:
    """The official text lacks what a clause orders word for word, or is still as it was before."""
    if not pair.both:
        return ""
    ours, official = pair.both
    for clause in pair.clauses:
        label = clause.label or clause.id
        if official.words in evidence.before and ours.words not in evidence.before:
            return say(f"it is as before {label}", f"仍是条目{label}修改前的文字")
        for line in (line for edit in clause.edits for line in (edit.new_text or "").split("\n")):
            words = bare(line.translate(_RAISE))
            if words and words in ours.words and words not in official.words:
                shown = line if len(line) <= _SHOWN else line[:_SHOWN] + "……"
                return say(f"{label} orders “{shown}”, word for word", f"条目{label}规定为“{shown}”")
    return ""


def _punctuation(_evidence: Evidence, pair: _Pair) -> str:
    words = [piece.words for piece in pair.both or ()]
    if len(set(words)) == 2 and len({_MARKS.sub("", each) for each in words}) == 1:
        return say("the words are the same but for marks", "除标点外文字相同")
    return ""


def _unexplained(_evidence: Evidence, pair: _Pair) -> str:
    if pair.official is None:
        return say("the official text does not have it", "官方文本没有此处")
    if pair.ours is None:
        return say("only the official text has it", "仅官方文本有此处")
    if pair.ours.words == pair.official.words:
        return say("the words are the same, the number is not", "文字相同，序号不同")
    if not pair.clauses:
        return say("no clause touches it", "没有条目涉及此处")
    return say("no clause orders these words", "没有条目规定这些文字")


_TESTS: tuple[tuple[Kind, Callable[[Evidence, _Pair], str]], ...] = (
    ("typographic", _typographic),
    ("editorial", _editorial),
    ("refused", _refused),
    ("official", _faulty("official")),
    ("base", _faulty("ours")),
    ("base", _lost),
    ("official", _disobeyed),
    ("punctuation", _punctuation),
    ("unexplained", _unexplained),
)
