"""Several witnesses of one text → one text and its variants (异文).

Witnesses are compared in the typographic norm and without white space, so that neither typesetting nor
the breaking of paragraphs makes a variant; where they differ, `choice` says which reading stands and why.
What this does not do: nothing is conjectured (a reading that no witness has is never chosen), and
witnesses in another order of paragraphs are not put in order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xiuding.collate import differences
from xiuding.collate.choice import choose
from xiuding.collate.witness import BREAK, Text
from xiuding.errors import UsageError
from xiuding.language import say
from xiuding.manuscript import Manuscript, Paragraph, Span

SCHEMA = "xiuding/collation/1"

_CONTEXT = 20
_QUOTATION = 30
_OPENERS = {"“": "”", "‘": "’", "《": "》"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one witness has at the place of a variant."""

    witness: str
    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where witnesses differ, e.g. 乌兰牧骑十 and 乌兰牧骑+ in the `context` around it."""

    context: str
    readings: tuple[Reading, ...]
    chosen: str
    why: str


@dataclass(frozen=True, slots=True)
class Collation:
    """One text, in the typographic norm, and the places where its witnesses differ."""

    manuscript: Manuscript
    variants: tuple[Variant, ...]


def collate(witnesses: Sequence[Manuscript]) -> Collation:
    """The one text of several witnesses; the first of them is followed where nothing else decides.

    ``collate([read("甲本.txt"), read("乙本.html")]).variants`` lists the differences.
    Raises `UsageError` without a witness.
    """
    if not witnesses:
        raise UsageError(say("name at least one witness", "请至少指定一个版本"))
    texts = [Text.of(witness) for witness in witnesses]
    base, others = texts[0], texts[1:]
    edits = [list(differences.edits(base, other)) for other in others]
    compared = list(zip(others, edits, strict=True))
    spaces = sorted({at for other, own in compared for at in differences.spaces(base, other, own)})
    pieces: list[str] = []
    variants: list[Variant] = []
    reached = 0
    for start, end in differences.places(edits):
        ranges = [(start, end), *(differences.counterpart(own, start, end) for own in edits)]
        variant, chosen = _decide(texts, ranges)
        variants.append(variant)
        pieces += [base.piece(reached, start, spaces), texts[chosen].piece(*ranges[chosen])]
        reached = end
    pieces.append(base.piece(reached, len(base.characters), spaces))
    return Collation(_manuscript("".join(pieces), witnesses), tuple(variants))


def to_json(collation: Collation) -> dict[str, Any]:
    """The collation as JSON, schema ``xiuding/collation/1``."""
    return {
        "schema": SCHEMA,
        "variants": [
            {
                "context": variant.context,
                "readings": [{"witness": each.witness, "text": each.text} for each in variant.readings],
                "chosen": variant.chosen,
                "why": variant.why,
            }
            for variant in collation.variants
        ],
    }


def _decide(texts: Sequence[Text], ranges: Sequence[tuple[int, int]]) -> tuple[Variant, int]:
    """The variant at a place, and the number of the witness whose reading is chosen."""
    raw = [text.characters[start:end] for text, (start, end) in zip(texts, ranges, strict=True)]
    images = [start == end and start in text.images for text, (start, end) in zip(texts, ranges, strict=True)]
    chosen, why = choose(raw, images)
    left, right = _quotation(texts[0], *ranges[0])
    shown = [
        text.shown(start, end) if is_image else text.shown(start - left, end + right)
        for text, (start, end), is_image in zip(texts, ranges, images, strict=True)
    ]
    readings = tuple(Reading(text.name, each) for text, each in zip(texts, shown, strict=True))
    return Variant(_context(texts[0], *ranges[0]), readings, shown[chosen], why), chosen


def _quotation(text: Text, start: int, end: int) -> tuple[int, int]:
    """How many characters of the innermost quotation stand before and after the place, if it is short."""
    starts = text.paragraphs
    lower = starts[bisect_right(starts, start) - 1]
    upper = starts[min(bisect_left(starts, max(end, start + 1)), len(starts) - 1)]
    closers: list[str] = []
    for left in range(start - 1, max(lower, start - _QUOTATION) - 1, -1):
        character = text.characters[left]
        if character in _OPENERS.values():
            closers.append(character)
        elif character in _OPENERS and (not closers or closers.pop() != _OPENERS[character]):
            right = text.characters.find(_OPENERS[character], end, min(upper, end + _QUOTATION))
            return (start - left - 1, right - end) if right >= 0 else (0, 0)
    return 0, 0


def _context(text: Text, start: int, end: int) -> str:
    before = text.shown(max(0, start - _CONTEXT), start)
    after = text.shown(end, min(len(text.characters), end + _CONTEXT))
    return f"{before}…{after}".replace("\n", " ")


def _manuscript(text: str, witnesses: Sequence[Manuscript]) -> Manuscript:
    name = witnesses[0].name
    pieces = [piece for piece in text.split(BREAK) if piece]
    paragraphs: list[Paragraph] = []
    offset = 0
    for piece in pieces:
        span = Span(offset, offset + len(piece))
        if "\t" in piece:
            rows = tuple(tuple(row.split("\t")) for row in piece.split("\n"))
            paragraphs.append(Paragraph.table(rows, span))
        else:
            paragraphs.append(Paragraph(piece, span))
        offset += len(piece) + 1
    notes = say("collated from ", "校勘所据：") + "、".join(witness.name for witness in witnesses)
    return Manuscript(name, "collated", "\n".join(pieces), tuple(paragraphs), notes=(notes,))
