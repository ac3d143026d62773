"""What all tests share: a clean environment, the command line in this process, the corpus if it is here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from xiuding import language
from xiuding.cli import main

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# A law must not hold by luck on one machine and fail by luck on another.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def clean_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Neither the user's git configuration nor the locale nor the terminal decides what a test sees."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "LC_", "XIUDING_DEBUG"))]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield
    language.choose(None)


class Outcome(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def xiuding(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """The command line, run in this process: ``xiuding("diff", "--text", "73支", "75支")``."""

    def run(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        return Outcome(code, *capfd.readouterr())

    return run


@pytest.fixture
def xiuding_process() -> Callable[..., Outcome]:
    """The command line as a process of its own, for what a process has: streams, signals, environment."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "xiuding", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "tools"), **environment},
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of official cases, which lies beside the checkout where it is at hand."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the corpus is not here: ../shared/corpus")
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The two witnesses of the bundled instrument as received."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the seeds are not here: ../shared/seeds")
    return SHARED / "seeds"
