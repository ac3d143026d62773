"""Hostile files, names and texts through the real command line, a process for each verb that reads.

Run alone from the folder `tests`, with part of an input's name or of a verb's to run only those:

    python -m fuzz.hostile [PART] [--verb VERB]

Each process gets a folder of its own and bounded memory.  It must end in time with a documented exit code,
say what is wrong in lines of its own, leave nothing outside its folder and its target, and put no control
character on the terminal and no script on a page.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from fuzz.inputs import BASE, ORDER, TEXTS
from xiuding.cli import main
from xiuding.cli.verbs import VERBS
from xiuding.instrument import parse
from xiuding.tokens import tokenize

ROOT = Path(__file__).parents[2]
SECONDS = 60  # of the processor; the machine may be busy
SLOW = 10  # seconds within which everything has to be done
MEMORY = 3 * 1024**3
_CODES = frozenset((0, 2, 3, 4, 5, 6, 7))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_NAMES = (
    "-rf",
    "新\n行.txt",
    "表情😀.txt",
    " ",
    "../x",
    "长" * 80 + ".txt",
    "--help",
    "a\x1b[31mb.txt",
    "\udcff.txt",
    "=.txt",
    "；`id`$(id).txt",
)


def places(box: Path) -> dict[str, str]:
    """Inputs that are no ordinary files, by name, as the argument that names them."""
    folder = box / "in"
    (folder / "folder").mkdir()
    os.mkfifo(folder / "fifo")
    (folder / "unreadable.txt").write_text(BASE)
    (folder / "unreadable.txt").chmod(0)
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    found = {
        name: str(folder / name) for name in ("folder", "fifo", "unreadable.txt", "loop.txt", "dangling.txt")
    }
    found |= {
        "missing": str(folder / "missing"),
        "/dev/null": "/dev/null",
        "/proc/self/mem": "/proc/self/mem",
        "empty name": "",
    }
    for name in _NAMES:
        target = folder / "names" / name.replace("/", "／")
        target.parent.mkdir(exist_ok=True)
        if name != " " or not target.exists():
            target.write_text(BASE, encoding="utf-8")
        found[f"name {name!a}"] = str(target)
    return found


# -- verbs ----------------------------------------------------------------------------------------
def verbs(given: str, box: Path) -> dict[str, list[str]]:
    """The verbs that read, each with an input in the place of every kind of argument."""
    base, order, out = str(box / "base.txt"), str(box / "order.txt"), box / "out"
    return {
        "read": ["read", "--", given],
        "parse": ["parse", "--", given],
        "parse json": ["parse", "-f", "json", "--", given],
        "explain": ["explain", "--", given],
        "consolidate base": ["consolidate", "-o", str(out / "after.txt"), "--", given, order],
        "consolidate order": [
            "consolidate",
            "-o",
            str(out / "after.txt"),
            "--report",
            str(out / "report.json"),
            "--",
            base,
            given,
        ],
        "consolidate overrides": [
            "consolidate",
            "--overrides",
            given,
            "-o",
            str(out / "after.txt"),
            base,
            order,
        ],
        "diff": ["diff", "--", given, base],
        "diff html": ["diff", "-f", "html", "-o", str(out / "a.html"), "--", base, given],
        "diff docx": ["diff", "-f", "docx", "-o", str(out / "a.docx"), "--", base, given],
        "diff text": ["diff", "--text", "--", given, base],
        "collate": ["collate", "--", given, base],
        "draft": ["draft", "--", given, base],
        "verify": ["verify", "--against", given, base, order],
        "reconstruct": ["reconstruct", "--title", "某条例", "--", given],
        "reconstruct contents": ["reconstruct", "--title", "某条例", "--contents", given, "--", order],
        "init": ["init", "--date", "2021-03-01", "-o", str(out / "history"), "--", given],
        "apply": ["apply", "--repo", str(box / "history"), "--dry-run", "--", given],
        "build": ["build", given or "./"],
        "log": ["log", "--repo", given],
        "fsck": ["fsck", given or "./"],
    }


def load() -> None:
    """Load what verbs load when they are called, so that every process has it already."""
    for name in (*(verb.module for verb in VERBS.values()), "git", "jieba", "lark", "lxml", "rich", "docx"):
        import_module(name)
    parse(ORDER.splitlines())
    tokenize(BASE)


class Outcome(NamedTuple):
    """What a process did."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    megabytes: int


def run(arguments: list[str], box: Path) -> Outcome:
    """One process, watched; it begins where the program has been loaded, as loading it takes longest."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            _enter(box)
            code = main(arguments)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        except BaseException:  # noqa: BLE001 - what the interpreter would print
            traceback.print_exc()
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
            os._exit(code)
    alarm = threading.Timer(10 * SECONDS, os.kill, (child, signal.SIGKILL))
    alarm.start()
    _, status, used = os.wait4(child, 0)
    alarm.cancel()
    return Outcome(
        os.waitstatus_to_exitcode(status),
        (box / "stdout").read_bytes(),
        (box / "stderr").read_bytes(),
        used.ru_utime + used.ru_stime,
        used.ru_maxrss // 1024,
    )


def _enter(box: Path) -> None:
    """Make this process one that a shell has started: streams, folder, environment, limits."""
    os.setsid()
    for number, name, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, str(box / "stdout"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, str(box / "stderr"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        os.dup2(os.open(name, flags, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115
        for number, mode, errors in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace"))
    )
    os.environ.clear()
    os.environ.update(
        PATH=os.defpath,
        PYTHONPATH=str(ROOT / "tools"),
        HOME=str(box / "home"),
        TMPDIR=str(box / "tmp"),
        LANG="C.UTF-8",
        GIT_CONFIG_NOSYSTEM="1",
    )
    tempfile.tempdir = None
    os.chdir(box / "work")
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**30, 2**30))


def faults(verb: str, outcome: Outcome, box: Path, before: set[str]) -> list[str]:
    """What is wrong with an outcome."""
    found = []
    said = outcome.err.decode("utf-8", "replace")
    if outcome.code not in _CODES:
        found.append(f"exit code {outcome.code}")
    if "Traceback" in said or "this is a bug" in said:
        found.append("traceback: " + said.strip().splitlines()[-1][:200])
    told = said + (outcome.out.decode("utf-8", "replace") if verb.startswith("fsck") else "")
    if outcome.code not in (0, 2) and not told.strip():
        found.append("no word of what is wrong")
    if any(not line.startswith("xiuding: ") for line in said.split("\n")[:-1]) and outcome.code != 2:
        found.append(f"a line on stderr that is not ours: {said[:200]!r}")
    if _CONTROLS.search(said):
        found.append(f"a control character on stderr: {_CONTROLS.search(said)!r}")
    # A text and a draft are data, which is given as it is where it does not go to a terminal.
    if verb not in {"read", "draft", "reconstruct", "reconstruct contents", "collate"}:
        shown = _CONTROLS.search(outcome.out.decode("utf-8", "replace"))
        if shown:
            found.append(f"a control character on the terminal: {shown!r}")
    page = box / "out" / "a.html"
    if page.exists():
        found += _page(page)
    target = str(box / "out")
    strangers = {path for path in tree(box) if not path.startswith(target)} - before
    if strangers:
        found.append(f"files outside the target: {sorted(strangers)[:3]}")
    if verb == "init" and (box / "out" / "history").exists():
        fsck = subprocess.run(
            ["git", "-C", str(box / "out" / "history"), "fsck", "--strict"], capture_output=True, check=False
        )
        if fsck.returncode:
            found.append(f"git fsck: {fsck.stderr[:200]!r}")
    return found


def _page(path: Path) -> list[str]:
    from lxml import html

    found = []
    text = path.read_text(encoding="utf-8")
    page = html.fromstring(text)
    if page.findall(".//img") or any(key.startswith("on") for each in page.iter() for key in each.attrib):
        found.append("a text made an element of the page")
    scripts = [s.text or "" for s in page.findall(".//script")]
    if any("alert(1)" in s or "document.write" in s for s in scripts):
        found.append("a text made a script of the page")
    if _CONTROLS.search(text.replace("\r", "")):
        found.append("a control character on the page")
    return found


def tree(box: Path) -> set[str]:
    """Every file in a folder but for the streams of a process."""
    found = {str(Path(folder, name)) for folder, _, names in os.walk(box) for name in names}
    return found - {str(box / "stdout"), str(box / "stderr")}


def prepare(box: Path) -> None:
    """The folders and the sound files beside a hostile one."""
    for name in ("in", "out", "home", "tmp", "work"):
        (box / name).mkdir()
    (box / "base.txt").write_text(BASE, encoding="utf-8")
    (box / "order.txt").write_text(ORDER, encoding="utf-8")
    outcome = run(["init", "--date", "2021-03-01", "-o", str(box / "history"), str(box / "base.txt")], box)
    assert outcome.code == 0, outcome.err.decode()


def sweep(part: str, verb: str) -> int:
    """Run what was asked for; returns the number of faults."""
    wrong = runs = 0
    slowest: list[tuple[float, str]] = []
    largest: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory(prefix="xiuding-hostile-") as folder:
        box = Path(folder).resolve()
        load()
        prepare(box)
        inputs = places(box)
        for name in TEXTS:
            inputs[name] = str(box / "in" / name)
        for name, given in inputs.items():
            if part not in name:
                continue
            if name in TEXTS:
                Path(given).write_bytes(TEXTS[name]())
            for called, arguments in verbs(given, box).items():
                if verb and verb != called:
                    continue
                before = tree(box)
                outcome = run(arguments, box)
                runs += 1
                slowest.append((outcome.seconds, f"{called} {name}"))
                largest.append((outcome.megabytes, f"{called} {name}"))
                for fault in faults(called, outcome, box, before):
                    wrong += 1
                    sys.stdout.write(
                        f"{called} | {name}: {fault}\n".encode("ascii", "backslashreplace").decode()
                    )
                    sys.stdout.flush()
                shutil.rmtree(box / "out")
                (box / "out").mkdir()
            if name in TEXTS:
                Path(given).unlink()
    sys.stdout.write(f"{runs} processes, {wrong} faults\n")
    for seconds, what in sorted(slowest)[-12:]:
        sys.stdout.write(f"  {seconds:6.1f} s  {what!a}\n")
    for megabytes, what in sorted(largest)[-12:]:
        sys.stdout.write(f"  {megabytes:6} MB  {what!a}\n")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m fuzz.hostile", description=__doc__)
    parser.add_argument("part", nargs="?", default="")
    parser.add_argument("--verb", default="")
    chosen = parser.parse_args()
    sys.exit(bool(sweep(chosen.part, chosen.verb)))
