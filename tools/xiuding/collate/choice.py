"""Which reading is chosen at a variant, and why.

The first of these reasons that decides; none of them knows what the text is about:

1. a witness that shows an image where others have text has nothing to read there;
2. a sign that text recognition is known to misread gives way to the one it is misread for;
3. more witnesses read so than otherwise;
4. of two readings of which one contains the other, the longer: copying loses more than it adds;
5. otherwise the witness named first is followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xiuding.language import say

_MISREAD = {"十": "+", "曰": "日", "巳": "已", "O": "0", "o": "0", "l": "1", "I": "1"}
"""What text recognition writes, and what it then stood before: never the other way round."""


def choose(raw: Sequence[str], images: Sequence[bool]) -> tuple[int, str]:
    """The number of the chosen reading and why, e.g. 1 of ``["养老十行业", "养老+行业"]``."""
    if any(images) and not all(images):
        best = next(at for at, is_image in enumerate(images) if not is_image)
        if raw[best]:
            return best, say("the text; another witness shows an image here", "取文字；另有版本此处为图片")
    for at, reading in enumerate(raw):
        for other in raw:
            if reading != other and reading == _reread(other, reading):
                wrong, right = next(pair for pair in zip(other, reading, strict=True) if pair[0] != pair[1])
                return at, say(
                    f"text recognition is known to misread {right} as {wrong}",
                    f"“{wrong}”是文字识别对“{right}”的常见误认",
                )
    votes = Counter(raw).most_common()
    if len(votes) == 1 or votes[0][1] > votes[1][1]:
        return raw.index(votes[0][0]), say("most witnesses read so", "多数版本如此")
    longest = max(raw, key=len)
    if len(set(raw)) == 2 and all(_contains(longest, each) for each in raw):
        return raw.index(longest), say(
            "the fuller text: copying loses words more often than it adds them",
            "取较完整的文字：传抄脱字多于衍字",
        )
    return 0, say("nothing decides; the first witness is followed", "无从判断，从首列版本")


def _reread(reading: str, like: str) -> str:
    """The reading with the signs corrected in which it differs from the other by a known confusion."""
    if len(reading) != len(like):
        return reading
    return "".join(
        right if _MISREAD.get(wrong) == right else wrong for wrong, right in zip(reading, like, strict=True)
    )


def _contains(longer: str, shorter: str) -> bool:
    """Whether the shorter reading is the longer one with one stretch left out."""
    head = next(
        (at for at, (one, two) in enumerate(zip(longer, shorter, strict=False)) if one != two), len(shorter)
    )
    return longer.endswith(shorter[head:])
