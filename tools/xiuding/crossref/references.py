"""Finds the references of a text to units of itself: 本法第十条第二款, 第五条至第七条, 本法第六章.

A reference to another instrument (刑法第十条, 《某某法》第六章, 该法第三条) is none of them, nor is what is
listed behind one (刑法第十条、第十二条), nor an article of an annex or of the former text (修改前的第三条).
A 款 or 项 without an article is of the one where it stands (本条第二款, 前款第（一）项, 第二款).  Relative
references (前条, 前款, 本章) have no number to move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.address import BELOW_ARTICLE, DIVISIONS, RANK, Unit
from xiuding.numerals import NUMERAL, Ordinal, to_int

_KINDS = (
    "法典|法|条例|办法|规定|规则|解释|章程|细则|决定|意见|公约|协定|议定书|修正案|通知|纲要|批复|准则|通则|总则|"
    "分则|守则|规程|规范|方案|规划|制度|协议|合同|宪章"
)
_TO_PART = r"(?:总则|分则|附则)?(?:规定)?(?:的|中|中的)?"
_OWN = re.compile(rf"(?:本|这部|此)(?:{_KINDS}){_TO_PART}$")
_FOREIGN = re.compile(
    rf"(?:》|（(?!{NUMERAL}）)[^（）]{{1,40}}）|{_KINDS}|同法|附[件表录](?:{NUMERAL})?){_TO_PART}$"
)
_FORMER = re.compile(rf"(?:(?:修改|修订|修正|调整)(?:之?前|以前)的?|(?<![还复])原)(?:本(?:{_KINDS}))?$")

_ONE = rf"(?:（{NUMERAL}）|{NUMERAL})"
_SEVERAL = rf"{_ONE}(?:[、至到]{_ONE})*"
_STEP = rf"第{_SEVERAL}(?:分编|编|章|节|条|款|项|目)(?:之{NUMERAL})?"
_JOIN = r"(?:、|和|及|以及|或者|或|与|至|到|，|\s)"
_SERIES = re.compile(rf"(?:{_STEP})+(?:{_JOIN}+(?:{_STEP})+)*")
_STEPS = re.compile(
    rf"第(?P<numbers>{_SEVERAL})(?P<word>分编|编|章|节|条|款|项|目)(?:之(?P<insertion>{NUMERAL}))?"
)
_UNITS = {u.value: u for u in (*DIVISIONS, Unit.ARTICLE, *BELOW_ARTICLE)}
_HERE = re.compile(r"本(分编|编|章|节)$")
_WITHIN = re.compile(r"(?:本条|本款|前款|前条|[该同][条款]|上一?[条款])的?$")
_OTHER = re.compile(rf"第{_SEVERAL}条|[前该同上]条|》")


class Step(NamedTuple):
    """One step as it is written: ``text[start:end]`` is 第十条, 第（一）、（二）项, or 第四至六条."""

    unit: Unit
    numbers: tuple[Ordinal, ...]
    start: int
    end: int


class Reference(NamedTuple):
    """Steps that stand together (第十条第二款), and those they take over from the one before in a list.

    In 第三条第二款、第三款 the second reference is 第三款, taken over is 第三条.  `here` is the unit in
    which the reference is read where the text says so (本章第二节).  `within` is what stands before a 款 or
    项 without an article (本条, 前款), None where it may be of an article that the text has named before.
    """

    steps: tuple[Step, ...]
    taken: tuple[Step, ...] = ()
    here: Unit | None = None
    within: str | None = ""

    @property
    def path(self) -> tuple[Step, ...]:
        """All steps, outermost first."""
        return self.taken + self.steps


def own(text: str) -> Iterator[Reference]:
    """The references in `text` to units of the text itself, in reading order."""
    for series in _SERIES.finditer(text):
        if _is_own(text, series.start()):
            yield from _references(text, series)


def _is_own(text: str, at: int) -> bool:
    before = text[max(0, at - 48) : at]
    if _FORMER.search(before):
        return False
    return bool(_OWN.search(before)) or not _FOREIGN.search(before)


def _references(text: str, series: re.Match[str]) -> Iterator[Reference]:
    named = _HERE.search(text, 0, series.start())
    here = _UNITS[named[1]] if named else None
    path: tuple[Step, ...] = ()
    for steps in _runs([_step(m) for m in _STEPS.finditer(text, series.start(), series.end())]):
        taken = _outside(path, steps[0])
        path = taken + steps
        if here is not None and RANK[steps[0].unit] <= RANK[here]:
            here = None  # 本章第二节、第四章
        yield Reference(steps, taken, here, _within(text, series.start()))


def _within(text: str, at: int) -> str | None:
    if named := _WITHIN.search(text, 0, at):
        return named[0].removesuffix("的")
    return None if _OTHER.search(text, 0, at) else ""


def _runs(steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    """Steps that stand together, each inside the one before: 第十条第二款 | 第三款."""
    run: tuple[Step, ...] = ()
    for step in steps:
        if run and (run[-1].end != step.start or RANK[step.unit] <= RANK[run[-1].unit]):
            yield run
            run = ()
        run += (step,)
    yield run


def _outside(path: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """What a step takes over of the reference before it; articles are numbered through the whole text."""
    if step.unit is Unit.ARTICLE:
        return ()
    return tuple(s for s in path if RANK[s.unit] < RANK[step.unit])


def _step(m: re.Match[str]) -> Step:
    values = [to_int(n.strip("（）")) for n in re.split("[、至到]", m["numbers"])]
    numbers = [Ordinal(n) for n in values]
    if m["insertion"]:
        numbers[-1] = Ordinal(values[-1], to_int(m["insertion"]))
    return Step(_UNITS[m["word"]], tuple(numbers), m.start(), m.end())
