"""A clause whose phrases are understood one by one but do not add up."""

from __future__ import annotations

from xiuding.language import say


class Incomplete(Exception):
    """Says in both languages what a clause lacks: ``Incomplete("no new text", "没有新的文字")``."""

    def __init__(self, english: str, chinese: str = "") -> None:
        super().__init__(say(english, chinese or english))
