"""Sentences that moved between paragraphs or inside one: struck here, inserted there, linked by a number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.redline.model import BREAK, Change, Row

SENTENCE_ENDS = "。；！？"
LEAST_SENTENCE = 8
"""Characters before its end that make a sentence recognizable elsewhere."""

_CLOSING = "”’」』）)"
# The last sentence may have no end; to match it too keeps the search linear in the length of the text.
_SENTENCE = re.compile(
    rf"{BREAK}|[^{SENTENCE_ENDS}{BREAK}]*(?:[{SENTENCE_ENDS}]+[{_CLOSING}]*|(?={BREAK})|$)"
)


class _Place(NamedTuple):
    row: int
    change: int
    start: int
    end: int

    def continues(self, earlier: _Place) -> bool:
        return self[:2] == earlier[:2] and self.start == earlier.end


def mark_passages(rows: Sequence[Row], first: int) -> tuple[Row, ...]:
    """The rows with moved sentences as changes of their own, numbered from `first`."""
    gone, come = _sentences(rows, "-"), _sentences(rows, "+")
    spans: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    number = first - 1
    before: tuple[_Place, _Place] | None = None
    for struck, inserted in _links(gone, come):
        if not (before and struck.continues(before[0]) and inserted.continues(before[1])):
            number += 1
        before = struck, inserted
        for place in before:
            spans[place[:2]].append((place.start, place.end, number))
    touched = {row for row, _ in spans}
    return tuple(_divided(row, at, spans) if at in touched else row for at, row in enumerate(rows))


def _links(gone: dict[str, list[_Place]], come: dict[str, list[_Place]]) -> Iterator[tuple[_Place, _Place]]:
    """Where a sentence that was struck once and inserted once stood and stands, in the old order."""
    for sentence, places in gone.items():
        others = come.get(sentence, ())
        if len(places) == len(others) == 1:
            yield places[0], others[0]


def _sentences(rows: Sequence[Row], sign: str) -> dict[str, list[_Place]]:
    """The whole sentences inside the changes of one sign."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.kind in ("equal", "moved"):
            continue
        last = ""
        for number, change in enumerate(row.changes):
            if change.sign == sign and len(change.text) > LEAST_SENTENCE:
                begins = not last or last in SENTENCE_ENDS or last == BREAK
                start = 0
                for sentence in _SENTENCE.findall(change.text):
                    end = start + len(sentence)
                    if len(sentence) > LEAST_SENTENCE and (start or begins) and _is_whole(sentence):
                        found[sentence].append(_Place(at, number, start, end))
                    start = end
            if change.sign in ("=", sign):
                last = change.text[-1]
    return found


def _is_whole(sentence: str) -> bool:
    return sentence[-1] in SENTENCE_ENDS or sentence.rstrip(_CLOSING)[-1:] in SENTENCE_ENDS


def _divided(row: Row, at: int, spans: dict[tuple[int, int], list[tuple[int, int, int]]]) -> Row:
    changes: list[Change] = []
    passages: dict[int, int] = {}
    for number, (sign, text) in enumerate(row.changes):
        done = 0
        for start, end, move in sorted(spans.get((at, number), ())):
            if start == done > 0 and passages.get(len(changes) - 1) == move:
                changes[-1] = Change(sign, changes[-1].text + text[start:end])
            else:
                if start > done:
                    changes.append(Change(sign, text[done:start]))
                passages[len(changes)] = move
                changes.append(Change(sign, text[start:end]))
            done = end
        if done < len(text):
            changes.append(Change(sign, text[done:]))
    return row._replace(changes=tuple(changes), passages=tuple(passages.items()))
