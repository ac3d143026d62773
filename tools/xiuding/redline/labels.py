"""The numbers of units in a text, set aside so that renumbering alone is seen as such."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMERAL = "[〇零○一二三四五六七八九十百千两]+"
# 第三条之一, 第（二）项, （一）; the leading class lets the engine skip quickly to where a label can begin.
_LABEL = re.compile(
    rf"[第（(](?:(?<=第)(?:{_NUMERAL}|[0-9]+|[（(](?:{_NUMERAL}|[0-9]+)[）)])((?:分编|[编章节条款项目段]))"
    rf"(?:之{_NUMERAL})?|(?<=[（(])(?:{_NUMERAL}|[0-9]+)[）)])"
)
_LISTED = re.compile(rf"\s*(?:{_NUMERAL}、|[0-9]+[.．、](?![0-9]))")

_NUMBERED = re.compile(
    rf"\s*(?:第(?:{_NUMERAL}|[0-9]+)(?:分编|[编章节条款项目段])(?:之{_NUMERAL})?(?:\s+|$)"
    rf"|[（(](?:{_NUMERAL}|[0-9]+)[）)]\s*|(?:{_NUMERAL}|[0-9]+)、\s*)"
)

_DIVISIONS = "编章节"
_NEUTRAL_LABEL = re.compile(r"\s*(?:第#(?:分编|[编章节条款项目段])|（#）)")


@lru_cache(maxsize=1 << 15)
def neutral(text: str) -> str:
    """`text` with a blank for each number of a unit: ``第三条　依照第二款`` → ``第#条　依照第#款``."""
    if listed := _LISTED.match(text):
        text = f"（#）{text[listed.end() :]}"
    return _LABEL.sub(lambda match: f"第#{match.group(1)}" if match.group(1) else "（#）", text)


def label(text: str) -> str:
    """What a neutral text is labelled as: ``第#条`` of ``第#条　依照第#款``, nothing of running text."""
    found = _NEUTRAL_LABEL.match(text)
    return found[0] if found else ""


def may_be_one(old: str, new: str) -> bool:
    """Whether two neutral texts may be one unit, changed: no article becomes the heading of a chapter."""
    labels = label(old), label(new)
    return not all(labels) or len({each[-1] in _DIVISIONS for each in labels}) == 1


def is_number(token: str) -> bool:
    """Whether a token is the number of a unit and nothing else: 第三条, 第（二）项, （一）."""
    return (_LABEL.fullmatch(token) or _LISTED.fullmatch(token)) is not None


def starting_number(text: str) -> str:
    """The number that a paragraph begins with, as 第三条　 or （一）; empty where there is none."""
    found = _NUMBERED.match(text)
    return found[0] if found else ""


def common_number(old: str, new: str) -> str:
    """The number that two paragraphs both begin with, as 第三条　 or （一）; empty where there is none."""
    number = starting_number(old)
    return number if new.startswith(number) else ""


def renumbered(old: str, new: str) -> bool:
    """Whether two paragraphs differ in numbers of units and in nothing else."""
    return old != new and neutral(old) == neutral(new)
