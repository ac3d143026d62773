"""What only reads a repository: single questions to git, and its objects from one lasting process."""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger import environment

# Said on the command line, so that a git too old to take settings from its environment heeds them too:
# they keep a foreign repository from running a program of its own.
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest object and the longest answer: few bytes of a repository may unpack to any number."""


def ask(git_dir: Path, work_tree: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """What git answers; RepositoryError where there is no git, or no end of the answer."""
    try:
        process = subprocess.Popen(
            [*_GIT, *arguments],
            cwd=work_tree,
            env=environment.scrubbed(git_dir, work_tree),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise _no_git(error) from error
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        complaints: list[bytes] = []
        reader = Thread(target=complaints.extend, args=[process.stderr], daemon=True)
        reader.start()  # git must not wait for somebody to read what it complains of
        output = process.stdout.read(LARGEST + 1)
        if len(output) > LARGEST:
            process.kill()
        reader.join()
        if len(output) > LARGEST:
            raise too_large(f"git {arguments[0]}")
        return subprocess.CompletedProcess(process.args, process.wait(), output, b"".join(complaints))


class Objects:
    """The contents of objects by their names, from ``git cat-file --batch``, begun when it is needed."""

    def __init__(self, git_dir: Path, work_tree: Path) -> None:
        self._place = git_dir, work_tree
        self._process: subprocess.Popen[bytes] | None = None

    def data(self, name: str) -> bytes | None:
        """The contents of an object, e.g. of ``2022-08-17^{tree}``; None where it is missing or damaged."""
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(f"{name}\n".encode(errors="surrogateescape"))
            process.stdin.flush()
        answer = process.stdout.readline().split()
        if len(answer) == 3 and answer[2].isdigit():
            size = int(answer[2])
            if size > LARGEST:
                self.close()
                raise too_large(name)
            data = process.stdout.read(size + 1)[:-1]
            if len(data) == size:
                return data
        if not answer or len(answer) == 3:  # git gives up on a damaged object
            self.close()
        return None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            _end(self._process)
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    [*_GIT, "cat-file", "--batch"],
                    cwd=self._place[1],
                    env=environment.scrubbed(*self._place),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError as error:
                raise _no_git(error) from error
            weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()


def too_large(name: str) -> RepositoryError:
    """The error for more than any history holds."""
    return RepositoryError(say(f"{name}: more than a history holds", f"{name}：超出沿革应有的大小"))


def _no_git(error: OSError) -> RepositoryError:
    return RepositoryError(
        say(f"git does not run: {error}; install git", f"git 无法运行：{error}；请安装 git")
    )
