"""The manifest of a plan: what it is, what its base is, and which instruments amend it, in order.

``plan.toml`` says so for a person and for `xiuding build`; every file it names lies beside it.  The
format: `docs/plans.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast

from xiuding import toml
from xiuding.errors import UnreadableInput
from xiuding.language import say

MANIFEST = "plan.toml"
SCHEMA = "xiuding/plan/1"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Base:
    """Where the text before all instruments comes from: a file, or nothing but what instruments imply.

    With `text` None it is a reconstruction from the headings in the file `contents`; `rows` are names in
    a clause that its table has differently (`xiuding.reconstruct`).
    """

    text: str | None
    contents: str | None = None
    note: str = ""
    rows: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument: its number as it prints it, its dates, and the copies of it that are at hand."""

    number: str
    issued: date
    effective: date
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A manifest, e.g. the one of 《内蒙古自治区“十四五”保障和改善公共服务规划》.

    `overrides` is the file of corrections for the base and the instruments, if there is one.
    """

    title: str
    issuer: str
    issued: date
    base: Base
    instruments: tuple[Entry, ...]
    overrides: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Every file the manifest names, without itself."""
        named = [
            self.base.text,
            self.base.contents,
            *(w for entry in self.instruments for w in entry.witnesses),
            self.overrides,
        ]
        return tuple(dict.fromkeys(name for name in named if name))


def parse(data: str, name: str = MANIFEST) -> Plan:
    """The manifest in a TOML text; `UnreadableInput` names the key that is missing, unknown or wrong."""
    table = _Table(toml.loads(data, name), name)
    if table.take("schema", str) != SCHEMA:
        raise table.wrong("schema", f"'{SCHEMA}'")
    plan = Plan(
        title=table.take("title", str),
        issuer=table.take("issuer", str),
        issued=table.take("issued", _day),
        base=_base(_Table(table.take("base", dict), f"{name}: base")),
        instruments=tuple(
            _entry(_Table(entry, f"{name}: instrument {number}"))
            for number, entry in enumerate(table.take("instrument", list), 1)
        ),
        overrides=table.take("overrides", _path, "") or None,
    )
    table.done()
    return plan


def _base(table: _Table) -> Base:
    kind = table.take("kind", str)
    if kind == "text":
        base = Base(table.take("text", _path))
    elif kind == "reconstruction":
        given: list[Any] = table.take("row", list, [])
        rows = dict(_row(_Table(row, f"{table.name} row")) for row in given)
        base = Base(None, table.take("contents", _path), table.take("note", str), rows)
    else:
        raise table.wrong("kind", "'text', 'reconstruction'")
    table.done()
    return base


def _row(table: _Table) -> tuple[str, str]:
    row = table.take("called", str), table.take("is", str)
    table.take("reason", str)
    table.done()
    return row


def _entry(table: _Table) -> Entry:
    entry = Entry(
        number=table.take("number", str),
        issued=table.take("issued", _day),
        effective=table.take("effective", _day),
        witnesses=table.take("witnesses", _paths),
    )
    # For the reader of the manifest; no commit depends on when a notice was printed.
    table.take("printed", _day, entry.issued)
    table.take("published", _day, entry.issued)
    table.done()
    return entry


class _Table:
    """A table of the manifest, of which every key must be taken."""

    def __init__(self, values: Any, name: str) -> None:
        self.name = name
        if not isinstance(values, dict):
            raise self.wrong("", "a table")
        self._values = dict(values)

    def take(self, key: str, kind: Callable[[Any], Value], default: Value | None = None) -> Value:
        """The value of a key, which must be of the kind: a class, or a function that raises ValueError."""
        if key not in self._values:
            if default is None:
                raise UnreadableInput(say(f"{self.name}: {key} is missing", f"{self.name}：缺少 {key}"))
            return default
        value = self._values.pop(key)
        if isinstance(kind, type):
            if not isinstance(value, kind) or not value:
                raise self.wrong(key, kind.__name__)
            return cast("Value", value)
        try:
            return kind(value)
        except ValueError as error:
            raise self.wrong(key, str(error)) from None

    def done(self) -> None:
        """Refuse what nobody took: a misspelt key would be ignored in silence."""
        if self._values:
            odd = min(self._values)
            raise UnreadableInput(say(f"{self.name}: {odd} is unknown", f"{self.name}：不认识 {odd}"))

    def wrong(self, key: str, wanted: str) -> UnreadableInput:
        """The error for a value that is not what it should be."""
        return UnreadableInput(
            say(f"{self.name}: {key} must be {wanted}", f"{self.name}：{key} 应为 {wanted}")
        )


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("a date: 2022-08-17")  # noqa: TRY004 - a value of the user's, not a type of ours
    return value


def _paths(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("a list of file names")
    return tuple(_path(each) for each in value)


def _path(value: Any) -> str:
    """A file beside the manifest, never one outside its folder."""
    if not isinstance(value, str) or not value:
        raise ValueError("a file name")
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError("a file in the folder of the plan")
    return value
