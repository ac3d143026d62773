"""Whether parse + bind + apply grow with the length alone: python benchmarks/consolidate.py [TIMES].

A law of 500 articles with 100 clauses of four kinds and a closing formula, and the same TIMES over
(20 by default), in one run; a ratio near 1 per article means that the cost is linear.  Then the first again
with every second clause refused half done: a ratio near 1 means that a refusal costs its clause alone.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise

from xiuding.consolidate import apply_clauses
from xiuding.instrument import parse
from xiuding.numerals import to_chinese
from xiuding.structure import build

ARTICLES, CLAUSES = 500, 100


def law(times: int) -> list[str]:
    """A made-up law of 500 articles, `times` over, each with a reference to another."""
    lines = ["某某法"]
    for n in range(1, ARTICLES * times + 1):
        if n % 50 == 1:
            chapter = to_chinese(n // 50 + 1)
            lines.append(f"第{chapter}章　第{chapter}类事项")
        number = to_chinese(n)
        lines.append(f"第{number}条　各级机构应当按照规定办理第{number}类事项，接受监督检查。")
        lines.append("有关单位应当配合，依照本法第三条的规定执行。")
    return lines


def order(times: int, *, refused: bool = False) -> list[str]:
    """A decision that amends every fifth article; `refused`: the last edit of every second clause fails."""
    lines = ["关于修改《某某法》的决定"]
    for n in range(1, CLAUSES * times + 1):
        label, article = to_chinese(n), to_chinese(5 * n - 2)
        clause = (
            [f"{label}、将第{article}条修改为：“各级机构应当办理事项。", "“有关单位应当配合。”"],
            [f"{label}、第{article}条增加一款，作为第三款：“拒不配合的，予以通报。”"],
            [f"{label}、删去第{article}条。"],
            [f"{label}、将第{article}条第一款中的“监督检查”修改为“监督”。"],
        )[n % 4]
        if refused and n % 2:
            clause[-1] += "删去第九千条。"
        lines += clause
    lines.append("《某某法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。")
    return lines


def run(times: int, *, refused: bool = False) -> tuple[float, float, float]:
    """Seconds to parse the decision, to build the law, and to bind and apply every clause."""
    text, instrument = law(times), order(times, refused=refused)
    marks = [time.perf_counter()]
    parsed = parse(instrument)
    marks.append(time.perf_counter())
    document = build(text)
    marks.append(time.perf_counter())
    steps = list(apply_clauses(document, parsed))
    marks.append(time.perf_counter())
    if sum(step.status != "applied" for step in steps) != refused * CLAUSES * times // 2:
        raise SystemExit("the benchmark's own clauses do not apply")
    parsing, building, applying = (b - a for a, b in pairwise(marks))
    return parsing, building, applying


def main(times: int) -> None:
    """Print seconds and the cost per article against the smallest size."""
    run(1)  # the grammar is built once
    heads = ("articles", "clauses", "parse s", "build s", "apply s", "clauses/s", "per article")
    print("".join(f"{head:>12}" for head in heads), flush=True)
    first = None
    for k in (1, 5, times):
        parsing, building, applying = run(k)
        total = parsing + building + applying
        first = first or total
        print(
            f"{ARTICLES * k:>12}{CLAUSES * k:>12}{parsing:>12.2f}{building:>12.2f}{applying:>12.2f}"
            f"{CLAUSES * k / parsing:>12.0f}{total / first / k:>11.2f}×"
        )
    whole, half = (min(run(1, refused=refused)[2] for _ in range(5)) for refused in (False, True))
    print(f"{CLAUSES // 2} of {CLAUSES} clauses refused, against none: {half / whole:.2f}×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
