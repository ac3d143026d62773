"""Where witnesses differ: edits of each against the base, and the places that these make together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.collate.witness import BREAK, Text
from xiuding.redline.engine import operations

_NEAR = 2
"""Edits that fewer characters than this separate are one."""


class Edit(NamedTuple):
    """A stretch of the base, and of a witness what it has instead; in visible characters."""

    start: int
    end: int
    other_start: int
    other_end: int


def edits(base: Text, other: Text) -> Iterator[Edit]:
    """Where the witness differs: whole paragraphs first, then characters within what is left."""
    pending: Edit | None = None
    for block in _differing_paragraphs(base, other):
        old = base.characters[block.start : block.end]
        new = other.characters[block.other_start : block.other_end]
        for step in _steps(old, new, block.start, block.other_start):
            edit = _slide(step, base, other)
            if pending and edit.start - pending.end < _NEAR:
                edit = Edit(pending.start, edit.end, pending.other_start, edit.other_end)
            elif pending:
                yield pending
            pending = edit
    if pending:
        yield pending


def _differing_paragraphs(base: Text, other: Text) -> Iterator[Edit]:
    old, new = _by_paragraph(base), _by_paragraph(other)
    for edit in _steps(old, new, 0, 0):
        yield Edit(
            base.paragraphs[edit.start],
            base.paragraphs[edit.end],
            other.paragraphs[edit.other_start],
            other.paragraphs[edit.other_end],
        )


def _by_paragraph(text: Text) -> list[str]:
    bounds = zip(text.paragraphs, text.paragraphs[1:], strict=False)
    return [text.characters[start:end] for start, end in bounds]


def _steps(old: Sequence[str], new: Sequence[str], start: int, other_start: int) -> Iterator[Edit]:
    """What diff-match-patch deletes and inserts, each run of it one edit."""
    edit = Edit(start, start, other_start, other_start)
    for sign, length in [*operations(old, new), (0, 0)]:
        if sign == 0:
            if edit.start < edit.end or edit.other_start < edit.other_end:
                yield edit
            edit = Edit(
                edit.end + length, edit.end + length, edit.other_end + length, edit.other_end + length
            )
        elif sign < 0:
            edit = edit._replace(end=edit.end + length)
        else:
            edit = edit._replace(other_end=edit.other_end + length)


def _slide(edit: Edit, base: Text, other: Text) -> Edit:
    """An addition or omission that can be read as standing at the beginning of a paragraph is put there."""
    if edit.start == edit.end:
        text, start, end = other, edit.other_start, edit.other_end
    elif edit.other_start == edit.other_end:
        text, start, end = base, edit.start, edit.end
    else:
        return edit
    for back in range(min(end - start, edit.start, edit.other_start)):
        if text.begins_paragraph(start - back):
            return Edit(*(at - back for at in edit))
        if text.characters[start - back - 1] != text.characters[end - back - 1]:
            break
    return edit


def places(witnesses: Sequence[Sequence[Edit]]) -> Iterator[tuple[int, int]]:
    """Stretches of the base where any witness differs; those that touch are one."""
    current: tuple[int, int] | None = None
    for edit in sorted(each for own in witnesses for each in own):
        if current and edit.start <= current[1]:
            current = (current[0], max(current[1], edit.end))
            continue
        if current:
            yield current
        current = (edit.start, edit.end)
    if current:
        yield current


def counterpart(own: Sequence[Edit], start: int, end: int) -> tuple[int, int]:
    """The stretch of a witness that stands for one of `places`: no edit crosses or touches its ends."""
    first = bisect_left(own, start, key=lambda edit: edit.end)
    shift = own[first - 1].other_end - own[first - 1].end if first else 0
    last = first
    while last < len(own) and own[last].start <= end and own[last].end <= end:
        last += 1
    later = own[last - 1].other_end - own[last - 1].end if last else 0
    return start + shift, end + later


def spaces(base: Text, other: Text, own: Sequence[Edit]) -> Iterator[int]:
    """Characters of the base before which the witness alone has a space, as after a label."""
    for found in re.finditer(" ", other.full):
        at = bisect_left(other.places, found.end())
        before = bisect_right(own, at, key=lambda edit: edit.other_start)
        last = own[before - 1] if before else Edit(0, 0, 0, 0)
        if at < last.other_end:
            continue
        here = at + last.end - last.other_end
        place = base.places[here]
        if place and base.full[place - 1] not in (" ", "\t", "\n", BREAK):
            yield here
