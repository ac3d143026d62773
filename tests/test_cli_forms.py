"""The form of a file is what its name promises, or nothing is written."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from history_support import BASE, DECISION, write


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path, "条例.txt", BASE), write(tmp_path, "决定.txt", DECISION)


@pytest.mark.parametrize("ending", ["docx", "html", "md", "txt"])
def test_a_consolidated_text_reads_the_same_in_every_form(
    ending: str, texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    plain = xiuding("consolidate", *texts).out
    made = tmp_path / f"修改后.{ending}"
    assert xiuding("consolidate", *texts, "-o", made).code == 0
    assert zipfile.is_zipfile(made) == (ending == "docx")
    assert xiuding("read", made).out == plain


def test_a_draft_as_docx_is_applied_like_any_other(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    new, order = tmp_path / "新.docx", tmp_path / "拟.docx"
    assert xiuding("consolidate", *texts, "-o", new).code == 0
    assert xiuding("draft", texts[0], new, "-o", order).code == 0
    assert zipfile.is_zipfile(order)
    assert xiuding("consolidate", texts[0], order).out == xiuding("read", new).out


@pytest.mark.parametrize(
    ("name", "advice"), [("后.pdf", ".html"), ("后.DOC", ".docx"), ("后.wps", ".docx"), ("后.xlsx", ".csv")]
)
def test_what_is_not_written_is_refused_with_what_is(
    name: str, advice: str, texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    for call in (["consolidate", *texts], ["diff", *texts], ["parse", texts[1]]):
        outcome = xiuding(*call, "-o", tmp_path / name)
        assert outcome.code == 2
        assert f"write {advice}" in outcome.err or f"or {advice}" in outcome.err
        assert not (tmp_path / name).exists()


def test_a_list_is_no_docx(texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable) -> None:
    assert xiuding("parse", texts[1], "-o", tmp_path / "表.docx").code == 2
    assert not (tmp_path / "表.docx").exists()


def test_a_name_in_json_asks_for_json(texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable) -> None:
    assert xiuding("parse", texts[1], "-o", tmp_path / "决定.json").code == 0
    assert json.loads((tmp_path / "决定.json").read_text(encoding="utf-8"))["schema"].startswith("xiuding/")
    assert xiuding("parse", "-f", "list", texts[1], "-o", tmp_path / "表.json").code == 0
    assert (tmp_path / "表.json").read_text(encoding="utf-8").startswith("某市")


def test_a_table_as_csv_has_the_words_of_both_sides(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    new, made = tmp_path / "新.txt", tmp_path / "对照表.csv"
    assert xiuding("consolidate", *texts, "-o", new).code == 0
    assert xiuding("diff", texts[0], new, "-o", made).code == 0
    data = made.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[0] == {
        "位置": "第一章　总则",
        "原条文": "第二条　市设图书馆三座。",
        "修改后条文": "第二条　市设图书馆五座。",
    }


def test_a_table_as_markdown_needs_no_format(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    assert xiuding("diff", texts[0], texts[1], "-o", tmp_path / "对照表.md").code == 0
    assert "| 原条文 | 修改后条文 |" in (tmp_path / "对照表.md").read_text(encoding="utf-8")


def test_edits_and_commits_as_csv(texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable) -> None:
    made = tmp_path / "改动.csv"
    assert xiuding("parse", texts[1], "-o", made).code == 0
    rows = list(csv.DictReader(made.read_bytes().decode("utf-8-sig").splitlines(keepends=True)))
    edit = {"label": "一", "op": "replace-text", "target": "第二条", "old": "三座", "new": "五座"}
    assert edit.items() <= rows[0].items()
    assert {row["effective"] for row in rows} == {"2021-10-01"}
    assert xiuding("init", texts[0], "-o", tmp_path / "沿革").code == 0
    assert xiuding("apply", texts[1], "--repo", tmp_path / "沿革").code == 0
    outcome = xiuding("log", "--repo", tmp_path / "沿革", "-f", "csv")
    assert outcome.out.startswith("commit,clause,label,")  # no mark where a program reads
    rows = list(csv.DictReader(outcome.out.splitlines(keepends=True)))
    assert [row["clause"] for row in rows] == ["", "1", "2", "3", "closing"]
    assert rows[3]["operations"] == "renumber\nreplace-node"
    assert rows[1]["text"] == "将第二条中的“三座”修改为“五座”。"
    assert xiuding("log", "--repo", tmp_path / "沿革", "-o", tmp_path / "条目.txt").out == ""
    assert len((tmp_path / "条目.txt").read_text(encoding="utf-8").splitlines()) == 5


def test_table_and_redline_come_with_the_text(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    made = [tmp_path / name for name in ("清稿.docx", "对照表.csv", "修订稿.docx")]
    options = [text for pair in zip(("-o", "--table", "--redline"), made, strict=True) for text in pair]
    assert xiuding("consolidate", *texts, *options).code == 0
    assert "第二条　市设图书馆五座。" in made[1].read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(made[2]) as archive:
        assert "<w:ins " in archive.read("word/document.xml").decode()
    assert xiuding("read", made[2]).out == xiuding("read", made[0]).out  # with all changes accepted


def test_neither_is_written_where_a_clause_does_not_apply(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    wrong = write(tmp_path, "误.txt", DECISION.replace("“三座”", "“九座”"))
    made = tmp_path / "对照表.docx"
    assert xiuding("consolidate", texts[0], wrong, "--table", made).code == 4
    assert not made.exists()
    assert xiuding("consolidate", *texts, "--table", texts[0]).code == 7


def test_a_folder_is_not_called_like_a_file(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    assert xiuding("init", texts[0], "-o", tmp_path / "沿革.docx").code == 2
    assert xiuding("init", texts[0], "-o", tmp_path / "沿革").code == 0
    assert xiuding("apply", texts[1], "--repo", tmp_path / "沿革").code == 0
    outcome = xiuding("redline", "--repo", tmp_path / "沿革", "-o", tmp_path / "花脸稿.docx")
    assert (outcome.code, "a folder is written here" in outcome.err) == (2, True)
    assert not list(tmp_path.glob("*.docx"))


def test_copies_of_two_instruments_are_told(
    texts: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    other = write(tmp_path, "另.txt", DECISION.replace("2021年9月3日", "2022年9月3日"))
    assert "different instruments" in xiuding("collate", texts[1], other).err
    same = write(tmp_path, "同.txt", DECISION.replace("五座", "六座"))
    assert "different instruments" not in xiuding("collate", texts[1], same).err
