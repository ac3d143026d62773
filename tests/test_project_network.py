"""No verb speaks to a network: each runs with an audit hook that ends the process at the first socket."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from xiuding.cli import main
from xiuding.cli.verbs import VERBS

ROOT = Path(__file__).parent.parent

GUARDED = """
import os, sys

FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
             "urllib.Request", "ftplib.connect", "http.client.connect", "smtplib.connect")

def ours(command):
    return os.path.basename(command[0]) == "git" or command[0] == sys.executable and "-I" in command

def guard(event, arguments):
    if event in FORBIDDEN:
        sys.stderr.write(f"network: {event} {arguments}")
        os._exit(99)
    if event == "subprocess.Popen" and not ours([os.fsdecode(part) for part in arguments[1]]):
        sys.stderr.write(f"a process other than git: {arguments[1]}")
        os._exit(98)

sys.addaudithook(guard)
"""

INPUTS = {
    "旧.txt": "某某条例\n第一条　全区共有乌兰牧骑73支。\n第二条　本条例自2015年3月1日起施行。\n",
    "决定.txt": "关于修改《某某条例》的决定\n一、将第一条中的“73支”修改为“75支”。\n",
    "新.html": "<html><body><p>某某条例</p><p>第一条　全区共有乌兰牧骑75支。</p>"
    "<p>第二条　本条例自2015年3月1日起施行。</p>"
    '<img src="http://localhost:9/x.png"><link rel="stylesheet" href="http://localhost:9/x.css"></body></html>',
    "规划/plan.toml": """schema = "xiuding/plan/1"
title = "某某条例"
issuer = "某市人民政府"
issued = 2015-03-01
[base]
kind = "text"
text = "旧.txt"
[[instrument]]
number = "决定"
issued = 2022-08-17
effective = 2022-08-17
witnesses = ["决定.txt"]
""",
}

# One run of every verb that does its real work; a verb without one fails the test below.
RUNS: dict[str, list[str]] = {
    "apply": ["决定.txt", "--repo", "原", "--date", "2022-08-17"],
    "build": ["规划"],
    "collate": ["旧.txt", "新.html", "--format", "json"],
    "consolidate": ["旧.txt", "决定.txt", "--output", "新.txt", "--report", "报告.json"],
    "diff": ["旧.txt", "新.html", "--format", "docx", "--output", "改动.docx"],
    "draft": ["旧.txt", "新.html"],
    "explain": ["将第一条中的“73支”修改为“75支”。"],
    "fsck": ["沿革"],
    "git-diff": ["旧.txt", "旧.txt", "x", "x", "决定.txt", "x", "x"],
    "git-pager": [],
    "git-setup": ["沿革"],
    "init": ["旧.txt", "-o", "新沿革", "--date", "2015-03-01"],
    "log": ["--repo", "沿革"],
    "parse": ["决定.txt", "--format", "json"],
    "read": ["新.html"],
    "reconstruct": ["决定.txt", "-o", "复原"],
    "redline": ["--repo", "沿革", "-o", "花脸稿"],
    "show": ["1", "--repo", "沿革"],
    "status": ["--repo", "沿革"],
    "text": ["第一条", "--on", "2020-01-01", "--repo", "沿革"],
    "undo": ["--repo", "撤"],
    "verify": ["旧.txt", "决定.txt", "--against", "新.html"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inputs, a history of the base alone (原) and two with the instrument applied (沿革, 撤)."""
    folder = tmp_path_factory.mktemp("inputs")
    for name, text in INPUTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("旧.txt", "决定.txt"):
        shutil.copy(folder / name, folder / "规划" / name)
    for name in ("原", "沿革", "撤"):
        history = str(folder / name)
        assert main(["init", str(folder / "旧.txt"), "-o", history, "--date", "2015-03-01"]) == 0
        if name != "原":
            order = str(folder / "决定.txt")
            assert main(["apply", order, "--repo", history, "--date", "2022-08-17"]) == 0
    return folder


def run_guarded(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", GUARDED + script],
        cwd=folder,
        stdin=subprocess.DEVNULL,
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
def test_no_verb_opens_a_connection(verb: str, folder: Path, tmp_path: Path) -> None:
    assert verb in RUNS, f"say in RUNS how `xiuding {verb}` is run"
    work = shutil.copytree(folder, tmp_path / "work")
    arguments = [verb, *RUNS[verb]]
    done = run_guarded(f"from xiuding.cli import main; sys.exit(main({arguments!r}))", work)
    assert done.returncode == 0, done.stderr
