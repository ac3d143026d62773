"""Replaced articles in two columns: side by side by their number, each side in its order."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from render_support import changed, deleted, equal, inserted
from xiuding.redline.model import Redline, Row
from xiuding.render import html, terminal
from xiuding.render.replaced import beside
from xiuding.render.rows import fold

REPLACED = Redline(
    (
        deleted("第六条　旧文甲。"),
        deleted("旧款。"),
        deleted("第七条　旧文乙。"),
        inserted("第六条　新文丙。"),
        inserted("第七条　新文丁。"),
        inserted("新款。"),
        inserted("第八条　新文戊。"),
    )
)
ROWS = st.lists(
    st.sampled_from(
        [
            make(text)
            for make in (deleted, inserted, equal)
            for text in ("第一条　甲。", "第二条　乙。", "丙。")
        ]
    )
)


def test_articles_of_one_number_are_read_side_by_side() -> None:
    pairs = [
        (row.old or row.new, other and other.new) for row, other in beside(REPLACED) if isinstance(row, Row)
    ]
    assert pairs == [
        ("第六条　旧文甲。", "第六条　新文丙。"),
        ("旧款。", None),
        ("第七条　旧文乙。", "第七条　新文丁。"),
        ("新款。", None),
        ("第八条　新文戊。", None),
    ]


def test_what_has_no_number_or_another_stands_alone() -> None:
    rows = (
        deleted("甲。"),
        inserted("乙。"),
        deleted("第一条　丙。"),
        inserted("第二条　丁。"),
        changed("-戊", "+己"),
    )
    assert [other for _, other in beside(rows)] == [None] * 5


@given(ROWS)
def test_no_row_is_lost_and_each_side_keeps_its_order(rows: list[Row]) -> None:
    made = list(beside(fold(rows, 0)))
    flat = [row for pair in made for row in pair if isinstance(row, Row)]
    for side in ("old", "new"):
        wanted = [row for row in rows if getattr(row, side) is not None and row.kind != "equal"]
        assert [row for row in flat if getattr(row, side) is not None and row.kind != "equal"] == wanted


def test_in_the_terminal_they_share_lines_and_in_one_column_they_do_not() -> None:
    first, *_ = terminal.render(REPLACED, width=80, colour=False)
    assert re.fullmatch(r"- \[-第六条　旧文甲。-\] +\| \+ \{\+第六条　新文丙。\+\}", first)
    assert list(terminal.render(REPLACED, width=40, colour=False))[:2] == [
        "- [-第六条　旧文甲。-]",
        "- [-旧款。-]",
    ]


def test_in_a_page_they_share_a_row() -> None:
    page = html.diff_page(REPLACED, title="某办法")
    row = re.search(
        r'<div class="row replaced h0"><p class="old">(.*?)</p><p class="new">(.*?)</p></div>', page
    )
    assert row
    assert "旧文甲" in row[1]
    assert "新文丙" in row[2]


def test_a_row_that_comes_twice_has_the_look_of_each_place() -> None:
    twice = equal("第一章　总则")
    page = html.diff_page(Redline((equal("目　录"), twice, twice, equal("第一条　甲。"))), title="某办法")
    assert re.findall(r'<div class="row equal (h\d)">', page) == ["h2", "h0", "h2", "h0"]
