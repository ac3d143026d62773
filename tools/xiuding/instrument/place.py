"""Where an edit works and what it quotes: places and passages, before anybody has looked at the base text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from xiuding.address import NOWHERE, Address
from xiuding.numerals import to_chinese

Side = Literal["after", "before", "start", "end"]


class Part(StrEnum):
    """A part of a unit that the drafting language names instead of a number."""

    WHOLE = ""
    LEAD = "第一自然段"  # the words before the items: 第一款第一自然段, 条首部分
    TITLE = "标题"  # the title of a heading: 第二章章名
    START = "开始"
    END = "末尾"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation: `raw` paragraphs as printed, `text` with nested ‘ ’ raised to “ ” as in the base."""

    raw: tuple[str, ...]
    text: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.raw)

    @property
    def line(self) -> str:
        """The text as one string, paragraphs separated by line breaks."""
        return "\n".join(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edit works: an address, a part of it, or the whole text (`everywhere`: 相关条文中).

    `sentences` counts sentences of a paragraph: (0, 1) the first, (-2, None) the last two (后两句).
    `nth` is one occurrence of the quoted words (第二处, -1 the last), `times` how often they must stand
    there （三处）; `excluding` are the units that a change of the whole text leaves out (除第三条外);
    `onward` takes in what follows the place (下同).
    `inherited`: the phrase names no place, an earlier one did (删去第四项中的“甲”，将“乙”修改为“丙”).
    `direct`: quoted words stand right behind it, without 中; 第二节“立案” may be the title of the section.
    `document` is whose unit it is, where a phrase names units of several: 《甲条例》第五条、《乙条例》第六条.
    `made` marks an address in the new numbering, of a unit that the same clause makes (将第三条第二款
    改为第八条第一款，增加一款，作为第二款: the 第八条 meant is the new one).
    """

    address: Address = NOWHERE
    part: Part = Part.WHOLE
    everywhere: bool = False
    made: bool = False
    sentences: tuple[int, int | None] | None = None
    nth: int | None = None
    times: int | None = None
    excluding: tuple[Address, ...] = ()
    onward: bool = False
    inherited: bool = field(default=False, compare=False)
    direct: bool = field(default=False, compare=False)
    document: str = field(default="", compare=False)

    def __str__(self) -> str:
        if self.everywhere and self.address:
            return f"各{self.address}{self.part.value}"
        where = "全文"
        if self.address and not self.everywhere:
            where = str(self.address) + self.part.value + _sentences(self.sentences)
        if self.nth is not None:
            where += f"第{to_chinese(self.nth)}处" if self.nth > 0 else "最后一处"
        if self.excluding:
            where += f"（{'、'.join(map(str, self.excluding))}除外）"
        return where + "起" if self.onward else where

    @property
    def is_bounded(self) -> bool:
        """Whether the clause says where: a unit, or all of the text; elsewhere a quotation must be unique."""
        return bool(self.address) or self.everywhere

    @property
    def is_whole(self) -> bool:
        """Whether the whole unit is meant, not its title or a sentence of it."""
        return self.part is Part.WHOLE and self.sentences is None


def _sentences(bounds: tuple[int, int | None] | None) -> str:
    if bounds is None:
        return ""
    first, last = bounds
    if last is None:
        return "最后一句" if first == -1 else f"后{_counted(-first)}句"
    if first < 0:
        return f"倒数第{to_chinese(-first)}句"
    return f"第{to_chinese(last)}句" if last - first == 1 else f"前{_counted(last)}句"


def _counted(number: int) -> str:
    return "两" if number == 2 else to_chinese(number)


def passage(raw: Sequence[str]) -> Passage:
    """A passage from the printed paragraphs of a quotation."""
    return Passage(tuple(raw), tuple(p.translate(_RAISE) for p in raw))


def joined(parts: Sequence[Passage]) -> Passage:
    """Several quotations in a row as one passage."""
    return Passage(
        tuple(p for part in parts for p in part.raw), tuple(p for part in parts for p in part.text)
    )


#: A new text that is still to come.
NOTHING = Passage((), ())

_RAISE = str.maketrans("‘’", "“”")
