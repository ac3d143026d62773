"""`xiuding consolidate` and `apply` where clauses do not apply: each is named, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from history_support import BASE, DECISION, write

ORDER = """关于修改《某市图书馆条例》的决定
一、将第二条中的“九座”修改为“五座”。
二、将第一条中的“发展”修改为“促进”。
三、删去第八条。
四、将第四条中的“改正”修改为“限期改正”。
五、删去第三条第三项。
"""
REFUSED = ["一", "三", "五"]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path, "条例.txt", BASE), write(tmp_path, "决定.txt", ORDER)


def test_every_refused_clause_has_its_line_and_its_entry(
    files: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    after, report = tmp_path / "后.txt", tmp_path / "报告.json"
    outcome = xiuding("consolidate", *files, "-o", after, "--report", report)
    assert outcome.code == 4
    assert not after.exists()
    assert [line.split("：")[0] for line in outcome.err.splitlines()] == [f"xiuding: {n}" for n in REFUSED]
    clauses = json.loads(report.read_text(encoding="utf-8"))["clauses"]
    assert [c["label"] for c in clauses if c["status"] == "refused"] == REFUSED
    assert all(f"xiuding: {c['label']}：{c['reason']}\n" in outcome.err for c in clauses if c["reason"])


def test_partly_the_other_clauses_are_applied(
    files: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    after = tmp_path / "后.txt"
    outcome = xiuding("consolidate", *files, "-o", after, "--partial")
    assert outcome.code == 4
    assert len(outcome.err.splitlines()) == len(REFUSED)
    text = after.read_text(encoding="utf-8")
    assert text == BASE.replace("发展图书馆", "促进图书馆").replace("责令改正", "责令限期改正")


def test_apply_names_every_refused_clause(
    files: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    base, order = files
    assert xiuding("init", base, "-o", tmp_path / "沿革").code == 0
    outcome = xiuding("apply", order, "--repo", tmp_path / "沿革", "--date", "2020-01-01")
    assert outcome.code == 4
    assert [line.split("：")[0] for line in outcome.err.splitlines()] == [f"xiuding: {n}" for n in REFUSED]


def test_a_clause_that_is_not_understood_decides_the_exit_code(
    files: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    base, _ = files
    order = write(tmp_path, "又.txt", ORDER + "六、请各单位认真学习。\n")
    outcome = xiuding("consolidate", base, order)
    assert outcome.code == 3
    assert outcome.out == ""
    assert [line.split("：")[0][-1] for line in outcome.err.splitlines()] == [*REFUSED, "六"]


def test_what_was_decided_in_applying_is_told_where_it_can_be_read(tmp_path: Path, xiuding: Callable) -> None:
    base, order = write(tmp_path, "条例.txt", BASE), write(tmp_path, "决定.txt", DECISION)
    after, report = tmp_path / "后.txt", tmp_path / "报告.json"
    outcome = xiuding("consolidate", base, order, "-o", after)
    assert outcome == (0, "", "xiuding: 4 clauses applied, 4 editorial notes (--report FILE lists them)\n")
    outcome = xiuding("consolidate", base, order, "-o", after, "--report", report, "--lang", "zh")
    assert outcome.err == "xiuding: 已执行4个条目，编者注4处\n"
    notes = [note for c in json.loads(report.read_text(encoding="utf-8"))["clauses"] for note in c["notes"]]
    assert len(notes) == 4


DAMAGING = """关于修改《某市图书馆条例》的决定
一、删去第一条。
二、删去第二条。
"""


def test_an_instrument_that_damages_the_text_is_refused_unless_accepted(
    tmp_path: Path, xiuding: Callable
) -> None:
    base, order = write(tmp_path, "条例.txt", BASE), write(tmp_path, "决定.txt", DAMAGING)
    after, report = tmp_path / "后.txt", tmp_path / "报告.json"
    outcome = xiuding("consolidate", base, order, "-o", after, "--report", report)
    assert outcome.code == 4
    assert not after.exists()
    assert "the amendment would damage the text: 第一章: nothing stands below it" in outcome.err
    (fault,) = json.loads(report.read_text(encoding="utf-8"))["faults"]
    assert (fault["kind"], fault["where"], fault["left"], fault["created"]) == ("empty", "第一章", True, True)
    assert xiuding("consolidate", base, order, "-o", after, "--accept-faults").code == 0
    assert "第一章　总则\n第二章　服务\n" in after.read_text(encoding="utf-8")
    assert xiuding("init", base, "-o", tmp_path / "沿革").code == 0
    apply = ("apply", order, "--repo", tmp_path / "沿革", "--date", "2020-01-01")
    refused = xiuding(*apply)
    assert (refused.code, refused.out) == (4, "")
    assert "would damage the text" in refused.err
    assert xiuding(*apply, "--accept-faults").code == 0


RENAMED = "关于修改《甲条例》的决定\n一、将名称修改为“乙条例”。\n"
OF_THE_NEW_NAME = "关于修改《乙条例》的决定\n一、删去第一条。\n"
OF_ANOTHER = "关于修改《丙条例》的决定\n一、删去第二条。\n"


def test_a_decision_about_another_text_is_left_out_beside_one_about_this(
    tmp_path: Path, xiuding: Callable
) -> None:
    base = write(tmp_path, "条例.txt", "甲条例\n第一条　甲。\n第二条　乙。\n")
    orders = [
        write(tmp_path, f"{i}.txt", text) for i, text in enumerate([RENAMED, OF_ANOTHER, OF_THE_NEW_NAME])
    ]
    outcome = xiuding("consolidate", base, *orders)
    assert outcome.code == 0
    assert outcome.out == "乙条例\n第二条　乙。\n"
    assert "《丙条例》" in outcome.err
    assert "left out" in outcome.err
    assert "《乙条例》" not in outcome.err
