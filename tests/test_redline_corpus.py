"""Redlines of real pairs of versions: honest, splitting nothing, in fewer pieces than a plain word diff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import SHARED
from xiuding import tokens
from xiuding.redline import compare_text

PAIRS = sorted(path for path in (SHARED / "corpus" / "pairs").glob("*") if path.is_dir())
WHOLE = re.compile(
    r"[0-9]+(?:\.[0-9]+)?(?:[%％]|[万亿]?[元个名人件户年月日张支])?"
    r"|第[一二三四五六七八九十百零]+[编章节条款项目](?:之[一二三四五六七八九十]+)?"
)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PAIRS, reason="the corpus is not beside this checkout"),
]


def versions(pair: Path) -> tuple[str, str]:
    return (
        (pair / "before.txt").read_text(encoding="utf-8"),
        (pair / "after.txt").read_text(encoding="utf-8"),
    )


def plain_fragments(old: str, new: str) -> int:
    """The same of the usual way: jieba's words of both texts, diff-match-patch, semantic clean-up."""
    fast = pytest.importorskip("fast_diff_match_patch")
    a, b = tokens.words(old), tokens.words(new)
    codes = {word: chr(code) for code, word in enumerate(dict.fromkeys(a + b), 0xE000)}
    coded = ("".join(map(codes.__getitem__, words)) for words in (a, b))
    return sum(
        sign != "=" for sign, _ in fast.diff(*coded, timelimit=0, checklines=False, cleanup="Semantic")
    )


@pytest.mark.parametrize("across", [False, True], ids=["by paragraph", "across"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_redline_of_the_corpus_is_honest_and_splits_nothing(pair: Path, across: bool) -> None:
    old, new = versions(pair)
    redline = compare_text(old, new, across=across)
    olds = [row.old for row in redline if row.old is not None]
    news = [row.new for row in redline if row.new is not None]
    if across:
        olds, news = "\n".join(olds).split("\n"), "\n".join(news).split("\n")
    assert (olds, news) == (old.splitlines(), new.splitlines())
    for row in redline:
        for changes in filter(None, (row.changes, row.inner)):
            for side in "-+":
                at, cuts = 0, set()
                for change in changes:
                    if change.sign in ("=", side):
                        at += len(change.text)
                        cuts.add(at)
                text = "".join(change.text for change in changes if change.sign in ("=", side))
                ends = {0}
                for word in tokens.words(text):
                    ends.add(max(ends) + len(word))
                assert cuts <= ends
                assert not any(
                    cuts & set(range(match.start() + 1, match.end())) for match in WHOLE.finditer(text)
                )


@pytest.mark.slow
def test_the_corpus_takes_fewer_fragments_than_the_usual_way() -> None:
    ours = usual = more = 0
    for pair in PAIRS:
        old, new = versions(pair)
        mine, plain = compare_text(old, new, across=True).fragments, plain_fragments(old, new)
        ours += mine
        usual += plain
        more += mine > plain
    # Words that stay are shown, at the price of a fragment: benchmarks/README.md says pair by pair where.
    assert ours < 0.91 * usual
    assert more <= 0.13 * len(PAIRS)
