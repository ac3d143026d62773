"""Start-up as a ratio to importing click, in one run: python benchmarks/startup.py [ROUNDS].

The commands take turns, so that a machine that slows down slows all of them; the median of the
ratios of each round is what counts.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
BASELINE = "python -c 'import click'"
GOALS = {BASELINE: None, "xiuding --help": 1.5, "xiuding diff --text": 3.5}
COMMANDS = {
    BASELINE: [sys.executable, "-c", "import click"],
    "xiuding --help": [str(BIN / "xiuding"), "--help"],
    "xiuding diff --text": [
        str(BIN / "xiuding"), "diff", "--text", "2020年全区共有乌兰牧骑73支", "2020年全区共有乌兰牧骑75支",
    ],
}  # fmt: skip


def seconds(command: list[str]) -> float:
    """How long the command takes as a whole process."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print the median time and ratio of every command."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds + 1):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    print(f"{'command':<28}{'ms':>8}{'ratio':>8}{'goal':>8}")
    for name, taken in times.items():
        # The first round fills the caches of the file system.
        ratio = statistics.median(a / b for a, b in zip(taken[1:], times[BASELINE][1:], strict=True))
        goal = GOALS[name]
        print(f"{name:<28}{1000 * statistics.median(taken[1:]):>8.0f}{ratio:>8.2f}{goal or '':>8}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
