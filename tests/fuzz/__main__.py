"""``python -m fuzz TARGET|all [--runs N] [--seed S]``: run mutated inputs and keep what fails."""

from __future__ import annotations

import argparse
import re
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from types import FrameType

from fuzz.cases import write
from fuzz.targets import TARGETS, Target, run

_FOREIGN = re.compile(r"[^\x20-\x7e]+|\d+")
_MEMORY = 4 * 1024**3


class Hang(BaseException):
    """A run took longer than it may."""


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise Hang


def _quiet() -> None:
    for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
        signal.setitimer(timer, 0)


def name_of(error: BaseException) -> str:
    """What failed and where, the same for the same fault."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "xiuding" in f.filename] or frames
    said = _FOREIGN.sub("", (str(error).splitlines() or [""])[0])[:70]
    return f"{type(error).__name__} {said} {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def fuzz(name: str, target: Target, *, runs: int, seed: int, seconds: float, found: Path) -> int:
    """Run one target; returns how many different faults there were."""
    outcomes: Counter[str] = Counter()
    faults: dict[str, int] = {}
    slowest, started = (0.0, -1), time.process_time()
    for index in range(runs):
        parts = target.make(Random(f"{name} {seed} {index}"))  # noqa: S311 - to be made again
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, 20 * seconds)
        begun = time.process_time()
        try:
            outcomes[run(target, parts)] += 1
        except (Exception, Hang) as error:  # noqa: BLE001 - whatever it is, it is a fault
            _quiet()
            what = name_of(error)
            outcomes["FAULT"] += 1
            if what not in faults:
                kept = found / name / f"{seed}-{index}"
                write(kept, parts)
                kept.with_suffix(".trace").write_text(
                    "".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace"
                )
                sys.stdout.write(
                    f"{name} {seed} {index}: {what}\n".encode("utf-8", "backslashreplace").decode()
                )
                sys.stdout.flush()
            faults[what] = faults.get(what, 0) + 1
        finally:
            _quiet()
        slowest = max(slowest, (time.process_time() - begun, index))
    spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    sys.stdout.write(
        f"{name}: {runs} runs, seed {seed}: {told}; {len(faults)} different faults; {spent:.0f} s, "
        f"slowest {slowest[0]:.2f} s (run {slowest[1]}), peak {peak} MB\n"
    )
    for what, count in sorted(faults.items(), key=lambda each: -each[1]):
        sys.stdout.write(f"    {count} × {what}\n".encode("utf-8", "backslashreplace").decode())
    sys.stdout.flush()
    return len(faults)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", choices=["all", *TARGETS])
    parser.add_argument("--runs", type=int, default=1000, help="inputs per target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10, help="longest CPU time for one input")
    parser.add_argument("--found", type=Path, default=Path("/tmp/fuzz"), help="where failing inputs go")
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for alarm in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(alarm, _ring)
    names = list(TARGETS) if chosen.target == "all" else [chosen.target]
    faults = [
        fuzz(n, TARGETS[n], runs=chosen.runs, seed=chosen.seed, seconds=chosen.seconds, found=chosen.found)
        for n in names
    ]
    return int(any(faults))


if __name__ == "__main__":
    sys.exit(main())
