"""What the elements of a Word document's XML mean, one at a time."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def chosen(alternatives: Any) -> Any:
    """Of several forms of the same content the first, which is that of the newer program."""
    choice = alternatives.find(f"{MC}Choice")
    return choice if choice is not None else alternatives


def is_on(switch: Any | None) -> bool:
    """Whether a property is there, and not there to be switched off."""
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


def symbol(element: Any) -> str:
    """The character of a symbol; those of fonts of their own are private characters."""
    code = element.get(f"{W}char", "")
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else 0
    return chr(number) if number > 0x9F and not 0xD800 <= number < 0xE000 else ""


def codes(body: Any) -> frozenset[Any]:
    """Texts within the code of a field, which nobody sees: the condition of {IF {…} = 1 "甲" "乙"}.

    Where a field that begins does not end, nothing can be told, and all text counts.
    """
    found = set()
    coding: list[bool] = []
    for each in body.iter(f"{W}fldChar", f"{W}t"):
        kind = each.get(f"{W}fldCharType")
        if each.tag == f"{W}t":
            if any(coding):
                found.add(each)
        elif kind == "begin":
            coding.append(True)
        elif not coding:
            return frozenset()
        elif kind == "separate":
            coding[-1] = False
        elif kind == "end":
            coding.pop()
    return frozenset(found if not coding else ())


def plain(element: Any) -> str:
    """All text under an element, deleted text included."""
    return "".join(each.text or "" for each in element.iter(f"{W}t", f"{W}delText"))
