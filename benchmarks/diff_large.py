"""One million characters as whole processes, CPU time and memory: python benchmarks/diff_large.py [ROUNDS].

All pairs of the corpus joined to one old and one new text.  delta is measured where it is installed;
git's word diff by characters shows what the machine can do.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"
GIT = ["git", "diff", "--no-index"]
XIUDING = [str(Path(sys.executable).parent / "xiuding"), "diff"]


def commands(old: str, new: str) -> dict[str, list[str]]:
    """What is compared, by name; the first is the yardstick."""
    found = {"git --word-diff-regex=.": [*GIT, "--word-diff-regex=.", old, new]}
    if shutil.which("delta"):
        found["delta --side-by-side"] = ["delta", "--side-by-side", "--paging=never", old, new]
    return found | {
        f"xiuding --format {name}": [*XIUDING, "--format", name, old, new] for name in ("json", "terminal")
    }


def run(command: list[str]) -> tuple[float, float]:
    """Processor seconds and mebibytes of one run, its output thrown away."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(rounds: int) -> None:
    """Print the median time, the ratio to git and the peak memory of every command."""
    pairs = sorted(PAIRS.glob("*"))
    if not pairs:
        print("the corpus is not beside this checkout")
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("before.txt", "after.txt")]
        for path in paths:
            text = "\n".join((pair / path.name).read_text(encoding="utf-8") for pair in pairs)
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(text):,} characters")
        taken: dict[str, list[tuple[float, float]]] = {}
        for _ in range(rounds):
            for name, command in commands(*map(str, paths)).items():
                taken.setdefault(name, []).append(run(command))
    yardstick = next(iter(taken.values()))
    for name, runs in taken.items():
        ratio = statistics.median(mine[0] / git[0] for mine, git in zip(runs, yardstick, strict=True))
        seconds = statistics.median(each[0] for each in runs)
        print(f"{name:<28}{seconds:>8.2f} s{ratio:>8.1f}{max(each[1] for each in runs):>8.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
