"""Every error a user can meet, each with the exit code of the command line.

An error message is one line: what is wrong, where, and what to do.  It is written in both languages
at the place that raises it, with :func:`xiuding.language.say`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class XiudingError(Exception):
    """Base of all errors meant for the user; `exit_code` is what the command line returns.

    `lines` are what the user is told: the message, or, where several things are wrong, a line for each.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, lines: Sequence[str] = ()) -> None:
        # What is quoted of a text may hold line breaks of any kind.
        super().__init__(" ".join(message.splitlines()))
        self.lines = tuple(" ".join(line.splitlines()) for line in lines) or (str(self),)


class UsageError(XiudingError):
    """The command was called in a way that makes no sense."""

    exit_code = 2


class NotUnderstood(XiudingError):
    """An instrument, or a part of it, that the drafting grammar does not read."""

    exit_code = 3


class DoesNotApply(XiudingError):
    """A clause that was understood but whose place or quotation the text does not have."""

    exit_code = 4


class RepositoryError(XiudingError):
    """The git history is missing, locked, dirty, damaged or not ours."""

    exit_code = 5


class UnreadableInput(XiudingError):
    """A file that cannot be read as text: missing, damaged, hostile or of an unknown format."""

    exit_code = 6


class Unwritable(XiudingError):
    """A file or stream that cannot be written: disk full, read-only, or one of the inputs."""

    exit_code = 7
