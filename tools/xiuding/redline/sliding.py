"""Insertions and deletions moved to the best of their equivalent places.

甲、[乙、]丙 and 甲[、乙]、丙 are the same edit; the first follows the seams of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.redline.script import Stretch

_OPENING = "“‘「『《〈（(【〔"
_CLOSING = "”’」』》〉）)】〕"


def slide(script: list[Stretch]) -> list[Stretch]:
    """The same edits, each at a seam of the text: 甲、[乙、]丙 and not 甲[、乙]、丙."""
    if not any(_slides(script, at) for at in range(len(script))):
        return script
    done: list[Stretch] = []
    rest = script[::-1]
    while rest:
        edit = rest.pop()
        if not edit.kept and not (edit.old and edit.new):
            # What was between two edits may have slid away; then they stand side by side.
            before = done.pop().old if done and done[-1].kept else []
            after = rest.pop().old if rest and rest[-1].kept else []
            before, tokens, after = _best_place(before, edit.old or edit.new, after)
            _append(done, Stretch(True, before, before[:]))
            edit = Stretch(False, tokens, []) if edit.old else Stretch(False, [], tokens)
            rest.append(Stretch(True, after, after[:]))
        _append(done, edit)
    return done


def _slides(script: Sequence[Stretch], at: int) -> bool:
    """Whether the stretch is a pure insertion or deletion that could stand elsewhere."""
    edit = script[at]
    if edit.kept or (edit.old and edit.new):
        return False
    tokens = edit.old or edit.new
    return (at > 0 and script[at - 1].old[-1] == tokens[-1]) or (
        at + 1 < len(script) and script[at + 1].old[0] == tokens[0]
    )


def _append(script: list[Stretch], stretch: Stretch) -> None:
    """Add a stretch, joined to the last one where it is of the same kind."""
    if script and script[-1].kept == stretch.kept:
        script[-1].old += stretch.old
        script[-1].new += stretch.new
    elif stretch.old or stretch.new:
        script.append(stretch)


_Place = tuple[list[str], list[str], list[str]]


def _best_place(before: list[str], edit: list[str], after: list[str]) -> _Place:
    """What stays, is edited and stays, with the edit moved by at most its own length."""
    best = (before, edit, after)
    if before[-1:] != edit[-1:] and after[:1] != edit[:1]:
        return best
    most = _fit(*best)
    for leftwards in (True, False):
        head, middle, tail = before[:], edit[:], after[:]
        for _ in edit:
            if leftwards and head and head[-1] == middle[-1]:
                tail.insert(0, middle.pop())
                middle.insert(0, head.pop())
            elif not leftwards and tail and tail[0] == middle[0]:
                head.append(middle.pop(0))
                middle.append(tail.pop(0))
            else:
                break
            if (fit := _fit(head, middle, tail)) > most:
                best, most = (head[:], middle[:], tail[:]), fit
    return best


def _fit(before: Sequence[str], edit: Sequence[str], after: Sequence[str]) -> int:
    left = _seam(before[-1] if before else "", edit[0])
    right = _seam(edit[-1], after[0] if after else "")
    return left + right + 2 * _balanced(edit)


def _seam(before: str, after: str) -> int:
    """How well the text divides between two tokens."""
    if not before or not after:
        return 6
    for score, marks in ((6, "。！？；\n"), (5, "，："), (4, "、"), (3, _CLOSING)):
        if before[-1] in marks:
            return score
    if after[0] in _OPENING:
        return 3
    return 0 if before[-1].isalnum() and after[0].isalnum() else 1


def _balanced(tokens: Sequence[str]) -> bool:
    depth = 0
    for character in "".join(tokens):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
