"""Signals at random moments of an apply or an undo: every repository must be old or complete.

Run alone from the folder `tests`, with a count and, to repeat a run, its seed:

    python -m faults.kill 300 [SEED [undo]]

By turns SIGKILL hits the applying process alone, its process group, or every descendant in whatever
session, as the end of a container would, and SIGINT the process group, as Ctrl-C does.  Except after the
end of everything, plain git must find the repository old or complete with no further command of xiuding;
after that one, xiuding's next command, whatever it is, must make it so.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from faults import sample
from faults.sample import git, snapshot
from xiuding.ledger.history import History
from xiuding.ledger.proof import fsck

MODES = ("process", "group", "everything", "interrupt")
HERE = Path(__file__).parent.parent


class Trial:
    """Histories to kill at: one before the `verb`, which is apply or undo, and the head of one after it."""

    def __init__(self, room: Path, verb: str = "apply") -> None:
        self.room = room
        self.verb = verb
        self.before = room / "前 before"
        with History.create(self.before, sample.base()) as history:
            self.base = history.head
            if verb == "undo":
                history.append(sample.clauses(), sample.inputs())
            self.old = history.head
        after = room / "after"
        shutil.copytree(self.before, after)
        start = time.monotonic()
        with self._started(after) as process:
            assert process.stdout is not None
            process.stdout.readline()
            self.loading = time.monotonic() - start
            process.wait()
        self.writing = time.monotonic() - start - self.loading
        self.new = git(after, "rev-parse", "main").strip()
        self.bytes = snapshot(self.before)

    def kill_once(self, mode: str, chance: random.Random) -> str:
        """One apply or undo, one kill, all checks; the outcome: ``old``, ``complete`` or ``too late``."""
        path = self.room / "victim"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.before, path)
        with self._started(path) as process:
            if chance.random() < 0.8:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(chance.uniform(0, self.writing))
            else:
                time.sleep(chance.uniform(0, self.loading))
            descendants = _kill(process.pid, mode)
            late = process.wait() == 0
        self.writing *= 0.9 if late else 1.03  # the load of the machine changes; most kills shall hit
        _await_end(descendants)
        if mode != "everything":
            self._check(path)
        with History.open(path) as history:
            assert not (path / ".git/xiuding/pending").exists()
            assert fsck(history, sample.expected()) == ()
        self._check(path)
        complete = git(path, "rev-parse", "main").strip() == self.new
        if not complete:
            now = snapshot(path)
            assert [
                name for name in now.keys() | self.bytes.keys() if now.get(name) != self.bytes.get(name)
            ] == []
            with self._started(path) as process:
                assert process.wait() == 0
            assert git(path, "rev-parse", "main").strip() == self.new
        return "too late" if late else "complete" if complete else "old"

    def _check(self, path: Path) -> None:
        """Old or complete, for plain git."""
        quiet = ("-c", "core.fsmonitor=false", "--no-optional-locks")
        head = git(path, "rev-parse", "main").strip()
        assert head in (self.old, self.new)
        tags = len(git(path, "tag").split())
        assert tags == (1 if head == self.base else 2 + len(sample.clauses()))
        assert git(path, *quiet, "status", "--porcelain") == ""
        assert git(path, "fsck", "--strict", "--no-dangling") == ""

    def _started(self, path: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "faults.apply", path, self.verb],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HERE,
            start_new_session=True,
        )


def _kill(process: int, mode: str) -> list[int]:
    """Kill as `mode` says; all descendants there were."""
    descendants = _descendants(process)
    with contextlib.suppress(ProcessLookupError):
        if mode == "interrupt":
            os.killpg(process, signal.SIGINT)
        elif mode == "group":
            os.killpg(process, signal.SIGKILL)
        else:
            os.kill(process, signal.SIGKILL)
    for other in descendants if mode == "everything" else ():
        for late in (*_descendants(other), other):
            with contextlib.suppress(ProcessLookupError):
                os.kill(late, signal.SIGKILL)
    return descendants


def _descendants(process: int) -> list[int]:
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(int(child))]
    return found


def _await_end(processes: list[int]) -> None:
    deadline = time.monotonic() + 30
    while any(_runs(process) for process in processes):
        assert time.monotonic() < deadline, "a descendant does not end"
        time.sleep(0.002)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill_many(count: int, seed: int, verb: str = "apply") -> Counter[str]:
    """Kill `count` times in all modes by turns; how often each outcome came."""
    chance = random.Random(seed)  # noqa: S311
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="xiuding-kill-") as room:
        trial = Trial(Path(room), verb)
        for number in range(count):
            outcomes[trial.kill_once(MODES[number % len(MODES)], chance)] += 1
    return outcomes


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)  # noqa: S311
    sys.stdout.write(f"seed {seed}\n")
    sys.stdout.write(f"{dict(kill_many(count, seed, *sys.argv[3:]))}\n")
