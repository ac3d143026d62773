"""Quoted words of an order: the places they stand in, the words around them, and which new words are theirs.

第五条、第六条中的“甲”和“乙” are two strings with two places each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiuding.instrument.incomplete import Incomplete
from xiuding.instrument.model import Passage, Place, joined, passage


class Frame(NamedTuple):
    """Words quoted only to find others by: what stands right before and right behind these."""

    before: str = ""
    behind: str = ""


class Words(NamedTuple):
    """A quoted string, the places it stands in, and the words around it: “甲乙丙”中的“乙”, “甲”后的“乙”."""

    places: list[Place]
    string: Passage
    frame: Frame | None = None

    @property
    def whole(self) -> Passage:
        """The string with its frame: 甲乙丙."""
        return self.framing(str(self.string))

    def framing(self, new: str) -> Passage:
        """Other words in its frame: ``framing("丁")`` is 甲丁丙."""
        before, behind = self.frame or Frame()
        return passage(f"{before}{new}{behind}".split("\n"))


class Quoted(NamedTuple):
    """Quoted strings named together with their places; `listed` where 、 or 和 stands between them.

    `around` are the words they stand in (“甲乙丙”中的“乙”), `beside` those next to them (“甲”后的“乙”).
    """

    places: list[Place]
    strings: list[Passage]
    listed: bool
    around: Passage | None = None
    beside: Frame | None = None

    def words(self) -> list[Words]:
        """The strings one by one; Incomplete where one does not stand once in what is around it."""
        frames = (_within(self.around, s) if self.around is not None else self.beside for s in self.strings)
        return [Words(self.places, s, frame) for s, frame in zip(self.strings, frames, strict=True)]


def _within(around: Passage, inner: Passage) -> Frame:
    count = str(around).count(str(inner)) if inner.line else 0
    if count != 1:
        raise Incomplete(
            f"“{inner}” stands {count} times within “{around}”", f"“{around}”中有{count}处“{inner}”"
        )
    return Frame(*str(around).split(str(inner), 1))


def pair(
    olds: Sequence[Words], news: Sequence[Passage], *, pairing: bool
) -> Iterator[tuple[Place, Words, Passage]]:
    """Each old string with the new one, or with its own of as many new ones; `pairing` where 分别 says so."""
    if len(news) == len(olds):
        parts = [([old], new) for old, new in zip(olds, news, strict=True)]
    elif pairing and len(olds) == 1 and len(olds[0].places) == len(news):
        # 第五条、第六条中的“甲”分别修改为“乙”“丙”
        (old,) = olds
        parts = [([old._replace(places=[p])], new) for p, new in zip(old.places, news, strict=True)]
    elif pairing and len(news) > 1:
        raise Incomplete(
            f"分别 pairs {len(olds)} old with {len(news)} new",
            f"“分别”的原文有{len(olds)}处，新文有{len(news)}处",
        )
    elif len(olds) > 1 < len(news):
        raise Incomplete(
            f"{len(olds)} old passages, {len(news)} new ones",
            f"原文有{len(olds)}处，新文有{len(news)}处，无法对应",
        )
    else:
        parts = [(list(olds), joined(news))]
    for some, new in parts:
        for old in some:
            for place in old.places:
                yield place, old, new
