"""Instruments from a manuscript: its paragraphs in the typographic norm, its tables as rows."""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.errors import NotUnderstood
from xiuding.instrument.model import Instrument
from xiuding.instrument.parse import parse_all
from xiuding.instrument.quotation import Printed
from xiuding.language import say
from xiuding.manuscript import Manuscript
from xiuding.typography import normalise


def printed(manuscript: Manuscript) -> list[Printed]:
    """What the parser reads: 病床 16.2 万张 → 病床16.2万张."""
    paired = _pair_straight_marks([p.text for p in manuscript])
    return [
        p.rows if p.rows is not None else normalise(text).text
        for p, text in zip(manuscript, paired, strict=True)
    ]


def _pair_straight_marks(texts: Sequence[str]) -> list[str]:
    """Straight quotation marks as “ ”, paired over paragraphs, where the text has no other.

    One that begins a paragraph inside a quotation opens it again, as in “甲。⏎ “乙。”
    """
    if any("“" in text or "”" in text for text in texts):
        return list(texts)
    out, inside = [], False
    for text in (t.replace("＂", '"') for t in texts):
        marked = ""
        for i, char in enumerate(text):
            opens = not inside or not text[:i].strip()
            marked += ("“" if opens else "”") if char == '"' else char
            inside = opens if char == '"' else inside
        out.append(marked)
    return out


def load(manuscript: Manuscript) -> list[Instrument]:
    """The instruments of a file; NotUnderstood where it has no clause at all."""
    found = parse_all(printed(manuscript))
    if not any(i.clauses for i in found):
        raise NotUnderstood(
            say(
                f"{manuscript.name}: no amending clause found; is this the instrument?",
                f"{manuscript.name}：没有找到修改条目，请确认这是修改文书",
            )
        )
    return found
