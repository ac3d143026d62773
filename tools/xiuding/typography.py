"""One typographic norm for every source, with offsets back to it.

The norm is what official Chinese typesetting does.  In a paragraph with Chinese in it:

* brackets are full-width where Chinese stands beside them or within, and , ; : ! ? where it stands beside
  them; decimal points, thousands (1,000), times (8:30) and runs of Latin are left alone; a full stop is
  ``。`` only between Chinese, or between Chinese and the end;
* ASCII quotation marks become “ ” and ‘ ’, opening and closing in turn;
* the year of a document number stands in 〔 〕: ``[2022]62号`` becomes ``〔2022〕62号``;
* full-width letters, digits and ％ ． ＋ － ／ ＝ ＜ ＞ are half-width;
* there is no white space beside Chinese, but for one space between the label of a unit and its title
  (第一节 发展基础, 第一条 为了……, 表1 “十四五”……), where the source has any;
* other white space is one space; zero-width spaces and soft hyphens are gone.

What it does not do: characters are never changed for their variants (帐, 账), nor dashes, middle dots,
book-title marks, or curly quotation marks that face the wrong way; where the source has no space after a
label, none is put there.  A text without Chinese keeps its punctuation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CHINESE = re.compile(f"[{_HAN}，。、；：！？（）《》〈〉“”‘’【】〔〕「」『』…—·]")
_IS_HAN = re.compile(f"[{_HAN}]")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_STOPS = frozenset(",;:!?.，；：！？。")
_PUNCTUATION = _STOPS | frozenset("()（）、《》〈〉“”‘’【】〔〕「」『』\"'")
_HALF = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()},
    **dict(zip("％．＋－／＝＜＞", "%.+-/=<>", strict=True)),
}
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")
_SPACES = re.compile(r"\s+")
_NUMERAL = "[零〇一二三四五六七八九十百千0-9]+"
_LABEL = re.compile(
    rf"(?:^|[ “‘《（(。；：，、”’》])"
    rf"(?:第{_NUMERAL}(?:分?编|[章节条])(?:之{_NUMERAL})?|(?:专栏|附?[表图]|附件){_NUMERAL}|附件)$"
)
_LONGEST_LABEL = 24
_NUMBER_SIGN = re.compile(r"[\[［]((?:19|20)\d{2})[\]］](?=\s*第?\s*\d+\s*号)")
_QUOTES = {'"': "“”", "'": "‘’"}


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in the norm; character `i` of it comes from ``offsets[i]`` of the source.

    `offsets` has one entry more than the text, the end of the source, and never falls.
    """

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of ``text[start:end]``."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def place_of(self, offset: int) -> int:
        """The place in the text of an offset into the source."""
        return max(0, bisect_right(self.offsets, offset, hi=len(self.text)) - 1)


def normalise(text: str) -> Normalised:
    """A paragraph in the norm, e.g. ``normalise("病床 16.2 万张, 床(位)").text == "病床16.2万张，床（位）"``.

    Idempotent.  Quotation marks are paired within the text, so it should be one paragraph.
    """
    kept = [(character, at) for at, character in enumerate(text) if character not in _INVISIBLE]
    characters = [_HALF.get(character, character) for character, _ in kept]
    places = [at for _, at in kept]
    if _IS_HAN.search(text):
        _number_signs(characters)
        _quotation_marks(characters)
        _brackets(characters)
        _stops(characters)
    pairs = list(_spaced(characters, places))
    return Normalised("".join(character for character, _ in pairs), (*(at for _, at in pairs), len(text)))


def same(one: str, other: str) -> bool:
    """Whether two texts differ in typography at most: the norm and white space aside, they are equal."""
    return _SPACES.sub("", normalise(one).text) == _SPACES.sub("", normalise(other).text)


def _number_signs(characters: list[str]) -> None:
    for found in _NUMBER_SIGN.finditer("".join(characters)):
        characters[found.start()], characters[found.end() - 1] = "〔", "〕"


def _quotation_marks(characters: list[str]) -> None:
    """ASCII quotation marks open and close in turn; one within a Latin word is an apostrophe."""
    is_open = {'"': False, "'": False}
    for at, character in enumerate(characters):
        if character not in is_open:
            continue
        beside = characters[max(0, at - 1) : at] + characters[at + 1 : at + 2]
        if (
            character == "'"
            and len(beside) == 2
            and all(each.isascii() and each.isalnum() for each in beside)
        ):
            continue
        characters[at] = _QUOTES[character][is_open[character]]
        is_open[character] = not is_open[character]


def _brackets(characters: list[str]) -> None:
    """Brackets are judged as a pair, by the words beside and within them, whatever marks intervene."""
    before = list(_nearest(characters, _PUNCTUATION))
    after = list(_nearest(characters[::-1], _PUNCTUATION))[::-1]
    stack: list[int] = []
    for at, character in enumerate(characters):
        if character in "(（":
            stack.append(at)
        elif character in ")）":
            pair = (stack.pop(), at) if stack else (at,)
            if any(characters[each] in "（）" or _chinese(before[each], after[each]) for each in pair):
                characters[at] = "）"
                if len(pair) == 2:
                    characters[pair[0]] = "（"
    for at in stack:
        if _chinese(before[at], after[at]):
            characters[at] = "（"


def _stops(characters: list[str]) -> None:
    """Commas and the like are judged by what stands beside them, whatever stops intervene."""
    before = list(_nearest(characters, _STOPS))
    after = list(_nearest(characters[::-1], _STOPS))[::-1]
    for at, character in enumerate(characters):
        if character in _FULL and _chinese(before[at], after[at]):
            characters[at] = _FULL[character]
    before = list(_nearest(characters, frozenset()))
    after = list(_nearest(characters[::-1], frozenset()))[::-1]
    for at, character in enumerate(characters):
        if character == "." and _IS_HAN.match(before[at]) and (not after[at] or _CHINESE.match(after[at])):
            characters[at] = "。"


def _nearest(characters: Sequence[str], skipped: frozenset[str]) -> Iterator[str]:
    """For every character, the nearest one before it that is neither white space nor skipped, or ""."""
    last = ""
    for character in characters:
        yield last
        if character not in skipped and not character.isspace():
            last = character


def _chinese(before: str, after: str) -> bool:
    return bool(_CHINESE.match(before) or _CHINESE.match(after))


def _spaced(characters: Sequence[str], places: Sequence[int]) -> Iterator[tuple[str, int]]:
    """White space gone beside Chinese and at the ends, one space elsewhere and after a label."""
    waiting: int | None = None
    tail = ""
    for character, at in zip(characters, places, strict=True):
        if character.isspace():
            waiting = at if waiting is None else waiting
            continue
        if waiting is not None and tail and (not _chinese(tail[-1], character) or _is_label(tail, character)):
            yield " ", waiting
            tail += " "
        waiting = None
        yield character, at
        tail = (tail + character)[-_LONGEST_LABEL:]


def _is_label(tail: str, title: str) -> bool:
    """Whether the label of a unit ends here, and what follows can begin its title."""
    begins = _IS_HAN.match(title) or title in "“‘《〈" or title.isalnum()
    return bool(begins) and _LABEL.search(tail) is not None
