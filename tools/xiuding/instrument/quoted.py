"""Quoted words of an order and the places they stand in: 第五条、第六条中的“甲”和“乙”."""

from __future__ import annotations

from typing import NamedTuple

from xiuding.instrument.model import Passage, Place


class Words(NamedTuple):
    """A quoted string, the places it stands in, and the quoted words around it: “甲乙丙”中的“乙”."""

    places: list[Place]
    string: Passage
    around: Passage | None = None


class Quoted(NamedTuple):
    """Quoted strings named together with their places; `listed` where 、 or 和 stands between them."""

    places: list[Place]
    strings: list[Passage]
    listed: bool
    around: Passage | None = None

    def words(self) -> list[Words]:
        """The strings one by one."""
        return [Words(self.places, string, self.around) for string in self.strings]
