"""The numbers that Word computes for paragraphs (第一条, （一）, 1.), which the text of a docx lacks."""

from __future__ import annotations

from typing import Any

from xiuding.numerals import to_chinese
from xiuding.readers.docx_markup import W

_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
    )
)
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Numbering:
    """Counts the numbered paragraphs of a document in reading order.

    `unknown` collects the number formats that are not reproduced.  What this does not do: lists that
    take their levels from a list style.
    """

    def __init__(self, root: Any | None) -> None:
        self.unknown: set[str] = set()
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root)

    def label(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of the list, e.g. ``第三条`` or ``（一）``, or nothing."""
        levels = self._levels.get(self._lists.get(number_id, ""), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number_id], {})
        override = self._overrides.pop((number_id, level), None)
        if override is not None:
            counts[level] = override - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [each for each in counts if each > level and level < _restarts(levels.get(each), each)]:
            del counts[deeper]
        if _value(levels[level], "numFmt", "decimal") == "bullet":
            return ""
        text: str = _value(levels[level], "lvlText", "")
        legal = levels[level].find(f"{W}isLgl") is not None
        for place in range(9):
            if f"%{place + 1}" in text:
                shape = "decimal" if legal else _value(levels.get(place), "numFmt", "decimal")
                number = counts.get(place, _start(levels.get(place)))
                text = text.replace(f"%{place + 1}", self._format(number, shape))
        return text

    def _load(self, root: Any) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {_number(each.get(f"{W}ilvl")): each for each in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for instance in root.iter(f"{W}num"):
            number_id = instance.get(f"{W}numId", "")
            self._lists[number_id] = _value(instance, "abstractNumId", "")
            for override in instance.iter(f"{W}lvlOverride"):
                start = _value(override, "startOverride", "")
                if start:
                    self._overrides[number_id, _number(override.get(f"{W}ilvl"))] = _number(start)

    def _format(self, number: int, shape: str) -> str:
        if shape in _CHINESE and 0 < number < 10000:
            return to_chinese(number)
        if shape == "decimalEnclosedCircle" and 0 < number <= 20:
            return chr(0x245F + number)
        if shape in ("lowerLetter", "upperLetter") and 0 < number <= 26:
            return chr((ord("a") if shape[0] == "l" else ord("A")) + number - 1)
        if shape in ("lowerRoman", "upperRoman") and 0 < number < 4000:
            return _roman(number).lower() if shape[0] == "l" else _roman(number)
        if shape not in ("decimal", "none"):
            self.unknown.add(shape)
        return "" if shape == "none" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _value(element: Any | None, child: str, default: str) -> str:
    found = element.find(f"{W}{child}") if element is not None else None
    value: str = found.get(f"{W}val", default) if found is not None else default
    return value


def _restarts(level: Any | None, place: int) -> int:
    """Of how many outermost levels each paragraph makes a level begin anew: all above it, or as it says.

    Articles that are counted through all chapters say 0.
    """
    return _number(_value(level, "lvlRestart", str(place)))


def _start(level: Any | None) -> int:
    return _number(_value(level, "start", "1"))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
