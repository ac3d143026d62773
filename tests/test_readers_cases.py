"""What each reader makes of a source, case by case; and that nothing of a source is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_support import check_accounts, pairs, shown, visible
from xiuding.errors import UnreadableInput
from xiuding.readers import read, read_text

CASES = pairs("reading")
LINES = [
    "第一章　总则",
    "第一条　为了保障公民权益，制定本条例。",
    "（一）将“甲”修改为“乙”；",
    "将“公共图书馆应当向社会公众免费开放，并且公告开",
    "放时间”修改为“图书馆免费开放”。",
    "— 3 —",
    "12",
    "甲\t乙\t丙",
    "\t丁\t戊",
    "发布日期：2023-01-01",
    "抄送：各部门。",
    "2023年1月1日印发",
    "a.png",
    "Baidu",
    "\u3000\u3000第二条\u3000甲 乙\u00a0丙",
    "“",
    "",
]
TAGS = [
    *(
        "<p>",
        "</p>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "<td rowspan=3>",
        "</table>",
        "<li>",
        "<ol>",
        "<nav>",
    ),
    *(
        "<img src=b.png>",
        "<a href=x>",
        "</a>",
        "<span hidden>",
        "</span>",
        "<pre>",
        "&lt;",
        "<del>",
        "</del>",
    ),
]


@pytest.mark.parametrize(("form", "source", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_case(form: str, source: str, wanted: str) -> None:
    manuscript = read(source.encode(), name=f"case.{form}")
    assert manuscript.format == form
    assert shown(manuscript) == wanted


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=30))
def test_every_character_of_a_text_is_accounted_for(lines: list[str]) -> None:
    check_accounts(read_text("\n".join(lines).encode(errors="replace").decode()))


@given(st.lists(st.sampled_from(LINES + TAGS), min_size=1, max_size=40))
def test_every_character_that_a_page_shows_is_accounted_for(pieces: list[str]) -> None:
    try:
        manuscript = read(("<html>" + "\n".join(pieces)).encode(), name="page.html")
    except UnreadableInput:
        return
    check_accounts(manuscript)


@given(
    st.lists(
        st.sampled_from(LINES)
        | st.sampled_from(["# 题", "1. 甲", "> 乙", "|甲|乙|\n|-|-|\n|1|2|", "---", "*丙*"]),
        max_size=20,
    )
)
def test_markdown_adds_nothing_to_its_source(lines: list[str]) -> None:
    manuscript = read("\n".join(lines).encode(), name="text.md")
    assert not manuscript.unaccounted()
    for paragraph in manuscript:
        rest = iter(visible(manuscript.source[paragraph.source.start : paragraph.source.end]))
        assert all(character in rest for character in visible(paragraph.text))


def test_a_text_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "第 一 章.txt"
    path.write_text("\ufeff第一条　甲。\r\n\r\n　　第二条　乙。\r\n", encoding="utf-8")
    assert [each.text for each in read_text("第一条　甲。\n\n　　 第二条　乙。")] == [
        "第一条　甲。",
        "第二条　乙。",
    ]
    assert [each.text for each in read(str(path))] == ["第一条　甲。", "第二条　乙。"]
    assert read(path).name == "第 一 章.txt"


def test_statutes_of_the_corpus_come_through_line_by_line(corpus: Path) -> None:
    """But for chapter headings broken over two lines, which the corpus has three times."""
    joined = []
    for path in sorted(corpus.glob("*/*/*.txt")):
        manuscript = read(path)
        assert not manuscript.dropped, path
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if [each.text for each in manuscript] != lines:
            assert [each.text for each in manuscript if each.text not in lines][1:] == []
            joined.append(path)
    assert len(joined) <= 3


def test_the_two_witnesses_have_the_same_paragraphs(seeds: Path) -> None:
    one, other = (read(path) for path in sorted(seeds.glob("*.txt")))
    check_accounts(one)
    check_accounts(other)
    assert [len(each.rows) for each in one if each.rows] == [24]
    assert not any(each.rows for each in other)
    assert [each.image for each in other.dropped].count(True) == 1
    assert len(one.paragraphs) - 1 == len(other.paragraphs) - 1 == 100
