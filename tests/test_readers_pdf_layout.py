"""What places on a page say: paragraphs, page furniture, tables and boxes that go on over pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from xiuding.readers.line import Line
from xiuding.readers.lines import paragraphs
from xiuding.readers.pdf_layout import Placed, furniture, layout
from xiuding.readers.pdf_tables import Box, Cell, Ruled, blocks, over_pages

FULL = "甲" * 30


def line(text: str, base: float = 100, left: float = 100, page: int = 1, **places: object) -> Placed:
    """A line in type of 12 points."""
    return Placed(text, left, left + 12 * len(text), base, 12, page)._replace(**places)


def table(page: int, *rows: Sequence[str | None], left: float = 100) -> Ruled:
    """A table with columns of ten characters."""

    def cell(text: str | None, column: int) -> Cell | None:
        start = left + 126 * column
        held = (line(text, left=start + 3, page=page),) if text else ()
        return None if text is None else Cell(start, start + 126, held)

    return Ruled([tuple(cell(text, at) for at, text in enumerate(row)) for row in rows], page, page)


@pytest.mark.parametrize(
    ("second", "third", "said"),
    [
        # indented by two characters
        (
            line(FULL, 120, 124, right=460),
            line("乙" * 9, 140),
            [(False, False), (False, True), (True, False)],
        ),
        # no indents, lines at one distance: nothing is said of what follows a full line
        (line(FULL, 120), line("乙" * 9, 140), [(False, True), (None, True), (None, False)]),
        # no indents, paragraphs farther apart than lines
        (line(FULL, 120), line("乙" * 9, 160), [(False, True), (True, True), (False, False)]),
    ],
)
def test_which_lines_open_a_paragraph(
    second: Placed, third: Placed, said: list[tuple[bool | None, bool]]
) -> None:
    first = line("甲" * 20 if second.left > 100 else FULL)
    assert list(layout([first, second, third])) == said


def test_a_line_is_full_where_the_first_word_of_the_next_has_no_room() -> None:
    lines = [line("甲" * 28, 100), line("“2030”年增加", 120), line(FULL, 140), line("乙", 160)]
    assert [full for _, full in layout(lines)] == [True, False, True, False]
    lines[1] = line("年增加", 120)
    assert next(full for _, full in layout(lines)) is False


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("（2016年9月28日通过　自2017年", "1月1日起施行）", 1),  # a centred 题注
        ("2016年9月28日通过　自2017年", "1月1日起施行", 2),
        ("将其修改为：“甲", "乙”", 2),  # paragraphs of new text are indented, too
    ],
)
def test_a_bracket_goes_on_in_a_line_that_is_not_flush(first: str, second: str, count: int) -> None:
    lines = [
        Line(first, 0, len(first), flush=False, full=True),
        Line(second, 40, 40 + len(second), flush=False, full=False),
    ]
    assert len(list(paragraphs(lines))) == count


def test_the_margin_is_that_of_the_page() -> None:
    left_hand = [line(FULL, 100 + 20 * row) for row in range(6)]
    right_hand = [each._replace(left=130, right=490, page=2) for each in left_hand]
    indented = line(FULL, 80, 124, right=460)
    assert [full for _, full in layout([indented, *left_hand, *right_hand])] == [True] * 12 + [False]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        [
            line("某市公报", 30, page=page),
            line("正文" * page, 100, page=page),
            line("正文", 120, page=page),
            line("末行", 700 + page * 20, page=page),
            line(f"第 {page} 页 共 3 页", 780, page=page),
        ]
        for page in (1, 2, 3)
    ]
    assert {each.text for each in furniture([each for page in pages for each in page])} == {
        "某市公报",
        *(f"第 {page} 页 共 3 页" for page in (1, 2, 3)),
    }


def test_what_stands_inside_a_running_head_may_be_one() -> None:
    pages = [[line("某市公报", 30, page=page), line("2026年第1期", 44, page=page)] for page in (1, 2, 3)]
    assert len(furniture([each for page in pages for each in page])) == 6
    without = [
        line(text, base, page=page)
        for page in (1, 2, 3)
        for text, base in (("甲" * page, 30), ("第一节", 44), ("乙" * page, 58), ("丙" * page, 72))
    ]
    assert furniture(without) == {}


def test_a_running_head_in_smaller_type_needs_two_pages() -> None:
    def pages(count: int, size: float) -> list[Placed]:
        return [
            each
            for page in range(1, count + 1)
            for each in (
                line("某市公报", 30, page=page, size=size),
                *(line(text * page, 60 + 20 * row, page=page) for row, text in enumerate("甲乙丙丁")),
            )
        ]

    assert len(furniture(pages(2, 9))) == 2
    assert furniture(pages(2, 12)) == {}
    assert len(furniture(pages(3, 12))) == 3


def test_a_sentence_is_no_running_head() -> None:
    for text in ("甲。乙", "甲，", "（一）甲；"):
        assert furniture([line(text, 30, page=page) for page in (1, 2, 3)]) == {}


def test_pages_far_apart_do_not_make_a_running_head() -> None:
    assert furniture([line("某市公报", 30, page=page) for page in (1, 4, 7)]) == {}
    assert len(furniture([line("某市公报", 30, page=page) for page in (1, 3, 5)])) == 3


def test_a_line_that_stands_out_does_not_move_the_margin() -> None:
    head = line("乙" * 44, 20, left=20)
    body = [line(FULL, 100 + 20 * row, 124 if row % 3 == 0 else 100, right=460) for row in range(12)]
    assert [flush for flush, full in layout([head, *body])][2:5] == [True, True, False]


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "第3页", "第3页共9页", "共9页 第3页", "3 / 9", "·3·"])
def test_the_forms_of_page_numbers(number: str) -> None:
    text, foot = line("正文", 100), line(number, 780)
    assert list(furniture([text, foot])) == [foot]


@pytest.mark.parametrize("text", ["2030", "9" * 5000, "第3条", "3名", "第3页的规定"])
def test_what_is_no_page_number(text: str) -> None:
    assert furniture([line("正文", 100), line(text, 780)]) == {}


def test_a_bare_number_is_a_page_number_where_it_counts_the_pages() -> None:
    def foot(number: int, page: int) -> Placed:
        return line(str(number), 780, page=page)

    assert len(furniture([foot(5, 1), foot(6, 2), foot(7, 3)])) == 3
    assert furniture([foot(5, 1), foot(9, 2)]) == {}


HEAD = ("领域", "指标", "数值")


def test_a_table_on_the_next_page_with_the_same_columns_is_more_of_it() -> None:
    items = [table(1, HEAD, ("幼", "甲", "1")), table(2, HEAD, ("", "乙", "2"), (None, "丙", "3"))]
    kept, repeated = over_pages(items)
    assert [each.rows() for each in kept if isinstance(each, Ruled)] == [
        (HEAD, ("幼", "甲", "1"), ("", "乙", "2"), ("", "丙", "3"))
    ]
    assert repeated == [("领域\t指标\t数值", 2)]


def test_the_caption_of_the_rest_of_a_table_is_left_out() -> None:
    items = [table(1, HEAD, ("幼", "甲", "1")), line("续表1", page=2), table(2, HEAD, ("学", "乙", "2"))]
    kept, repeated = over_pages(items)
    assert len(kept) == 1
    assert [text for text, _ in repeated] == ["续表1", "领域\t指标\t数值"]


def test_other_tables_are_other_tables() -> None:
    first = table(1, HEAD, ("幼", "甲", "1"))
    for second in (
        table(2, HEAD, ("学", "乙", "2"), left=150),
        table(2, HEAD[:2], ("学", "乙")),
        table(3, HEAD, ("学", "乙", "2")),
        table(1, HEAD, ("学", "乙", "2")),
    ):
        kept, repeated = over_pages([first, second])
        assert kept == [first, second]
        assert not repeated


def test_a_row_that_the_page_cuts_goes_on() -> None:
    cut, rest = ("幼", "甲" * 10, "1"), ("", "乙乙", "")
    kept, _ = over_pages([table(1, HEAD, cut), table(2, HEAD, rest)])
    assert isinstance(kept[0], Ruled)
    assert kept[0].rows() == (HEAD, ("幼", "甲" * 10 + "乙乙", "1"))


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (("幼", "甲", "1"), ("", "乙乙", "")),  # there was room for it above
        (("幼", "甲" * 10, "1"), ("", "乙乙", "2")),  # a cell says more though the one above had room
        (("甲" * 10, "甲" * 10, "甲" * 10), ("乙", "乙", "乙")),  # every cell says more
    ],
)
def test_a_row_of_its_own_stays_one(last: tuple[str, ...], first: tuple[str, ...]) -> None:
    kept, _ = over_pages([table(1, HEAD, last), table(2, HEAD, first)])
    assert isinstance(kept[0], Ruled)
    assert kept[0].rows() == (HEAD, last, first)


def test_a_table_that_says_something_in_one_column_alone_is_lines() -> None:
    held = blocks([table(1, ("甲", ""), ("乙", ""))])
    assert [each.text for each in held if isinstance(each, Placed)] == ["甲", "乙"]


FRAME = (90.0, 50.0, 500.0, 700.0)


def test_a_box_goes_on_in_the_frame_that_opens_the_next_page() -> None:
    lines = [
        line("正文", 40),
        line("专栏1　工程", 60, frame=FRAME),
        line("甲", 80, frame=FRAME),
        line("乙", 60, page=2, frame=(91.0, 50.0, 499.0, 200.0)),
        line("丙", 300, page=2, frame=(91.0, 290.0, 499.0, 400.0)),
        line("专栏2　工程", 500, page=2, frame=(91.0, 490.0, 499.0, 600.0)),
    ]
    held = blocks(lines)
    assert [each.text if isinstance(each, Placed) else each.__class__ for each in held] == [
        "正文",
        Box,
        "丙",
        Box,
    ]
    assert [[each.text for each in box.lines] for box in held if isinstance(box, Box)] == [
        ["专栏1　工程", "甲", "乙"],
        ["专栏2　工程"],
    ]


def test_a_frame_around_a_page_that_mentions_a_box_is_no_box() -> None:
    lines = [
        line("正文", 60, frame=FRAME),
        line("专栏1　工程", 80, frame=FRAME),
        line("甲", 100, frame=FRAME),
    ]
    assert blocks(lines) == lines
