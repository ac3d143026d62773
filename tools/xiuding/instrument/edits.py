"""What a clause orders: one class per kind of edit, each with a sentence that makes one.

`op` is the name in the JSON of ``xiuding parse``; `old` and `new` are the quoted strings, for an insertion
`old` is the anchor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xiuding.address import NOWHERE, Address, Unit
from xiuding.instrument.place import Passage, Place, Side


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
        """The new units, 第五条、第六条, or where they go: 第四条之后."""
        where = {"after": "之后", "before": "之前"}.get(self.side, "") if self.unit is Unit.ARTICLE else ""
        return "、".join(str(n) for n in self.numbers) or f"{self.place}{where}"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Edit):
    """第一章分为六条，包括第一条至第六条：which articles, in the new numbering, the chapter will have.

    It makes nothing; `count` is how many the clause announces.
    """

    op: ClassVar[str] = "reorder"
    covers: tuple[Address, ...] = ()
    count: int | None = None

    @property
    def new_text(self) -> str | None:
        """The articles: 第一条、第二条."""
        return "、".join(map(str, self.covers))
