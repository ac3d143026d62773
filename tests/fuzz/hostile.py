"""Hostile files, names and texts through the real command line, a process for each verb that reads.

Run alone from the folder `tests`, with part of an input's name or of a verb's to run only those:

    python -m fuzz.hostile [PART] [--verb VERB]

Each process gets a folder of its own and bounded memory.  It must end in time with a documented exit code,
say what is wrong in lines of its own, leave nothing outside its folder and its target, and put no control
character on the terminal and no script on a page.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hostile.files import READ, REFUSED, docx, package, paragraph

ROOT = Path(__file__).parents[2]
SECONDS = 60  # of the processor; the machine may be busy
MEMORY = 3 * 1024**3
_CODES = frozenset((0, 2, 3, 4, 5, 6, 7))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

BASE = "某市图书馆条例\n（2021年3月1日某市人民代表大会常务委员会通过）\n第一章　总则\n第一条　为了发展图书馆事业，制定本条例。\n第二章　设施\n第二条　市设图书馆三座。\n第三条　本条例自2021年5月1日起施行。\n"
ORDER = "某市人民代表大会常务委员会关于修改《某市图书馆条例》的决定\n（2022年1月1日通过）\n一、将第二条中的“三座”修改为“五座”。\n本决定自2022年2月1日起施行。\n"


def _order(*clauses: str) -> str:
    head, adopted, _, closing = ORDER.splitlines()
    return "\n".join([head, adopted, *clauses, closing]) + "\n"


def _base(*chapters: str) -> str:
    articles = (f"{title}\n第{n}条　甲。\n" for n, title in zip("一二三四五六七八九", chapters, strict=False))
    return "某市图书馆条例\n（2021年3月1日通过）\n" + "".join(articles)


# -- inputs: texts --------------------------------------------------------------------------------
_DEEP = 10_000
_NASTY = (
    "<script>alert(1)</script>\x1b[31m\x1b]0;t\x07\u202e甲\u2066乙\u200b&amp;<img src=x onerror=alert(1)>\"'"
)

TEXTS: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "only zeros.txt": lambda: bytes(100_000),
    "zeros.docx": lambda: b"PK\x03\x04" + bytes(100_000),
    "zeros.pdf": lambda: b"%PDF-1.7\n" + bytes(100_000),
    "utf-16 without mark.txt": lambda: BASE.encode("utf-16-be"),
    "cesu surrogates.txt": lambda: BASE.encode() + b"\xed\xa0\xbd\xed\xb8\x80\n",
    "quotations nested.txt": lambda: _order("一、将第二条修改为：" + "“" * _DEEP + "甲" + "”" * _DEEP).encode(),
    "quotations open.txt": lambda: _order("一、将第二条修改为：" + "“" * _DEEP).encode(),
    "quotations one a line.txt": lambda: _order("一、将第二条修改为：", *["“甲"] * _DEEP).encode(),
    "clauses many.txt": lambda: _order(*["一、将第二条中的“三座”修改为“五座”。"] * 2000).encode(),
    "clauses refused.txt": lambda: _order(*[f"{_chinese(n)}、将第二条中的“无{n}”修改为“五座”。" for n in range(1, 300)]).encode(),
    "one phrase.txt": lambda: _order("一、将第二条" + "、第二条" * 20_000 + "中的“三座”修改为“五座”。").encode(),
    "no break.txt": lambda: _order("一、" + "将第二条中的“三座”修改为“五座”，" * 5000).encode(),
    "numbers huge.txt": lambda: _order("一、删去第一条至第九千九百九十九万条。", "二、将第二条改为第九千九百九十九万条。").encode(),
    "numbers long.txt": lambda: _order(f"一、删去第{'9' * 10_000}条。", f"二、删去第{'万' * 10_000}条。", f"三、删去第{'一' * 10_000}条。").encode(),
    "numbers of articles.txt": lambda: ("某条例\n" + f"第{'9' * 5000}条　甲。\n第{'亿万' * 99}条　乙。\n第{'千' * 999}条　丙。\n").encode(),
    "labels nested.txt": lambda: _order("一、" + "（一）" * 5000).encode(),
    "nasty quotation.txt": lambda: _order(f"一、将第二条修改为：“{_NASTY}”").encode(),
    "nasty text.txt": lambda: BASE.replace("三座", _NASTY).encode(),
    "chapters hostile.txt": lambda: _base("第一章　../../x", "第二章　-rf", "第三章　.git", "第四章　con", "第五章　../../etc/passwd", "第六章　" + "长" * 300, "第七章　a\tb", "第八章　.git/config", "第九章　NUL.md").encode(),
    "chapters alike.txt": lambda: _base("第一章　总则", "第二章　总则", "第三章　设施", "第三章　设施", "第四章　设施 2").encode(),
    "title hostile.txt": lambda: BASE.replace("某市图书馆条例", "../../../tmp/xiuding-escaped\x1b[31m").encode(),
    "parts hostile.txt": lambda: "某法\n第一编　..\n第一章　..\n第一条　甲。\n第二编　.git\n第一章　HEAD\n第二条　乙。\n".encode(),
    "html nested.html": lambda: b"<html>" + b"<div><script>document.write(1)</script>" * _DEEP + "第一条　甲。".encode(),
    "html quotes nested.html": lambda: b"<html>" + b"<q>" * _DEEP + "第一条　甲。".encode(),
    "fifty megabytes, one line.txt": lambda: "中华人民共和国图书馆，".encode() * (50_000_000 // 33),
    "fifty megabytes, lines.txt": lambda: "第一条　中华人民共和国图书馆法规定如下内容。\n".encode() * (50_000_000 // 67),
    "fifty megabytes, paragraphs.txt": lambda: ("中华人民共和国图书馆事业发展。" * 60 + "\n").encode() * (50_000_000 // 2701),
    "names outside.docx": lambda: package({"word/document.xml": "<a/>", "../../outside.txt": "x", "/tmp/outside.txt": "x"}),
    "names outside but sound.docx": lambda: docx(paragraph("第一条　甲。"), **{"../../../outside.txt": "x"}),
    "many members.docx": lambda: package({f"word/{n}.xml": "<a/>" for n in range(20_000)}),
    "markdown nested.md": lambda: b"- " * _DEEP + b"x\n" + b"> " * _DEEP + b"y",
    "overrides.toml": lambda: b"[[override]]\n" * _DEEP,
}  # fmt: skip
TEXTS |= REFUSED | READ

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


def _chinese(number: int) -> str:
    from xiuding.numerals import to_chinese

    return to_chinese(number)


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


class Outcome(NamedTuple):
    """What a process did."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    megabytes: int


def run(arguments: list[str], box: Path) -> Outcome:
    """One process, watched."""
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "tools"), "HOME": str(box / "home"), "TMPDIR": str(box / "tmp"),
        "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**30, 2**30))

    with (box / "stdout").open("wb") as out, (box / "stderr").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "xiuding", *map(os.fsencode, arguments)],
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment, cwd=box / "work", preexec_fn=limit,
        )  # fmt: skip
        alarm = threading.Timer(10 * SECONDS, process.kill)
        alarm.start()
        _, status, used = os.wait4(process.pid, 0)
        alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    spent = used.ru_utime + used.ru_stime
    return Outcome(
        process.returncode,
        (box / "stdout").read_bytes(),
        (box / "stderr").read_bytes(),
        spent,
        used.ru_maxrss // 1024,
    )


def faults(verb: str, outcome: Outcome, box: Path, before: set[str]) -> list[str]:
    """What is wrong with an outcome."""
    found = []
    said = outcome.err.decode("utf-8", "replace")
    if outcome.code not in _CODES:
        found.append(f"exit code {outcome.code}")
    if "Traceback" in said or "this is a bug" in said:
        found.append("traceback: " + said.strip().splitlines()[-1][:200])
    if outcome.code not in (0, 2) and not said.rstrip("\n").splitlines()[-1:]:
        found.append("no word of what is wrong")
    if any(not line.startswith("xiuding: ") for line in said.split("\n")[:-1]) and outcome.code != 2:
        found.append(f"a line on stderr that is not ours: {said[:200]!r}")
    if _CONTROLS.search(said):
        found.append(f"a control character on stderr: {_CONTROLS.search(said)!r}")
    # JSON, a consolidated text and a draft are data, which is given as it is.
    if verb not in {"parse json", "draft", "reconstruct", "reconstruct contents", "collate"}:
        shown = _CONTROLS.search(outcome.out.decode("utf-8", "replace"))
        if shown:
            found.append(f"a control character on the terminal: {shown!r}")
    page = box / "out" / "a.html"
    if page.exists():
        found += _page(page)
    target = str(box / "out")
    strangers = {path for path in _tree(box) if not path.startswith(target)} - before
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


def _tree(box: Path) -> set[str]:
    return {os.path.join(folder, name) for folder, _, names in os.walk(box) for name in names} - {
        str(box / "stdout"), str(box / "stderr")
    }  # fmt: skip


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
                before = _tree(box)
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
