"""Coverage-guided fuzzing of the targets with atheris, where it is installed.

    python -m fuzz.guided TARGET [--seconds N] [--seed S] [--found FOLDER]

The blows are those of `fuzz.mutation`: bytes changed without regard to characters would seldom be a text.
libFuzzer keeps what reaches code that nothing before it has reached, and goes on from there.  What fails is
kept as the parts of an input, ready for ``fuzz/corpus/TARGET``.

atheris is no dependency of the project: it has wheels for few machines, and builds a compiler elsewhere.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from fuzz import cases, mutation

_NEW = 300  # inputs made to begin with
_EVERY = 2000  # inputs from one line of progress to the next
_MODULES = (
    "amend",
    "cli.drawing",
    "collate",
    "consolidate",
    "history",
    "instrument.json",
    "instrument.load",
    "markdown",
    "originals",
    "readers.docx",
    "readers.html",
    "readers.pdf",
    "reconstruct",
    "redline",
    "render.docx",
    "render.terminal",
    "typography",
)


class Guided:
    """One target as libFuzzer calls it."""

    def __init__(self, name: str, seed: int, found: Path, atheris: Any) -> None:
        from fuzz.targets import TARGETS

        self.name, self.found, self.seed = name, found, seed
        self.target = TARGETS[name]
        self.atheris = atheris
        self.outcomes: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        made = [self.target.make(Random(f"{name} guided {seed} {n}")) for n in range(_NEW)]  # noqa: S311
        self.arity = len(made[0])
        known = sorted((Path(__file__).parent / "corpus" / name).glob("*"))
        self.seeds = [*made, *(cases.read(path)[: self.arity] for path in known if path.is_file())]

    def mutate(self, data: bytes, longest: int, seed: int) -> bytes:
        """An input after some blows to one of its parts."""
        chance = Random(seed)  # noqa: S311
        parts = list(cases.split(data))
        if len(parts) != self.arity:
            parts = list(chance.choice(self.seeds))
        at = chance.randrange(self.arity)
        if self.name == "read":  # a name, and the bytes of a file
            parts[1] = mutation.raw(chance, parts[1])
        elif chance.random() < 0.1:
            parts[at] = self.atheris.Mutate(parts[at], len(parts[at]) + 64)
        else:
            given, other = (parts[n].decode("utf-8", "replace") for n in (at, at - 1))
            parts[at] = mutation.text(chance, given, other).encode("utf-8", "surrogatepass")
        made = cases.join(tuple(parts))
        return made if len(made) <= longest else data

    def check(self, data: bytes) -> None:
        """Check one input, and keep what fails in a new way."""
        from fuzz.__main__ import name_of
        from fuzz.targets import run

        parts = cases.split(data)
        if len(parts) != self.arity:
            return
        try:
            self.outcomes[run(self.target, parts)] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            self.outcomes["FAULT"] += 1
            what = name_of(error)
            self.faults[what] += 1
            if self.faults[what] == 1:
                cases.write(self.found / self.name / f"guided-{self.seed}-{len(self.faults)}", parts)
                self._say(what)
        if self.outcomes.total() % _EVERY == 0:
            self._say(f"{dict(self.outcomes)}, {len(self.faults)} different faults")

    def _say(self, what: str) -> None:
        sys.stdout.write(f"{self.name}: {what}\n".encode("utf-8", "backslashreplace").decode())
        sys.stdout.flush()


def main() -> int:
    """Instrument the package, then hand over to libFuzzer, which ends the process."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.guided")
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path("/tmp/fuzz"), help="where failing inputs go")
    chosen = parser.parse_args()
    try:
        import atheris
    except ImportError:
        sys.stderr.write(
            "coverage-guided fuzzing is skipped: atheris is not installed (pip install atheris)\n"
        )
        return 0
    with atheris.instrument_imports(include=["xiuding"]):
        for module in _MODULES:
            import_module(f"xiuding.{module}")
    guided = Guided(chosen.target, chosen.seed, chosen.found, atheris)
    folder = chosen.found / chosen.target / "reached"  # what a next run begins with
    for number, parts in enumerate(guided.seeds):
        cases.write(folder / f"seed-{chosen.seed}-{number:04}", parts)
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={chosen.seconds}",
            f"-seed={chosen.seed}",
            f"-artifact_prefix={chosen.found}/",
            "-timeout=60",
            "-rss_limit_mb=4096",
            "-max_len=200000",
            "-print_final_stats=1",
            str(folder),
        ],
        guided.check,
        custom_mutator=guided.mutate,
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
