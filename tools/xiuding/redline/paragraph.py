"""What changed between two wordings of one paragraph.

Only the stretch that changed is cut into words.  It is found by comparing characters and then
widened to places where jieba begins anew, far enough for an edit to slide by its own length, so
that the result is the one that the whole paragraphs would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xiuding import tokens
from xiuding.redline.cleanup import clean, is_rewritten
from xiuding.redline.labels import common_number, renumbered
from xiuding.redline.model import Change
from xiuding.redline.passages import SENTENCE_ENDS
from xiuding.redline.script import edit_script


class Window(NamedTuple):
    """The stretch of two wordings outside of which they are the same: offsets from either end."""

    old: str
    new: str
    old_spans: Sequence[tokens.Weld]
    new_spans: Sequence[tokens.Weld]
    head: int
    tail: int

    @property
    def text(self) -> str:
        """What has to be cut into words, of both sides."""
        old, new = self.old, self.new
        return f"{old[self.head : len(old) - self.tail]}\n{new[self.head : len(new) - self.tail]}"


def window(old: str, new: str, *, characters: bool = False) -> Window:
    """The stretch that changed, e.g. 乌兰牧骑73支 in 全区共有，乌兰牧骑73支。"""
    old_spans = tokens.welds(old, terms=not characters)
    new_spans = tokens.welds(new, terms=not characters)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    longest = max(len(old), len(new)) - head - tail
    head, tail = max(head - longest, 0), max(tail - longest, 0)
    while not (tokens.is_safe(old, old_spans, head) and tokens.is_safe(new, new_spans, head)):
        head -= 1
    while not (
        tokens.is_safe(old, old_spans, len(old) - tail) and tokens.is_safe(new, new_spans, len(new) - tail)
    ):
        tail -= 1
    return Window(old, new, old_spans, new_spans, head, tail)


def _common(old: str, new: str) -> int:
    """The number of characters that two texts begin with alike."""
    low, high = 0, min(len(old), len(new))
    if old[:high] == new[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle
    return low


def changes(found: Window, *, characters: bool = False) -> tuple[Change, ...]:
    """The pieces of both wordings: = 共有乌兰牧骑, - 73支, + 75支."""
    old, new, old_spans, new_spans, head, tail = found
    old_tokens = tokens.cut(old, old_spans, head, len(old) - tail, characters=characters)
    new_tokens = tokens.cut(new, new_spans, head, len(new) - tail, characters=characters)
    script = clean(
        edit_script(old_tokens, new_tokens),
        old[:head],
        old[len(old) - tail :],
        # Where only numbers of units differ, the reader is to see them and what is between them.
        gentle=renumbered(old, new),
    )
    if is_rewritten(script):
        return _replaced(found)
    pieces = []
    for stretch in script:
        if stretch.kept:
            pieces.append(Change("=", "".join(stretch.old)))
        else:
            pieces.append(Change("-", "".join(stretch.old)))
            pieces.append(Change("+", "".join(stretch.new)))
    return tuple(piece for piece in pieces if piece.text)


def _replaced(found: Window) -> tuple[Change, ...]:
    """The whole paragraph, but for the number or the sentences that it begins with before and after."""
    old, new, old_spans, new_spans, _, _ = found
    lead = old[: _common(old, new)]
    kept = max(len(common_number(old, new)), *(lead.rfind(end) + 1 for end in SENTENCE_ENDS))
    if not (tokens.is_safe(old, old_spans, kept) and tokens.is_safe(new, new_spans, kept)):
        kept = 0
    pieces = Change("=", old[:kept]), Change("-", old[kept:]), Change("+", new[kept:])
    return tuple(piece for piece in pieces if piece.text)
