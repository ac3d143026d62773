"""Commit messages: a subject line, a body, and trailers that git alone can read."""

from __future__ import annotations

import re
from datetime import timedelta

from xiuding.ledger.nouns import ClauseCommit, Signature

# Controls, and the bidi marks with which a text could rearrange what a terminal shows of it.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_NOT_IN_NAMES = re.compile(r"[<>\s\x00-\x20]+")
COMMITTER = ("xiuding", "xiuding@xiuding.invalid")


def message(commit: ClauseCommit) -> str:
    """The whole commit message, ending in the trailer block.

    Hostile text cannot leave its place: a trailer or subject is one line, and the trailer block is
    always the last paragraph, so that a body ending in ``Clause: 9.9`` is not read as a trailer.
    """
    block = "\n".join(f"{key}: {line(value)}".rstrip() for key, value in commit.trailers)
    parts = [line(commit.subject) or "〔无题〕", text(commit.body), block]
    return "\n\n".join(part for part in parts if part) + "\n"


def line(value: str) -> str:
    """`value` folded into one line of showable characters."""
    return " ".join(_showable(value).split())


def text(value: str) -> str:
    """`value` with plain line ends, no trailing space and showable characters only."""
    return "\n".join(part.rstrip() for part in _showable(value).split("\n")).strip("\n")


def author(signature: Signature) -> str:
    """An identity as a commit object spells it: ``某市人民政府 <> 1660665600 +0800``."""
    return f"{_name(signature.name) or '佚名'} <{_name(signature.email)}> {stamp(signature)}"


def committer(signature: Signature) -> str:
    """The fixed committer, at the author's time."""
    return f"{COMMITTER[0]} <{COMMITTER[1]}> {stamp(signature)}"


def stamp(signature: Signature) -> str:
    """Seconds and zone; git knows no time before 1970, where the trailers alone tell the date."""
    offset = signature.when.utcoffset() or timedelta()
    minutes = round(abs(offset).total_seconds() / 60)
    sign = "-" if offset < timedelta() else "+"
    seconds = max(0, int(signature.when.timestamp()))
    return f"{seconds} {sign}{minutes // 60:02}{minutes % 60:02}"


def _showable(value: str) -> str:
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", value))


def _name(value: str) -> str:
    return _NOT_IN_NAMES.sub(" ", line(value)).strip(" .,:;'\"")
