"""`xiuding redline`: the whole set of a history, the same as `build` makes, and nothing else touched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from xiuding.cli import folders

BASE = "某某条例\n第一条　全区共有乌兰牧骑73支。\n第二条　本条例自2015年3月1日起施行。\n"
FIRST = "关于修改《某某条例》的决定\n一、将第一条中的“73支”修改为“75支”。\n"
SECOND = "关于修改《某某条例》的决定\n一、将第一条中的“75支”修改为“80支”。\n"
PAGES = {
    "index.html",
    "clauses/1.html",
    "redline.json",
    "修订稿.docx",
    "对照表.docx",
    "对照表.html",
    "对照表.md",
}


@pytest.fixture
def history(xiuding: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"条例": BASE, "决定一": FIRST, "决定二": SECOND}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "文化条例" / "history"
    assert xiuding("init", "条例.txt", "-o", path, "--date", "2015-03-01").code == 0
    assert xiuding("apply", "决定一.txt", "--repo", path, "--date", "2022-08-17").code == 0
    return path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_set_is_written_below_diffs_by_the_name_of_the_plan(
    xiuding: Callable, history: Path, tmp_path: Path
) -> None:
    outcome = xiuding("redline", "--repo", history.parent)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "xiuding: see diffs/文化条例/index.html\n"
    made = tmp_path / "diffs" / "文化条例"
    assert files(made) == PAGES
    rows = json.loads((made / "redline.json").read_text(encoding="utf-8"))["rows"]
    assert ["-", "73支"] in [change for row in rows for change in row["changes"]]


def test_making_it_again_gives_the_same_bytes_and_drops_what_is_old(
    xiuding: Callable, history: Path, tmp_path: Path
) -> None:
    assert xiuding("redline", "--repo", history, "-o", "稿").code == 0
    before = {name: (tmp_path / "稿" / name).read_bytes() for name in PAGES}
    (tmp_path / "稿" / "clauses" / "9.html").write_text("旧", encoding="utf-8")
    assert xiuding("redline", "--repo", history, "-o", "稿").code == 0
    assert files(tmp_path / "稿") == PAGES
    assert {name: (tmp_path / "稿" / name).read_bytes() for name in PAGES} == before


def test_several_instruments_have_a_folder_each(xiuding: Callable, history: Path, tmp_path: Path) -> None:
    assert xiuding("apply", "决定二.txt", "--repo", history, "--date", "2024-01-01").code == 0
    for _ in range(2):
        assert xiuding("redline", "--repo", history, "-o", "稿").code == 0
    names = sorted(path.name for path in (tmp_path / "稿").iterdir() if path.is_dir())
    assert len(names) == 2
    assert all(files(tmp_path / "稿" / name) == PAGES for name in names)
    assert "80支" not in (tmp_path / "稿" / names[0] / "对照表.md").read_text(encoding="utf-8")
    assert "80支" in (tmp_path / "稿" / names[1] / "对照表.md").read_text(encoding="utf-8")
    whole = (tmp_path / "稿" / "对照表.md").read_text(encoding="utf-8")
    assert "73支" in whole
    assert "80支" in whole
    assert "75支" not in whole
    shelf = (tmp_path / "稿" / "index.html").read_text(encoding="utf-8")
    links = [unquote(link) for link in re.findall('href="([^"#]+)"', shelf)]
    assert links[:2] == [f"{name}/index.html" for name in names]
    assert all((tmp_path / "稿" / link).is_file() for link in links)
    assert shelf.count("1 个条目") == 2
    ambiguous = xiuding("redline", "--repo", history, "-o", "一", "--instrument", "无此文书")
    assert (ambiguous.code, (tmp_path / "一").exists()) == (2, False)


def test_other_files_are_never_replaced(xiuding: Callable, history: Path, tmp_path: Path) -> None:
    (tmp_path / "书").mkdir()
    (tmp_path / "书" / "稿.txt").write_text("我的", encoding="utf-8")
    (tmp_path / "文件").write_text("我的", encoding="utf-8")
    for target in ("书", "文件", ".", history):
        outcome = xiuding("redline", "--repo", history, "-o", target)
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (7, "", 1), target
    assert files(tmp_path / "书") == {"稿.txt"}
    (tmp_path / "空").mkdir()
    assert xiuding("redline", "--repo", history, "-o", "空").code == 0
    assert files(tmp_path / "空") == PAGES
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".xiuding")]


def test_a_place_where_no_folder_can_be_is_named(xiuding: Callable, history: Path) -> None:
    outcome = xiuding("redline", "--repo", history, "-o", "条例.txt/稿")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (7, "", 1)
    assert "条例.txt" in outcome.err


def test_what_was_there_stays_where_its_successor_cannot_come(tmp_path: Path) -> None:
    (tmp_path / "稿").mkdir()
    (tmp_path / "稿" / folders.REDLINES).write_text("旧", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        folders.put(tmp_path / "没有", tmp_path / "稿")
    assert (tmp_path / "稿" / folders.REDLINES).read_text(encoding="utf-8") == "旧"


def test_a_history_without_instruments_has_no_redlines(
    xiuding: Callable, history: Path, tmp_path: Path
) -> None:
    assert xiuding("init", "条例.txt", "-o", "新", "--date", "2015-03-01").code == 0
    outcome = xiuding("redline", "--repo", "新", "-o", "稿")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
