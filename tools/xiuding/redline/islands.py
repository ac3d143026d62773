"""Kept stretches that help nobody: islands between two edits, which go with them.

What stays between two edits is worth showing when a reader can rest on it.  How long it has to be
depends on the edits beside it and on how much of the paragraph was rewritten; whole sentences, cells
of a table, ends of paragraphs and the words of a gap stay in any case.
"""

from __future__ import annotations

from collections.abc import Sequence

from xiuding.gap import GAP
from xiuding.redline.labels import is_number
from xiuding.redline.model import BREAK
from xiuding.redline.passages import LEAST_SENTENCE, SENTENCE_ENDS
from xiuding.redline.script import Stretch
from xiuding.tokens.lexicon import lexicon

FUNCTION_WORDS = frozenset(lexicon("function_words"))

_MOSTLY_KEPT, _HALF_KEPT = 0.8, 0.5
"""Share of a paragraph that stays from which few words changed, and below which it was rewritten."""
_REWRITTEN = 9.0
"""How much longer than the edits beside it a kept stretch may be in a rewritten paragraph and still be
given up: islands of old words in new sentences help nobody."""
_PHRASE = 8
"""Kept characters between two replacements that say something by themselves, where not most is rewritten."""
_TINY = 2
"""Kept characters, or words that say nothing, which a reader takes in with the edits around them."""
_WORD = 5
"""Kept characters up to which words are counted and not characters; a longer term says something."""


def absorb(script: list[Stretch], share: float | None) -> list[Stretch]:
    """The same texts, with edits joined over islands: 教育和医疗 → 养老和托育 is one edit.

    `share` is how much of the paragraph stays, from 0 to 1; with None only words go that say nothing.
    """
    done: list[Stretch] = []
    for stretch in script:
        done.append(stretch)
        # An edit that has grown may make the stretch before it small, so look back each time.
        while len(done) >= 3 and not done[-1].kept:
            begins = len(done) == 3 and _is_number(done[0])
            first, island, last = done[-3:]
            # Behind a new number, no words are struck but those that changed.
            if not _is_island(first, island, last, None if begins else share):
                break
            del done[-3:]
            done.append(Stretch(False, first.old + island.old + last.old, first.new + island.new + last.new))
    return done


def _is_island(before: Stretch, kept: Stretch, after: Stretch, share: float | None) -> bool:
    text = "".join(kept.old)
    if GAP in text or "\t" in text:
        return False  # words that nobody knows; one cell of a table is read apart from the next
    if _is_break(before) or _is_break(after):
        return False  # a paragraph that was divided or joined is no change of its words
    if len(kept.old) <= _TINY and all(map(is_slight, kept.old)):
        return True
    if share is None or holds_sentence(before, text):
        return False
    pieces = sum(map(bool, (before.old, before.new, after.old, after.new)))
    if pieces == 2:
        # Two deletions would become a replacement, which is no easier to read.
        return _has_shifted(before, kept, after)
    rewritten = share < _HALF_KEPT
    # A pure insertion or deletion beside a replacement would no longer be seen as one.
    mixed = pieces == 3 and not rewritten
    if mixed and (_is_marks(before) or _is_marks(after)):
        return False  # words are not struck because of a mark beside them
    if len(text) <= _WORD and len(kept.old) <= min(max(len(e.old), len(e.new)) for e in (before, after)):
        return True  # fewer words than on either side, as in diff-match-patch's semantic clean-up
    if not rewritten and _is_figure(before) and _is_figure(after):
        return False  # the reader looks for each of them
    longest = min(max(size(edit.old), size(edit.new)) for edit in (before, after))
    if rewritten:
        most = _REWRITTEN * longest
    elif mixed or share >= _MOSTLY_KEPT:
        most = longest
    else:
        most = max(longest, min(2 * longest, _PHRASE))
    return len(text) <= max(_TINY, most)


def size(tokens: Sequence[str]) -> int:
    """The characters of some tokens."""
    return len("".join(tokens))


def holds_sentence(before: Stretch, kept: str) -> bool:
    """Whether the text kept behind an edit holds a whole sentence.

    That is worth showing however much around it changed.
    """
    if len(kept) <= LEAST_SENTENCE:
        return False
    start = 0 if all(not side or side[-1] in SENTENCE_ENDS for side in (before.old, before.new)) else None
    for at, character in enumerate(kept):
        if character in SENTENCE_ENDS:
            if start is not None and at - start >= LEAST_SENTENCE:
                return True
            start = at + 1
    return False


def is_slight(token: str) -> bool:
    """Whether a token says nothing alone: a function word or a punctuation mark.

    >>> [is_slight(token) for token in ("和", "，", "服务")]
    [True, True, False]
    """
    return token in FUNCTION_WORDS or (len(token) == 1 and not token.isalnum())


def _is_break(edit: Stretch) -> bool:
    return edit.old + edit.new == [BREAK]


def _is_marks(edit: Stretch) -> bool:
    """Whether nothing but punctuation changed."""
    return not any(map(str.isalnum, "".join(edit.old + edit.new)))


def _is_figure(edit: Stretch) -> bool:
    """Whether one number became another, e.g. 73支 → 75支."""
    return len(edit.old) == len(edit.new) == 1 and edit.old[0][0].isnumeric() and edit.new[0][0].isnumeric()


def _has_shifted(before: Stretch, kept: Stretch, after: Stretch) -> bool:
    """Whether a figure has what was struck on one side and what was inserted on the other.

    It has another meaning then: 一千元以上五千元以下 → 五千元以上二万元以下.
    """
    return bool(before.old) != bool(after.old) and len(kept.old) == 1 and kept.old[0][0].isnumeric()


def _is_number(edit: Stretch) -> bool:
    """Whether a unit got another number, e.g. 第三条 → 第四条."""
    return len(edit.old) == len(edit.new) == 1 and is_number(edit.old[0]) and is_number(edit.new[0])
