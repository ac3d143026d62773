"""Prepare a change beside a repository, have it checked, and hand it to the publisher."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from xiuding.errors import RepositoryError
from xiuding.language import reason, say
from xiuding.ledger import environment, publish, stream
from xiuding.ledger.lock import held
from xiuding.ledger.nouns import Check, ClauseCommit, Inputs
from xiuding.ledger.plumbing import Plumbing
from xiuding.ledger.publish import ABSENT, Journal, Move

MAIN = "refs/heads/main"
# Seconds to wait for the lock: for a publisher at work, which takes milliseconds, and for one that has
# just lost its parent.
_PUBLISHING = 30.0
_LEAVING = 0.25


class Keep(NamedTuple):
    """The references that will hold the originals of an instrument, and the program that applied it."""

    originals: str
    program: str


def append(
    target: Plumbing,
    parent: str,
    commits: Sequence[ClauseCommit],
    inputs: Inputs,
    keep: Keep,
    *,
    inputs_before: str | None,
    taken: Mapping[str, str],
    check: Check | None,
    finish: Callable[[], None],
) -> tuple[str, ...]:
    """Add `commits` after `parent`, all or nothing; the caller is `writing` and has found all clean.

    The inputs follow the commit `inputs_before`.  `taken` are the
    existing references, none of which but main is ever moved.
    """
    pending = _area(target.git_dir) / "pending"
    try:
        with _staged(target, pending) as staging:
            ids, kept, program = stream.write(staging, commits, parent, inputs, inputs_before)
            if check is not None:
                check(staging.read_tree, ids)
            new = {f"refs/tags/{tag}": made for tag, made in stream.tags(commits, ids).items()}
            new |= {keep.program: program} | ({keep.originals: kept} if kept else {})
            _refuse_taken(new.keys() & taken.keys())
            moves = [Move(name, ABSENT, made) for name, made in new.items()]
            _prepare(staging, target, parent, ids[-1], [*moves, Move(MAIN, parent, ids[-1])])
    except BaseException:
        publish.discard(pending)
        raise
    finish()
    return ids


def withdraw(
    target: Plumbing, head: str, before: str, refs: Mapping[str, str], *, finish: Callable[[], None]
) -> None:
    """Take main back from `head` to `before` and remove `refs`, all or nothing; the caller is `writing`."""
    pending = _area(target.git_dir) / "pending"
    try:
        with _staged(target, pending) as staging:
            moves = [Move(name, made, ABSENT) for name, made in refs.items()]
            _prepare(staging, target, head, before, [*moves, Move(MAIN, head, before)])
    except BaseException:
        publish.discard(pending)
        raise
    finish()


def recover(target: Plumbing) -> None:
    """Complete or discard what an interrupted command has left; free where nothing was left."""
    pending = _area(target.git_dir) / "pending"
    if not pending.exists():
        return
    _require_ours(target)
    decided = (pending / "journal.json").exists()
    try:
        with held(_area(target.git_dir), patience=_PUBLISHING if decided else 0.0) as lock:
            _recover(target, lock)
    except RepositoryError:
        # Without a journal the repository is whole: a writer is at work, or we may not write here.
        if decided:
            raise


@contextmanager
def writing(target: Plumbing) -> Iterator[Callable[[], None]]:
    """Be the one writer of a repository, with nothing left over from another.

    What is yielded publishes what has been prepared by then.
    """
    _require_ours(target)
    decided = (_area(target.git_dir) / "pending" / "journal.json").exists()
    with held(_area(target.git_dir), patience=_PUBLISHING if decided else _LEAVING) as lock:
        _recover(target, lock)
        with _publisher(target, lock, again=False) as finish:
            yield finish


def _recover(target: Plumbing, lock: int) -> None:
    pending = _area(target.git_dir) / "pending"
    if (pending / "journal.json").exists():
        with _publisher(target, lock, again=True) as finish:
            finish()
    elif pending.exists():
        publish.discard(pending)


def bare(git_dir: Path, lender: Plumbing) -> Plumbing:
    """A repository at `git_dir` that borrows the objects of another and owns only what is written."""
    for folder in ("objects/info", "objects/pack", "refs"):
        (git_dir / folder).mkdir(parents=True)
    (git_dir / "HEAD").write_text(f"ref: {MAIN}\n")
    (git_dir / "objects/info/alternates").write_bytes(os.fsencode(lender.git_dir / "objects") + b"\n")
    return Plumbing(git_dir, lender.work_tree)


@contextmanager
def _staged(target: Plumbing, pending: Path) -> Iterator[Plumbing]:
    try:
        staging = bare(pending, target)
        (pending / "files").mkdir()
        try:
            yield staging
        finally:
            staging.close()
    except OSError as error:
        raise RepositoryError(
            say(
                f"cannot write in {target.work_tree}: {reason(error)}; nothing was changed",
                f"无法写入 {target.work_tree}：{reason(error)}；未作任何改动",
            )
        ) from error


def _refuse_taken(names: AbstractSet[str]) -> None:
    if names:
        first = min(names)
        raise RepositoryError(
            say(f"{first} exists already; delete or rename it first", f"{first} 已存在；请先删除或改名")
        )


def _prepare(staging: Plumbing, target: Plumbing, old: str, new: str, refs: list[Move]) -> None:
    """Lay out the new files and index, so that publishing needs renames only, and sign the journal."""
    before, after = staging.blobs(old), staging.blobs(new)
    changed = sorted(before.keys() | after.keys(), key=lambda path: (path in after, path))
    files = [
        Move(path, before.get(path, ABSENT), after.get(path, ABSENT))
        for path in changed
        if before.get(path) != after.get(path)
    ]
    leaving = {move.name for move in files if move.new == ABSENT}
    for move in files:
        if move.old == ABSENT and _in_the_way(target.work_tree, move.name, leaving):
            raise RepositoryError(
                say(
                    f"{move.name} is in the way; move it elsewhere first",
                    f"{move.name} 已存在且未纳入版本库；请先移走",
                )
            )
    for number, move in enumerate(files):
        if move.new != ABSENT:
            (staging.git_dir / "files" / str(number)).write_bytes(staging.data(move.new))
    staging.run("read-tree", new)
    packs = sorted(path.name for path in (staging.git_dir / "objects/pack").iterdir())
    packs.sort(key=lambda name: name.endswith(".idx"))  # git takes a pack for whole when it has its index
    Journal(old, new, refs, files, packs).write(staging.git_dir)


def _in_the_way(work_tree: Path, name: str, leaving: set[str]) -> bool:
    """Whether something that is not ours occupies the place of a new file or of a folder above it."""
    if any(folder.as_posix() in leaving for folder in PurePosixPath(name).parents):
        return False
    if publish.state(work_tree, name) == ABSENT:
        return False
    folder = publish.place(work_tree, name)
    if folder.is_symlink() or not folder.is_dir():
        return True
    going = {publish.place(work_tree, path) for path in leaving}
    kept = {parent for path in going for parent in path.parents}
    return any(entry not in going and entry not in kept for entry in folder.rglob("*"))


@contextmanager
def _publisher(target: Plumbing, lock: int, *, again: bool) -> Iterator[Callable[[], None]]:
    """The publisher, waiting; what is yielded lets it go and raises what it has to say."""
    script = [sys.executable, "-I", "-S", publish.__file__]
    with subprocess.Popen(
        [*script, target.git_dir, target.work_tree, str(lock), "again" if again else "first"],
        env=environment.scrubbed(target.git_dir, target.work_tree),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(lock,),
        start_new_session=True,
    ) as process:

        def finish() -> None:
            try:
                output, complaint = process.communicate()
            except KeyboardInterrupt:
                process.communicate()  # what is decided is made, Ctrl-C or not
                raise
            _report(process.returncode, output, complaint.decode(errors="replace").strip())
            _refresh(target)

        yield finish


def _first(complaint: str) -> str:
    """What went wrong first, in git's words without the advice below them, or in the last line of another."""
    lines = complaint.splitlines() or ["?"]
    ours = (line.partition(": ")[2] for line in lines if line.startswith(("fatal:", "error:")))
    return next(ours, lines[-1])


def _report(status: int, output: bytes, complaint: str) -> None:
    reason = _first(complaint)
    if status == publish.UNCHANGED:
        raise RepositoryError(say(f"{reason}; nothing was changed", f"{reason}；未作任何改动"))
    if status:
        raise RepositoryError(
            say(
                f"the change is decided but not complete: {reason}; any xiuding command will complete it",
                f"改动已确定但尚未完成：{reason}；再运行任一 xiuding 命令即可完成",
            )
        )
    if edited := json.loads(output or "[]"):
        raise RepositoryError(
            say(
                f"the commits are made; left as you edited them: {', '.join(edited)}",
                f"提交已完成；下列文件另有改动，未予覆盖：{'、'.join(edited)}",
            )
        )


def _refresh(target: Plumbing) -> None:
    """Tell the index the times of the new files.

    Where the repository has filters this is left to git itself: it would run them.
    """
    with suppress(RepositoryError):
        if target.attempt("config", "--includes", "--get-regexp", r"^filter\.")[0]:
            target.run("update-index", "-q", "--refresh")


def _require_ours(target: Plumbing) -> None:
    """Raise RepositoryError where the place of unfinished changes is one of something else."""
    area = _area(target.git_dir)
    if area.is_symlink() or (area / "pending").is_symlink():
        raise RepositoryError(say(f"{area} leads elsewhere; remove it first", f"{area} 指向别处；请先删除"))


def _area(git_dir: Path) -> Path:
    return git_dir / "xiuding"
