"""Paragraphs that were divided or joined, compared as one text in which a paragraph's end is a word.

Row by row, a paragraph that was divided reads as if its second half had been struck and written anew.
Across the break only the break is new: 甲。乙。 → 甲。⏎乙。 has one change, the line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xiuding import tokens
from xiuding.redline.labels import renumbered, starting_number
from xiuding.redline.model import BREAK, Change, Redline, Row, RowKind
from xiuding.redline.paragraph import changes, window
from xiuding.redline.passages import LEAST_SENTENCE
from xiuding.redline.units import shingles

_CHANGES = ("changed", "inserted", "deleted")
_SHARED = 0.5
"""Share of the pairs of characters of the shorter text from which it may be part of the longer one."""
_LONGEST = 8_000
"""Characters of both sides that are compared as one; more are many paragraphs, each better by itself."""
_REACH = 3
"""How many rows further up words are looked for: of three parts the second may be rewritten."""


def across_breaks(rows: Iterable[Row], *, characters: bool = False) -> list[Row]:
    """The rows, with neighbours as one row where words went from the one to the other."""
    done: list[Row] = []
    for row in rows:
        done.append(row)
        while (start := _begins(done)) is not None and (joined := _joined(done[start:], characters)):
            done[start:] = joined
    return done


def _begins(rows: Sequence[Row]) -> int | None:
    """From which row on words seem to have gone to the last row or come from it; None where none did."""
    last = rows[-1]
    if last.kind not in _CHANGES:
        return None
    for at in range(len(rows) - 2, max(len(rows) - 2 - _REACH, -1), -1):
        row = rows[at]
        if row.kind not in _CHANGES:
            break
        alone = row.kind == last.kind != "changed"  # both struck or both inserted
        if not alone and (_went(row, last) or _went(last, row)):
            return at
    return _begins_with_number(rows, last)


def _begins_with_number(rows: Sequence[Row], last: Row) -> int | None:
    """The inserted row that has now the number that `last` has lost, or the deleted one whose it has got.

    第三条　乙。 → 第三条　甲。⏎乙。: the article kept its number, and a paragraph was put before its first.
    """
    if last.kind != "changed" or last.old is None or last.new is None:
        return None
    was, now = starting_number(last.old), starting_number(last.new)
    if bool(was) == bool(now):
        return None
    for at in range(len(rows) - 2, -1, -1):
        row = rows[at]
        if row.kind != ("inserted" if was else "deleted"):
            return None
        if number := starting_number(row.new or row.old or ""):
            return at if number in (was, now) else None
    return None


def _joined(rows: Sequence[Row], characters: bool) -> list[Row] | None:
    """What the rows are as one text; None where that shows no more of it as unchanged."""
    old = BREAK.join(row.old for row in rows if row.old is not None)
    new = BREAK.join(row.new for row in rows if row.new is not None)
    if len(old) + len(new) > _LONGEST:
        return None
    found = window(old, new, characters=characters)
    if not characters:
        tokens.prepare([found.text])
    pieces = list(_with_common_breaks(changes(found, characters=characters)))
    if any(piece.sign != "=" and _holds_unit(piece.text) for piece in pieces):
        return None
    joined = list(_rows(pieces))
    if _breaks(joined) <= _breaks(rows) and any(row.kind == "changed" for row in rows):
        return None  # nothing of it lies across a break
    gain = _kept(joined) - _kept(rows)
    before, after = Redline(tuple(rows)).fragments, Redline(tuple(joined)).fragments
    # As much as makes a sentence recognizable, for each mark more; nothing for less marks.
    least = 1 if after < before else LEAST_SENTENCE * max(after - before, 1)
    return joined if gain >= least else None


def _with_common_breaks(pieces: Sequence[Change]) -> Iterator[Change]:
    """The pieces, with the breaks of what was struck kept as those of what was inserted in its place."""
    at = 0
    while at < len(pieces):
        piece, behind = pieces[at], pieces[at + 1 : at + 2]
        if piece.sign == "-" and behind and behind[0].sign == "+":
            gone, come = piece.text.split(BREAK), behind[0].text.split(BREAK)
            while len(gone) > 1 and len(come) > 1:
                yield from (Change("-", gone.pop(0)), Change("+", come.pop(0)), Change("=", BREAK))
            yield from (Change("-", BREAK.join(gone)), Change("+", BREAK.join(come)))
            at += 1
        else:
            yield piece
        at += 1


def _holds_unit(text: str) -> bool:
    """Whether a unit with a number of its own begins within a change: that one is new, not divided off."""
    return any(map(starting_number, text.split(BREAK)[1:]))


def _went(origin: Row, destination: Row) -> bool:
    """Whether words that were struck in one row may have been inserted in the other."""
    come = "".join(change.text for change in destination.changes if change.sign == "+")
    gone = "".join(change.text for change in origin.changes if change.sign == "-")
    if min(len(come), len(gone)) < LEAST_SENTENCE:
        return False
    ours, theirs = shingles(gone), shingles(come)
    return len(ours & theirs) >= max(LEAST_SENTENCE, _SHARED * min(len(ours), len(theirs)))


def _breaks(rows: Sequence[Row]) -> int:
    return sum(change.text.count(BREAK) for row in rows for change in row.changes)


def _kept(rows: Sequence[Row]) -> int:
    return sum(len(change.text) for row in rows for change in row.changes if change.sign == "=")


def _rows(pieces: Sequence[Change]) -> Iterator[Row]:
    """Rows again: one ends where a paragraph ends on both sides."""
    row: list[Change] = []
    ended = {"-": True, "+": True}
    for sign, text in pieces:
        for part in re.findall(f"[^{BREAK}]*{BREAK}|[^{BREAK}]+", text):
            row.append(Change(sign, part))
            for side in ended:
                if sign in ("=", side):
                    ended[side] = part.endswith(BREAK)
            if all(ended.values()):
                yield from _ended(row)
                row = []
    if row:
        yield from _ended([*row, Change("=", BREAK)])


def _ended(parts: list[Change]) -> Iterator[Row]:
    """The row of the parts, and the paragraphs that were struck or inserted whole behind it."""
    parts = _merged(parts)
    behind: list[Change] = []
    at = len(parts) - 2
    while parts[-1] == Change("=", BREAK) and at > 0 and parts[at].sign != "=":
        sign, text = parts[at]
        first, *others = text.split(BREAK)
        parts[at] = Change(sign, first)
        behind[:0] = [Change(sign, other + BREAK) for other in others]
        at -= 1
    yield _row(parts)
    yield from (_row([part]) for part in behind)


def _row(parts: list[Change]) -> Row:
    """The row of parts that end with the end of a paragraph on each side that they have."""
    for side in "-+":
        last = next((at for at in reversed(range(len(parts))) if parts[at].sign in ("=", side)), None)
        if last is not None and parts[last].text.endswith(BREAK):
            parts[last] = Change(parts[last].sign, parts[last].text[: -len(BREAK)])
    made = _merged(parts)
    signs = {change.sign for change in made}
    old = "".join(change.text for change in made if change.sign != "+") if signs - {"+"} else None
    new = "".join(change.text for change in made if change.sign != "-") if signs - {"-"} else None
    kind: RowKind = "changed"
    if signs == {"="}:
        kind = "equal"
    elif old is None or new is None:
        kind = "inserted" if old is None else "deleted"
    same = old is not None and new is not None and renumbered(old, new)
    return Row(kind, old, new, tuple(made), renumbering=same)


def _merged(parts: Iterable[Change]) -> list[Change]:
    """The parts with neighbours of one sign as one, and without empty ones."""
    made: list[Change] = []
    for sign, text in parts:
        if text and made and made[-1].sign == sign:
            made[-1] = Change(sign, made[-1].text + text)
        elif text:
            made.append(Change(sign, text))
    return made
