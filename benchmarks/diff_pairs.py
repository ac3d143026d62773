"""Words and diff of real pairs of versions against the straight way: python benchmarks/diff_pairs.py [EVERY].

The straight way cuts both whole texts with jieba and compares all words with pure diff-match-patch
and its semantic clean-up.  Its dictionary is loaded beforehand, ours on demand.  EVERY=8, the default,
takes every eighth pair; EVERY=1 takes all, which keeps the straight way busy for minutes.
`fallback` is ours without the compiled accelerators.  Last come the pairs where ours has more fragments than
the straight way, with the characters that either strikes and inserts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import jieba
from diff_match_patch import diff_match_patch

from xiuding.redline import compare_text, engine
from xiuding.tokens import segmenter

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"
GOAL = 25


class Found(NamedTuple):
    """The struck and inserted runs of a comparison, and their characters."""

    fragments: int
    characters: int


def straight(old: str, new: str) -> Found:
    """What the straight way strikes and inserts."""
    words = jieba.lcut(old), jieba.lcut(new)
    known = dict.fromkeys(words[0] + words[1])
    codes = {word: chr(code) for code, word in enumerate(known, 0xE000)}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main(*("".join(map(codes.__getitem__, side)) for side in words), False)
    differ.diff_cleanupSemantic(found)
    lengths = dict(zip(codes.values(), map(len, known), strict=True))
    runs = [run for sign, run in found if sign != 0]
    return Found(len(runs), sum(lengths[code] for run in runs for code in run))


def ours(old: str, new: str, *, across: bool = True) -> Found:
    """The same of a Redline."""
    segmenter.forget()
    redline = compare_text(old, new, across=across)
    runs = [change.text for row in redline for change in row.changes if change.sign != "="]
    return Found(redline.fragments, sum(map(len, runs)))


@contextmanager
def without_accelerators() -> Iterator[None]:
    """Neither rjieba nor fast-diff-match-patch can be imported."""
    kept = {name: sys.modules.pop(name, None) for name in ("rjieba", "fast_diff_match_patch")}
    sys.modules.update(dict.fromkeys(kept))  # type: ignore[arg-type]
    engine.engine.cache_clear()
    yield
    for name, module in kept.items():
        del sys.modules[name]
        if module:
            sys.modules[name] = module
    engine.engine.cache_clear()


def main(every: int) -> None:
    """Print seconds, fragments and the ratio of the whole run."""
    pairs = {
        pair.name: [(pair / name).read_text(encoding="utf-8") for name in ("before.txt", "after.txt")]
        for pair in sorted(PAIRS.glob("*"))[::every]
    }
    if not pairs:
        print("the corpus is not beside this checkout")
        return
    jieba.setLogLevel(60)
    jieba.initialize()

    def measure(name: str, way: Callable[[str, str], Found]) -> tuple[float, list[Found]]:
        started = time.process_time()
        found = [way(*pair) for pair in pairs.values()]
        taken = time.process_time() - started
        fragments, characters = map(sum, zip(*found, strict=True))
        print(f"{name:<12}{taken:>9.2f} s{fragments:>9} fragments{characters:>11,} characters", flush=True)
        return taken, found

    print(f"{len(pairs)} pairs, {sum(len(text) for pair in pairs.values() for text in pair):,} characters")
    fast, views = measure("xiuding", ours)
    with without_accelerators():
        fallback, _ = measure("fallback", ours)
    _, rows = measure("row by row", partial(ours, across=False))
    slow, plain = measure("straight", straight)
    print(f"xiuding is {slow / fast:.0f} times as fast (goal: {GOAL})")
    print(f"without accelerators {slow / fallback:.0f} times")
    for name, mine, json, usual in zip(pairs, views, rows, plain, strict=True):
        if max(mine.fragments, json.fragments) > usual.fragments:
            counts = "/".join(str(found.fragments) for found in (mine, json, usual))
            print(f"{name}: fragments {counts}, characters {mine.characters}/{usual.characters}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
