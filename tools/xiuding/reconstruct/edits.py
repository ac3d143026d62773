"""What an edit supposes in the base, and which edits stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xiuding.address import BELOW_ARTICLE, Address
from xiuding.instrument.model import (
    Clause,
    DeleteNode,
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
from xiuding.numerals import Ordinal


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


def before_new(edit: Edit, beside: Sequence[Edit]) -> Iterator[Place]:
    """The unit that must have stood before a new 款 or 项: 增加一款，作为第三款 supposes a 第二款.

    What the same clause deletes of the list stood there too.
    """
    if (
        not isinstance(edit, InsertNode)
        or edit.unit not in BELOW_ARTICLE
        or not edit.numbers
        or edit.place.made
    ):
        return
    first = edit.numbers[0]
    above, number = first.steps[:-1], first.last.number
    gone = sum(isinstance(e, DeleteNode) and e.place.address.steps[:-1] == above for e in beside)
    if number is not None and (before := number.number - 1 + gone) > 0:
        yield Place(Address((*above, replace(first.last, number=Ordinal(before)))))


def _standing(edit: InsertNode) -> Place:
    """The place of an insertion as far as the base has it: its neighbour, or the unit around it."""
    if edit.place.address and edit.place.address.last.unit is edit.unit and edit.side in ("start", "end"):
        return Place(Address(edit.place.address.steps[:-1]))
    return edit.place
