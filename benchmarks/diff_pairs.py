"""Words and diff of real pairs of versions against the straight way: python benchmarks/diff_pairs.py [EVERY].

The straight way cuts both whole texts with jieba and compares all words with pure diff-match-patch
and its semantic clean-up.  Its dictionary is loaded beforehand, ours on demand.  EVERY=8, the default,
takes every eighth pair; EVERY=1 takes all, which keeps the straight way busy for minutes.
`fallback` is ours without the compiled accelerators.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jieba
from diff_match_patch import diff_match_patch

from xiuding.redline import compare_text, engine
from xiuding.tokens import segmenter

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"
GOAL = 25


def straight(old: str, new: str) -> int:
    """The number of struck and inserted runs that the straight way finds."""
    words = jieba.lcut(old), jieba.lcut(new)
    codes = {word: chr(code) for code, word in enumerate(dict.fromkeys(words[0] + words[1]), 0xE000)}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main(*("".join(map(codes.__getitem__, side)) for side in words), False)
    differ.diff_cleanupSemantic(found)
    return sum(sign != 0 for sign, _ in found)


def ours(old: str, new: str) -> int:
    """The same of a Redline."""
    segmenter.forget()
    return compare_text(old, new, across=True).fragments


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
    pairs = [
        [(pair / name).read_text(encoding="utf-8") for name in ("before.txt", "after.txt")]
        for pair in sorted(PAIRS.glob("*"))[::every]
    ]
    if not pairs:
        print("the corpus is not beside this checkout")
        return
    jieba.setLogLevel(60)
    jieba.initialize()

    def measure(name: str, way: Callable[[str, str], int]) -> float:
        started = time.process_time()
        fragments = sum(way(*pair) for pair in pairs)
        taken = time.process_time() - started
        print(f"{name:<12}{taken:>9.2f} s{fragments:>9} fragments", flush=True)
        return taken

    print(f"{len(pairs)} pairs, {sum(len(text) for pair in pairs for text in pair):,} characters")
    fast = measure("xiuding", ours)
    with without_accelerators():
        fallback = measure("fallback", ours)
    slow = measure("straight", straight)
    print(f"xiuding is {slow / fast:.0f} times as fast (goal: {GOAL})")
    print(f"without accelerators {slow / fallback:.0f} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
