"""Which text of a history was in force on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from xiuding.cli import repository
from xiuding.errors import UnreadableInput
from xiuding.history import versions
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Record

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_VERSION = re.compile(rf"({DAY.pattern})(?:-\d+)?")


class InForce(NamedTuple):
    """The version of a text that was in force on a day, by its name and commit.

    `early` are clauses that the text has and that come into force after the day, `late` those that are in
    force and that the text does not have yet: an instrument may give a clause a day of its own.
    """

    version: str
    commit: str
    early: tuple[Record, ...] = ()
    late: tuple[Record, ...] = ()


class _Version(NamedTuple):
    name: str
    day: str
    at: int  # in the log


def in_force(history: History, day: str) -> InForce:
    """The text in force on `day`, e.g. ``in_force(history, "2019-05-01")``.

    Raises `UnreadableInput` where the first text is later, and where an instrument that is applied later
    came into force before one that is applied earlier: then no text of the history is that of the day.
    """
    found = list(_versions(history))
    reached = 0
    while reached < len(found) and found[reached].day <= day:
        reached += 1
    if not reached:
        first = found[0].name if found else "?"
        raise UnreadableInput(
            say(f"{day}: the first text is that of {first}", f"{day}：最早的文本是 {first} 的")
        )
    if out_of_turn := next((version for version in found[reached:] if version.day <= day), None):
        later = found[reached]
        raise UnreadableInput(
            say(
                f"{day}: no text of that day: {out_of_turn.name} is applied after {later.name}",
                f"{day}：沿革中没有当日的文本：{later.name} 起施行的文书适用在先，{out_of_turn.name} 的在后",
            )
        )
    version = found[reached - 1]
    clauses = [(at, record) for at, record in enumerate(history.log) if record.clause]
    return InForce(
        version.name,
        history.log[version.at].id,
        tuple(record for at, record in clauses if at <= version.at and _since(record) > day),
        tuple(record for at, record in clauses if at > version.at and _since(record) <= day),
    )


def doubts(history: History, found: InForce) -> Iterator[str]:
    """What of the text was not in force on the day after all, and what was and is not in it."""
    for records, en, zh in (
        (found.early, "in the text already", "文中已经写入"),
        (found.late, "not in the text yet", "文中尚未写入"),
    ):
        for since, labels in _by_day(history, records):
            yield say(f"{labels}: in force from {since}, {en}", f"{labels}自{since}起施行，{zh}")


def _by_day(history: History, records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The clauses that come into force on a day together, with what their instrument is called."""
    names = repository.handles(history)
    for (order, since), group in groupby(
        records, key=lambda record: (repository.slug(record), _since(record))
    ):
        labels = "、".join(record.label or record.clause or "" for record in group)
        yield since, f"{names[order]} {labels}"


def _since(record: Record) -> str:
    return record.value("Effective-Date") or ""


def _versions(history: History) -> Iterator[_Version]:
    """The versions in the order of the log, each with its day."""
    at = {record.id: number for number, record in enumerate(history.log)}
    for name, commit in versions(history):
        if dated := _VERSION.fullmatch(name):
            yield _Version(name, dated[1], at[commit])
