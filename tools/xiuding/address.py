"""Addresses of places in a text: 第八条第一款第（四）项, 第四章 第八节, and lists of them.

An address is what the text says, before anybody has looked whether the place exists; resolving it
against a document is `xiuding.bind`'s work.  Numbering terms: 立法技术规范（试行）(一), 全国人大常委会
法制工作委员会, 2009.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from xiuding.numerals import NUMERAL, Ordinal, to_chinese, to_int


class Unit(StrEnum):
    """The units of Chinese statutes and plans; the value is the word of the drafting language."""

    DOCUMENT = "文件"
    TITLE = "标题"
    NOTE = "题注"
    CONTENTS = "目录"
    PREAMBLE = "序言"
    PART = "编"
    SUBPART = "分编"
    CHAPTER = "章"
    SECTION = "节"
    GROUP = "部分"
    ARTICLE = "条"
    PARAGRAPH = "款"
    ITEM = "项"
    SUBITEM = "目"
    BOX = "专栏"
    TABLE = "表"
    ANNEX = "附件"


#: Units that stand above the article, outermost first.
DIVISIONS = (Unit.PART, Unit.SUBPART, Unit.CHAPTER, Unit.SECTION, Unit.GROUP)

#: Those of them whose headings say what they are: 第三章, not 三、
CHAPTERS = DIVISIONS[:-1]

#: Units inside an article, outermost first.
BELOW_ARTICLE = (Unit.PARAGRAPH, Unit.ITEM, Unit.SUBITEM)

#: The forms of a number that do not say what they count: 二、 （二） 2. 2、
_FORM = re.compile(rf"([（(]?)({NUMERAL})([）)、.．])")
#: Where the others are counted in figures: 第2条.
_IN_FIGURES = re.compile(r"第[0-9]+(分编|[编章节条])")

#: Brackets of either width make one number: ``"(一)".translate(WIDE) == "（一）"``.
WIDE = str.maketrans("()", "（）")

_BY_WORD = {u.value: u for u in Unit} | {"自然段": Unit.PARAGRAPH, "段": Unit.PARAGRAPH}


def label(unit: Unit, number: Ordinal, like: str = "") -> str:
    """The label of a unit: ``label(Unit.ARTICLE, Ordinal(12, 1)) == "第十二条之一"``.

    `like` is the label of a unit beside it, whose form is taken over: 三、 beside 二、, 3. beside 2., 第3条
    beside 第2条.
    """
    if (form := _FORM.fullmatch(like)) and not number.insertion:
        numeral = str(number.number) if form[2].isascii() else to_chinese(number.number)
        return form[1] + numeral + form[3]
    tail = f"之{to_chinese(number.insertion)}" if number.insertion else ""
    figures = (m := _IN_FIGURES.match(like)) is not None and m[1] == unit.value
    return f"第{number.number if figures else to_chinese(number.number)}{unit.value}{tail}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address: by number (第八条, 第（四）项, 第二自然段), by title (“…”一段) or both.

    `word` is the unit as the text calls it where that is not the unit's own name (自然段, 段).
    """

    unit: Unit
    number: Ordinal | None = None
    title: str = ""
    word: str = ""

    def __str__(self) -> str:
        word = self.word or self.unit.value
        if self.number is None:
            return f"“{self.title}”{word}" if self.title else word
        if self.number.number < 0:
            return (
                f"最后一{word}"
                if self.number.number == -1
                else f"倒数第{to_chinese(-self.number.number)}{word}"
            )
        if self.unit in (Unit.BOX, Unit.TABLE, Unit.ANNEX):
            return f"{word}{self.number.number}"
        if self.unit is Unit.ARTICLE:
            return label(self.unit, self.number)
        called_otherwise = self.unit is Unit.ITEM and _BY_WORD.get(word, Unit.ITEM) is not Unit.ITEM
        return f"第（{self.number}）{word}" if called_otherwise else f"第{self.number}{word}"


@dataclass(frozen=True, slots=True)
class Address:
    """A path of steps, outermost first: ``str(parse("第八条第一款第（四）项")) == "第八条第一款第四项"``.

    `through` marks one that came from a range: what the text has between it and the address before
    (第四条之一 in 第三条至第五条) is meant as well.
    """

    steps: tuple[Step, ...] = ()
    through: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        """第八条第一款; steps that have a title or no number stand apart: 第四章 第八节."""
        if any(s.unit in _SPACED or s.number is None for s in self.steps):
            return " ".join(str(s) for s in self.steps)
        return "".join(str(s) for s in self.steps)

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def last(self) -> Step:
        """The innermost step, which says what kind of unit is meant."""
        return self.steps[-1]

    def step(self, unit: Unit) -> Step | None:
        """The step of that unit, if the address has one."""
        return next((s for s in self.steps if s.unit is unit), None)

    def within(self, context: Address) -> Address:
        """The address read in `context`: 第二款 after 第八条第一款 is 第八条第二款.

        The context gives every step that stands outside the outermost unit this address names; units
        of one rank (a 款 after a 款) replace one another.
        """
        if not self.steps:
            return context
        rank = RANK[self.steps[0].unit]
        outer = tuple(s for s in context.steps if RANK[s.unit] < rank)
        if self.steps[0].unit is Unit.ARTICLE:
            outer = ()  # articles are numbered through the whole document
        return Address(outer + self.steps, self.through)


#: The empty address: no place is named.
NOWHERE = Address()

_SPACED = (Unit.CHAPTER, Unit.SECTION, Unit.PART, Unit.SUBPART, Unit.BOX, Unit.TABLE, Unit.ANNEX)

RANK = {
    unit: i
    for i, unit in enumerate(
        (
            Unit.DOCUMENT,
            Unit.PREAMBLE,
            Unit.PART,
            Unit.SUBPART,
            Unit.CHAPTER,
            Unit.SECTION,
            Unit.GROUP,
            Unit.ARTICLE,
            Unit.BOX,
            Unit.TABLE,
            Unit.PARAGRAPH,
            Unit.ITEM,
            Unit.SUBITEM,
            Unit.TITLE,
            Unit.NOTE,
            Unit.CONTENTS,
            Unit.ANNEX,
        )
    )
}

_WORDS = "分编|编|章|节|部分|条|款|项|目|自然段|段"
_NUM = rf"(?:[（(]{NUMERAL}[）)]|{NUMERAL})"
#: 第二、三、四项; 第（一）（二）项; 第一至三款
_NUMS = rf"{_NUM}(?:[、和至到]{_NUM}|[（(]{NUMERAL}[）)])*"
#: 第二款, and without 第 behind a step or a list sign: 第一款（二）项, 第（一）项、（三）项
_LABEL = (
    rf"(?:第{_NUMS}(?:{_WORDS})|(?<=[条款项目、和及与至])[（(]{NUMERAL}[）)][项目]"
    rf"|(?<=条[、和及与至]){NUMERAL}条)"
)
_STEP = rf"{_LABEL}(?:之{NUMERAL}(?![款项目条章节编]))?"
_JOIN = r"(?:、|和|及|以及|与|至|到)"

#: One address or a list of them, as a pattern for a lexer.
PATTERN = rf"(?:{_STEP})+(?:{_JOIN}(?:{_STEP})+)*"

#: One address, or a range of them: 第三条第二款, 第三条至第五条.
ONE = rf"(?:{_STEP})+(?:[至到](?:{_STEP})+)*"

_STEP_RE = re.compile(
    rf"(?=第|(?<=[条款项目、和及与至])[（(])第?(?P<nums>{_NUMS})(?P<word>{_WORDS})(?:之(?P<sub>{NUMERAL})(?![款项目条章节编]))?"
)
_JOIN_RE = re.compile(_JOIN)
_NUMS_RE = re.compile(rf"([、和至到]?)({_NUM})")

#: The longest law has fewer than 1,300 articles; a range is spelt out, so it must not be any number.
_LONGEST_RANGE = 10_000


def _value(text: str) -> int:
    return to_int(text.strip("（）()"))


def _values(text: str) -> dict[int, bool]:
    """二、三、五 → 2, 3, 5; 一至三 → 1, 2, 3; each with whether it comes from a range."""
    found: dict[int, bool] = {}
    last = 0
    for join, number in _NUMS_RE.findall(text):
        value = _value(number)
        ranged = join in ("至", "到")
        if ranged:
            if not 0 <= value - last <= _LONGEST_RANGE:
                raise ValueError(f"not a range: {text}")
            found |= dict.fromkeys(range(last + 1, value), True)
        found[value], last = ranged, value
    return found


def _unit(m: re.Match[str]) -> Unit:
    """What a step names; a number in brackets is an item's, also in 第（三）款 or 第（三）条."""
    unit = _BY_WORD[m["word"]]
    bracketed = m["nums"][0] in "（(" and unit in (Unit.ARTICLE, Unit.PARAGRAPH)
    return Unit.ITEM if bracketed else unit


def _parse_one(text: str, at: int) -> tuple[list[Address], int]:
    """The address at `at`; several where its numbers are compressed (第二、三、四项, 第二至四项)."""
    heads = [Address()]
    while m := _STEP_RE.match(text, at):
        unit, at = _unit(m), m.end()
        numbers = _values(m["nums"])
        insertions = dict.fromkeys(numbers, 0) | ({[*numbers][-1]: to_int(m["sub"])} if m["sub"] else {})
        if unit in DIVISIONS and heads[0] and RANK[unit] <= RANK[heads[0].last.unit]:
            raise ValueError(f"not an address: {text[: m.end()]}")  # 第二章第二章
        heads = [
            Address((*head.steps, Step(unit, Ordinal(n, insertions[n]), word=m["word"])), through)
            for head in heads
            for n, through in numbers.items()
        ]
    return heads, at


def parse_list(text: str) -> list[Address]:
    """All addresses of a list, each complete: 第三十五条第二款、第三款 → 第三十五条第二款, 第三十五条第三款.

    Ranges are spelled out (第四十二条至第四十五条 → four addresses); ValueError where `text` is no list.
    """
    found, at = _parse_one(text, 0)
    if not found[0]:
        raise ValueError(f"not an address: {text!r}")
    while at < len(text):
        join = _JOIN_RE.match(text, at)
        if not join:
            raise ValueError(f"not an address: {text!r}")
        more, at = _parse_one(text, join.end())
        if not more[0]:
            raise ValueError(f"not an address: {text!r}")
        more = [a.within(found[-1]) for a in more]
        if join[0] in ("至", "到"):
            more = _fill(found[-1], more[0]) + more[1:]
        found += more
    return found


def _fill(first: Address, last: Address) -> list[Address]:
    """The addresses after `first` up to `last`, which differ in the number of their last step only."""
    low, high = first.last, last.last
    if low.unit is not high.unit or not low.number or not high.number or low.number > high.number:
        raise ValueError(f"not a range: {first}至{last}")
    if high.number.number - low.number.number > _LONGEST_RANGE or high.number.insertion > _LONGEST_RANGE:
        raise ValueError(f"no text has as many: {first}至{last}")
    if low.number.number == high.number.number:
        insertions = range(low.number.insertion + 1, high.number.insertion)
        between = [Ordinal(low.number.number, i) for i in insertions]
    else:
        between = [Ordinal(n) for n in range(low.number.number + 1, high.number.number)]
    steps = [*(Step(high.unit, n, word=high.word) for n in between), high]
    return [Address((*last.steps[:-1], s), through=True) for s in steps]


def parse(text: str) -> Address:
    """The one address that `text` is: ``parse("第二十六条第一款")``; ValueError for none or several."""
    found = parse_list(text)
    if len(found) != 1:
        raise ValueError(f"several addresses: {text!r}")
    return found[0]
