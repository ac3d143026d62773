"""What one word of a place says: 第一句, 最后一款, 附件2《甲表》, “第三章 第二节 甲” → a step, a number."""

from __future__ import annotations

import re
from dataclasses import replace

from xiuding.address import DIVISIONS, RANK, Step, Unit
from xiuding.numerals import NUMERAL, Ordinal, to_int
from xiuding.structure import heading

_FROM_AN_END = re.compile(rf"(倒数第|最后|[前后首末])({NUMERAL})?个?(自然段|[款项目段])")
_END_UNITS = {"款": Unit.PARAGRAPH, "段": Unit.PARAGRAPH, "项": Unit.ITEM, "目": Unit.SUBITEM}
_ITEM_BEHIND = re.compile(rf"(.*\S)?\s*（({NUMERAL})）")
_ANNEX = re.compile(rf"其?(附[件表录图]|专栏|表)({NUMERAL})?(?:《([^》]+)》)?")
_MOST_ANNEXES = 100
_WORDS = {Unit.BOX: "专栏", Unit.TABLE: "表"}


def step_of(title: str) -> Step | None:
    """The step that a quoted heading names: 第一节 发展基础, 专栏1 甲, 表1 乙, 第二节."""
    node = heading(title)
    return (
        Step(node.unit, node.number, title=node.text or "", word=_WORDS.get(node.unit, "")) if node else None
    )


def steps_of(title: str) -> list[Step]:
    """The steps that a quoted heading names: 第三章 第二节 甲; 二、主要任务（三）."""
    step = step_of(title)
    assert step is not None  # the lexicon makes H of headings only
    deeper = heading(step.title)
    if deeper is not None and deeper.unit in DIVISIONS and RANK[deeper.unit] > RANK[step.unit]:
        return [replace(step, title=""), *steps_of(step.title)]
    if m := _ITEM_BEHIND.fullmatch(step.title):
        return [replace(step, title=m[1] or ""), Step(Unit.ITEM, Ordinal(to_int(m[2])))]
    return [step]


def sentences(text: str) -> tuple[int, int | None]:
    """第一句 → (0, 1); 后两句 → (-2, None); 前两句 → (0, 2); 倒数第二句 → (-2, -1)."""
    number = to_int("".join(c for c in text if c not in "倒数第最前后首末尾句话") or "一")
    if text.startswith("倒数"):
        return -number, 1 - number or None
    if text.startswith("第"):
        return number - 1, number
    return (0, number) if text.startswith(("前", "首", "最前")) else (-number, None)


def nth(text: str) -> int:
    """第二处 → 2; 首处 → 1; 最后一处 → -1."""
    if text.startswith("最后"):
        return -1
    return to_int("".join(c for c in text if c not in "第首处个的") or "一")


def times(text: str) -> int:
    """（共三处） → 3; 两个 → 2."""
    return to_int("".join(c for c in text if c not in "()（）共处个的"))


def from_an_end(text: str) -> list[Step]:
    """最后一款 → 款 -1; 倒数第二段 → 段 -2; 前两项 → 项 1, 2; 后两款 → 款 -2, -1."""
    m = _FROM_AN_END.fullmatch(text)
    assert m is not None  # the lexicon's own pattern
    count = to_int(m[2] or "一")
    numbers = range(1, count + 1) if m[1][0] in "前首" else range(-count, 0)
    word = "" if m[3] in "款项目" else m[3]
    return [Step(_END_UNITS[m[3][-1]], Ordinal(n), word=word) for n in numbers[: 1 if "倒" in m[1] else None]]


def point(text: str) -> Step:
    """第3点 → 目 3; 第（二）点 → 项 2: a numbered paragraph of a plan."""
    unit = Unit.ITEM if "（" in text else Unit.SUBITEM
    return Step(unit, Ordinal(to_int(text.strip("第（）点"))), word="点")


def annexes(text: str) -> list[Step]:
    """附件1至附件3 → the steps 附件1, 附件2, 附件3."""
    first, *last = re.split("[至到](?=附)", text)
    steps = [annex(first), *map(annex, last)]
    low, high = steps[0].number, steps[-1].number
    if not last or low is None or high is None:
        return steps
    if not 0 < high.number - low.number < _MOST_ANNEXES:
        raise ValueError(f"not a range: {text}")
    return [replace(steps[0], number=Ordinal(n)) for n in range(low.number, high.number + 1)]


def annex(text: str) -> Step:
    """附件2《甲表》 → the step 附件, number 2, titled 甲表."""
    m = _ANNEX.match(text)
    assert m is not None  # the lexicon's own pattern
    unit = {"专栏": Unit.BOX, "表": Unit.TABLE}.get(m[1], Unit.ANNEX)
    return Step(unit, Ordinal(to_int(m[2])) if m[2] else None, title=m[3] or "", word=m[1])
