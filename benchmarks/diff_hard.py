"""Texts on which a plain diff runs for minutes: python benchmarks/diff_hard.py.

One paragraph of 50,000 characters rewritten, its sentences shuffled, without any punctuation, and
5,000 paragraphs shuffled, as they are and with words replaced; each with and without accelerators.
The goal is ten seconds each.
"""

from __future__ import annotations

import random
import sys
import time

from xiuding.redline import compare

NOUNS = [
    "旗县",
    "苏木乡镇",
    "嘎查村",
    "文化站",
    "养老院",
    "托育机构",
    "学校",
    "医院",
    "图书馆",
    "农牧民",
    "教师",
]
VERBS = [
    "建设",
    "支持",
    "规范",
    "保障",
    "完善",
    "监督",
    "评估",
    "公布",
    "改进",
    "培训",
    "补助",
    "统筹",
    "推进",
]


def sentence(chance: random.Random) -> str:
    """A sentence of made-up administrative prose."""
    who, what, whom, why, where = (chance.choice(words) for words in (NOUNS, VERBS, NOUNS, VERBS, NOUNS))
    return f"{who}应当{what}{whom}，{why}{where}{chance.randrange(10_000)}个。"


def cases() -> dict[str, tuple[list[str], list[str]]]:
    """Old and new paragraphs by name, the same on every run."""
    chance = random.Random(2022)  # noqa: S311 - repeatable, not secret
    prose = [sentence(chance) for _ in range(2_200)]
    other = [sentence(chance) for _ in range(2_200)]
    shuffled = chance.sample(prose, len(prose))
    paragraphs = [sentence(chance) + sentence(chance) for _ in range(5_000)]
    moved = chance.sample(paragraphs, len(paragraphs))
    text = "".join(prose)
    plain = text.replace("，", "").replace("。", "")
    letters = list(plain)
    for at in range(0, len(letters), 50):
        letters[at] = chance.choice("甲乙丙丁")
    return {
        "paragraph rewritten": ([text], ["".join(other)]),
        "sentences shuffled": ([text], ["".join(shuffled)]),
        "no punctuation, edited": ([plain], ["".join(letters)]),
        "paragraphs shuffled": (paragraphs, moved),
        "shuffled and edited": (paragraphs, [paragraph.replace("应当", "必须") for paragraph in moved]),
    }


def main() -> None:
    """Print seconds and what the redline says, then the same without accelerators."""
    for accelerated in (True, False):
        if not accelerated:
            sys.modules["rjieba"] = sys.modules["fast_diff_match_patch"] = None  # type: ignore[assignment]
            from xiuding.redline import engine
            from xiuding.tokens import segmenter

            engine.engine.cache_clear()
            segmenter.forget()
            print("without accelerators")
        for name, (old, new) in cases().items():
            started = time.perf_counter()
            redline = compare(old, new)
            taken = time.perf_counter() - started
            kept = sum(len(change.text) for row in redline for change in row.changes if change.sign == "=")
            moved = sum(row.move is not None for row in redline) + sum(len(row.passages) for row in redline)
            share = 100 * kept / sum(map(len, old))
            print(f"{name:<24}{taken:>7.2f} s{share:>7.1f} % kept{moved:>7} moves")


if __name__ == "__main__":
    main()
