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
from typing import NamedTuple

XIUDING = str(Path(sys.executable).parent / "xiuding")
HISTORY = Path(__file__).parents[1] / "plan_versions" / "nmg-public-services" / "history"
BASELINE = "python -c 'import click'"
OLD, NEW = "2020年全区共有乌兰牧骑73支", "2020年全区共有乌兰牧骑75支"


class Command(NamedTuple):
    """A command line, and the ratio it should not exceed."""

    line: list[str]
    goal: float | None


def commands() -> dict[str, Command]:
    """What is measured, by name; `show` where the bundled plan is built."""
    found = {
        BASELINE: Command([sys.executable, "-c", "import click"], None),
        "xiuding --help": Command([XIUDING, "--help"], 1.5),
        "xiuding diff --text": Command([XIUDING, "diff", "--text", OLD, NEW], 3.5),
    }
    if HISTORY.is_dir():
        found["xiuding show 4.8.1"] = Command([XIUDING, "show", "4.8.1", "--repo", str(HISTORY)], 5.0)
    return found


def seconds(command: list[str]) -> float:
    """How long the command takes as a whole process."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print the median time and ratio of every command."""
    measured = commands()
    times: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds + 1):
        for name, command in measured.items():
            times[name].append(seconds(command.line))
    print(f"{'command':<28}{'ms':>8}{'ratio':>8}{'goal':>8}")
    for name, taken in times.items():
        # The first round fills the caches of the file system.
        ratio = statistics.median(a / b for a, b in zip(taken[1:], times[BASELINE][1:], strict=True))
        goal = measured[name].goal or ""
        print(f"{name:<28}{1000 * statistics.median(taken[1:]):>8.0f}{ratio:>8.2f}{goal:>8}")
    if not HISTORY.is_dir():
        print("show is left out: the bundled plan is not built (make demo)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
