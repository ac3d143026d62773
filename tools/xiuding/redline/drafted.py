"""A change as drafted: the passage a clause quotes, struck and replaced, not what a differ finds.

The refined view of the same two wordings is `compare`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.redline.model import Change, Row, RowKind

Passage = tuple[str, str]
"""What the clause strikes and what it puts there; one of them may be empty."""

_EFFORT = 8
"""Pairs of offsets looked at, per character, before a wording counts as not explained."""
_SEAMS = "，。；、：！？“”‘’"


class _Step(NamedTuple):
    struck: str
    inserted: str
    seam: bool = False


def drafted(old: str, new: str, passages: Sequence[Passage]) -> Row | None:
    """The row that turns `old` into `new` by the quoted passages alone, or None where they do not.

    ``drafted("共有乌兰牧骑73支", "共有乌兰牧骑75支", [("乌兰牧骑73支", "乌兰牧骑75支")])`` strikes the five
    characters that the clause quotes.  Beside the passages only single marks may differ, which a
    seam mends; they are the `seams` of the row.
    """
    steps = _path(old, new, [passage for passage in passages if any(passage)])
    if steps is None:
        return None
    changes: list[Change] = []
    seams: list[int] = []
    for struck, inserted, seam in steps:
        if struck == inserted and len(struck) == 1:
            if changes and changes[-1].sign == "=":
                changes[-1] = Change("=", changes[-1].text + struck)
            else:
                changes.append(Change("=", struck))
            continue
        seams += [len(changes)] if seam else []
        changes += [Change("-", struck)] if struck else []
        changes += [Change("+", inserted)] if inserted else []
    kind: RowKind = "equal" if all(change.sign == "=" for change in changes) else "changed"
    return Row(kind, old, new, tuple(changes), seams=tuple(seams))


def _path(old: str, new: str, passages: Sequence[Passage]) -> list[_Step] | None:
    """Depth first from both beginnings, each pair of offsets visited once."""
    end = len(old), len(new)
    seen = {(0, 0)}
    steps: list[_Step] = []
    branches = [_steps(old, new, 0, 0, passages)]
    places = [(0, 0)]
    while places[-1] != end:
        step = next(branches[-1], None)
        if step is None:
            branches.pop()
            places.pop()
            if not places:
                return None
            steps.pop()
            continue
        place = places[-1][0] + len(step.struck), places[-1][1] + len(step.inserted)
        if len(seen) > _EFFORT * (sum(end) + 1):
            return None
        if place not in seen:
            seen.add(place)
            steps.append(step)
            places.append(place)
            branches.append(_steps(old, new, *place, passages))
    return steps


def _steps(old: str, new: str, i: int, j: int, passages: Sequence[Passage]) -> Iterator[_Step]:
    """What can come next, the clause's own words first."""
    for struck, inserted in passages:
        if old.startswith(struck, i) and new.startswith(inserted, j):
            yield _Step(struck, inserted)
    if i < len(old) and j < len(new) and old[i] == new[j]:
        yield _Step(old[i], new[j])
    if i < len(old) and old[i] in _SEAMS:
        yield _Step(old[i], "", seam=True)
    if j < len(new) and new[j] in _SEAMS:
        yield _Step("", new[j], seam=True)
