"""``run.json``: what was chosen when a text or an instrument was taken in, written, and checked when read.

A history may come from elsewhere, and may have been tampered with: nothing in it is taken on trust.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from xiuding.errors import RepositoryError
from xiuding.language import say

RUN = "run.json"

Files = Mapping[str, bytes]
Kinds = Mapping[str, Callable[[Any], bool]]
"""What every choice must be."""


class Kept(dict[str, bytes]):
    """The files of a run; RepositoryError for one that is not among them."""

    def __missing__(self, name: str) -> bytes:
        raise unreadable(name)


def write(choices: Mapping[str, Any]) -> bytes:
    """The file that keeps the choices, e.g. ``{"base": "条例.txt", "issuer": None, "issued": None}``."""
    return (json.dumps(choices, ensure_ascii=False, indent=1) + "\n").encode()


def read(files: Files, kinds: Kinds) -> dict[str, Any]:
    """The choices kept among the files of a run; RepositoryError where one is missing or of another kind."""
    try:
        choices = json.loads(files[RUN])
    except (ValueError, RecursionError) as error:
        raise unreadable(RUN) from error
    if not isinstance(choices, dict) or not all(key in choices for key in kinds):
        raise unreadable(RUN)
    if not all(is_kind(choices[key]) for key, is_kind in kinds.items()):
        raise unreadable(RUN)
    return choices


def unreadable(name: str) -> RepositoryError:
    """The error for an original that is missing or damaged."""
    return RepositoryError(say(f"the originals have no readable {name}", f"原件中没有可读的 {name}"))


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _is_day(value: Any) -> bool:
    if value is None:
        return True
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(each, str) for each in value)


OF_BASE: Kinds = {"base": lambda value: isinstance(value, str), "issuer": _is_text, "issued": _is_day}
OF_INSTRUMENT: Kinds = {
    "witnesses": _are_names,
    "part": lambda value: isinstance(value, int),
    "issuer": _is_text,
    "effective": _is_day,
    "literal": lambda value: isinstance(value, bool),
}
