"""A disk with less and less room: an apply that does not fit changes nothing and says so.

Run alone from the folder `tests`, as root on Linux (it mounts a tmpfs), with the number of sizes to try:

    python -m faults.full 100
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults import sample
from faults.sample import git, snapshot
from xiuding.errors import RepositoryError
from xiuding.ledger.history import History
from xiuding.ledger.proof import fsck

_SIZE = 8 << 20


@contextmanager
def small_disk() -> Iterator[Path]:
    """A mounted tmpfs; raises OSError or CalledProcessError where that is not allowed."""
    with tempfile.TemporaryDirectory(prefix="xiuding-full-") as folder:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", folder], check=True, capture_output=True
        )
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def fill_many(count: int) -> Counter[str]:
    """Apply with room from none to enough in `count` steps; how often it was refused and complete."""
    outcomes: Counter[str] = Counter()
    with small_disk() as disk:
        needed = _needed(disk)
        for number in range(count):
            room = needed * number // max(1, count - 1)
            outcomes[_apply_in(disk, room)] += 1
    return outcomes


def _needed(disk: Path) -> int:
    """A little more than an apply takes at its peak."""
    History.create(disk / "h", sample.base()).close()
    before = shutil.disk_usage(disk).free
    with History.open(disk / "h") as history:
        history.append(sample.clauses(), sample.inputs())
    kept = before - shutil.disk_usage(disk).free
    shutil.rmtree(disk / "h")
    return kept * 2


def _apply_in(disk: Path, room: int) -> str:
    path = disk / "满 h"
    with History.create(path, sample.base()) as history:
        before = snapshot(path)
        with (disk / "ballast").open("wb") as ballast:
            ballast.write(bytes(max(0, shutil.disk_usage(disk).free - room)))
        refusal = None
        try:
            history.append(sample.clauses(), sample.inputs())
        except RepositoryError as error:
            refusal = str(error)
        if refusal is not None:
            assert "\n" not in refusal
            assert snapshot(path) == before, refusal
        (disk / "ballast").unlink()
        assert fsck(history, sample.expected()) == ()
        assert git(path, "status", "--porcelain") == ""
        if refusal is not None:
            history.append(sample.clauses(), sample.inputs())
    shutil.rmtree(path)
    return "refused" if refusal else "complete"


if __name__ == "__main__":
    sys.stdout.write(f"{dict(fill_many(int(sys.argv[1]) if len(sys.argv) > 1 else 100))}\n")
