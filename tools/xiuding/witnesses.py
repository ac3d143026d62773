"""Files that are copies of one instrument: found by its document number, and collated.

collated([notice.html, notice.pdf, decision.txt]) → [notice, decision]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from xiuding.collate import Variant, collate
from xiuding.instrument.load import load
from xiuding.manuscript import Manuscript


def collated(manuscripts: Sequence[Manuscript]) -> Iterator[tuple[Manuscript, tuple[Variant, ...]]]:
    """The instruments of the files, in order; copies side by side become one text with its variants."""
    numbered = [(number(m) or f"#{at}", m) for at, m in enumerate(manuscripts)]
    for _, copies in groupby(numbered, key=lambda pair: pair[0]):
        witnesses = [m for _, m in copies]
        if len(witnesses) == 1:
            yield witnesses[0], ()
        else:
            collation = collate(witnesses)
            yield collation.manuscript, collation.variants


def number(manuscript: Manuscript) -> str:
    """The document number of a file with a single instrument (内政办发〔2022〕62号), '' where it has none."""
    instruments = load(manuscript)
    return instruments[0].number if len(instruments) == 1 else ""
