"""How the refusals that several operations share are worded."""

from __future__ import annotations

from collections.abc import Iterable

from xiuding.document import Node
from xiuding.errors import DoesNotApply
from xiuding.find import nearest
from xiuding.instrument.model import Edit, Passage
from xiuding.language import say


def short(text: str) -> str:
    """A quotation as a message shows it: the middle of a long one is left out."""
    return text if len(text) <= 24 else text[:12] + "……" + text[-8:]


def not_found(edit: Edit, quoted: Passage, among: Iterable[Node]) -> DoesNotApply:
    """The quotation is not there; the refusal tells what comes nearest."""
    near = short(nearest(among, quoted.line))
    return DoesNotApply(
        say(
            f"{edit.target}: the text does not have “{short(quoted.line)}”"
            + (f"; nearest there: “{near}”" if near else ""),
            f"{edit.target}：原文没有“{short(quoted.line)}”" + (f"；最接近的是“{near}”" if near else ""),
        )
    )


def no_effect(what: str) -> DoesNotApply:
    """The text already reads as the edit would have it."""
    return DoesNotApply(
        say(f"{what}: the text already reads so; nothing changes", f"{what}：原文本来如此，没有改动")
    )
