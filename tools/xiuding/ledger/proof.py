"""Prove a history: make every commit again from the kept originals and compare, down to the ids."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xiuding.errors import RepositoryError, XiudingError
from xiuding.language import say
from xiuding.ledger import message, staging, stream
from xiuding.ledger.creation import BASE_INPUTS
from xiuding.ledger.history import INSTRUMENTS, History, NoOriginals
from xiuding.ledger.nouns import BaseCommit, ClauseCommit
from xiuding.ledger.plumbing import Plumbing

Expected = Callable[[History], Iterable[ClauseCommit]]
"""Recomputes all commits of a history from its originals; the base may be left out, and is then
taken as it is."""

_LINKS = ("tree ", "parent ")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is not as it was made, e.g. ``Deviation("commit", "4.8.1", "…")``."""

    kind: Literal["object", "reference", "commit", "tag", "file", "program"]
    name: str
    message: str


def fsck(history: History, expected: Expected) -> tuple[Deviation, ...]:
    """Everything that deviates; of the commits only the first, as all after it follow from it.

    Looks at the objects (``git fsck --strict``), references that would show other commits than there
    are, the commits, the tags of clauses and versions, and the files of the work tree.  Where a commit
    deviates that another version of this program has made, that is said too: it may be the reason.
    """
    found = [*_objects(history), *_disguises(history)]
    try:
        commits = list(expected(history))
    except NoOriginals as error:  # as in a clone: nothing can be said of its commits
        return (*found, Deviation("reference", error.reference, error.remedy))
    except XiudingError as error:
        found.append(Deviation("commit", "?", str(error)))
    else:
        found += _compared(history, commits)
    if any(deviation.kind == "commit" for deviation in found):
        found += _programs(history)
    return tuple(found)


def _compared(history: History, commits: Sequence[ClauseCommit]) -> Iterator[Deviation]:
    yield from _originals(history, commits)
    with tempfile.TemporaryDirectory(prefix="xiuding-") as room:
        again = staging.bare(Path(room) / "git", history.git)
        try:
            yield from _commits(history, again, commits)
        finally:
            again.close()
    yield from _files(history)


def _programs(history: History) -> Iterator[Deviation]:
    """Other versions than this one, by what they have made."""
    try:
        programs = history.programs
    except RepositoryError as error:
        yield Deviation("program", "?", str(error))
        return
    made: dict[str, list[str]] = {}
    for slug in ("base", *history.instruments):
        made.setdefault(programs.get(slug, "?"), []).append(slug)
    made.pop(stream.PROGRAM, None)
    for program, slugs in made.items():
        yield Deviation(
            "program",
            program,
            say(
                f"made {', '.join(slugs)}; this is {stream.PROGRAM}: prove it with that version",
                f"{'、'.join(slugs)} 由该版本写成，当前是 {stream.PROGRAM}：请改用该版本校验",
            ),
        )


def _originals(history: History, commits: Sequence[ClauseCommit]) -> Iterator[Deviation]:
    """Originals in a commit that is not of our making: somebody has put others in their place."""
    kept: dict[str, ClauseCommit] = {}
    for commit in commits:
        if isinstance(commit, BaseCommit):
            kept[BASE_INPUTS] = stream.keeping("base", commit.author)
        for slug in (tag.split("/")[1] for tag in commit.tags if tag.startswith("clause/")):
            kept.setdefault(INSTRUMENTS + slug, stream.keeping(slug, commit.author))
    for name, commit in kept.items():
        if name not in history.refs:
            continue
        head, _, words = history.git.data(history.refs[name]).partition(b"\n\n")
        by = [line for line in head.decode(errors="replace").split("\n") if not line.startswith(_LINKS)]
        wanted = [f"author {message.author(commit.author)}", f"committer {message.committer(commit.author)}"]
        if by != wanted or words != message.message(commit).encode():
            yield Deviation(
                "reference", name, say("not the originals as they were kept", "不是当初存入的原件")
            )


def _objects(history: History) -> Iterator[Deviation]:
    if not history.git.attempt("config", "--includes", "--get-regexp", r"^fsck\.")[0]:
        yield Deviation("object", "?", say("settings fsck.* hide what is wrong", "fsck.* 设置掩盖了问题"))
        return
    status, output, complaint = history.git.attempt("fsck", "--strict", "--no-dangling", "--no-progress")
    lines = [line for line in (output.decode(errors="replace") + complaint).splitlines() if line]
    if status and not lines:
        lines = ["git fsck"]
    for line in lines if status else ():
        words = [word for word in line.replace(":", " ").split() if len(word) == 40]
        yield Deviation("object", words[0] if words else "?", line)


def _disguises(history: History) -> Iterator[Deviation]:
    for name in history.refs:
        if name.startswith("refs/replace/"):
            yield Deviation("reference", name, say("shows one object for another", "以另一对象冒充原对象"))
    for name in ("info/grafts", "shallow"):
        if (history.git.git_dir / name).exists():
            yield Deviation("reference", name, say("hides commits", "隐去了部分提交"))


def _commits(history: History, again: Plumbing, commits: Sequence[ClauseCommit]) -> Iterator[Deviation]:
    actual, broken = [], ""
    try:
        actual = [record.id for record in history.log]
    except RepositoryError as error:
        broken = str(error)
    from_base = bool(commits) and isinstance(commits[0], BaseCommit)
    parent = None if from_base or not actual else actual[0]
    ids, _, _ = stream.write(again, commits, parent)
    if not actual:
        yield _first_unreadable(history, commits, ids) or Deviation("commit", "?", broken)
        return
    if not from_base:
        actual = actual[1:]
    for commit, wanted, made in zip(commits, ids, actual, strict=False):
        if wanted != made:
            yield Deviation("commit", _name(commit), _difference(history.git, made, again, wanted))
            break
    else:
        yield from _rest(history, commits, actual)
    yield from _tags(history, commits, actual)


def _rest(history: History, commits: Sequence[ClauseCommit], actual: Sequence[str]) -> Iterator[Deviation]:
    if unreadable := _first_unreadable(history, commits, actual):
        yield unreadable
    if len(actual) < len(commits):
        yield Deviation("commit", _name(commits[len(actual)]), say("is missing", "缺失"))
    elif len(actual) > len(commits):
        yield Deviation("commit", actual[len(commits)], say("comes from no instrument", "不出自任何文书"))


def _first_unreadable(
    history: History, commits: Sequence[ClauseCommit], ids: Sequence[str]
) -> Deviation | None:
    for commit, made in zip(commits, ids, strict=False):
        try:
            history.git.read_tree(made)
        except RepositoryError as error:
            return Deviation("commit", _name(commit), str(error))
    return None


def _difference(history: Plumbing, made: str, again: Plumbing, wanted: str) -> str:
    """What the commit has that it should not have: its files by name, else the header or message."""
    is_files, should_files = history.blobs(made), again.blobs(wanted)
    paths = sorted(
        path for path in is_files.keys() | should_files.keys() if is_files.get(path) != should_files.get(path)
    )
    if paths:
        return say(f"other text in {', '.join(paths)}", f"文本有异：{'、'.join(paths)}")
    is_head, _, is_message = history.data(made).partition(b"\n\n")
    should_head, _, should_message = again.data(wanted).partition(b"\n\n")
    if is_message != should_message:
        return say("another message", "提交说明有异")
    lines = zip(is_head.split(b"\n"), should_head.split(b"\n"), strict=False)
    fields = ", ".join(one.split()[0].decode() for one, other in lines if one != other)
    return say(f"another {fields}", f"提交头有异：{fields}")


def _tags(history: History, commits: Sequence[ClauseCommit], actual: Sequence[str]) -> Iterator[Deviation]:
    both = min(len(commits), len(actual))
    wanted = stream.tags(commits[:both], actual[:both])
    for tag, made in wanted.items():
        if tag not in history.tags:
            yield Deviation("tag", tag, say("is missing", "缺失"))
        elif history.tags[tag] != made:
            yield Deviation("tag", tag, say("has been moved", "已被移动"))
    for tag in sorted(history.tags.keys() - wanted.keys()):
        if tag.startswith("clause/"):
            yield Deviation("tag", tag, say("belongs to no clause", "不属于任何条目"))


def _files(history: History) -> Iterator[Deviation]:
    try:
        changed = history.changed_files()
    except RepositoryError as error:
        yield Deviation("file", "?", str(error))
        return
    for path in changed:
        yield Deviation("file", path, say("differs from the last commit", "与最近的提交不同"))


def _name(commit: ClauseCommit) -> str:
    return next((value for key, value in commit.trailers if key == "Clause"), commit.subject)
