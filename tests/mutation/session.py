"""One pytest session for all mutants: the tests are collected once, and every mutant is tried in a fork.

In the fork the one function that a mutant changes gets its new code, and those tests run that reach the
changed statement, the quickest first; the first that fails ends it.  A change outside of functions (a
table, a default, a decorator) needs the modules anew: there the fork drops them and pytest collects again.
"""

from __future__ import annotations

import functools
import gc
import inspect
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType

import hypothesis
import pytest
from coverage import Coverage

from mutation.mutants import Mutant

_MEMORY = 4 * 1024**3
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:cov", "-W", "ignore::pytest.PytestAssertRewriteWarning")

Told = Callable[[Mutant, bool], None]
"""Called with every mutant and whether it was noticed."""


class _Quick:
    """A plugin that makes properties quick: what fails is not made small."""

    def pytest_sessionstart(self) -> None:
        """Take the place of the profile that the project has chosen by now."""
        phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
        hypothesis.settings.register_profile(
            "mutation", derandomize=True, deadline=None, database=None, max_examples=50, phases=phases
        )
        hypothesis.settings.load_profile("mutation")


class Session(_Quick):
    """A plugin that tries mutants in the place of running the tests once.

    Tests that fail without any change notice nothing: they are `broken`, and left out.
    """

    def __init__(self, mutants: Sequence[Mutant], tests: Sequence[str], told: Told) -> None:
        self.mutants = mutants
        self.tests = tests
        self.told = told
        self.broken: list[str] = []
        self.functions: list[FunctionType] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """See which test reaches which line, then try every mutant."""
        if session.testsfailed:  # every mutant would seem to be noticed
            raise session.Interrupted("the tests cannot all be collected")
        with tempfile.TemporaryDirectory() as room:
            told = Path(room) / "reached.json"
            if _forked(lambda: _observe(session, {m.module for m in self.mutants}, told)):
                raise RuntimeError("the tests do not come to their end")
            reached = _Reached(told)
        files = {os.fspath(mutant.module) for mutant in self.mutants}
        functions = (each for each in gc.get_objects() if isinstance(each, FunctionType))
        self.functions = [each for each in functions if each.__code__.co_filename in files]
        self.broken = [item.nodeid for item in session.items if item.nodeid not in reached.seconds]
        for mutant in self.mutants:
            self.told(mutant, self._notices(session, mutant, reached))
        return True

    def _notices(self, session: pytest.Session, mutant: Mutant, reached: _Reached) -> bool:
        swap = _swap(mutant, self.functions)
        if swap is None:
            with _written(mutant):
                return _forked(lambda: _anew(reached.files(mutant, self.tests), self.broken)) != 0
        named = {item.nodeid: item for item in session.items}
        chosen = [named[name] for name in reached.tests(mutant)]

        def tried() -> int:
            functions, code = swap
            for function in functions:
                function.__code__ = code
            return int(not _pass(session, chosen, reached.seconds))

        return bool(chosen) and _forked(tried) != 0


class _Reached:
    """Which tests reach which lines of which module, and how long each takes."""

    def __init__(self, told: Path) -> None:
        lines, self.seconds = json.loads(told.read_text("utf-8"))
        self._lines: dict[str, dict[str, list[str]]] = lines

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that reach the statement of a mutant, the quickest first."""
        lines = self._lines.get(os.fspath(mutant.module), {})
        found = {name for line in mutant.statement for name in lines.get(str(line), ())}
        found &= self.seconds.keys()
        return sorted(found, key=lambda name: (self.seconds[name], name))

    def files(self, mutant: Mutant, tests: Sequence[str]) -> list[str]:
        """The files of tests that reach a module at all, those that reach it in the shortest time first."""
        lines = self._lines.get(os.fspath(mutant.module), {})
        found = {name.partition("::")[0] for names in lines.values() for name in names if name}
        cost = {file: sum(s for name, s in self.seconds.items() if name.startswith(file)) for file in tests}
        return sorted((file for file in tests if file in found), key=lambda file: cost[file])


# -- in a fork --------------------------------------------------------------------------------------
def _forked(task: Callable[[], int]) -> int:
    """What a task gives in a process of its own; not 0 where the process does not end well."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            sys.dont_write_bytecode = True
            code = task()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _observe(session: pytest.Session, modules: set[Path], told: Path) -> int:
    """Run every test, and write down what it reaches and how long it takes if it passes."""
    watch = Coverage(data_file=None, include=sorted(map(os.fspath, modules)), config_file=False)
    kept = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    kept = [
        each for each in kept if (inspect.getsourcefile(each.__wrapped__) or "") in set(map(str, modules))
    ]
    seconds: dict[str, float] = {}
    watch.start()
    for item in session.items:
        for cache in kept:
            cache.cache_clear()  # or only the first test would be seen to reach what is kept
        watch.switch_context(item.nodeid)
        begun = time.process_time()
        if _pass(session, [item], {}):
            seconds[item.nodeid] = round(time.process_time() - begun, 4)
        session.testsfailed = 0
    watch.stop()
    data = watch.get_data()
    lines = {name: data.contexts_by_lineno(name) for name in data.measured_files()}
    told.write_text(json.dumps([lines, seconds]), "utf-8")
    return 0


def _pass(session: pytest.Session, items: Iterable[pytest.Item], seconds: dict[str, float]) -> bool:
    """Whether the tests pass; one that takes far longer than it should ends the process."""
    for item in items:
        signal.setitimer(signal.ITIMER_PROF, 2 + 5 * seconds.get(item.nodeid, 10))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return False
    signal.setitimer(signal.ITIMER_PROF, 0)
    return True


def _anew(tests: Sequence[str], broken: Sequence[str]) -> int:
    """Run tests with every module of the copy read again."""
    if not tests:
        return 0
    here = os.fspath(Path.cwd())
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(here):
            del sys.modules[name]
    for test in tests:  # one by one: most mutants fall to the first
        signal.setitimer(signal.ITIMER_PROF, 60)
        without = [f"--deselect={name}" for name in broken]
        if pytest.main([*OPTIONS, *without, "-x", test], plugins=[_Quick()]):
            return 1
    return 0


@contextmanager
def _written(mutant: Mutant) -> Iterator[None]:
    """The mutant in the place of its module."""
    original, stat = mutant.module.read_bytes(), mutant.module.stat()
    try:
        mutant.module.write_text(mutant.source, encoding="utf-8")
        os.utime(mutant.module, (1, 1))  # no compiled module has this time
        yield
    finally:
        mutant.module.write_bytes(original)
        os.utime(mutant.module, ns=(stat.st_atime_ns, stat.st_mtime_ns))


# -- the changed function ---------------------------------------------------------------------------
def _swap(mutant: Mutant, known: Sequence[FunctionType]) -> tuple[list[FunctionType], CodeType] | None:
    """The functions to be changed and their new code; None where more than one function changes."""
    name = os.fspath(mutant.module)
    old = compile(mutant.module.read_bytes(), name, "exec", dont_inherit=True)
    new = compile(mutant.source, name, "exec", dont_inherit=True)
    if _frame(old) != _frame(new):
        return None
    pairs = [(o, n) for o, n in zip(_functions(old), _functions(new), strict=True) if o != n]
    if len(pairs) != 1:
        return None
    ((before, after),) = pairs
    found = [each for each in known if each.__code__ == before and each.__code__.co_filename == name]
    same = all(each.__code__.co_freevars == after.co_freevars for each in found)
    return (found, after) if found and same else None


def _functions(code: CodeType) -> Iterator[CodeType]:
    """The outermost functions of a module or class."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if each.co_flags & inspect.CO_OPTIMIZED:
                yield each
            else:
                yield from _functions(each)


def _frame(code: CodeType) -> tuple[object, ...]:
    """What a module or class does itself, its functions left out."""
    held = [
        (each.co_qualname if each.co_flags & inspect.CO_OPTIMIZED else _frame(each))
        if isinstance(each, CodeType)
        else (type(each), each)
        for each in code.co_consts
    ]
    return (code.co_code, code.co_names, code.co_freevars, code.co_cellvars, *held)
