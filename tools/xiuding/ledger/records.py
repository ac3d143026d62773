"""Commits read back from git: one process for a whole history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone

from xiuding.ledger.nouns import Record, Signature
from xiuding.ledger.plumbing import Plumbing

_FIELDS = ("%H", "%an", "%ae", "%ad", "%s", "%b", "%(trailers:only,unfold)")


def read(git: Plumbing, head: str, tags: Mapping[str, str]) -> tuple[Record, ...]:
    """Every commit up to `head` along first parents, oldest first."""
    walk = ("--first-parent", "--reverse", "--root", "-m", "--name-only", "--no-renames")
    form = ("-z", "--date=raw", "--format=%x00" + "%x00".join(_FIELDS) + "%x00")
    output = git.ask("log", *walk, *form, head)
    named: dict[str, list[str]] = {}
    for tag, made in tags.items():
        named.setdefault(made, []).append(tag)
    tokens = iter(output.decode(errors="replace").split("\0"))
    return tuple(_records(tokens, named))


def _records(tokens: Iterator[str], tags: Mapping[str, list[str]]) -> Iterator[Record]:
    # Per commit: an empty token, the fields, an empty token, the paths, the first after a line feed.
    # No commit text and no path holds a NUL, and no path is empty.
    next(tokens)
    while fields := [token for _, token in zip(_FIELDS, tokens, strict=False)]:
        next(tokens)
        paths = []
        for token in tokens:
            if not token:
                break
            paths.append(token.removeprefix("\n"))
        yield _record(fields, paths, tags)


def _record(fields: list[str], paths: list[str], tags: Mapping[str, list[str]]) -> Record:
    commit, name, email, date, subject, body, block = fields
    pairs = (line.partition(":") for line in block.splitlines())
    return Record(
        id=commit,
        author=Signature(name, email, _when(date)),
        subject=subject,
        body=body.rstrip("\n").rpartition("\n\n")[0] if block else body.rstrip("\n"),
        trailers=tuple((key, value.strip()) for key, _, value in pairs),
        tags=tuple(sorted(tags.get(commit, ()))),
        paths=tuple(sorted(paths)),
    )


def _when(date: str) -> datetime:
    seconds, zone = date.split()
    minutes = int(zone[-4:-2]) * 60 + int(zone[-2:])
    offset = timedelta(minutes=-minutes if zone.startswith("-") else minutes)
    return datetime.fromtimestamp(int(seconds), timezone(offset))
