"""What an instrument says: clauses with typed edits (`edits`) at places (`place`).

The names of both are found here too, so that one import is enough for those who use them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from xiuding.document import Rows
from xiuding.instrument.edits import (
    AddRows,
    DeleteNode,
    DeleteRows,
    DeleteText,
    Edit,
    Holds,
    InsertNode,
    InsertText,
    Merge,
    Renumber,
    Reorder,
    ReplaceNode,
    ReplaceTable,
    ReplaceText,
    Retitle,
    TextEdit,
)
from xiuding.instrument.place import NOTHING, Part, Passage, Place, Side, joined, passage


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


__all__ = [
    "NOTHING", "AddRows", "Clause", "DeleteNode", "DeleteRows", "DeleteText", "Edit", "Holds",
    "InsertNode", "InsertText", "Instrument", "Merge", "Part", "Passage", "Place", "Renumber", "Reorder",
    "ReplaceNode", "ReplaceTable", "ReplaceText", "Retitle", "Role", "Rows", "Side", "Stretch",
    "TextEdit", "Unclaimed", "joined", "passage",
]  # fmt: skip
