"""The rows a table had before a clause that replaces it, as far as the clause tells."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.document import Rows
from xiuding.errors import DoesNotApply
from xiuding.gap import GAP
from xiuding.language import say


def rows_before(after: Sequence[tuple[str, ...]], added: Sequence[str], deleted: Sequence[str]) -> Rows:
    """The rows before: those after it without the added ones, then the deleted ones with gaps.

    An empty first cell goes on with the group above (领域); a group whose first row was added keeps its
    name.  `DoesNotApply` where an added row is not in the table exactly once.
    """
    for name in added:
        if sum(name in _names(row) for row in after) != 1:
            raise DoesNotApply(
                say(
                    f"the table has no single row “{name}”; say in the plan's manifest which row is meant",
                    f"表中没有恰好一行“{name}”；请在规划清单中写明所指的行",
                )
            )
    rows: Rows = []
    group = written = ""
    for row in after:
        group = row[0] or group
        if not _names(row).intersection(added):
            rows.append((row[0] if group == written else group, *row[1:]))
            written = group
    width = max((len(row) for row in after), default=1)
    return rows + [(GAP, name, *[GAP] * (width - 2)) for name in deleted]


def _names(row: Sequence[str]) -> set[str]:
    """What a row may be called: its cells, with and without what they have in brackets at the end."""
    return {name for cell in row for name in (cell, _unit_less(cell))}


def _unit_less(cell: str) -> str:
    """每万人拥有床位数（张） → 每万人拥有床位数."""
    return cell[: cell.rindex("（")] if cell.endswith("）") and "（" in cell else cell
