"""What words leave behind that are replaced, or put to an end or a beginning."""

from __future__ import annotations

from xiuding.seams.insertion import begins_sentence, behind_sentence
from xiuding.seams.marks import JOINED, STOPS, Seam, of_either_width, stronger


@of_either_width
def replace(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when ``text[start:end]`` becomes `new`; the mark that ends the whole text stays."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if new.startswith("的") and before == "，":
        start -= 1
    if new and after and new[-1] in STOPS and after in STOPS:
        return Seam(start, end + 1, new[:-1] + stronger(new[-1], after))
    if new and not after and new[-1] not in STOPS and text[end - 1] in STOPS:
        return Seam(start, end, new + text[end - 1])
    return Seam(start, end, new)


@of_either_width
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


@of_either_width
def before_sentence(text: str, start: int, end: int, new: str) -> Seam:
    """The seam when `new` is put before the sentence ``text[start:end]``: one of its own or its start."""
    return Seam(start, start, new if begins_sentence(new) else sentence(text[start:end], new))


def sentence(old: str, new: str) -> str:
    """The new text of a sentence, with the mark at its end."""
    return new + old[-1] if new and old[-1:] in STOPS and new[-1:] not in STOPS else new
