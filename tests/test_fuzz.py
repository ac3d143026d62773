"""Inputs that once did harm, and a few hundred new ones; ``make fuzz`` runs many more."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from fuzz import cases, histories, hostile
from fuzz.law import Violation
from fuzz.targets import TARGETS, run
from xiuding import apply, readers
from xiuding.consolidate import apply_clauses
from xiuding.errors import NotUnderstood, UnreadableInput
from xiuding.instrument.load import load
from xiuding.readers import read
from xiuding.structure import from_manuscript

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
TOLD = [path for path in KEPT if len(cases.read(path)) > 2]
RUNS = {"apply": 60, "history": 40, "render": 5}


def name(path: Path) -> str:
    return f"{path.parent.name}: {path.stem}"


@pytest.mark.parametrize("path", KEPT, ids=name)
def test_what_was_found_stays_mended(path: Path) -> None:
    parts = cases.read(path)[: 1 if path.parent.name in ("parse", "markdown", "reconstruct") else 2]
    assert run(TARGETS[path.parent.name], parts) in ("held", "refused")


@pytest.mark.parametrize("path", TOLD, ids=name)
def test_each_clause_of_what_was_found_fares_as_told(path: Path) -> None:
    base, order, wanted = cases.read(path)
    document = from_manuscript(read(base, name="before.txt"))
    (instrument,) = load(read(order, name="instrument.txt"))
    assert [step.status for step in apply_clauses(document, instrument)] == wanted.decode().split()


@pytest.mark.parametrize("target", TARGETS)
def test_mutated_inputs_hold(target: str) -> None:
    for index in range(RUNS.get(target, 25)):
        chance = Random(f"{target} test {index}")  # noqa: S311 - the same inputs every time
        run(TARGETS[target], TARGETS[target].make(chance))


def test_the_checks_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that loses a quotation, or applies to another place, is found out."""
    base, order = cases.read(CORPUS / "apply" / "heading of a list as a paragraph.txt")[:2]
    sound = apply._apply

    def loses(draft: apply.Draft, bound: apply.Bound) -> None:
        sound(draft, bound)
        next(n for n in draft.document.walk() if "收费" in n.text).text = ""

    monkeypatch.setattr(apply, "_apply", loses)
    with pytest.raises(Violation, match="does not name"):
        run(TARGETS["apply"], (base, order))


@pytest.mark.parametrize("verb", ["consolidate order", "diff html", "init"])
@pytest.mark.parametrize("part", ["nasty text", "chapters hostile", "names outside.docx"])
def test_hostile_files_on_the_command_line(part: str, verb: str) -> None:
    assert hostile.sweep(part, verb) == 0


@pytest.mark.parametrize("part", ["tags gone", "main is a tree", "originals are the text"])
def test_histories_from_elsewhere_on_the_command_line(part: str) -> None:
    assert histories.sweep(part) == 0


def test_a_pipe_without_a_writer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_PATIENCE", 0.01)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableInput, match="nobody writes"):
        readers.contents(tmp_path / "pipe")


def test_a_terminal_is_read_or_refused_like_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_PATIENCE", 0.01)
    master, slave = os.openpty()
    with os.fdopen(master, "wb", buffering=0) as typing, os.fdopen(slave, "rb"):
        with pytest.raises(UnreadableInput, match="nobody writes"):
            readers.contents(Path(os.ttyname(slave)))
        typing.write("第一条\n\x04".encode())
        assert readers.contents(Path(os.ttyname(slave))) == "第一条\n".encode()


def test_a_pipe_with_a_writer_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_bytes, args=["第一条".encode()])
    writer.start()
    assert readers.contents(tmp_path / "pipe") == "第一条".encode()
    writer.join()


def test_more_quotations_than_there_are_marks_for_are_refused() -> None:
    clause = "一、第二条中的" + "“甲”、" * 70_000 + "“丙”修改为“乙”。"
    with pytest.raises(NotUnderstood, match="split the instrument"):
        load(read(clause.encode(), name="instrument.txt"))
