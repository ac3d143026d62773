"""The edits of an article in the words of a clause: 将第三条第一款中的“甲”修改为“乙”；删去第二款。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xiuding.amend.within import Edit, Whole, Words
from xiuding.numerals import to_chinese

_LOWER = str.maketrans("“”", "‘’")


def lowered(text: str) -> str:
    """A text as it stands in a quotation: “三农” as ‘三农’."""
    return text.translate(_LOWER)


def order(head: str, lines: Sequence[str]) -> list[str]:
    """A quotation the way statutes quote, behind its `head`: “ at each paragraph, ” at the end."""
    *others, last = map(lowered, lines)
    quoted = [*(f"“{line}" for line in others), f"“{last}”"]
    return [head + quoted[0], *quoted[1:]]


def amended(article: str, moved: str, edits: Iterable[Edit]) -> list[str]:
    """The paragraphs of the clause that amends an article, which is `moved` to another number or not.

    ``amended("第三条", "", [Words("第一款", "甲", "乙")])`` is ``["将第三条第一款中的“甲”修改为“乙”。"]``.
    """
    lines: list[str] = []
    sentence = f"将{article}改为{moved}" if moved else ""
    subject = "" if moved else article
    last: str | None = None
    for edit in edits:
        if isinstance(edit, Whole):
            if last is not None:
                lines.append(f"{sentence}。")
                sentence = ""
            head = f"{sentence}，" if sentence else ""
            lines += order(head + _in_full(subject, edit), edit.lines)
            sentence, last = "", None
        else:
            phrase = _words(subject, edit, last) if isinstance(edit, Words) else f"删去{subject}{edit.place}"
            mark = "，" if last in (None, edit.place) else "；"
            sentence = f"{sentence}{mark}{phrase}" if sentence else phrase
            last = edit.place
        subject = ""
    return [*lines, f"{sentence}。"] if sentence else lines


def everywhere(places: Sequence[str], old: str, new: str) -> list[str]:
    """The clause for one change of words in several articles: 将第三条、第五条中的“甲”修改为“乙”。"""
    return [f"{_words('、'.join(places), Words('', old, new), None)}。"]


def _words(subject: str, edit: Words, last: str | None) -> str:
    """A change of words; the place is not said again where the phrase before has the same."""
    where = "" if last == edit.place else subject + edit.place
    old, new, anchor = (lowered(text) for text in (edit.old, edit.new, edit.anchor))
    if not old:
        return f"在{where}“{anchor}”后增加“{new}”"
    within = f"{where}中的" if where else ""
    if not new:
        return f"删去{within}“{old}”"
    return f"{'将' if subject else ''}{within}“{old}”修改为“{new}”"


def _in_full(subject: str, edit: Whole) -> str:
    if not edit.numbers:
        moved = f"改为{edit.moved}，" if edit.moved else ""
        return f"{'将' if subject else ''}{subject}{edit.place}{moved}修改为："
    count = "两" if len(edit.numbers) == len("两款") else to_chinese(len(edit.numbers))
    to = "作为" if len(edit.numbers) == 1 else "分别作为"
    return f"{subject}{edit.place}增加{count}{edit.unit}，{to}{'、'.join(edit.numbers)}："
