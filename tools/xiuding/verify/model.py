"""What came of comparing a consolidated text with the official one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from xiuding.consolidate import Step
from xiuding.instrument.model import Clause, Reorder
from xiuding.redline import Redline

Kind = Literal["typographic", "editorial", "refused", "official", "base", "punctuation", "unexplained"]

#: The kinds in words, worst last.
KINDS: dict[Kind, tuple[str, str]] = {
    "typographic": ("typography only", "仅排印不同"),
    "editorial": ("the publisher's apparatus", "公布机关的编辑性文字"),
    "punctuation": ("punctuation only", "仅标点不同"),
    "refused": ("a clause was not applied", "有条目未能执行"),
    "base": ("probably an error of the text before", "疑为原文有误"),
    "official": ("probably an error of the official text", "疑为官方文本有误"),
    "unexplained": ("changed by no clause", "没有条目说明的改动"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit that is not the same: `ours` or `official` is empty where only the other text has it.

    `clauses` are those that touched the unit, in order; `why` says what the kind was told from.
    """

    kind: Kind
    where: str
    why: str
    clauses: tuple[Clause, ...]
    ours: tuple[str, ...]
    official: tuple[str, ...]
    redline: Redline

    @property
    def clause(self) -> Clause | None:
        """The clause that touched the unit last; one that only reorders counts where there is no other."""
        ordering = [c for c in self.clauses if not all(isinstance(e, Reorder) for e in c.edits)]
        found = ordering or list(self.clauses)
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Verification:
    """All differences in reading order; `units` counts what was compared."""

    units: int
    differences: tuple[Difference, ...]
    refused: tuple[Step, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether nothing differs, not even in typography."""
        return not self.differences

    def counts(self) -> dict[Kind, int]:
        """How many differences there are of each kind that occurs, worst last."""
        found = Counter(d.kind for d in self.differences)
        return {kind: found[kind] for kind in KINDS if found[kind]}
