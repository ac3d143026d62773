"""Case files of the drafting language: a form in each file, its text and its cases one below the other.

A file begins with a title and a block ```原文; each ``##`` is a case with the blocks ```文书 (its clauses),
```改动 (what is understood, an edit a line, ✗ where a clause is refused) and ```结果 (the text afterwards).
A case without ```原文 of its own starts from the last one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xiuding.consolidate import Step, apply_clauses
from xiuding.document import Document
from xiuding.instrument import Edit, Instrument, parse
from xiuding.structure import build

_BLOCK = re.compile(r"^```(原文|文书|改动|结果)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Case(NamedTuple):
    """One case: the text before, the clauses, and what is expected of them."""

    name: str
    base: str
    clauses: str
    edits: str
    result: str

    def instrument(self) -> Instrument:
        """The clauses as an instrument about the text, read."""
        title = self.base.split("\n", 1)[0]
        return parse([f"关于修改《{title}》的决定", *self.clauses.rstrip("\n").split("\n")])

    def apply(self) -> tuple[list[Step], str]:
        """What became of the clauses, and the text afterwards."""
        document = build(self.base.rstrip("\n").split("\n"))
        return list(apply_clauses(document, self.instrument())), document.dump()

    def applied(self) -> Document:
        """The tree afterwards."""
        document = build(self.base.rstrip("\n").split("\n"))
        for _ in apply_clauses(document, self.instrument()):
            pass
        return document


def read(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    head, *sections = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    base = dict(_BLOCK.findall(head)).get("原文", "")
    for section in sections:
        name = section.split("\n", 1)[0]
        blocks = dict(_BLOCK.findall(section))
        base = blocks.get("原文", base)
        yield Case(
            f"{path.stem}: {name}", base, blocks["文书"], blocks.get("改动", ""), blocks.get("结果", "")
        )


def listed(steps: list[Step]) -> str:
    """The edits of all clauses in compact form: 一 replace-text 第五条 “甲” → “乙”."""
    lines: list[str] = []
    for step in steps:
        lines += [f"{step.clause.label} {compact(edit)}" for edit in step.clause.edits]
        if step.status != "applied":
            lines.append(f"{step.clause.label} ✗ {step.reason}")
    return "".join(f"{line.strip()}\n" for line in lines)


def compact(edit: Edit) -> str:
    """One edit on one line."""
    quoted = [f"“{q}”".replace("\n", "⏎") for q in (edit.old_text, edit.new_text) if q is not None]
    return " ".join(x for x in (edit.op, edit.target, " → ".join(quoted)) if x)
