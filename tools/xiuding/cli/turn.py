"""Several instruments: which one is meant, and whether they are applied in the order of their days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.errors import XiudingError
    from xiuding.instrument.model import Instrument
    from xiuding.ledger.nouns import ClauseCommit, Record


class Dated(NamedTuple):
    """An instrument by the day it was made and the day it takes effect, ``YYYY-MM-DD``; '' for unknown."""

    made: str
    effective: str


def dated(instrument: Instrument) -> Dated:
    """The days of an instrument; each stands for the other where it has but one."""
    return Dated(instrument.date or instrument.effective, instrument.effective or instrument.date)


def called(instrument: Instrument) -> str:
    """The shortest name of an instrument beside others: its number, its date, else its title."""
    from xiuding.originals import name_of

    name, made = name_of(instrument), dated(instrument).made
    return name if name == instrument.number or not made else made


def of_instrument(error: XiudingError, names: Sequence[str]) -> XiudingError:
    """The same error, each line of it after the name of the instrument that it is about."""
    lines = [f"{name} {line}" for name, line in zip(names, error.lines, strict=True)]
    return type(error)(f"{names[0]} {error}", lines)


def days_of(commit: Record | ClauseCommit) -> Dated:
    """The days of the instrument that a clause's commit is of; of the base, its own."""
    since = next((value for key, value in commit.trailers if key in ("Effective-Date", "Version")), "")
    return Dated(commit.author.when.date().isoformat(), since)


def out_of_turn(instrument: Instrument, applied: Iterable[Dated]) -> str | None:
    """What to say where an instrument is older than one applied before it; None where it is not.

    Older is one that was made before and takes effect no later: an instrument may be made first and take
    effect last.  ISO dates are in order as text.
    """
    made, effective = dated(instrument)
    if not made:
        return None
    for other in applied:
        if made < other.made and effective <= other.effective:
            return say(
                f"the instrument of {made} is older than the text, which is of {other.made} already: "
                "apply the older first",
                f"{made} 的文书早于现有文本（已到 {other.made}），应当先适用较早的文书",
            )
    return None
