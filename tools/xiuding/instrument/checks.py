"""Contradictions inside an instrument: reported as lints, never repaired."""

from __future__ import annotations

from collections.abc import Iterator

from xiuding.instrument.model import AddRows, DeleteRows, Instrument, ReplaceTable
from xiuding.instrument.quotation import Masked


def lints(instrument: Instrument, masked: Masked) -> Iterator[str]:
    """What the instrument says twice and differently, a line each."""
    for start in masked.unclosed:
        yield f"引文没有闭合：{instrument.text[start : start + 20]}……"
    for clause in instrument.clauses:
        table = next((e for e in clause.edits if isinstance(e, ReplaceTable)), None)
        for edit in clause.edits:
            if (
                isinstance(edit, AddRows | DeleteRows)
                and edit.stated is not None
                and edit.stated != len(edit.names)
            ):
                yield f"{clause.label}：称{edit.stated}项，实列{len(edit.names)}项"
            if isinstance(edit, AddRows) and table is not None and table.rows:
                cells = [cell for row in table.rows for cell in row]
                for name in edit.names:
                    if not any(cell.startswith(name) for cell in cells):
                        yield f"{clause.label}：增加的“{name}”不在所附表中"
