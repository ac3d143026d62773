"""What a history is made of: planned commits on the way in, records on the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

_TRAILER_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when, e.g. ``Signature("内蒙古自治区人民政府办公厅", "", datetime(2022, 8, 17, tzinfo=...))``.

    Raises ValueError for a time without zone: it would make commit ids depend on the machine.
    """

    name: str
    email: str
    when: datetime

    def __post_init__(self) -> None:
        if self.when.tzinfo is None:
            raise ValueError("a signature needs a time zone")


@dataclass(frozen=True, slots=True)
class ClauseCommit:
    """One commit to be made: the message, its author, and the files that differ from the commit before.

    `files` maps paths to their whole new text; None deletes.  `trailers` keeps order and repeated keys,
    e.g. ``(("Clause", "4.8.1"), ("Operation", "replace-text"), ("Operation", "insert-text"))``; there
    must be at least one, or the end of a hostile body could pass for them.
    """

    subject: str
    body: str
    trailers: Sequence[tuple[str, str]]
    author: Signature
    files: Mapping[str, str | None]
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.trailers:
            raise ValueError("a commit needs a trailer")
        for key, _ in self.trailers:
            if not _TRAILER_KEY.match(key):
                raise ValueError(f"not a trailer key: {key!r}")


@dataclass(frozen=True, slots=True)
class BaseCommit(ClauseCommit):
    """The first commit of a history: the text before any instrument, tagged with its version."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The originals that a run of commits was made from, kept so that `fsck` can make them again.

    `slug` names the instrument in references (``内政办发-2022-62号``); `files` holds the original
    bytes by file name, the options of the run among them.
    """

    slug: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Record:
    """One commit as read back; `paths` are the files it changed, sorted."""

    id: str
    author: Signature
    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    paths: tuple[str, ...]

    def values(self, key: str) -> tuple[str, ...]:
        """Every value of a trailer, e.g. ``record.values("Operation")``."""
        return tuple(value for name, value in self.trailers if name.lower() == key.lower())

    def value(self, key: str) -> str | None:
        """The first value of a trailer, None where there is none."""
        return next(iter(self.values(key)), None)

    @property
    def clause(self) -> str | None:
        """The clause id (``4.8.1``); None for the base and for commits made by hand."""
        return self.value("Clause")

    @property
    def label(self) -> str | None:
        """The clause's label as the instrument numbers it (``四（八）1``)."""
        return self.value("Clause-Label")


ReadTree = Callable[[str], dict[str, str]]
"""Text of every file of a commit, by path."""

Check = Callable[[ReadTree, Sequence[str]], None]
"""Called with the staged commits before anything moves; raises to give up, leaving all as it was."""
