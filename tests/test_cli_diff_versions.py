"""`xiuding diff` between folders, versions of a history and files, in one place, and for one clause."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.sample import git

BASE = """某某条例
第一章　总则
第一条　全区共有乌兰牧骑73支。
第二条　农牧民依照第一条的规定享受服务。
第二章　保障
第三条　每年开展惠民演出。
第四条　本条例自2015年3月1日起施行。
"""
ORDER = """关于修改《某某条例》的决定
一、将第一条中的“全区共有乌兰牧骑73支”修改为“全区共有乌兰牧骑75支”。
二、删去第二条。
"""


@pytest.fixture
def history(xiuding: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "条例.txt").write_text(BASE, encoding="utf-8")
    (tmp_path / "决定.txt").write_text(ORDER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert xiuding("init", "条例.txt", "-o", "history", "--date", "2015-03-01").code == 0
    assert xiuding("apply", "决定.txt", "--repo", "history", "--date", "2022-08-17").code == 0
    return tmp_path / "history"


def changed(out: str) -> list[tuple[str | None, str | None]]:
    rows = json.loads(out)["rows"]
    return [(row["old"], row["new"]) for row in rows if row["kind"] != "equal"]


WHOLE = [
    ("第一条　全区共有乌兰牧骑73支。", "第一条　全区共有乌兰牧骑75支。"),
    ("第二条　农牧民依照第一条的规定享受服务。", None),
]


@pytest.mark.parametrize(
    "sides", [("2015-03-01", "2022-08-17"), ("main~2", "main"), ("2015-03-01", "history")]
)
def test_versions_of_the_history_of_this_folder(
    xiuding: Callable, history: Path, sides: tuple[str, str]
) -> None:
    outcome = xiuding("diff", *sides, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert changed(outcome.out) == WHOLE


def test_folders_of_chapters_without_git(xiuding: Callable, history: Path, tmp_path: Path) -> None:
    for version in ("2015-03-01", "2022-08-17"):
        folder = tmp_path / "各 版本" / version
        folder.mkdir(parents=True)
        for name in git(history, "ls-tree", "-z", "--name-only", version).split("\0")[:-1]:
            (folder / name).write_text(git(history, "show", f"{version}:{name}"), encoding="utf-8")
    versions = tmp_path / "各 版本"
    outcome = xiuding("diff", versions / "2015-03-01", versions / "2022-08-17", "-f", "json")
    assert changed(outcome.out) == WHOLE


def test_a_version_beside_a_file(xiuding: Callable, history: Path) -> None:
    assert changed(xiuding("diff", "条例.txt", "2022-08-17", "-f", "json").out) == WHOLE


def test_with_a_repository_named_its_versions_come_before_files(
    xiuding: Callable, history: Path, tmp_path: Path
) -> None:
    (tmp_path / "2015-03-01").write_text("另一个文本\n", encoding="utf-8")
    named = xiuding("diff", "2015-03-01", "2022-08-17", "--repo", history, "-f", "json")
    assert changed(named.out) == WHOLE
    assert "另一个文本" in xiuding("diff", "2015-03-01", "2022-08-17", "-f", "json").out


def test_one_place_has_what_stands_there_before_or_after(xiuding: Callable, history: Path) -> None:
    places = {"第一条": WHOLE[:1], "第一章": WHOLE, "第一章 第二条": WHOLE[1:], "第二章": []}
    for place, expected in places.items():
        outcome = xiuding("diff", "2015-03-01", "2022-08-17", place, "-f", "json")
        assert changed(outcome.out) == expected, place
    rows = json.loads(xiuding("diff", "2015-03-01", "2022-08-17", "第二章", "-f", "json").out)["rows"]
    assert [row["new"] for row in rows] == [
        "第二章　保障",
        "第三条　每年开展惠民演出。",
        "第四条　本条例自2015年3月1日起施行。",
    ]


def test_a_page_tells_the_document_and_the_versions(xiuding: Callable, history: Path) -> None:
    page = xiuding("diff", "2015-03-01", "2022-08-17", "第一条", "-f", "html").out
    assert "<title>某某条例 第一条</title>" in page
    assert "2015-03-01" in page
    assert "修改前" not in page
    assert "修改前" in xiuding("diff", "条例.txt", "2022-08-17", "-f", "html").out
    assert "<h1>某某条例</h1>" in xiuding("diff", "--clause", "1", "-f", "html").out
    assert "<h1>某年</h1>" in xiuding("diff", "--clause", "1", "-f", "html", "--title", "某年").out


def test_a_clause_in_both_views(xiuding: Callable, history: Path) -> None:
    refined = xiuding("diff", "--clause", "一", "--layout", "inline")
    assert "~ 第一条　全区共有乌兰牧骑[-73支-]{+75支+}。" in refined.out
    drafted = xiuding("diff", "--clause", "1", "--drafted", "--layout", "inline")
    whole = "[-全区共有乌兰牧骑73支-]{+全区共有乌兰牧骑75支+}"
    assert f"~ 第一条　{whole}。" in drafted.out
    assert whole in xiuding("show", "1", "--repo", history, "--drafted", "--layout", "inline").out
    assert "第二条" not in drafted.out
    page = xiuding("diff", "--clause", "1", "-f", "html").out
    assert "修改为" in page
    assert 'lang="zh-CN"' in page


def test_a_table_has_the_style_and_the_column_asked_for(xiuding: Callable, history: Path) -> None:
    outcome = xiuding("diff", "--clause", "1", "-f", "table", "--style", "underline", "--reasons")
    assert "<u>73支</u>" in outcome.out
    assert "<ins>75支</ins>" in outcome.out
    assert "| 说明 |" in outcome.out
    assert "说明" not in xiuding("diff", "--clause", "1", "-f", "table").out


def test_renumbering_is_folded_on_request(xiuding: Callable) -> None:
    texts = ("第二条　保障。\n第三条　演出。", "第一条　保障。\n第二条　演出。")
    assert "第三条" in xiuding("diff", "--text", *texts).out
    folded = xiuding("diff", "--text", *texts, "--fold-renumbering").out
    assert folded == "---- 2 only renumbered ----\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "OLD and NEW"),
        (["条例.txt"], 2, "OLD and NEW"),
        (["条例.txt", "没有"], 6, "没有: no such file, folder or version (versions: 2015-03-01、2022-08-17)"),
        (["条例.txt", "x" * 3000], 6, "no such"),
        (["条例.txt", "empty"], 6, "no Markdown"),
        (["2015-03-01", "2022-08-17", "--repo", "empty"], 5, "no history"),
        (["2015-03-01", "2022-08-17", "第九章"], 4, "第九章"),
        (["2015-03-01", "2022-08-17", "总则"], 2, "总则"),
        (["2015-03-01", "2022-08-17", "--drafted"], 2, "--clause"),
        (["--clause", "9.9"], 5, "9.9"),
        (["--clause", "1", "条例.txt"], 2, "--clause"),
        (["--clause", "1", "--characters"], 2, "--clause"),
        (["--clause", "1", "--instrument", "第9号"], 2, "第9号 is none of: 关于修改《某某条例》的决定"),
        (["条例.txt", "条例.txt", "--instrument", "第9号"], 2, "--instrument needs --clause"),
        (["--text", "甲", "乙", "第一章"], 2, "--text"),
        (["-", "-"], 2, "-"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(
    xiuding: Callable, history: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "empty").mkdir()
    outcome = xiuding("diff", *arguments)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1), outcome.err
    assert words in outcome.err


def test_a_folder_that_is_not_text_is_refused(xiuding: Callable, tmp_path: Path) -> None:
    (tmp_path / "第一章.md").write_bytes(b"\xff\xfe\xff")
    outcome = xiuding("diff", tmp_path, tmp_path)
    assert (outcome.code, outcome.err.count("\n")) == (6, 1)
