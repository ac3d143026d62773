"""Commits read back from git: one process for a whole history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone

from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger.nouns import Record, Signature
from xiuding.ledger.plumbing import Plumbing

_FIELDS = ("%H", "%T", "%an", "%ae", "%ad", "%s", "%b", "%(trailers:only,unfold)")


def read(git: Plumbing, head: str, tags: Mapping[str, str]) -> tuple[Record, ...]:
    """Every commit up to `head` along first parents, oldest first.

    The files that each has changed are told from the trees, not by git: it would list without end those
    of a few trees that hold each other many times over.
    """
    form = ("--date=raw", "--format=tformat:" + "%x00".join(_FIELDS) + "%x00")
    output = git.ask("log", "--first-parent", "--reverse", "--no-patch", *form, head)
    named: dict[str, list[str]] = {}
    for tag, made in tags.items():
        named.setdefault(made, []).append(tag)
    tokens = iter(output.decode(errors="replace").split("\0"))
    try:
        found = tuple(_records(git, tokens, named))
    except (ValueError, OverflowError, RuntimeError) as error:
        raise RepositoryError(
            say(
                "a commit on main has no date, or a zero byte: no program writes such; see git log main",
                "main 上有提交缺少日期或含有零字节，不是正常写成的；请用 git log main 查看",
            )
        ) from error
    if not found:
        raise RepositoryError(say("main is no commit", "main 不是提交"))
    return found


def _records(git: Plumbing, tokens: Iterator[str], tags: Mapping[str, list[str]]) -> Iterator[Record]:
    # Per commit: the fields, the first of them after a line feed.  No commit text holds a NUL.
    before: dict[str, str] = {}
    while len(fields := [token for _, token in zip(_FIELDS, tokens, strict=False)]) == len(_FIELDS):
        after = git.blobs_of(fields[1])
        paths = sorted(path for path, _ in before.items() ^ after.items())
        yield _record(fields, list(dict.fromkeys(paths)), tags)
        before = after


def _record(fields: list[str], paths: list[str], tags: Mapping[str, list[str]]) -> Record:
    commit, _, name, email, date, subject, body, block = fields
    pairs = (line.partition(":") for line in block.splitlines())
    return Record(
        id=commit.removeprefix("\n"),
        author=Signature(name, email, _when(date)),
        subject=subject,
        body=body.rstrip("\n").rpartition("\n\n")[0] if block else body.rstrip("\n"),
        trailers=tuple((key, value.strip()) for key, _, value in pairs),
        tags=tuple(sorted(tags.get(commit.removeprefix("\n"), ()))),
        paths=tuple(paths),
    )


def _when(date: str) -> datetime:
    """The time in git's raw form; ValueError or OverflowError where it is none."""
    seconds, zone = date.split()
    minutes = int(zone[-4:-2]) * 60 + int(zone[-2:])
    offset = timedelta(minutes=-minutes if zone.startswith("-") else minutes)
    return datetime.fromtimestamp(int(seconds), timezone(offset))
