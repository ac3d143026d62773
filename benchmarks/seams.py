"""How often the mark beside inserted words is that of the published text: python benchmarks/seams.py.

Not a time: published revisions have thousands of insertions, each with the mark its editors gave it.
Every insertion of the corpus pairs is taken without its mark, as a clause would quote it, behind the
last words before it as the anchor, and `seams.insert_after` decides the mark.  `none` is what a program
does that writes the words as quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from xiuding import seams
from xiuding.redline import compare_text
from xiuding.redline.model import Row
from xiuding.tokens import tokenize

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"
ANCHOR = 4  # characters of the anchor at least, as drafters quote
_MARKS = "，、"
#: What needs no mark, or is more than words within a sentence.
_PASSED = re.compile(r"(?:或者|或|和|以及|及其|及|与|的|等|（|[，、；：。]).*|.*[。；：].*")


def insertions(row: Row) -> Iterator[tuple[str, int, str, str]]:
    """The text before, where words go in, their mark, and the words without it."""
    position = 0
    for index, change in enumerate(row.changes):
        before, after = row.changes[index - 1 : index], row.changes[index + 1 : index + 2]
        if change.sign == "+" and before and all(c.sign == "=" for c in (*before, *after)):
            old, at, new = str(row.old), position, change.text
            if new[-1] in _MARKS and old[at - 1] == new[-1]:  # 甲、[乙、]丙 is 甲[、乙]、丙
                at, new = at - 1, new[-1] + new[:-1]
            mark = new[0] if new[0] in _MARKS else ""
            new = new.removeprefix(mark)
            beside = old[at - 1] not in seams.STOPS and new[-1:] not in seams.STOPS
            if 1 < len(new) <= 40 and beside and not _PASSED.fullmatch(new):
                yield old, at, mark, new
        position += len(change.text) if change.sign != "+" else 0


def anchor(text: str, end: int) -> int:
    """Where the last words before `end` begin, `ANCHOR` characters of them if there are so many."""
    start = end
    for word in reversed(tokenize(text[:end])):
        if word in seams.STOPS or end - start >= ANCHOR:
            break
        start -= len(word)
    return start


def main() -> None:
    """Count them all."""
    if not PAIRS.is_dir():
        print(f"no corpus at {PAIRS.name}: nothing measured")
        return
    found = set()
    for pair in sorted(PAIRS.iterdir()):
        rows = compare_text(*((pair / name).read_text("utf-8") for name in ("before.txt", "after.txt")))
        found |= {one for row in rows if row.kind == "changed" for one in insertions(row)}
    marks: dict[tuple[str, str], list[tuple[bool, bool]]] = {}
    for old, at, mark, new in found:
        start = anchor(old, at)
        if start < at:
            seam = seams.insert_after(old, start, at, new)
            right = old[: seam.start] + seam.new + old[seam.end :] == old[:at] + mark + new + old[at:]
            marks.setdefault((old[start:at], new), []).append((right, not mark))
    count = len(marks)
    right, none = (sum(all(one[what] for one in each) for each in marks.values()) for what in (0, 1))
    print(f"insertions {count}: as published {right} ({right / count:.0%}), none {none} ({none / count:.0%})")


if __name__ == "__main__":
    main()
