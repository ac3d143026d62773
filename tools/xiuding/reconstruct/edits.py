"""What an edit supposes in the base, and which edits stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiuding.address import Address
from xiuding.instrument.model import (
    Clause,
    DeleteText,
    Edit,
    InsertNode,
    InsertText,
    Merge,
    Passage,
    Place,
    Renumber,
    Reorder,
    ReplaceNode,
    ReplaceText,
)


def neighbours(clauses: Sequence[Clause], clause: Clause) -> list[Edit]:
    """The edits of the clauses under the same heading: 四（八）1 … 四（八）7."""
    above, dot, _ = clause.id.rpartition(".")
    return [e for c in clauses if c.id.startswith(above + dot) for e in c.edits] if dot else []


def supposed(edit: Edit) -> Iterator[tuple[Place, Passage | None]]:
    """The places that an edit supposes in the base, each with the passage it quotes from there."""
    match edit:
        case ReplaceText(old=old) | DeleteText(old=old) | ReplaceNode(old=old):
            yield edit.place, old
        case InsertText(anchor=anchor):
            yield edit.place, anchor
        case InsertNode(covers=covers):
            yield _standing(edit), None
            for address in covers:
                yield Place(address), None
        case Merge(others=others, into=into):
            for place in (edit.place, *others, *((into,) if into else ())):
                yield place, None
        case Reorder():
            return
        case _:
            yield edit.place, None


def new_numbers(edit: Edit) -> tuple[Address, ...]:
    """The new numbers that an edit gives."""
    match edit:
        case InsertNode(numbers=numbers) | ReplaceNode(numbers=numbers):
            return numbers
        case Renumber(to=to) | Merge(to=to):
            return (to,)
        case _:
            return ()


def _standing(edit: InsertNode) -> Place:
    """The place of an insertion as far as the base has it: its neighbour, or the unit around it."""
    if edit.place.address and edit.place.address.last.unit is edit.unit and edit.side in ("start", "end"):
        return Place(Address(edit.place.address.steps[:-1]))
    return edit.place
