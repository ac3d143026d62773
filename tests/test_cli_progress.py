"""Progress is shown on a terminal, after a moment, and nowhere else."""

from __future__ import annotations

import io
import sys

import pytest

from xiuding.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_a_terminal_sees_progress_once_patience_is_over(
    monkeypatch: pytest.MonkeyPatch, patience: float, shown: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with progress.progress("执行条目", 3) as step:
        for _ in range(3):
            step()
    assert isinstance(sys.stderr, Terminal)
    assert ("执行条目" in sys.stderr.getvalue()) is shown


def test_a_file_sees_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with progress.progress("执行条目", 1) as step:
        step()
    assert isinstance(sys.stderr, io.StringIO)
    assert sys.stderr.getvalue() == ""
