"""Tables: 删去“丙、丁”等2项指标; 修改后具体如下 with the table itself."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.address import Unit
from xiuding.apply.draft import Draft, node_of
from xiuding.apply.refusals import no_effect
from xiuding.bind import Bound
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.instrument.model import AddRows, DeleteRows, ReplaceTable
from xiuding.language import say


def apply(draft: Draft, bound: Bound, edit: AddRows | DeleteRows | ReplaceTable) -> None:
    """Apply the edit to the table it names, or to the only one in the unit it names."""
    node = _table_of(bound)
    match edit:
        case AddRows():
            _check_absent(node, edit)
        case DeleteRows():
            node.fill(_without(node, edit))
            draft.touch(node)
        case ReplaceTable():
            if not edit.rows:
                raise DoesNotApply(
                    say(f"{edit.target}: the new table is an image", f"{edit.target}：新表只有图片，没有文字")
                )
            if node.rows == list(edit.rows):
                raise no_effect(edit.target)
            node.fill(list(edit.rows))
            draft.touch(node)


def check(draft: Draft, bound: Sequence[Bound]) -> None:
    """Hold the rows that a clause names against the new table that it gives.

    A row that it deletes must not be there.  One that it adds may be called otherwise there (a list has
    保障率 where the table has 覆盖率): which one is meant the clause does not say, so it is noted.
    """
    given = {b.edit.place: b.edit for b in bound if isinstance(b.edit, ReplaceTable)}
    for one in bound:
        table = given.get(one.edit.place)
        if table is None or not isinstance(one.edit, AddRows | DeleteRows):
            continue
        cells = {cell for row in table.rows for each in row for cell in (each, _bare(each))}
        for name in one.edit.names:
            if isinstance(one.edit, AddRows) and name not in cells:
                draft.notes.append(f"新表中没有名为“{name}”的一行")
            elif isinstance(one.edit, DeleteRows) and name in cells:
                raise DoesNotApply(
                    say(f"the new table still has the row “{name}”", f"新表中仍有“{name}”一行")
                )


def _table_of(bound: Bound) -> Node:
    node = node_of(bound)
    tables = [n for n in node.walk() if n.unit is Unit.TABLE]
    if len(tables) != 1:
        raise DoesNotApply(
            say(
                f"{bound.edit.target}: {len(tables)} tables; one is needed",
                f"{bound.edit.target}：有{len(tables)}个表，应为一个",
            )
        )
    return tables[0]


def _bare(cell: str) -> str:
    return cell.partition("（")[0].strip()


def _check_absent(node: Node, edit: AddRows) -> None:
    """The rows come with the table that the same clause gives; here only their absence is checked."""
    present = {_bare(cell) for row in node.rows or [] for cell in row}
    there = [name for name in edit.names if name in present]
    if there:
        raise DoesNotApply(say(f"{edit.target} already has {there[0]}", f"{edit.target}已有“{there[0]}”"))


def _without(node: Node, edit: DeleteRows) -> list[tuple[str, ...]]:
    rows = list(node.rows or [])
    for name in edit.names:
        found = [r for r in rows if any(name in (cell, _bare(cell)) for cell in r)]
        if len(found) != 1:
            raise DoesNotApply(
                say(f"{edit.target} has {len(found)} rows “{name}”", f"{edit.target}有{len(found)}行“{name}”")
            )
        rows.remove(found[0])
    return rows
