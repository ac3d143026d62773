"""No verb speaks to a network: each runs with an audit hook that ends the process at the first socket."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xiuding.cli.verbs import VERBS

ROOT = Path(__file__).parent.parent

GUARDED = """
import os, sys

FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
             "urllib.Request", "ftplib.connect", "http.client.connect", "smtplib.connect")

def guard(event, arguments):
    if event in FORBIDDEN:
        sys.stderr.write(f"network: {event} {arguments}")
        os._exit(99)
    if event == "subprocess.Popen" and os.path.basename(str(arguments[1][0])) != "git":
        sys.stderr.write(f"a process other than git: {arguments[1]}")
        os._exit(98)

sys.addaudithook(guard)
"""

INPUTS = {
    "旧.txt": "第一章　总则\n第一条　全区共有乌兰牧骑73支。\n",
    "决定.txt": "关于修改《某某条例》的决定\n一、将第一条中的“73支”修改为“75支”。\n",
    "新.html": "<html><body><p>第一章　总则</p><p>第一条　全区共有乌兰牧骑75支。</p>"
    '<img src="http://localhost:9/x.png"><link rel="stylesheet" href="http://localhost:9/x.css"></body></html>',
}

# One run of every verb that does its real work; a verb without one fails the test below.
RUNS: dict[str, list[str]] = {
    "collate": ["旧.txt", "新.html", "--format", "json"],
    "consolidate": ["旧.txt", "决定.txt", "--output", "新.txt", "--report", "报告.json"],
    "parse": ["决定.txt", "--format", "json"],
    "diff": ["旧.txt", "新.html", "--format", "docx", "--output", "改动.docx"],
}


def run_guarded(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", GUARDED + script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_guard_catches_a_connection(tmp_path: Path) -> None:
    assert run_guarded("import socket; socket.create_connection(('localhost', 9))", tmp_path).returncode == 99
    assert run_guarded("import subprocess; subprocess.run(['true'])", tmp_path).returncode == 98


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_opens_a_connection(verb: str, tmp_path: Path) -> None:
    assert verb in RUNS, f"say in RUNS how `xiuding {verb}` is run"
    for name, text in INPUTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = [verb, *RUNS[verb]]
    done = run_guarded(f"from xiuding.cli import main; sys.exit(main({arguments!r}))", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
