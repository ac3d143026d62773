"""What a whole plan and its clauses look like to the outputs, whatever made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from xiuding.redline.model import Redline, Row

#: The kinds of edit by their names in Chinese, in the order readers are offered them.
OPERATIONS = {
    "replace-text": "替换文字",
    "insert-text": "增加文字",
    "delete-text": "删除文字",
    "replace-node": "整体修改",
    "insert-node": "增加内容",
    "delete-node": "删除内容",
    "retitle": "修改标题",
    "renumber": "调整序号",
    "reorder": "调整顺序",
    "merge": "合并",
    "add-rows": "增加表行",
    "delete-rows": "删除表行",
    "replace-table": "替换表格",
}


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """The amending instrument: title, document number, e.g. ``内政办发〔2022〕62号``, and date."""

    title: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause beside what it did: `refined` is the word diff, `drafted` the passages as quoted.

    `place` is where it takes effect (第四章　第八节), `operations` are the kinds of its edits, and
    `notes` what was decided in applying it (mended seams, numbers of occurrences).
    """

    id: str
    label: str
    text: str
    place: str
    operations: tuple[str, ...]
    refined: Redline
    drafted: Redline | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of the consolidated text and the ids of the clauses that touched it.

    `owners`, where known, has for every change of the row the id of the clause that made it (None
    for unchanged text); without it each change is taken to be of all `clauses`.  `level` is that of a
    heading (1 for 第一编 …, 2 for 第四章 …, 3 for 第八节 …), 0 for running text.
    """

    row: Row
    clauses: tuple[str, ...] = ()
    owners: tuple[str | None, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """An instrument among several: where its page is, and how many clauses it has."""

    instrument: InstrumentView
    address: str
    clauses: int


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter: the ids of the clauses listed under it, and its full text with every change in place.

    One without text (全文) lists the clauses that are about all of it.
    """

    title: str
    clauses: tuple[str, ...]
    rows: tuple[MarkedRow, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan before and after an instrument; `reconstruction` says that the old text has gaps.

    Every clause is listed under exactly one chapter; ValueError otherwise.
    """

    title: str
    instrument: InstrumentView
    chapters: tuple[ChapterView, ...]
    clauses: tuple[ClauseView, ...]
    subtitle: str = ""
    reconstruction: bool = False
    _by_id: dict[str, ClauseView] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        listed = [identifier for chapter in self.chapters for identifier in chapter.clauses]
        if sorted(listed) != sorted(clause.id for clause in self.clauses):
            raise ValueError("each clause of a plan belongs under one chapter")
        object.__setattr__(self, "_by_id", {clause.id: clause for clause in self.clauses})

    def clause(self, identifier: str) -> ClauseView:
        """The clause with the id, e.g. ``4.8.1``; KeyError where there is none."""
        return self._by_id[identifier]
