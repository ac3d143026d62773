"""jieba's own dictionary, read one first character at a time instead of 349,000 words at once.

`dict.txt` is grouped by first character.  An index of those groups, built from the pinned jieba's
file by `python -m xiuding.tokens.dictionary`, lets a clause load the few words its characters can
begin: the same words and frequencies that stock jieba would hold, so the same segmentation.  A
`dict.txt` other than the indexed one is indexed when it is first read.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from xiuding.tokens.lexicon import DATA

INDEX = DATA / "jieba.index"
_HEADER = 3  # crc32 of dict.txt, sum of all frequencies, number of groups


class Index(NamedTuple):
    """The groups of one `dict.txt`: first characters in ascending order and their byte ranges."""

    crc: int
    total: int
    characters: array[int]
    starts: array[int]
    ends: array[int]


def build_index(raw: bytes) -> Index:
    """The index of the dictionary whose bytes are `raw`, e.g. groups ``一`` … ``龢``."""
    groups: list[tuple[int, int, int]] = []
    total = at = 0
    for line in raw.splitlines(keepends=True):
        text = line.decode("utf-8").strip()
        total += int(text.split(" ")[1])
        if groups and groups[-1][0] == ord(text[0]):
            groups[-1] = (groups[-1][0], groups[-1][1], at + len(line))
        else:
            groups.append((ord(text[0]), at, at + len(line)))
        at += len(line)
    groups.sort()
    columns = [array("I", column) for column in zip(*groups, strict=True)]
    return Index(zlib.crc32(raw), total, *columns)


def write_index(index: Index, path: Path = INDEX) -> None:
    """Store an index as little-endian 32-bit numbers."""
    numbers = array("I", [index.crc, index.total, len(index.characters)])
    for column in index[2:]:
        numbers.extend(column)
    path.write_bytes(_little_endian(numbers).tobytes())


def read_index(path: Path = INDEX) -> Index:
    """Load what `write_index` stored."""
    numbers = array("I")
    numbers.frombytes(path.read_bytes())
    numbers = _little_endian(numbers)
    crc, total, size = numbers[:_HEADER]
    columns = [numbers[at : at + size] for at in range(_HEADER, _HEADER + 3 * size, size)]
    return Index(crc, total, *columns)


def _little_endian(numbers: array[int]) -> array[int]:
    import sys

    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


class Dictionary:
    """Word frequencies of a `dict.txt`, loaded by first character into `frequencies`.

    As in jieba, every beginning of a word is present too, with frequency 0.
    """

    def __init__(self, path: Path) -> None:
        self._raw = path.read_bytes()
        index = read_index()
        self._index = index if index.crc == zlib.crc32(self._raw) else build_index(self._raw)
        self._loaded: set[str] = set()
        self.frequencies: dict[str, int] = {}

    @property
    def total(self) -> int:
        """The sum of all frequencies, which jieba divides by."""
        return self._index.total

    def load(self, characters: Iterable[str]) -> None:
        """Make sure that every word beginning with one of `characters` is in `frequencies`."""
        for character in set(characters) - self._loaded:
            self._loaded.add(character)
            for start, end in self._ranges(ord(character)):
                self._read(self._raw[start:end].decode("utf-8"))

    def _ranges(self, character: int) -> Iterable[tuple[int, int]]:
        index = self._index
        at = bisect_left(index.characters, character)
        while at < len(index.characters) and index.characters[at] == character:
            yield index.starts[at], index.ends[at]
            at += 1

    def _read(self, lines: str) -> None:
        words = self.frequencies
        for line in lines.splitlines():
            word, frequency = line.split(" ", 2)[:2]
            words[word] = int(frequency)
            for length in range(1, len(word)):
                words.setdefault(word[:length], 0)


if __name__ == "__main__":
    import jieba

    write_index(build_index((Path(jieba.__file__).parent / "dict.txt").read_bytes()))
