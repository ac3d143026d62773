"""Texts that have lost the spaces behind their labels: which lines open an article there.

第一条为了…… is an article, 第一条的规定…… refers to one, and 第七条规定…… may be either.  The series decides:
an article stands in its turn, and where one number is missing and one line could have it, that line has it.

    >>> sorted(tight(["某某条例", "第一条设立甲。", "第二条规定乙。", "第三条的丙。", "第三条中国丁。"]))
    [1, 2, 4]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiuding.numerals import NUMERAL, Ordinal
from xiuding.structure.lines import article, article_label, run_in_label

#: What goes on like this behind 第三条 most often refers to it.
_REFERS = re.compile(
    rf"[、，。；）至]|(?:和|或者?|以及|及)本|(?:和|或者?|以及|及|与)第{NUMERAL}[条款项]|第{NUMERAL}[款项目]"
    r"|(?:（[^（）]*）)?(?:规定|所|的)|中的|之"
)


def tight(lines: Sequence[str]) -> frozenset[int]:
    """The lines, counted from 0, that open an article without a space behind its number.

    None where the numbers do not follow one another, two lines could have one, or most have their space.
    """
    last: Ordinal | None = None
    found: set[int] = set()
    spaced = 1
    doubtful: list[tuple[int, Ordinal]] = []
    for at, line in enumerate(lines):
        printed = article_label(line)
        m = printed or run_in_label(line)
        number = article(m).number if m else None
        if m is None or number is None:
            continue
        if not printed and _REFERS.match(line, m.end()):
            doubtful += [(at, number)] * _follows(number, last)
            continue
        if not _follows(number, last) and len(doubtful) == 1 and _follows(number, doubtful[0][1]):
            found.add(doubtful[0][0])
        elif not _follows(number, last):
            if printed or number == last:
                return frozenset()
            continue
        if printed:
            spaced += 1
        else:
            found.add(at)
        last, doubtful = number, []
    return frozenset(found) if len(found) > spaced else frozenset()


def _follows(number: Ordinal, before: Ordinal | None) -> bool:
    if before is None:
        return number == (1, 0)
    return number in ((before.number + 1, 0), (before.number, before.insertion + 1))
