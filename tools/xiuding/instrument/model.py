"""What an instrument says: clauses with typed edits, before anybody has looked at the base text.

One class per kind of edit, each with a sentence that makes one.  `op` is the name in the JSON of
``xiuding parse``; `old` and `new` are the quoted strings, for an insertion `old` is the anchor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal, NamedTuple

from xiuding.address import NOWHERE, Address, Unit
from xiuding.document import Rows
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


def _quoted(passage: Passage | str | None) -> str | None:
    return None if passage is None else str(passage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change that a clause orders; `span` is where the clause says it, in the instrument's text."""

    op: ClassVar[str] = ""
    place: Place
    span: tuple[int, int] = (0, 0)

    @property
    def target(self) -> str:
        """The place in words: 第四章 第八节."""
        return str(self.place)

    @property
    def old_text(self) -> str | None:
        """The quoted old string, if the clause quotes one: of most edits the passage `old`."""
        return _quoted(getattr(self, "old", None))

    @property
    def new_text(self) -> str | None:
        """The quoted new string, if the clause quotes one: of most edits the passage `new`."""
        return _quoted(getattr(self, "new", None))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceText(Edit):
    """将第五条中的“甲”修改为“乙”。"""

    op: ClassVar[str] = "replace-text"
    old: Passage
    new: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertText(Edit):
    """在第五条中的“甲”后增加“乙”。  With `anchor` None: 在第五条第一款款尾增加“乙”。"""

    op: ClassVar[str] = "insert-text"
    anchor: Passage | None
    side: Side
    new: Passage

    @property
    def old_text(self) -> str | None:
        """The anchor."""
        return None if self.anchor is None else str(self.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteText(Edit):
    """删去第五条中的“甲”。"""

    op: ClassVar[str] = "delete-text"
    old: Passage


#: What changes words.
TextEdit = ReplaceText | InsertText | DeleteText


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceNode(Edit):
    """将第五条第二款修改为：“……”

    `old` where the clause quotes the old text too (constitution); `numbers` where the unit becomes
    several (将第三条改为两条，分别作为第三条、第四条); `restates` where the clause only repeats what its
    other edits already made (这一款相应修改为), which is a check and no change.
    """

    op: ClassVar[str] = "replace-node"
    new: Passage
    old: Passage | None = None
    numbers: tuple[Address, ...] = ()
    restates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertNode(Edit):
    """增加一条，作为第六条：“……”  在第五条后增加一条…  增加一章“……”，作为第六章，包括第四十二条至第四十五条。

    `place` is the unit that gets the new one (第五条增加一款) or, with `side` after or before, its
    neighbour; `numbers` are the new units' addresses in the new numbering; `covers` lists the articles
    of a new chapter; `title` is the title of a new heading; `count` is how many units the clause announces.
    """

    op: ClassVar[str] = "insert-node"
    unit: Unit
    side: Side = "end"
    numbers: tuple[Address, ...] = ()
    covers: tuple[Address, ...] = ()
    title: str = ""
    count: int | None = None
    new: Passage | None = None

    @property
    def target(self) -> str:
        """The new units, 第五条、第六条, or where they go."""
        return "、".join(str(n) for n in self.numbers) or str(self.place)

    @property
    def new_text(self) -> str | None:
        """The title of a new heading and the text of the new units."""
        return "\n".join(x for x in (self.title, str(self.new) if self.new else "") if x) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteNode(Edit):
    """删去第五条第二款。"""

    op: ClassVar[str] = "delete-node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitle(Edit):
    """将第二章章名修改为“……”。"""

    op: ClassVar[str] = "retitle"
    new: Passage
    old: Passage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumber(Edit):
    """将第五条改为第六条；将第八条第三款单列一条，作为第四十九条。

    `into` is the unit of the text before that takes it in, where the clause names it besides the new number
    (将第三条第二款并入第四条，作为第四条第二款; 将第五条移至第三章，作为第二十一条).
    """

    op: ClassVar[str] = "renumber"
    to: Address
    old: str | None = None
    into: Place | None = None

    @property
    def new_text(self) -> str | None:
        """The new number."""
        return str(self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Edit):
    """将第十条、第二十五条合并，作为第十条，修改为：“……”；将第三章并入第二章。

    `place` is the first of the merged units, `others` the rest; `new` is None where the texts are put
    together as they stand.
    """

    op: ClassVar[str] = "merge"
    others: tuple[Place, ...]
    to: Address = NOWHERE
    into: Place | None = None
    new: Passage | None = None

    @property
    def target(self) -> str:
        """All units that are merged."""
        return "、".join(str(p) for p in (self.place, *self.others))

    @property
    def new_text(self) -> str | None:
        """The text of the merged unit, or the unit that takes the others in."""
        return str(self.new) if self.new else (str(self.into) if self.into else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRows(Edit):
    """在“表1”中增加“甲，乙”等2项指标。"""

    op: ClassVar[str] = "add-rows"
    names: tuple[str, ...]
    stated: int | None = None

    @property
    def new_text(self) -> str | None:
        """The names of the new rows."""
        return "，".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRows(Edit):
    """删去“丙、丁”等2项指标。"""

    op: ClassVar[str] = "delete-rows"
    names: tuple[str, ...]
    stated: int | None = None

    @property
    def old_text(self) -> str | None:
        """The names of the rows that go."""
        return "、".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceTable(Edit):
    """修改后具体如下：（表）"""

    op: ClassVar[str] = "replace-table"
    caption: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def new_text(self) -> str | None:
        """The cells, rows on lines, separated by tabs."""
        return "\n".join("\t".join(row) for row in self.rows) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorder(Edit):
    """条文顺序作相应调整：what follows from the other clauses is computed, with its cross-references.

    `pairs` are the new numbers where the clause lists them (“第八条”调整为“第七条”): they are checked.
    """

    op: ClassVar[str] = "reorder"
    pairs: tuple[tuple[Address, Address], ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One amending clause: the unit that becomes one commit.

    `id` counts the headings (4.8.1), `label` is as printed (四（八）1); `document` is the title of the
    text it amends where the instrument says so; `problem` says what is not understood, None otherwise;
    `repeals` are the titles of texts that the clause repeals as a whole (废止《某某办法》); `effective` (ISO)
    is when the clause takes effect where that is not the instrument's own date.
    """

    id: str
    label: str
    text: str
    edits: tuple[Edit, ...]
    document: str = ""
    problem: str | None = None
    effective: str | None = None
    repeals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Characters of the instrument that nothing accounts for."""

    start: int
    end: int
    text: str


Role = Literal["heading", "preamble", "clause", "closing"]


class Stretch(NamedTuple):
    """What a stretch of the instrument's text is; all stretches together are all of it."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """An amending instrument, read: 内政办发〔2022〕62号 with its sixty clauses.

    `text` is what the offsets count in, `stretches` say what each part of it is; `date` (ISO) is when it was
    adopted, `effective` when it takes effect; `lints` are contradictions inside the instrument, reported and
    not repaired.
    """

    title: str
    number: str
    date: str
    clauses: tuple[Clause, ...]
    text: str = ""
    effective: str = ""
    issuer: str = ""
    unclaimed: tuple[Unclaimed, ...] = ()
    lints: tuple[str, ...] = ()
    documents: tuple[str, ...] = field(default=())
    stretches: tuple[Stretch, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether every clause and every character is accounted for."""
        return not self.unclaimed and all(c.problem is None for c in self.clauses)


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

__all__ = [
    "NOTHING", "AddRows", "Clause", "DeleteNode", "DeleteRows", "DeleteText", "Edit", "InsertNode",
    "InsertText", "Instrument", "Merge", "Part", "Passage", "Place", "Renumber", "Reorder",
    "ReplaceNode", "ReplaceTable", "ReplaceText", "Retitle", "Role", "Rows", "Side", "Stretch",
    "TextEdit", "Unclaimed", "joined", "passage",
]  # fmt: skip
