"""Mutation testing of one module: python tests/mutate.py [--sample N] crossref/references [TEST ...].

cosmic-ray's operators change the code in one place at a time; the tests named after the module (or those
given) run on every mutant, in a copy below `.mutation/`.  A mutant that no test notices is listed.

One process per mutant, forked from this one with pytest already loaded: a mutant costs its tests and
little more.  Of the dozen ways to exchange one operator two are tried; `X | Y`, nearly always an
annotation that nothing evaluates, and `is`, which for nodes and enumerations is `==`, stay.
`--sample N` tries N mutants, spread evenly.
"""

from __future__ import annotations

import argparse
import difflib
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).parent.parent
SECONDS = 30
EXCHANGES = 2
_EXCHANGE = ("core/ReplaceBinaryOperator", "core/ReplaceComparisonOperator")

_SAME = ("_Is_Eq", "_IsNot_NotEq")


class Mutant(NamedTuple):
    """A module with one change: what changed it, in which line, and the whole source."""

    operator: str
    line: int
    source: str


def mutants(module: Path) -> Iterator[Mutant]:
    """Every mutant that is to be tried, in the order of the operators."""
    original, tree = module.read_bytes(), get_ast_from_path(module)
    tried: Counter[tuple[str, object]] = Counter()
    for name in sorted(plugins.operator_names()):
        operator_class = plugins.get_operator(name)
        if operator_class.arguments() or name.endswith(_SAME) or "BitOr" in name:
            continue
        operator = operator_class()
        places = (place for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(places):
            family = next((f for f in _EXCHANGE if name.startswith(f)), name)
            tried[family, start] += 1
            if family in _EXCHANGE and tried[family, start] > EXCHANGES:
                continue
            source = mutate_code(original, operator, occurrence)
            if source is not None and source != original.decode():
                yield Mutant(name, start[0], source)


def survives(module: Path, source: str, tests: list[str], number: int) -> bool:
    """Whether the tests pass on a mutant; one that does not end is noticed."""
    module.write_text(source, encoding="utf-8")
    os.utime(module, (number, number))  # no compiled module has this time
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = run(tests)
        finally:
            os._exit(code)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(SECONDS)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    return os.waitstatus_to_exitcode(status) == 0


class _Quick:
    """Makes properties quick, once the project has chosen its profile: what fails is not made small."""

    def pytest_sessionstart(self) -> None:
        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile(
            "mutation", derandomize=True, deadline=None, database=None, max_examples=50, phases=phases
        )
        hypothesis.settings.load_profile("mutation")


def run(tests: list[str]) -> int:
    """Run the tests in this process, without a word."""
    sys.dont_write_bytecode = True
    with Path(os.devnull).open("w") as sink:
        os.dup2(sink.fileno(), 1)
        os.dup2(sink.fileno(), 2)
    options = [
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:cov",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]
    return int(pytest.main([*options, *tests], plugins=[_Quick()]))


def copy_of_the_project(name: str) -> Path:
    """A fresh copy of what the tests need."""
    copy = ROOT / ".mutation" / name.replace("/", "-")
    shutil.rmtree(copy, ignore_errors=True)
    for folder in ("tools", "tests", "docs", "requirements"):
        shutil.copytree(
            ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for file in [*ROOT.glob("*.md"), ROOT / "pyproject.toml"]:
        shutil.copy(file, copy)
    return copy


def main(name: str, tests: list[str], sample: int | None) -> int:
    """Try every mutant of the module and print the survivors and the score."""
    target = Path("tools/xiuding", name).with_suffix(".py")
    if not name or not (ROOT / target).exists():
        sys.exit(f"make mutate MODULE=...: a module below tools/xiuding, not {name!r}")
    stems = (name.replace("/", "_"), name.partition("/")[0])
    found = (sorted(ROOT.glob(f"tests/test_{stem}*.py")) for stem in stems)
    tests = tests or [str(path.relative_to(ROOT)) for path in next((f for f in found if f), [])]
    if not tests:
        sys.exit(f"no tests/test_{stems[0]}*.py; name the tests after the module")
    copy = copy_of_the_project(name)
    os.chdir(copy)
    os.environ["PYTHONPATH"] = "tools"
    sys.path.insert(0, str(copy / "tools"))  # before the installed package
    original = target.read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-m", "compileall", "-q", "tools"], check=True)
    if not survives(target, original, tests, 1):
        sys.exit("the tests fail without any change: " + " ".join(tests))
    tried = list(mutants(ROOT / target))
    if sample is not None and sample < len(tried):
        tried = [tried[i * len(tried) // sample] for i in range(sample)]
    survivors = 0
    for number, mutant in enumerate(tried, 2):
        if survives(target, mutant.source, tests, number):
            survivors += 1
            print(f"-- {mutant.operator}, line {mutant.line}")
            lines = difflib.unified_diff(original.splitlines(), mutant.source.splitlines(), lineterm="", n=0)
            print("\n".join(list(lines)[3:]), flush=True)
    noticed = len(tried) - survivors
    print(f"{name}: {noticed} of {len(tried)} mutants noticed ({100 * noticed / max(1, len(tried)):.1f} %)")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests/mutate.py")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("module")
    parser.add_argument("tests", nargs="*")
    given = parser.parse_args()
    sys.exit(main(given.module, given.tests, given.sample))
