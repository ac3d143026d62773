"""The two marks of a quotation share their fate: both stay or both change.

A redline that strikes “ and leaves its ” shows the reader a text that never was.
"""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.redline.model import Change, Sign

_PARTNERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_MARKS = frozenset(_PARTNERS) | frozenset(_PARTNERS.values())


def pair_quotes(changes: Sequence[Change]) -> list[Change]:
    """The same changes, with a kept mark whose partner is changed struck and inserted anew."""
    signs: list[Sign] = []
    text = "".join(change.text for change in changes)
    if _MARKS.isdisjoint(text):
        return list(changes)
    for change in changes:
        signs += [change.sign] * len(change.text)
    replaced: set[int] = set()
    while broken := _broken(text, signs, replaced):
        replaced |= broken
    return _rebuild(text, signs, replaced)


def _broken(text: str, signs: Sequence[Sign], replaced: set[int]) -> set[int]:
    """Offsets of kept marks whose partner, on either side, is not kept."""
    found: set[int] = set()
    for side in "-+":
        open_marks: list[int] = []
        for at, character in enumerate(text):
            if character not in _MARKS or signs[at] not in ("=", side):
                continue
            if character in _PARTNERS:
                open_marks.append(at)
            elif open_marks and _PARTNERS[text[open_marks[-1]]] == character:
                pair = (open_marks.pop(), at)
                kept = {mark for mark in pair if signs[mark] == "=" and mark not in replaced}
                if len(kept) == 1:
                    found |= kept
    return found


def _rebuild(text: str, signs: Sequence[Sign], replaced: set[int]) -> list[Change]:
    """Changes again, deletions before insertions between any two kept stretches."""
    changes: list[Change] = []
    kept = old = new = ""
    for at, character in enumerate(text):
        if signs[at] == "=" and at not in replaced:
            if old or new:
                changes += _edit(old, new)
                old = new = ""
            kept += character
            continue
        if kept:
            changes.append(Change("=", kept))
            kept = ""
        if signs[at] != "+":
            old += character
        if signs[at] != "-":
            new += character
    if kept:
        changes.append(Change("=", kept))
    return changes + _edit(old, new)


def _edit(old: str, new: str) -> list[Change]:
    struck = [Change("-", old)] if old else []
    return [*struck, Change("+", new)] if new else struck
