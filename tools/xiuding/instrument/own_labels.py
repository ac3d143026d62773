"""New text that prints the number of the unit it is for without the space or the form that the text has.

第一条修改为：“第一条新甲。”, “【第一条】新甲。”; 第一项修改为：“第（一）项新子；”, “㈠新子；”.
A text that begins with its own number and goes on as a reference does (第一条规定的……) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xiuding.address import Address, Unit, label
from xiuding.instrument.model import Edit, InsertNode, Passage, Renumber, ReplaceNode

_REFERS = "(?![的规所第至和及或、，。；之款项中])"
#: ㈠ is （一）, up to ten.
_FIRST_IN_BRACKETS, _MOST_IN_BRACKETS = 0x3220, 10


def set_off(edits: Sequence[Edit]) -> list[Edit]:
    """The edits, each new text with its own number as the text prints it: 第一条　新甲。"""
    return [_with_label(e, edits) if isinstance(e, ReplaceNode | InsertNode) else e for e in edits]


def _with_label(edit: ReplaceNode | InsertNode, edits: Iterable[Edit]) -> Edit:
    new = edit.new
    if new is None or not new.text:
        return edit
    given = [e.to for e in edits if isinstance(e, Renumber) and e.place == edit.place]
    own = [*edit.numbers, *given, *([edit.place.address] if isinstance(edit, ReplaceNode) else [])]
    lines = list(new.text)
    for address in own:
        pattern, printed = _forms(address, alone=len(lines) == 1)
        lines = [re.sub(pattern, printed, line) if pattern else line for line in lines]
    return edit if tuple(lines) == new.text else replace(edit, new=Passage(new.raw, tuple(lines)))


def _forms(address: Address, *, alone: bool) -> tuple[str, str]:
    """How the number of a unit may stand at the beginning of its text, and how it does."""
    unit, number = (address.last.unit, address.last.number) if address else (Unit.DOCUMENT, None)
    if number is None or number.number < 1:
        return "", ""
    match unit:
        case Unit.ARTICLE:
            own = label(unit, number)
            return rf"^(?:【{own}】[：:]?|{own}(?:[：:]|(?=[^\s【])){_REFERS})", f"{own}　"
        case Unit.PARAGRAPH:
            return rf"^第{number}款[\s：:]*{_REFERS}", ""
        case Unit.ITEM:
            small, n = number.number <= _MOST_IN_BRACKETS, number.number
            bracketed = chr(_FIRST_IN_BRACKETS + n - 1) if small else f"（{n}）"
            own = rf"第（?{number}）?项[\s：:]*{_REFERS}|{bracketed}\s*"
            return rf"^(?:{own}|（{n}）|{n}[.．、]|{number}、)" if alone else rf"^(?:{own})", f"（{number}）"
    return "", ""
