"""Files that are copies of one instrument: found by what it is called, and collated.

collated([notice.html, notice.pdf, decision.txt]) → [notice, decision]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from xiuding.collate import Variant, collate
from xiuding.errors import NotUnderstood
from xiuding.instrument.load import load
from xiuding.instrument.model import Instrument
from xiuding.manuscript import Manuscript

_YEAR = re.compile(r"(?:19|20)\d{2}")


def collated(manuscripts: Sequence[Manuscript]) -> Iterator[tuple[Manuscript, tuple[Variant, ...]]]:
    """The instruments of the files, in order; copies side by side become one text with its variants."""
    called = zip(copies(manuscripts), manuscripts, strict=True)
    for _, alike in groupby(called, key=lambda pair: pair[0]):
        witnesses = [m for _, m in alike]
        if len(witnesses) == 1:
            yield witnesses[0], ()
        else:
            collation = collate(witnesses)
            yield collation.manuscript, collation.variants


def copies(manuscripts: Sequence[Manuscript]) -> list[str]:
    """For every file what it is a copy of, or a name of its own."""
    return [of_file(m) or f"#{at}" for at, m in enumerate(manuscripts)]


def of_file(manuscript: Manuscript) -> str:
    """The `identity` of the instrument in a file; '' where the file holds none, or several."""
    try:
        instruments = load(manuscript)
    except NotUnderstood:  # a correction may still make one of it
        return ""
    return identity(instruments[0]) if len(instruments) == 1 else ""


def identity(instrument: Instrument) -> str:
    """What no other instrument is called: its document number, or its title or number with its date.

    A number without a year (公告第12号, 主席令第十二号) comes again with every term of the authority, and
    titles recur.  '' where there is no date to tell them apart.

    >>> from xiuding.instrument import parse
    >>> order = ["某市人民代表大会常务委员会公告", "第12号", "2023年5月6日", "一、删去第一条。"]
    >>> identity(parse(order))
    '第12号-2023-05-06'
    """
    if has_year(instrument.number):
        return instrument.number
    name, day = instrument.number or instrument.title, instrument.date or instrument.effective
    return f"{name}-{day}" if name and day else ""


def has_year(number: str) -> bool:
    """Whether a document number is given once: 内政办发〔2022〕62号 is, 第12号 is not."""
    return bool(_YEAR.search(number))
