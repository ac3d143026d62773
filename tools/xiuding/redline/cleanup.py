"""An edit script made readable: no islands, edits at the seams of sentences, rewritten parts whole.

All of it moves whole tokens and is judged in characters, which is what a reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xiuding.gap import GAP
from xiuding.redline.labels import is_number
from xiuding.redline.model import BREAK
from xiuding.redline.passages import LEAST_SENTENCE, SENTENCE_ENDS
from xiuding.redline.quotes import MARKS, pair_quotes
from xiuding.redline.script import Stretch
from xiuding.tokens.lexicon import lexicon

FUNCTION_WORDS = frozenset(lexicon("function_words"))
_OPENING = "“‘「『《〈（(【〔"
_CLOSING = "”’」』》〉）)】〕"
_REWRITTEN = 9.0
_TOLERANCE = ((0.8, 1.0), (0.5, 2.0), (0.0, _REWRITTEN))
"""From which kept share of a paragraph on, how much longer than the edits beside it a kept stretch
may be and still be given up.  One word changed: only what is shorter than the changes around it;
most rewritten: all but long stretches, for islands of old words in new sentences help nobody.
"""

_PHRASE = 8
"""Kept characters that say something by themselves, where not most is rewritten."""
_TINY = 2
"""Kept characters, or words that say nothing, which a reader takes in with the edits around them."""
_WORD = 5
"""Kept characters up to which words are counted and not characters; a longer term says something."""
_REPLACEMENT = 2
"""Pieces of a replacement: what was and what is."""
_LITTLE = 0.25
"""Share of a paragraph below which what stays is not worth showing."""


def clean(script: list[Stretch], head: str = "", tail: str = "", *, gentle: bool = False) -> list[Stretch]:
    """The same texts with an edit script that reads better, e.g. 甲和乙 → 丙和丁 as one edit.

    `head` and `tail` are the equal texts around the script, in the same paragraph; the script that
    comes back has them.  A `gentle` hand takes away nothing but islands.
    """
    kept, old, new = _sizes(script)
    outside = len(head) + len(tail)
    share = (kept + outside) / ((max(old, new) + outside) or 1)
    tolerance = None if gentle else next(factor for least, factor in _TOLERANCE if share >= least)
    script = _slide(_absorb(_slide(script), tolerance))
    script = _within(head, script, tail)
    while (paired := pair_quotes(script)) is not script:
        script = _absorb(paired, tolerance)
    return script


def _within(head: str, script: list[Stretch], tail: str) -> list[Stretch]:
    """The script of a whole paragraph, from that of the part that was cut into words."""
    before, after = _single(head), _single(tail)
    if script[0].kept:
        before, script = before + script[0].old, script[1:]
    if script and script[-1].kept:
        after, script = script[-1].old + after, script[:-1]
    if before:
        script = [Stretch(True, before, before[:]), *script]
    return [*script, Stretch(True, after, after[:])] if after else script


def _single(text: str) -> list[str]:
    """Text that was not cut into words: one token, unless an edit could reach into it."""
    if MARKS.isdisjoint(text):
        return [text] if text else []
    return list(text)


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
    edges = [Stretch(False), *script]
    return not any(stretch.kept and _holds_sentence(before, stretch) for before, stretch in pairwise(edges))


def _sizes(script: Sequence[Stretch]) -> tuple[int, int, int]:
    """The characters that stay, and those of both sides."""
    kept = old = new = 0
    for stretch in script:
        if stretch.kept:
            kept += _size(stretch.old)
        else:
            old += _size(stretch.old)
            new += _size(stretch.new)
    return kept, kept + old, kept + new


def _size(tokens: Sequence[str]) -> int:
    return len("".join(tokens))


def _absorb(script: list[Stretch], tolerance: float | None) -> list[Stretch]:
    """Join edits over a kept stretch that is an island or small beside both of them."""
    done: list[Stretch] = []
    for stretch in script:
        done.append(stretch)
        # An edit that has grown may make the stretch before it small, so look back each time.
        while len(done) >= 3 and not done[-1].kept:
            begins = len(done) == 3 and _is_number(done[0])
            first, island, last = done[-3:]
            # Behind a new number, no words are struck but those that changed.
            if not _vanishes(first, island, last, None if begins else tolerance):
                break
            del done[-3:]
            done.append(Stretch(False, first.old + island.old + last.old, first.new + island.new + last.new))
    return done


def _vanishes(before: Stretch, island: Stretch, after: Stretch, tolerance: float | None) -> bool:
    if GAP in "".join(island.old):
        return False  # words that nobody knows are never part of a change
    if "\t" in island.old:
        return False  # one cell of a table is read apart from the next
    if _is_break(before) or _is_break(after):
        return False  # a paragraph that was divided or joined is no change of its words
    if len(island.old) <= _TINY and all(map(is_slight, island.old)):
        return True
    if tolerance is None:
        return False
    if sum(map(bool, (before.old, before.new, after.old, after.new))) == _REPLACEMENT:
        return False  # two deletions would become a replacement, which is no easier to read
    if _holds_sentence(before, island):
        return False
    if _size(island.old) <= _WORD and len(island.old) <= min(
        max(len(edit.old), len(edit.new)) for edit in (before, after)
    ):
        return True  # fewer words than on either side, as in diff-match-patch's semantic clean-up
    if tolerance < _REWRITTEN and _is_figure(before) and _is_figure(after):
        return False  # the reader looks for each of them
    longest = min(max(_size(edit.old), _size(edit.new)) for edit in (before, after))
    most = tolerance * longest
    if tolerance < _REWRITTEN:
        most = max(longest, min(most, _PHRASE))
    return _size(island.old) <= max(_TINY, most)


def _is_break(edit: Stretch) -> bool:
    return edit.old + edit.new == [BREAK]


def _is_figure(edit: Stretch) -> bool:
    """Whether one number became another, e.g. 73支 → 75支."""
    return len(edit.old) == len(edit.new) == 1 and edit.old[0][0].isnumeric() and edit.new[0][0].isnumeric()


def _is_number(edit: Stretch) -> bool:
    """Whether a unit got another number, e.g. 第三条 → 第四条."""
    return len(edit.old) == len(edit.new) == 1 and is_number(edit.old[0]) and is_number(edit.new[0])


def _holds_sentence(before: Stretch, island: Stretch) -> bool:
    """Whether a whole sentence stayed, which is worth showing however much around it changed."""
    text = "".join(island.old)
    if len(text) <= LEAST_SENTENCE:
        return False
    start = 0 if all(not side or side[-1] in SENTENCE_ENDS for side in (before.old, before.new)) else None
    for at, character in enumerate(text):
        if character in SENTENCE_ENDS:
            if start is not None and at - start >= LEAST_SENTENCE:
                return True
            start = at + 1
    return False


def is_slight(token: str) -> bool:
    """Whether a token says nothing alone: a function word or a punctuation mark."""
    return token in FUNCTION_WORDS or (len(token) == 1 and not token.isalnum())


def _slide(script: list[Stretch]) -> list[Stretch]:
    """Move pure insertions and deletions to the best of their equivalent places.

    甲、[乙、]丙 and 甲[、乙]、丙 are the same edit; the first follows the seams of the text.
    """
    if not any(_slides(script, at) for at in range(len(script))):
        return script
    done: list[Stretch] = []
    rest = script[::-1]
    while rest:
        edit = rest.pop()
        if not edit.kept and not (edit.old and edit.new):
            # What was between two edits may have slid away; then they stand side by side.
            before = done.pop().old if done and done[-1].kept else []
            after = rest.pop().old if rest and rest[-1].kept else []
            before, tokens, after = _best_place(before, edit.old or edit.new, after)
            _append(done, Stretch(True, before, before[:]))
            edit = Stretch(False, tokens, []) if edit.old else Stretch(False, [], tokens)
            rest.append(Stretch(True, after, after[:]))
        _append(done, edit)
    return done


def _slides(script: Sequence[Stretch], at: int) -> bool:
    """Whether the stretch is a pure insertion or deletion that could stand elsewhere."""
    edit = script[at]
    if edit.kept or (edit.old and edit.new):
        return False
    tokens = edit.old or edit.new
    return (at > 0 and script[at - 1].old[-1] == tokens[-1]) or (
        at + 1 < len(script) and script[at + 1].old[0] == tokens[0]
    )


def _append(script: list[Stretch], stretch: Stretch) -> None:
    """Add a stretch, joined to the last one where it is of the same kind."""
    if script and script[-1].kept == stretch.kept:
        script[-1].old += stretch.old
        script[-1].new += stretch.new
    elif stretch.old or stretch.new:
        script.append(stretch)


_Place = tuple[list[str], list[str], list[str]]


def _best_place(before: list[str], edit: list[str], after: list[str]) -> _Place:
    """What stays, is edited and stays, with the edit moved by at most its own length."""
    best = (before, edit, after)
    if before[-1:] != edit[-1:] and after[:1] != edit[:1]:
        return best
    most = _fit(*best)
    for leftwards in (True, False):
        head, middle, tail = before[:], edit[:], after[:]
        for _ in edit:
            if leftwards and head and head[-1] == middle[-1]:
                tail.insert(0, middle.pop())
                middle.insert(0, head.pop())
            elif not leftwards and tail and tail[0] == middle[0]:
                head.append(middle.pop(0))
                middle.append(tail.pop(0))
            else:
                break
            if (fit := _fit(head, middle, tail)) > most:
                best, most = (head[:], middle[:], tail[:]), fit
    return best


def _fit(before: Sequence[str], edit: Sequence[str], after: Sequence[str]) -> int:
    left = _seam(before[-1] if before else "", edit[0])
    right = _seam(edit[-1], after[0] if after else "")
    return left + right + 2 * _balanced(edit)


def _seam(before: str, after: str) -> int:
    """How well the text divides between two tokens."""
    if not before or not after:
        return 6
    for score, marks in ((6, "。！？；\n"), (5, "，："), (4, "、"), (3, _CLOSING)):
        if before[-1] in marks:
            return score
    if after[0] in _OPENING:
        return 3
    return 0 if before[-1].isalnum() and after[0].isalnum() else 1


def _balanced(tokens: Sequence[str]) -> bool:
    depth = 0
    for character in "".join(tokens):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
