"""Words as jieba cuts them (HMM on), with its dictionary loaded on demand.

jieba cuts a text into blocks at punctuation and white space and treats every block by itself.  That
makes two savings exact: a block is cut once however often it occurs, and long text may go to rjieba
(jieba in Rust) block by block.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from xiuding.tokens.dictionary import Dictionary

if TYPE_CHECKING:
    import jieba

LONGEST = 10_000
"""jieba's cost grows with the square of an unbroken run of characters.  No text has longer runs; a
hostile one is divided here, which is the only case where words differ from jieba's.
"""

_CHARACTER = r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]"
BLOCK = re.compile(rf"{_CHARACTER}{{1,{LONGEST}}}")
"""What jieba takes as one block; every character outside of one stands alone (but ``\\r\\n``)."""
INSIDE = re.compile(_CHARACTER * 2)
"""Two characters that stand in one block."""

_PIECE = re.compile(rf"{BLOCK.pattern}|\r\n|.", re.DOTALL)
_ASCII = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")
"""What jieba takes as one word where rjieba also joins ``2022-03-15``, ``1.5.2`` and ``a_b``."""

WORTH_RJIEBA = 20_000
"""Characters from which loading rjieba costs less than cutting them with jieba."""

_MARKS = frozenset("._-")

_MOST_KEPT = 200_000


def words(text: str) -> list[str]:
    """The words of `text`, which concatenate to it: ``全区共有|乌兰|牧骑``.

    The same list as ``jieba.lcut(text)``, but see `LONGEST`.
    """
    return list(chain.from_iterable(map(_cut.__getitem__, _PIECE.findall(text))))


def prepare(texts: Iterable[str]) -> None:
    """Cut the blocks of many texts beforehand, in bulk where that is faster."""
    blocks = {block for text in texts for block in BLOCK.findall(text) if block not in _cut}
    if "rjieba" not in sys.modules and sum(map(len, blocks)) < WORTH_RJIEBA:
        return
    try:
        import rjieba
    except ImportError:
        return
    for block in blocks:
        found = rjieba.cut(block)
        _cut[block] = found if _MARKS.isdisjoint(block) else [part for word in found for part in _parts(word)]


def _parts(word: str) -> Iterable[str]:
    """A word of rjieba as jieba has it."""
    return [word] if _MARKS.isdisjoint(word) else filter(None, _ASCII.split(word))


def forget() -> None:
    """Drop the blocks cut so far, as a new process would."""
    _cut.clear()


class _Cut(dict[str, list[str]]):
    """The words of each block that was met."""

    def __missing__(self, piece: str) -> list[str]:
        if len(self) > _MOST_KEPT:
            forget()
        found = self[piece] = list(_jieba().cut(piece)) if BLOCK.match(piece) else [piece]
        return found


_cut = _Cut()


@cache
def _jieba() -> jieba.Tokenizer:
    jieba = _import_jieba()
    dictionary = Dictionary(Path(str(jieba.__file__)).parent / "dict.txt")

    class OnDemand(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """A Tokenizer that holds the words its sentences can contain, instead of all words."""

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
            dictionary.load(sentence)
            return super().get_DAG(sentence)  # type: ignore[no-any-return]

    tokenizer = OnDemand()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dictionary.frequencies, dictionary.total, True
    return tokenizer


def _import_jieba() -> ModuleType:
    """Import jieba without `pkg_resources`, which it prefers but does not need.

    Where setuptools is installed that import takes three times as long as jieba itself and newer
    versions warn about it on stderr.
    """
    absent = object()
    before = sys.modules.get("pkg_resources", absent)
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("jieba")
    finally:
        if before is absent:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = before  # type: ignore[assignment]
