"""Contradictions inside an instrument: reported as lints, never repaired."""

from __future__ import annotations

from collections.abc import Iterator

from xiuding.instrument.model import AddRows, DeleteRows, Instrument, ReplaceTable
from xiuding.instrument.quotation import Masked
from xiuding.language import say


def lints(instrument: Instrument, masked: Masked) -> Iterator[str]:
    """What the instrument says twice and differently, a line each."""
    for start in masked.unclosed:
        opened = instrument.text[start : start + 20]
        yield say(f"a quotation is not closed: {opened}……", f"引文没有闭合：{opened}……")
    for clause in instrument.clauses:
        table = next((e for e in clause.edits if isinstance(e, ReplaceTable)), None)
        for edit in clause.edits:
            if (
                isinstance(edit, AddRows | DeleteRows)
                and edit.stated is not None
                and edit.stated != len(edit.names)
            ):
                said, listed = edit.stated, len(edit.names)
                yield say(
                    f"{clause.label}: says {said} items and lists {listed}",
                    f"{clause.label}：称{said}项，实列{listed}项",
                )
            if isinstance(edit, AddRows) and table is not None and table.rows:
                cells = [cell for row in table.rows for cell in row]
                for name in edit.names:
                    if not any(cell.startswith(name) for cell in cells):
                        yield say(
                            f"{clause.label}: “{name}”, which it adds, is not in the table it gives",
                            f"{clause.label}：增加的“{name}”不在所附表中",
                        )
