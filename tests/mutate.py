"""Mutation testing: python tests/mutate.py [--sample N | --again OUTPUT] MODULE...|core [--tests TEST...].

cosmic-ray's operators change the code in one place at a time; the tests of the module run on every mutant,
in a copy below `.mutation/`.  A mutant that no test notices is listed.  The tests of a module are those
named after it; for the core also the laws and the cases of drafting and application.

Of the dozen ways to exchange one operator two are tried; `X | Y`, nearly always an annotation that nothing
evaluates, and `is`, which for nodes and enumerations is `==`, stay.  `--sample N` tries N mutants of each
module, spread evenly; `--again OUTPUT` the survivors that a run has printed, when there are more tests.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TextIO

import pytest

from mutation.mutants import Mutant, mutants
from mutation.session import OPTIONS, Session

ROOT = Path(__file__).parent.parent
SOURCES = Path("tools/xiuding")
CORE = (
    "numerals", "address", "document", "structure", "find", "seams", "bind", "arrange", "apply", "crossref",
    "consolidate",
)  # fmt: skip
SHARED = ("laws", "laws_application", "application", "drafting")


def modules(names: list[str]) -> list[str]:
    """The modules that are meant, by their paths below `tools/xiuding`; a package is all of its modules."""
    found: list[str] = []
    for name in chain.from_iterable(CORE if name == "core" else (name,) for name in names):
        inside = sorted((ROOT / SOURCES / name).glob("*.py"))
        if not inside and not (ROOT / SOURCES / name).with_suffix(".py").exists():
            sys.exit(f"make mutate MODULE=...: a module below {SOURCES}, not {name!r}")
        found += [f"{name}/{path.stem}" for path in inside] or [name]
    return found


def tests_of(name: str) -> list[str]:
    """The files of tests for a module."""
    stems = (name.replace("/", "_"), name.partition("/")[0])
    found = (sorted(ROOT.glob(f"tests/test_{stem}*.py")) for stem in stems)
    own = next((paths for paths in found if paths), [])
    shared = SHARED if name.partition("/")[0] in CORE else ()
    paths = [*own, *(ROOT / "tests" / f"test_{stem}.py" for stem in shared)]
    return [str(path.relative_to(ROOT)) for path in paths]


def copy_of_the_project() -> Path:
    """A fresh copy of what the tests need."""
    copy = ROOT / ".mutation" / str(os.getpid())
    for folder in ("tools", "tests", "docs", "requirements"):
        shutil.copytree(
            ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for file in [*ROOT.glob("*.md"), ROOT / "pyproject.toml"]:
        shutil.copy(file, copy)
    return copy


def spread(tried: list[Mutant], sample: int | None) -> list[Mutant]:
    """All, or `sample` of them at even distances."""
    if sample is None or sample >= len(tried):
        return tried
    return [tried[i * len(tried) // sample] for i in range(sample)]


def change(mutant: Mutant) -> str:
    """What a mutant changes, as lines taken and lines given; the same wherever the statement has moved."""
    before = mutant.module.read_text("utf-8").splitlines()
    lines = difflib.unified_diff(before, mutant.source.splitlines(), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def survivors(output: Path) -> set[str]:
    """The changes that an output of this program lists as not noticed."""
    blocks = re.split(r"^-- .*\n", output.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {"\n".join(line for line in block.splitlines() if line[:1] in "-+") for block in blocks}


class Account:
    """What became of the mutants, printed as it becomes known."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.tried: Counter[Path] = Counter()
        self.noticed: Counter[Path] = Counter()

    def __call__(self, mutant: Mutant, noticed: bool) -> None:
        """Count a mutant; a survivor is shown, and the score of a module when the next one begins."""
        if self.tried and mutant.module not in self.tried:
            self._score(next(reversed(self.tried)))
        self.tried[mutant.module] += 1
        self.noticed[mutant.module] += noticed
        if noticed:
            return
        print(f"-- {mutant.module.relative_to(Path.cwd())}:{mutant.line} {mutant.operator}", file=self.out)
        print(change(mutant), file=self.out, flush=True)

    def total(self) -> None:
        """Print the last score, and that of all modules together."""
        if self.tried:
            self._score(next(reversed(self.tried)))
        self._print("together", self.noticed.total(), self.tried.total())

    def _score(self, module: Path) -> None:
        name = module.relative_to(Path.cwd() / SOURCES).with_suffix("")
        self._print(str(name), self.noticed[module], self.tried[module])

    def _print(self, name: str, noticed: int, tried: int) -> None:
        share = 100 * noticed / max(1, tried)
        print(f"{name}: {noticed} of {tried} mutants noticed ({share:.1f} %)", file=self.out, flush=True)


def main(names: list[str], tests: list[str], sample: int | None, again: Path | None) -> int:
    """Try every mutant of the modules and print the survivors and the scores."""
    chosen = modules(names)
    tests = tests or list(dict.fromkeys(test for name in chosen for test in tests_of(name)))
    if not tests:
        sys.exit(f"no tests are named after {' '.join(chosen)}; name them with --tests")
    known = survivors(again) if again else None
    copy = copy_of_the_project()
    os.chdir(copy)
    sys.path.insert(0, str(copy / "tools"))  # before the installed package
    paths = [(copy / SOURCES / name).with_suffix(".py") for name in chosen]
    try:
        with os.fdopen(os.dup(1), "w", encoding="utf-8") as out, Path(os.devnull).open("w") as sink:
            os.dup2(sink.fileno(), 1)  # what pytest says
            account = Account(out)
            tried = [mutant for path in paths for mutant in spread(list(mutants(path)), sample)]
            if known is not None:
                tried = [mutant for mutant in tried if change(mutant) in known]
            session = Session(tried, tests, account)
            ended = pytest.main([*OPTIONS, *tests], plugins=[session])
            account.total()
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    if session.broken:
        sys.stderr.write(f"left out, as they fail without any change: {' '.join(session.broken)}\n")
    if ended:
        sys.exit(f"stopped before the end: {ended!r}")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests/mutate.py", description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--again", type=Path, metavar="OUTPUT")
    parser.add_argument("--tests", nargs="*", default=[])
    parser.add_argument("modules", nargs="+", metavar="MODULE")
    given = parser.parse_args()
    sys.exit(main(given.modules, given.tests, given.sample, given.again))
