"""Make a prepared change real: objects, references, files and index, in steps that can be repeated.

The change lies complete in ``.git/xiuding/pending``; once ``journal.json`` stands there it will be made.
This module runs as a process of its own, started before the change is prepared, which waits for its
parent to close the pipe between them.  A kill closes it too, so that whatever was decided is made and
whatever was not is thrown away; only a crash of both leaves that to the next command.  It is a bare
script of few imports: it starts in the time that git takes to write the commits.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ABSENT = "0" * 40
_ID = re.compile(r"[0-9a-f]{40}\Z")
_PACK = re.compile(r"pack-[0-9a-f]{40}\.[a-z]+\Z")
UNCHANGED = 3  # exit status: given up, and nothing was changed


class Unchanged(Exception):
    """The references could not be moved; the repository is as it was."""


class Move(NamedTuple):
    """A reference and where it goes, or a file and the blob it becomes; ABSENT for none."""

    name: str
    old: str
    new: str


class Journal(NamedTuple):
    """The whole change: commits by id, references, files (staged under their number), packs."""

    old: str
    new: str
    refs: list[Move]
    files: list[Move]
    packs: list[str]

    @classmethod
    def read(cls, pending: Path) -> Journal:
        """The journal of a prepared change; `Unchanged` for one that we have not written."""
        try:
            old, new, refs, files, packs = json.loads((pending / "journal.json").read_text("utf-8"))
            journal = cls(old, new, [Move(*move) for move in refs], [Move(*move) for move in files], packs)
            if journal.sound():
                return journal
        except (ValueError, TypeError, AttributeError, RecursionError):
            pass
        raise Unchanged("the unfinished change is none of ours and was thrown away")

    def sound(self) -> bool:
        """Whether nothing leads out of the repository: one that comes from elsewhere may hold a journal."""
        ids = [self.old, self.new, *(made for move in (*self.refs, *self.files) for made in move[1:])]
        return (
            all(_ID.match(made) for made in ids)
            and all(_PACK.match(pack) for pack in self.packs)
            and all(move.name.startswith("refs/") for move in self.refs)
            and all(_is_inside(move.name) for move in self.files)
        )

    def write(self, pending: Path) -> None:
        """Put the journal in place with one rename: from here on the change will be made."""
        draft = pending / "journal.draft"
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(self, stream)
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(pending / "journal.json")


class Publisher(NamedTuple):
    """Makes the pending change of one repository; `again` says that an earlier attempt died at it.

    `lock` is the descriptor of the writer's lock: every git started here holds it too, so that nobody
    else takes over while one of them still runs.
    """

    git_dir: Path
    work_tree: Path
    lock: int
    again: bool

    @property
    def pending(self) -> Path:
        """Where the prepared change lies."""
        return self.git_dir / "xiuding" / "pending"

    def publish(self) -> list[str]:
        """Make the change; the files left alone because someone has edited them since.

        Raises `Unchanged`, having thrown the change away, where the references cannot be moved, and
        OSError where a file cannot be, with the change still pending.
        """
        try:
            journal = Journal.read(self.pending)
        except Unchanged:
            discard(self.pending)
            raise
        self._move_packs(journal)
        try:
            self._move_refs(journal)
        except Unchanged:
            for pack in journal.packs:
                (self.git_dir / "objects" / "pack" / pack).unlink(missing_ok=True)
            discard(self.pending)
            raise
        edited = self._move_files(journal)
        self._move_index(journal)
        discard(self.pending)
        return edited

    def _move_packs(self, journal: Journal) -> None:
        target = self.git_dir / "objects" / "pack"
        target.mkdir(parents=True, exist_ok=True)
        for pack in journal.packs:
            source = self.pending / "objects" / "pack" / pack
            if source.exists():
                source.rename(target / pack)

    def _move_refs(self, journal: Journal) -> None:
        waiting = self._waiting(journal)
        if not waiting:
            return
        moves = (f"update {name} {new} {old}" for name, old, new in waiting)
        feed = "\n".join(("start", *moves, "prepare", "commit", "")).encode()
        status, _, complaint = self._git("update-ref", "-m", "xiuding", "--stdin", feed=feed)
        if status and self.again:
            time.sleep(0.5)  # what is locked for longer is a lock whose holder died
            for name in ("HEAD", "packed-refs", *(move.name for move in waiting)):
                (self.git_dir / f"{name}.lock").unlink(missing_ok=True)
            status, _, complaint = self._git("update-ref", "-m", "xiuding", "--stdin", feed=feed)
        if status and len(self._waiting(journal)) == len(journal.refs):
            raise Unchanged(os.strerror(errno.ENOSPC) if is_full(self.git_dir) else complaint)
        if status:
            raise OSError(complaint)

    def _waiting(self, journal: Journal) -> list[Move]:
        _, listing, _ = self._git("for-each-ref", "--format=%(objectname) %(refname)")
        lines = (line.partition(" ") for line in listing.splitlines())
        current = {name: made for made, _, name in lines}
        for name, old, new in journal.refs:
            if current.get(name, ABSENT) not in (old, new):
                raise Unchanged(f"{name} has moved meanwhile")
        return [move for move in journal.refs if current.get(move.name, ABSENT) != move.new]

    def _move_files(self, journal: Journal) -> list[str]:
        edited = []
        for number, (name, old, new) in enumerate(journal.files):
            target = place(self.work_tree, name)
            found = state(self.work_tree, name)
            if found == new:
                continue
            if found not in (old, ABSENT):
                edited.append(name)
            elif new == ABSENT:
                target.unlink()
                _remove_empty(target.parent, self.work_tree)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                (self.pending / "files" / str(number)).replace(target)
        return edited

    def _move_index(self, journal: Journal) -> None:
        if self.again and self._git("diff-index", "--cached", "--quiet", journal.old)[0]:
            return  # moved already, or something was staged since: git status will tell
        lock = self.git_dir / "index.lock"
        staged = self.pending / "index"
        for _ in range(50):
            try:
                lock.hardlink_to(staged)
            except FileExistsError:
                time.sleep(0.02)
            except OSError:  # a file system without hard links
                staged.rename(lock)
                break
            else:
                break
        else:
            staged.replace(lock)
        lock.replace(self.git_dir / "index")

    def _git(self, *arguments: str, feed: bytes = b"") -> tuple[int, str, str]:
        done = subprocess.run(
            ["git", *arguments], input=feed, capture_output=True, check=False, pass_fds=(self.lock,)
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace").strip()


def is_full(path: Path) -> bool:
    """Whether the disk has no room left to speak of: git's own words for that are many."""
    return shutil.disk_usage(path).free < 1 << 16


def discard(pending: Path) -> None:
    """Forget a pending change; the journal goes first, so that what is left is never made."""
    (pending / "journal.json").unlink(missing_ok=True)
    shutil.rmtree(pending, ignore_errors=True)


def blob_id(data: bytes) -> str:
    """The id git gives to a file's contents."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def place(work_tree: Path, name: str) -> Path:
    """Where a tracked file lies: git's names are UTF-8 whatever the locale."""
    return work_tree / os.fsdecode(name.encode(errors="surrogateescape"))


def _is_inside(name: str) -> bool:
    """Whether the path of a file stays in the work tree, and out of what is git's."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or part.lower() == ".git" for part in parts)


def state(work_tree: Path, name: str) -> str | None:
    """The blob id of a plain file, ABSENT where nothing is, None for anything else.

    What lies behind a symbolic link is not the repository's, whatever it contains.
    """
    path = place(work_tree, name)
    try:
        for folder in path.relative_to(work_tree).parents:
            if (work_tree / folder).is_symlink():
                return None
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return ABSENT
    except NotADirectoryError:
        return None
    return blob_id(path.read_bytes()) if stat.S_ISREG(mode) else None


def _remove_empty(folder: Path, root: Path) -> None:
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def main(git_dir: str, work_tree: str, lock: str, again: str) -> int:
    """Publish as a process; prints the edited files as JSON, or what went wrong on stderr."""
    publisher = Publisher(Path(git_dir), Path(work_tree), int(lock), again == "again")
    sys.stdin.read()
    if not (publisher.pending / "journal.json").exists():
        discard(publisher.pending)
        return 0
    try:
        edited = publisher.publish()
    except Unchanged as error:
        sys.stderr.write(f"{error}\n")
        return UNCHANGED
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(edited))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
