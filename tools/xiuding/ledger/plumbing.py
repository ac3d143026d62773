"""One git repository as commands and objects."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger import environment, publish
from xiuding.ledger.reading import Objects, ask, too_large

if TYPE_CHECKING:
    import git


_OLDEST = (2, 31)  # the first to take settings from the environment, which keeps hooks from running
# No text has so many pages or folders in folders; a few small trees can make any number of them.
_FILES = 100_000
_DEPTH = 100


class Plumbing:
    """Runs git in one repository, in an environment of ours; objects come from one lasting process.

    What changes a repository goes through GitPython.  What only reads it runs git directly, for loading
    GitPython takes longer than reading a whole history.
    """

    def __init__(self, git_dir: Path, work_tree: Path) -> None:
        self.git_dir = git_dir
        self.work_tree = work_tree
        self._objects = Objects(git_dir, work_tree)
        self._texts: dict[str, str] = {}
        self._trees: dict[str, dict[str, str]] = {}

    def ask(self, *arguments: str) -> bytes:
        """Standard output of a git command that only reads; RepositoryError where it fails."""
        done = ask(self.git_dir, self.work_tree, arguments)
        if done.returncode:
            raise RepositoryError(self._explain(arguments[0], done.stderr.decode(errors="replace")))
        return done.stdout

    def run(self, *arguments: str, feed: bytes = b"") -> bytes:
        """Standard output of a git command; RepositoryError, with git's own words, where it fails."""
        status, output, complaint = self.attempt(*arguments, feed=feed)
        if status:
            raise RepositoryError(self._explain(arguments[0], complaint))
        return output

    def attempt(self, *arguments: str, feed: bytes = b"") -> tuple[int, bytes, str]:
        """Exit status, standard output and complaints of a git command."""
        process = self._git.execute(["git", *arguments], istream=subprocess.PIPE, as_process=True)
        try:
            # Not through communicate(), which would send a large stream in pieces of one page each.
            with suppress(BrokenPipeError):
                process.stdin.write(feed)
            output, complaint = process.communicate()
        except OSError as error:
            raise RepositoryError(self._explain(arguments[0], str(error))) from error
        return process.returncode, bytes(output), complaint.decode(errors="replace")

    def blobs(self, revision: str) -> dict[str, str]:
        """The blob id of every file in a commit, by path."""
        return self.blobs_of(f"{revision}^{{tree}}")

    def data(self, name: str) -> bytes:
        """The contents of an object."""
        data = self._objects.data(name)
        if data is None:
            raise RepositoryError(say(f"object {name} is missing or damaged", f"对象 {name} 缺失或损坏"))
        return data

    def read_tree(self, revision: str) -> dict[str, str]:
        """The text of every file of a commit, by path; blobs seen before are not read again."""
        return {path: self._text(blob, path) for path, blob in self.blobs(revision).items()}

    def close(self) -> None:
        """End the lasting process."""
        self._objects.close()

    @cached_property
    def _git(self) -> git.Git:
        return _command(self.git_dir, self.work_tree)

    def blobs_of(self, tree: str, depth: int = 0) -> dict[str, str]:
        """The blob id of every file below a tree, by path."""
        if tree not in self._trees:
            found: dict[str, str] = {}
            for name, is_tree, entry in _entries(self.data(tree)):
                if is_tree:
                    inside = self.blobs_of(entry, depth + 1)
                    found |= {f"{name}/{path}": blob for path, blob in inside.items()}
                else:
                    found[name] = entry
                if len(found) > _FILES or depth > _DEPTH:
                    raise too_large(tree)
            self._trees[tree] = found
        return self._trees[tree]

    def _text(self, blob: str, path: str) -> str:
        if blob not in self._texts:
            try:
                self._texts[blob] = self.data(blob).decode()
            except UnicodeDecodeError as error:
                raise RepositoryError(say(f"{path}: not UTF-8 text", f"{path}：不是 UTF-8 文本")) from error
        return self._texts[blob]

    def _explain(self, command: str, complaint: str) -> str:
        if publish.is_full(self.git_dir):
            return say("the disk is full; nothing was changed", "磁盘已满；未作任何改动")
        lines = [line for line in complaint.splitlines() if line.startswith(("fatal:", "error:"))]
        reason = (lines or complaint.splitlines() or ["?"])[0]
        reason = reason.removeprefix("fatal: ").removeprefix("error: ")
        return say(f"git {command}: {reason}", f"git {command}：{reason}")


def _entries(tree: bytes) -> Iterator[tuple[str, bool, str]]:
    """Name, whether it is a tree, and id of each entry of a tree object."""
    start = 0
    while start < len(tree):
        end = tree.index(b"\0", start)
        mode, _, name = tree[start:end].partition(b" ")
        start = end + 21
        yield name.decode(errors="surrogateescape"), mode == b"40000", tree[end + 1 : start].hex()


@cache
def _version() -> tuple[int, ...]:
    import git

    return git.Git().version_info


def _command(git_dir: Path, work_tree: Path) -> git.Git:
    environment.clear()
    try:
        import git
    except ImportError as error:
        raise RepositoryError(
            say(f"git does not run: {error}; install git", f"git 无法运行：{error}；请安装 git")
        ) from error
    if _version() < _OLDEST:
        raise RepositoryError(say("git is too old: 2.31 is needed", "git 版本过低：需要 2.31 或更高版本"))
    command = git.Git(work_tree)
    command.update_environment(**environment.overrides(git_dir, work_tree))
    return command
