"""How the refusals that several operations share are worded."""

from __future__ import annotations

from collections.abc import Iterable

from xiuding.advice import Advice, advise
from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.find import occurrences
from xiuding.instrument.model import Edit, Passage
from xiuding.language import say


def short(text: str) -> str:
    """A quotation as a message shows it: the middle of a long one is left out."""
    return text if len(text) <= 24 else text[:12] + "……" + text[-8:]


def not_found(edit: Edit, quoted: Passage, among: Iterable[Node]) -> DoesNotApply:
    """The quotation is not there; the refusal tells where it is, or how the nearest passage differs."""
    nodes = list(among)
    line = next((line for line in quoted.text if not occurrences(nodes, line)), quoted.text[0])
    advice = advise(nodes, line)
    return DoesNotApply(
        say(
            f"{edit.target}: the text does not have “{short(line)}”{_help_en(advice)}",
            f"{edit.target}：原文没有“{short(line)}”{_help_zh(advice)}",
        )
    )


def _help_en(advice: Advice) -> str:
    if advice.elsewhere:
        return f"; it stands in {', '.join(advice.elsewhere)}"
    where = f" in {advice.at}" if advice.at else ""
    return f"; nearest is “{advice.has}”{where} (the clause has “{advice.said}”)" if advice.near else ""


def _help_zh(advice: Advice) -> str:
    if advice.elsewhere:
        return f"；{'、'.join(advice.elsewhere)}有此文字"
    where = f"{advice.at}的" if advice.at else ""
    return f"；最接近的是{where}“{advice.has}”（条目作“{advice.said}”）" if advice.near else ""


def no_effect(what: str) -> DoesNotApply:
    """The text already reads as the edit would have it."""
    return DoesNotApply(
        say(f"{what}: the text already reads so; nothing changes", f"{what}：原文本来如此，没有改动")
    )
