"""An edit script made readable: no islands, edits at the seams of sentences, rewritten parts whole.

All of it moves whole tokens and is judged in characters, which is what a reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xiuding.gap import GAP
from xiuding.redline.islands import absorb, holds_sentence, size
from xiuding.redline.quotes import has_marks, pair_quotes
from xiuding.redline.script import Stretch
from xiuding.redline.sliding import slide

_LITTLE = 0.25
"""Share of a paragraph below which what stays is not worth showing."""
_REPLACEMENT = 2
"""Pieces of a replacement: what was and what is."""


def clean(script: list[Stretch], head: str = "", tail: str = "", *, gentle: bool = False) -> list[Stretch]:
    """The same texts with an edit script that reads better, e.g. 甲和乙 → 丙和丁 as one edit.

    `head` and `tail` are the equal texts around the script, in the same paragraph; the script that
    comes back has them.  A `gentle` hand takes away nothing but islands.
    """
    share = None if gentle else _share(script, len(head) + len(tail))
    script = slide(absorb(slide(script), share))
    # A quotation that begins or ends around the script may be struck with it, so that is taken apart.
    apart = list if has_marks(script) else _whole
    script = _within(apart(head), script, apart(tail))
    while (paired := pair_quotes(script)) is not script:
        script = absorb(paired, share)
    return script


def _whole(text: str) -> list[str]:
    return [text] if text else []


def _share(script: Sequence[Stretch], outside: int) -> float:
    """How much of the longer text stays, with so many equal characters around the script."""
    kept, old, new = _sizes(script)
    return (kept + outside) / ((max(old, new) + outside) or 1)


def _within(head: list[str], script: list[Stretch], tail: list[str]) -> list[Stretch]:
    """The script of a whole paragraph, from that of the part that was cut into words."""
    if script[0].kept:
        head, script = head + script[0].old, script[1:]
    if script and script[-1].kept:
        tail, script = script[-1].old + tail, script[:-1]
    before, after = (Stretch(True, text, text[:]) for text in (head, tail))
    return [*([before] if head else []), *script, *([after] if tail else [])]


def is_rewritten(script: list[Stretch]) -> bool:
    """Whether so little stayed that old and new are better read one after the other.

    A whole sentence that stayed is worth showing in any case, and so is a passage that only got
    shorter or longer.
    """
    kept, old, new = _sizes(script)
    if not 0 < 2 * kept < _LITTLE * (old + new):
        return False
    if sum(bool(side) for s in script if not s.kept for side in (s.old, s.new)) < _REPLACEMENT:
        return False
    if any(GAP in "".join(side) for stretch in script for side in (stretch.old, stretch.new)):
        return False  # nobody knows how much that is
    edges = pairwise([Stretch(False), *script])
    return not any(each.kept and holds_sentence(before, "".join(each.old)) for before, each in edges)


def _sizes(script: Sequence[Stretch]) -> tuple[int, int, int]:
    """The characters that stay, and those of both sides."""
    kept = old = new = 0
    for stretch in script:
        if stretch.kept:
            kept += size(stretch.old)
        else:
            old += size(stretch.old)
            new += size(stretch.new)
    return kept, kept + old, kept + new
