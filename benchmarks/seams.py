"""How often the marks around inserted and deleted words are those of the published text.

    python benchmarks/seams.py

Not a time: published revisions have hundreds of insertions and deletions, each with the marks its
editors left.  Every one of the corpus pairs is taken without its marks, as a clause would quote it (an
insertion behind the last words before it as the anchor), and `seams` decides.  `as quoted` is what a
program does that mends nothing; `refused` is a conjunction that would be left with nothing to join.
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


def deletions(row: Row) -> Iterator[tuple[str, int, int, str]]:
    """The text before, from where to where words go without their marks, and the text after."""
    position = 0
    for index, change in enumerate(row.changes):
        beside = (*row.changes[index - 1 : index], *row.changes[index + 1 : index + 2])
        if change.sign == "-" and len(beside) == 2 and all(c.sign == "=" for c in beside):
            old, gone = str(row.old), change.text
            left = old[:position] + old[position + len(gone) :]
            start = position + len(gone) - len(gone.lstrip("，、；"))
            end = position + len(gone.rstrip("，、；"))
            if 1 < end - start <= 40 and not _PASSED.fullmatch(old[start:end]):
                yield old, start, end, left
        position += len(change.text) if change.sign != "+" else 0


def anchor(text: str, end: int) -> int:
    """Where the last words before `end` begin, `ANCHOR` characters of them if there are so many."""
    start = end
    for word in reversed(tokenize(text[:end])):
        if word in seams.STOPS or end - start >= ANCHOR:
            break
        start -= len(word)
    return start


def tell(what: str, cases: dict[tuple[str, ...], list[tuple[bool, bool]]], refused: int = 0) -> None:
    """Print the share of `cases`: whether it came out as published, and whether the plain words would."""
    mended, plain = (sum(all(one[way] for one in each) for each in cases.values()) for way in (0, 1))
    count = len(cases)
    shares = f"as published {mended} ({mended / count:.0%}), as quoted {plain} ({plain / count:.0%})"
    print(f"{what} {count}: {shares}" + f", refused {refused}" * bool(refused))


def main() -> None:
    """Count them all; the same words at the same neighbours are counted once."""
    if not PAIRS.is_dir():
        print(f"no corpus at {PAIRS.name}: nothing measured")
        return
    came, went = set(), set()
    for pair in sorted(PAIRS.iterdir()):
        rows = compare_text(*((pair / name).read_text("utf-8") for name in ("before.txt", "after.txt")))
        changed = [row for row in rows if row.kind == "changed"]
        came |= {one for row in changed for one in insertions(row)}
        went |= {one for row in changed for one in deletions(row)}
    inserted: dict[tuple[str, ...], list[tuple[bool, bool]]] = {}
    for old, at, mark, new in came:
        if (start := anchor(old, at)) < at:
            text = written(old, seams.insert_after(old, start, at, new))
            right = text == old[:at] + mark + new + old[at:]
            inserted.setdefault((old[start:at], new), []).append((right, not mark))
    deleted: dict[tuple[str, ...], list[tuple[bool, bool]]] = {}
    refused = 0
    for old, start, end, left in went:
        if seams.stranded(old, start, end):
            refused += 1
            continue
        right = written(old, seams.delete(old, start, end)) == left
        key = (old[max(0, start - 3) : start], old[start:end], old[end : end + 3])
        deleted.setdefault(key, []).append((right, old[:start] + old[end:] == left))
    tell("insertions", inserted)
    tell("deletions", deleted, refused)


def written(text: str, seam: seams.Seam) -> str:
    """The text with a seam in it."""
    return text[: seam.start] + seam.new + text[seam.end :]


if __name__ == "__main__":
    main()
