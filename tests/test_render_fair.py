"""The fair copy: a text as docx, page or Markdown reads back as that text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.document import Document
from xiuding.readers import read
from xiuding.render.fair import blocks
from xiuding.render.fair.document import document
from xiuding.render.fair.page import markdown, page
from xiuding.structure import build, from_manuscript

STATUTE = [
    "某市图书馆条例",
    "（2015年3月1日某市人民代表大会常务委员会通过）",
    "目录",
    "第一章　总则",
    "第二章　服务",
    "第一章　总则",
    "第一条　为了发展图书馆，制定本条例。",
    "图书馆*免费*开放。",
    "第二条　图书馆应当：",
    "（一）开放；",
    "1.免费。",
    "第二章　服务",
    "第一节　借阅",
    "第三条",
    "违反第二条的，<b>责令</b>改正 & 记录。",
    [("领域", "指标"), ("阅读", ">95"), ("", "6左右")],
    "附件1",
    "图书馆名录",
]
REPLY = ["关于图书馆的意见", "一、总体要求", "坚持免费。", "二、经费由市承担。", "# 不是标题"]
_LINE = st.text(alphabet="甲乙第一二条章（）、。“”#*-_>|1.+=@&<　", min_size=1, max_size=12).map(str.strip)


def again(text: Document, folder: Path) -> dict[str, list[str]]:
    """The paragraphs that readers find in each form of a text."""
    forms = {
        "docx": document(text, title="题", author="", day=date(2024, 5, 1)),
        "html": page(text, title="题").encode(),
        "md": markdown(text).encode(),
    }
    found = {}
    for ending, data in forms.items():
        (folder / f"清稿.{ending}").write_bytes(data)
        found[ending] = list(from_manuscript(read(str(folder / f"清稿.{ending}"))).lines())
    return found


@pytest.mark.parametrize("lines", [STATUTE, REPLY], ids=["statute", "reply"])
def test_every_form_reads_back_as_the_text(lines: list[str], tmp_path: Path) -> None:
    text = build(lines)
    for ending, found in again(text, tmp_path).items():
        assert found == list(text.lines()), ending


@given(lines=st.lists(_LINE.filter(bool), min_size=1, max_size=6))
def test_blocks_hold_the_lines_and_nothing_else(lines: list[str]) -> None:
    text = build(lines)
    assert [block.label + block.text for block in blocks(text)] == list(text.lines())


def test_headings_are_headings_and_contents_are_none() -> None:
    found = {block.text: (block.kind, block.level) for block in blocks(build(STATUTE)) if not block.label}
    assert found["某市图书馆条例"] == ("title", 1)
    assert found["第二章　服务"] == ("heading", 2)
    assert found["第一节　借阅"] == ("heading", 3)
    entries = [block.text for block in blocks(build(STATUTE)) if block.kind == "entry"]
    assert entries == ["第一章　总则", "第二章　服务"]


def test_a_page_shows_markup_of_the_text_and_runs_nothing() -> None:
    made = page(build(["条例", "第一条　<script>甲</script>\u202e"]), title="条例")
    assert "<script>" not in made
    assert "⟦U+202E⟧" in made


def test_the_same_text_makes_the_same_docx() -> None:
    one, other = (document(build(STATUTE), title="题", author="", day=date(2024, 5, 1)) for _ in range(2))
    assert one == other


def test_a_wide_column_starves_no_other(tmp_path: Path) -> None:
    text = build(["条例", [("领域", "指标"), ("阅读", "很长的指标名称" * 20)]])
    (tmp_path / "表.docx").write_bytes(document(text, title="题", author="", day=date(2024, 5, 1)))
    import docx

    grid = docx.Document(str(tmp_path / "表.docx")).tables[0].columns
    assert grid[0].width * 7 > grid[1].width
