"""What words leave behind that are replaced, or put to an end or a beginning."""

from __future__ import annotations

import re

from xiuding.seams.insertion import behind_sentence
from xiuding.seams.marks import JOINED, STOPS, Seam, stronger


def replace(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when ``text[start:end]`` becomes `new`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if new.startswith("的") and before == "，":
        start -= 1
    if new and after and new[-1] in STOPS and after in STOPS:
        return Seam(start, end + 1, new[:-1] + stronger(new[-1], after))
    return Seam(start, end, new)


def append(text: str, new: str) -> Seam:
    """The seam when `new` is added at the end of a 款."""
    end = len(text)
    if text[-1:] not in ("。", "；"):
        return Seam(end, end, new)
    if JOINED.match(new) or new.startswith("并"):
        return behind_sentence(text, end, new)
    return Seam(end, end, new) if new[-1:] in STOPS else Seam(end - 1, end, "；" + new + text[-1])


def prepend(new: str) -> Seam:
    """The seam when `new` is added at the beginning of a 款."""
    return Seam(0, 0, new + "；" if "，" in new and new[-1:] not in STOPS else new)


def sentence(old: str, new: str) -> str:
    """The new text of a sentence, with the mark at its end."""
    return new + old[-1] if new and old[-1:] in STOPS and new[-1:] not in STOPS else new


def is_open(text: str) -> bool:
    """Whether a new 款 is a sentence that lacks its end: 甲应当登记，不得拖延."""
    return len(text) > 1 and text[-1].isalnum() and re.search("[，。；]", text) is not None
