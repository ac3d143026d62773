"""Tells the words of a phrase by their neighbours: which quotation is a heading, which 的 links places.

The lexicon knows what a word may be; what it is here, only the words beside it tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xiuding.instrument.place import passage
from xiuding.instrument.quotation import Masked
from xiuding.structure import heading

#: Terminals that open a place: a linking word before one of them links places (“…”部分“…”).
_PLACES = {"A", "POINT", "BELOW", "C", "L", "H", "P", "D", "X", "SAME", "SENTENCE"} | {
    "PREAMBLE", "NAME", "CONTENTS", "NOTE", "EVERYWHERE",
}  # fmt: skip
#: What follows words, or a document's name that is words: 第三条中的《甲法》修改为…
_CHANGED = {"INTO", "REMOVE", "_LIST"}
_TITLED = {"A", "C", "H", "P", "X", "SAME"}  # units that may have a title
_VERBS = {"INTO", "RESTATE", "ADD", "REMOVE", "_AS", "_SPLIT", "_REPEAL"}
_NEW_TEXT = {"INTO", "RESTATE", "_BEING", "_AS", "ADD"}  # what a quotation after these says is new
#: Adverbs that pair lists up.
PAIRING = ("分别", "依次", "顺次", "对应", "各")
#: Adverbs that mean every place where the words stand.
THROUGHOUT = ("一律", "统一", "均", "都", "全部")
#: Marks by their names: 第一款末尾的句号改为分号, and what such a name may stand behind.
_MARKS = {"句号": "。", "分号": "；", "逗号": "，", "顿号": "、", "冒号": "："}
_BEFORE_MARK = {"_IN", "PART", "INTO", "ADD", "REMOVE", "SIDE"}


class Token(NamedTuple):
    """A word of the stream: its terminal, its text and where it stands in the masked paragraph."""

    kind: str
    text: str
    start: int
    end: int


def in_context(found: Sequence[Token], masked: Masked) -> list[Token]:
    """The stream with the terminals that only the neighbours of a word tell."""
    told = _with_names(_with_headings(_with_marks(_joined(found), masked), masked))
    return _linked(told)


def _is_empty(token: Token, last: Token) -> bool:
    """Whether a word says nothing behind another: “甲”一词, “甲”一句, 第三条中在“甲”后, 第二条和原第三条."""
    match last.kind:
        case "Q":
            return token.kind == "_WORD" or token.text in ("一句", "一句话")
        case "_IN":
            return token.text in ("在", "于", "凡")
        case "_LIST":
            return token.text == "原"
    return False


def _joined(found: Sequence[Token]) -> list[Token]:
    """The stream without words that add nothing (均, 一词); 分别 stays with its verb."""
    out: list[Token] = []
    how = ""
    for i, token in enumerate(found):
        following = found[i + 1].kind if i + 1 < len(found) else ""
        if token.kind == "_HOW" and following in _VERBS | {"_HOW", "_TAKE"}:
            how += token.text if token.text in PAIRING + THROUGHOUT else ""
        elif (out and _is_empty(token, out[-1])) or (following == "PART" and token.text == "部分"):
            continue
        elif token.kind in _VERBS:
            out.append(token._replace(text=how + token.text))
            how = ""
        else:  # 统一将“甲”改为: the adverb is the verb's
            out.append(token)
    return out


def _with_marks(found: Sequence[Token], masked: Masked) -> list[Token]:
    """The stream in which marks that are named are quotations: 末尾的句号改为分号."""
    return [
        token._replace(kind="Q", text=masked.add(passage([_MARKS[token.text]])))
        if token.kind == "MARK" and before in _BEFORE_MARK
        else token
        for before, token in zip(["", *(t.kind for t in found)], found, strict=False)
    ]


def _with_headings(found: Sequence[Token], masked: Masked) -> list[Token]:
    """The stream in which a quoted heading that names a place is told from other quotations."""
    out: list[Token] = []
    names_place = True  # until the new text begins, or an article has been named
    for i, token in enumerate(found):
        kind = token.kind
        if kind in _NEW_TEXT or (kind == "A" and re.search("[条款]", token.text)):
            names_place = False
        if kind == "Q" and names_place and heading(masked.quote(token.text).line):
            kind = "H"  # 第一章“表1 指标”
        elif kind == "Q" and _is_cited(found, i, masked):
            continue
        elif kind == "Q" and _is_heading_of(found, i, masked):
            kind = "CALLED"
        out.append(token._replace(kind=kind))
    return out


def _with_names(found: Sequence[Token]) -> list[Token]:
    """The stream in which a name that is words is told from a document: 第三条中的《甲法》修改为《乙法》."""
    out: list[Token] = []
    for i, token in enumerate(found):
        last = out[-1].kind if out else ""
        following = found[i + 1].kind if i + 1 < len(found) else ""
        words = {"NAME": True, "INTO": not following, "_IN": following in _CHANGED}.get(last, False)
        named = token.kind == "D" and token.text.startswith("《") and words
        out.append(token._replace(kind="B") if named else token)
    return out


def _linked(found: Sequence[Token]) -> list[Token]:
    """The stream with the terminals that only the neighbours of a word tell."""
    out: list[Token] = []
    for i, token in enumerate(found):
        following, then = ([t.kind for t in found[i + 1 : i + 3]] + ["", ""])[:2]
        beside = token.kind == "SIDE" and following == "_IN" and then == "Q"
        out.append(token._replace(kind="BESIDE" if beside else _kind(token, out, following)))
    return out


def _kind(token: Token, before: Sequence[Token], following: str) -> str:
    """The terminal of a word between its neighbours."""
    kind, text, last = token.kind, token.text, before[-1].kind if before else ""
    if not before and (text in ("修改", "修改后") or kind == "_HOW"):
        return "_AMEND" if text == "修改" else "_LATER" if following else "_OPENING"
    if kind == "NAME" and (last in _TITLED or _is_titled(before)):
        return "PART"
    if kind == "PREAMBLE" and last in ("A", "L", "SAME"):  # 第二条第一款引言: what stands before its items
        return "PART"
    if text in ("的名称", "的标题") and last == "D":
        return "NAME"
    if kind == "_TAKE" and text in ("原", "在", "于") and last in _PLACES:  # 第三条在“甲”后
        return "OF" if following in _PLACES else "_IN"
    if kind == "_STATING" and following in _VERBS:
        return "MATTER"
    if text in ("部分", "部分的") and following not in _PLACES | {"Q"}:
        return "MATTER"
    if kind == "_IN" and following in _PLACES:
        return "OF"
    return "AND" if kind == "_LIST" and last == following == "Q" else kind


def _is_cited(found: Sequence[Token], at: int, masked: Masked) -> bool:
    """Whether a quotation only reminds of what a unit says or is called: 第六条“行使下列职权”中第三项.

    第三章“机构”第二节; in 第三章“机构”中的“机关” too, where the second is not to be found within the first.
    """
    following = found[at + 1 : at + 3]
    kinds = [t.kind for t in following]
    if at == 0 or found[at - 1].kind not in ("A", "X") or len(kinds) < 2:
        return False
    if kinds[0] == "_IN" and kinds[1] in ("A", "ADD"):
        return True
    if found[at - 1].kind == "A" and found[at - 1].text[-1] not in "编章节分":
        return False
    if kinds in (["_IN", "Q"], ["MATTER", "Q"]):
        return masked.quote(following[1].text).line not in masked.quote(found[at].text).line
    return kinds[0] == "A" or (kinds[0] == "INTO" and kinds[1] == "A")


def _is_heading_of(found: Sequence[Token], at: int, masked: Masked) -> bool:
    """Whether a quotation is the heading of the division named before it: 删去第五章“债券”."""
    if not at or found[at - 1].kind != "A" or found[at - 1].text[-1] not in "编章节":
        return False
    following = [t.kind for t in found[at + 1 : at + 3]] or [""]
    struck = any(t.kind == "REMOVE" for t in found) and not any(t.kind in _NEW_TEXT for t in found)
    ends = following[0] in ("", "REMOVE") or (following[0] == "_LIST" and following[-1] in _PLACES)
    alone = len(found) == 2  # （分为两节：）第一节“甲”，
    heads = following[0] == "_SPLIT" or (struck and ends) or alone
    return heads and not re.search("[，。；：\n]", masked.quote(found[at].text).line)


def _is_titled(before: Sequence[Token]) -> bool:
    """Whether 标题 follows 第三章的: the title of a unit, not of the document."""
    return len(before) > 1 and before[-1].kind in ("OF", "_IN") and before[-2].kind in _TITLED
