"""`xiuding diff`: its forms of output, its streams and its exit codes."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from terminal_support import XIUDING, on_a_terminal
from xiuding import readers

OLD, NEW = "2020年全区共有乌兰牧骑73支", "2020年全区共有乌兰牧骑75支"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "修改前 文本.txt", tmp_path / "修改后 文本.txt"
    old.write_text(f"第一章　总则\n{OLD}\n附则。\n", encoding="utf-8")
    new.write_text(f"第一章　总则\n{NEW}\n附则。\n", encoding="utf-8")
    return old, new


def test_the_measure_word_stays_with_its_number(xiuding: Callable) -> None:
    outcome = xiuding("diff", "--text", OLD, NEW, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == {
        "schema": "xiuding/redline/1",
        "rows": [
            {
                "kind": "changed",
                "old": OLD,
                "new": NEW,
                "changes": [["=", "2020年全区共有乌兰牧骑"], ["-", "73支"], ["+", "75支"]],
            }
        ],
    }


def test_json_obeys_no_control_character_and_loses_none(xiuding: Callable) -> None:
    hostile = "第一条　\x9b31m红\u202e反\u200b向\x7f"
    out = xiuding("diff", "--text", hostile, "第一条　红", "--format", "json").out
    assert json.loads(out)["rows"][0]["old"] == hostile
    assert not {"\x9b", "\u202e", "\u200b", "\x7f"} & set(out)


@pytest.mark.parametrize(("eastasian", "fewer"), [("0", 0), ("1", 2)])
def test_columns_are_as_wide_as_the_terminal_says_quotation_marks_are(
    xiuding: Callable, monkeypatch: pytest.MonkeyPatch, eastasian: str, fewer: int
) -> None:
    monkeypatch.setenv("RUNEWIDTH_EASTASIAN", eastasian)
    out = xiuding("diff", "--text", "“甲”。\n甲乙丙。", "“甲”。\n甲乙丁。", "--width", "60").out
    quoted, plain = (line[: line.index("|")] for line in out.splitlines())
    assert (len(quoted) + 2, len(plain) + 4) == (29 - fewer, 29)


def test_without_a_terminal_changes_are_marks(xiuding: Callable, files: tuple[Path, Path]) -> None:
    outcome = xiuding("diff", *files, "--layout", "inline")
    assert outcome.out.splitlines() == [
        "  第一章　总则",
        "~ 2020年全区共有乌兰牧骑[-73支-]{+75支+}",
        "  附则。",
    ]


def test_unchanged_paragraphs_are_folded_but_for_the_context(xiuding: Callable) -> None:
    same = "第一段。\n第二段。\n第三段。\n第四段。\n第五段。\n"
    shown = [xiuding("diff", "--text", same + OLD, same + NEW, "--context", n).out for n in ("0", "2", "5")]
    assert ["第五段" in text for text in shown] == [False, True, True]
    assert ["第一段" in text for text in shown] == [False, False, True]


def test_exit_code_tells_differences_only_where_asked(xiuding: Callable, files: tuple[Path, Path]) -> None:
    old, new = files
    assert xiuding("diff", old, new).code == 0
    assert xiuding("diff", old, new, "--exit-code").code == 1
    assert xiuding("diff", old, old, "--exit-code") == (0, "", "xiuding: no differences\n")


def test_stdin_is_a_file_once(xiuding_process: Callable, files: tuple[Path, Path]) -> None:
    old, new = files
    outcome = xiuding_process("diff", old, "-", "--format", "json", stdin=new.read_bytes())
    assert outcome.code == 0
    assert [row["kind"] for row in json.loads(outcome.out)["rows"]] == ["equal", "changed", "equal"]
    assert xiuding_process("diff", "-", "-").code == 2


def test_a_missing_file_is_named(xiuding: Callable, files: tuple[Path, Path]) -> None:
    outcome = xiuding("--lang", "zh", "diff", files[0], "没有.txt")
    assert (outcome.code, outcome.out) == (6, "")
    assert outcome.err.startswith("xiuding: 没有.txt：")
    assert outcome.err.count("\n") == 1


def test_what_a_reader_notes_is_told(
    xiuding: Callable, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = readers.read
    monkeypatch.setattr(
        readers, "read", lambda *it, **named: replace(read(*it, **named), notes=("已接受全部修订",))
    )
    outcome = xiuding("diff", *files, "-f", "json")
    assert (
        outcome.err == "xiuding: 修改前 文本.txt: 已接受全部修订\nxiuding: 修改后 文本.txt: 已接受全部修订\n"
    )
    assert json.loads(outcome.out)


def test_output_replaces_a_file_in_one_step(
    xiuding: Callable, files: tuple[Path, Path], tmp_path: Path
) -> None:
    target = tmp_path / "结果.json"
    target.write_text("former", encoding="utf-8")
    target.chmod(0o640)
    assert xiuding("diff", *files, "-f", "json", "-o", target) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "xiuding/redline/1"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "修改前 文本.txt",
        "修改后 文本.txt",
        "结果.json",
    ]


def test_an_input_is_never_overwritten(xiuding: Callable, files: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = files
    before = old.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(old)
    for target in (old, link):
        outcome = xiuding("diff", old, new, "-o", target)
        assert (outcome.code, outcome.out) == (7, "")
    assert old.read_bytes() == before


def test_an_output_that_cannot_be_written_leaves_nothing(xiuding: Callable, files: tuple[Path, Path]) -> None:
    folder = files[0].parent
    for target in (folder, folder / "no such folder" / "x"):
        outcome = xiuding("diff", *files, "-o", target)
        assert (outcome.code, outcome.out) == (7, "")
        assert outcome.err.count("\n") == 1
    assert len(list(folder.iterdir())) == 2


def test_devices_are_written_to_and_not_replaced(xiuding: Callable, files: tuple[Path, Path]) -> None:
    assert xiuding("diff", *files, "-o", os.devnull).code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_docx_says_whose_changes_and_when(
    xiuding: Callable, files: tuple[Path, Path], tmp_path: Path
) -> None:
    made = []
    for name in ("一.docx", "二.docx"):
        arguments = ("-f", "docx", "--author", "某某人民政府", "--date", "2022-08-17", "-o", tmp_path / name)
        assert xiuding("diff", *files, *arguments) == (0, "", "")
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    document = zipfile.ZipFile(tmp_path / "一.docx").read("word/document.xml").decode()
    assert 'w:author="某某人民政府"' in document
    assert "2022-08-17" in document


def test_a_page_needs_no_network_and_interprets_nothing(xiuding: Callable) -> None:
    outcome = xiuding("diff", "--text", "<script>73支</script>", "<script>75支</script>", "-f", "html")
    assert outcome.out.startswith("<!")
    assert "<script>7" not in outcome.out
    assert "&lt;script&gt;" in outcome.out


def test_a_table_is_of_the_kind_its_file_name_says(
    xiuding: Callable, files: tuple[Path, Path], tmp_path: Path
) -> None:
    markdown = xiuding("diff", *files, "-f", "table", "--title", "对照表").out
    assert markdown.splitlines()[0] == "# 对照表"
    assert "<b>75支</b>" in markdown
    starts = {}
    for ending in ("html", "docx", "md"):
        assert xiuding("diff", *files, "-f", "table", "-o", tmp_path / f"表.{ending}").code == 0
        starts[ending] = (tmp_path / f"表.{ending}").read_bytes()[:2]
    assert starts == {"html": b"<!", "docx": b"PK", "md": b"# "}


def test_the_form_is_what_the_file_name_says(
    xiuding: Callable, files: tuple[Path, Path], tmp_path: Path
) -> None:
    starts = {}
    for ending in ("html", "docx", "json", "txt"):
        assert xiuding("diff", *files, "-o", tmp_path / f"改动.{ending}").code == 0
        starts[ending] = (tmp_path / f"改动.{ending}").read_bytes()[:2]
    assert starts == {"html": b"<!", "docx": b"PK", "json": b'{"', "txt": b"  "}


@pytest.mark.parametrize(
    ("first", "title", "table"),
    [
        ("某市公园条例", "某市公园条例", "《某市公园条例》修改前后对照表"),
        ("第一条　公园开放。", "新.txt", "新.txt"),
        ("公园开放。", "新.txt", "新.txt"),
    ],
)
def test_the_title_is_that_of_the_document(
    xiuding: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    title: str,
    table: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, number in (("旧.txt", 73), ("新.txt", 75)):
        Path(name).write_text(f"{first}\n第二条　乌兰牧骑{number}支。\n", encoding="utf-8")
    assert f"<title>{title}</title>" in xiuding("diff", "旧.txt", "新.txt", "-f", "html").out
    assert xiuding("diff", "旧.txt", "新.txt", "-f", "table").out.startswith(f"# {table}".replace(".", r"."))
    if table != title:
        place = xiuding("diff", "旧.txt", "新.txt", "第二条", "-f", "table").out
        assert place.startswith("# 《某市公园条例》第二条修改前后对照表\n")


def test_a_terminal_gets_colours_unless_it_says_no() -> None:
    coloured = on_a_terminal(*XIUDING, "diff", "--text", OLD, NEW)
    assert "\x1b[9;31m73支" in coloured
    assert "[-73支-]" not in coloured
    plain = on_a_terminal(*XIUDING, "diff", "--text", OLD, NEW, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "[-73支-]" in plain


def test_a_terminal_is_not_sent_a_docx(files: tuple[Path, Path]) -> None:
    with pytest.raises(AssertionError):
        on_a_terminal(*XIUDING, "diff", *map(str, files), "-f", "docx")


def test_long_views_go_through_the_pager(tmp_path: Path) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text("".join(f"第{i}条　原有的规定。\n" for i in range(60)), encoding="utf-8")
    new.write_text("".join(f"第{i}条　新的规定。\n" for i in range(60)), encoding="utf-8")
    pager = "sed s/^/paged:/"
    assert on_a_terminal(*XIUDING, "diff", str(old), str(new), PAGER=pager).count("paged:") >= 60
    assert "paged:" not in on_a_terminal(*XIUDING, "diff", "--text", OLD, NEW, PAGER=pager)
