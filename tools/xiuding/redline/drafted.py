"""A change as drafted: the passage a clause quotes, struck and replaced, not what a differ finds.

The refined view of the same two wordings is `compare`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from xiuding.redline.model import Change, Row, RowKind, Sign

Passage = tuple[str, str]
"""What the clause strikes and what it puts there; one of them may be empty."""

_EFFORT = 8
"""Pairs of offsets looked at, per character, before a wording counts as not explained."""
_SEAMS = "，。；、：！？“”‘’"


_Place = tuple[int, int]
"""An offset in the old wording and one in the new."""


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


def with_seams(row: Row, drafted: Row) -> Row:
    """`row` with the marks that a seam took or gave in `drafted`, a row of the same wordings, apart.

    Where words are compared otherwise, so that such a mark stays, and in sentences that moved, none is told.
    """
    if not drafted.seams or row.passages:
        return row
    places = set(_places_of_seams(drafted))
    changes: list[Change] = []
    seams: list[int] = []
    at: dict[Sign, int] = {"-": 0, "+": 0}
    for sign, text in row.changes:
        marked = [(sign, at.get(sign, 0) + offset) in places for offset in range(len(text))]
        for is_seam, group in groupby(range(len(text)), key=marked.__getitem__):
            offsets = list(group)
            seams += [len(changes)] if is_seam else []
            changes.append(Change(sign, text[offsets[0] : offsets[-1] + 1]))
        for side in at:
            at[side] += len(text) * (sign in ("=", side))
    return row._replace(changes=tuple(changes), seams=tuple(seams))


def _places_of_seams(row: Row) -> Iterator[tuple[Sign, int]]:
    """Where each stands in the old wording (-) or in the new one (+)."""
    at: dict[Sign, int] = {"-": 0, "+": 0}
    for index, (sign, text) in enumerate(row.changes):
        if index in row.seams:
            yield sign, at[sign]
        for side in at:
            at[side] += len(text) * (sign in ("=", side))


def _path(old: str, new: str, passages: Sequence[Passage]) -> list[_Step] | None:
    """The way with the fewest marks of seams; of equal ones, that which needs them last."""
    end = len(old), len(new)
    came: dict[_Place, tuple[_Place, _Step]] = {}
    level: list[tuple[_Place, _Place, _Step]] = [((0, 0), (0, 0), _Step("", ""))]
    while level:
        dearer: list[tuple[_Place, _Place, _Step]] = []  # what needs a mark of a seam more
        while level:
            place, before, step = level.pop()
            if place in came:
                continue
            came[place] = before, step
            if place == end:
                return list(_back(came, end))[::-1]
            if len(came) > _EFFORT * (sum(end) + 1):
                return None
            for step in reversed(list(_steps(old, new, *place, passages))):
                there = place[0] + len(step.struck), place[1] + len(step.inserted)
                (dearer if step.seam else level).append((there, place, step))
        level = dearer
    return None


def _back(came: Mapping[_Place, tuple[_Place, _Step]], place: _Place) -> Iterator[_Step]:
    while place != (0, 0):
        place, step = came[place]
        yield step


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
