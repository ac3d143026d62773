"""Histories that somebody has prepared: each changes a sound one before the program is let loose on it.

None may run a program of its own, write outside its folder, show a traceback or run without end.  The
programs that they would run, and the writes that they would make, leave a file called as `TRACE` says.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from hostile.objects import OBJECTS
from hostile.prepared import PAGE, TRACE, Change, git
from hostile.settings import SETTINGS

_SIZE = 3 * 1024**3


def _journal(name: str) -> Change:
    """A change that was decided, as it seems, and writes a file of this name."""

    def change(repository: Path) -> None:
        head = git(repository, "rev-parse", "main")
        pending = repository / ".git" / "xiuding" / "pending"
        (pending / "files").mkdir(parents=True)
        (pending / "files" / "0").write_text("x", "utf-8")
        target = name.replace("{}", str(repository.parent))
        move = [target, "0" * 40, "0" * 39 + "1"]
        journal = [head, head, [["refs/heads/main", head, head]], [move], []]
        (pending / "journal.json").write_text(json.dumps(journal), "utf-8")

    return change


def _journal_of(text: str) -> Change:
    def change(repository: Path) -> None:
        pending = repository / ".git" / "xiuding" / "pending"
        pending.mkdir(parents=True)
        (pending / "journal.json").write_text(text, "utf-8")

    return change


def _area_elsewhere(repository: Path) -> None:
    """The folder of unfinished changes is another one, where there is something to lose."""
    elsewhere = repository.parent / "precious"
    (elsewhere / "pending").mkdir(parents=True)
    (elsewhere / "pending" / "letter.txt").write_text("x", "utf-8")
    shutil.rmtree(repository / ".git" / "xiuding", ignore_errors=True)
    (repository / ".git" / "xiuding").symlink_to(elsewhere)


def _git_elsewhere(repository: Path) -> None:
    real = repository.parent / "real.git"
    (repository / ".git").rename(real)
    (repository / ".git").symlink_to(real)


def _git_file(repository: Path) -> None:
    real = repository.parent / "real.git"
    (repository / ".git").rename(real)
    (repository / ".git").write_text(f"gitdir: {real}\n", "utf-8")


def _bare(repository: Path) -> None:
    git(repository, "config", "core.bare", "true")
    for path in repository.glob("*.md"):
        path.unlink()


def _sparse(name: str) -> Change:
    """A file of 3 GB without contents, in the place of one of the repository's own."""

    def change(repository: Path) -> None:
        with (repository / ".git" / name).open("ab") as file:
            file.truncate(_SIZE)

    return change


def _shallow(repository: Path) -> None:
    (repository / ".git" / "shallow").write_text(git(repository, "rev-parse", "main") + "\n", "utf-8")


def _grafted(repository: Path) -> None:
    (repository / ".git" / "info").mkdir(exist_ok=True)
    (repository / ".git" / "info" / "grafts").write_text(git(repository, "rev-parse", "main") + "\n", "utf-8")


def _alternates(repository: Path) -> None:
    (repository / ".git/objects/info").mkdir(exist_ok=True)
    (repository / ".git/objects/info/alternates").write_text("/nowhere\n../../../..\n", "utf-8")


def _pipe(name: str) -> Change:
    def change(repository: Path) -> None:
        path = repository / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)

    return change


def _common(repository: Path) -> None:
    """The objects and references are said to be those of another repository."""
    (repository / ".git" / "commondir").write_text("../../real.git\n", "utf-8")
    shutil.copytree(repository / ".git", repository.parent / "real.git")


def _left(name: str, text: str = "") -> Change:
    """A file that a program of git's has left behind, or that somebody has put there."""

    def change(repository: Path) -> None:
        path = repository / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return change


REPOSITORIES: dict[str, Change] = {
    **SETTINGS,
    **OBJECTS,
    "journal outside": _journal("../" + TRACE),
    "journal outside, outright": _journal("{}/" + TRACE),
    "journal of hooks": _journal(".git/hooks/pre-commit"),
    "journal of nothing": _journal_of(""),
    "journal of something else": _journal_of('{"a": [1, 2]}'),
    "journal too deep": _journal_of("[" * 100_000),
    "journal of numbers": _journal_of("[1, 2, [[3, 4, 5]], [[6, 7, 8]], [9]]"),
    "area elsewhere": _area_elsewhere,
    "git elsewhere": _git_elsewhere,
    "git is a file": _git_file,
    "bare": _bare,
    "shallow": _shallow,
    "grafts": _grafted,
    "alternates": _alternates,
    "3 GB of settings": _sparse("config"),
    "3 GB of references": _sparse("packed-refs"),
    "3 GB of HEAD": _sparse("HEAD"),
    "common folder elsewhere": _common,
    "index is no index": _left("index", "DIRC"),
    "index is locked": _left("index.lock"),
    "main is locked": _left("refs/heads/main.lock"),
    "HEAD is outside": _left("HEAD", "ref: ../../../etc/passwd\n"),
    "HEAD is an option": _left("HEAD", "ref: --upload-pack=x\n"),
    "merge in progress": _left("MERGE_HEAD", "0" * 40 + "\n"),
    "graph of noise": _left("objects/info/commit-graph", "CGPH" + "x" * 1000),
    "packs that are none": _left("objects/pack/multi-pack-index", "MIDX" + "x" * 1000),
    "page is a pipe": _pipe(PAGE),
    "attributes are a pipe": _pipe(".git/info/attributes"),
}


def verbs(repository: Path, box: Path) -> Iterator[tuple[str, list[str]]]:
    """The verbs that read or write a history."""
    order, at = str(box / "later.txt"), ["--repo", str(repository)]
    yield "log", ["log", *at]
    yield "status", ["status", *at]
    yield "show", ["show", *at, "1"]
    yield "redline", ["redline", *at, "-o", str(box / "out" / "redlines")]
    yield "diff", ["diff", *at, "2021-03-01", "main"]
    yield "fsck", ["fsck", str(repository)]
    yield "apply", ["apply", *at, "--", order]
    yield "fsck after", ["fsck", str(repository)]
