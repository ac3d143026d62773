"""Only identical counts: where a quotation stands, and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.address import Unit
from xiuding.document import Node
from xiuding.find import occurrences, runs, same_lines
from xiuding.structure import build

LAW = build(
    [
        "某某条例",
        "第一章　总则",
        "第一条　甲乙甲乙。",
        "（一）丙（丁）；",
        "（二）“戊”，己。",
        "甲。",
        "第二条　庚 辛。",
    ]
)


def places(needle: str) -> list[tuple[str, int, int]]:
    return [(m.node.text[m.start : m.end], m.start, m.end) for m in occurrences([LAW], needle)]


def test_a_quotation_stands_wherever_its_words_stand() -> None:
    assert places("甲") == [("甲", 0, 1), ("甲", 2, 3), ("甲", 0, 1)]
    assert places("乙甲") == [("乙甲", 1, 3)]
    assert places("总则") == [("总则", 0, 2)]


def test_the_order_is_that_of_reading() -> None:
    nodes = [m.node.text for m in occurrences(LAW.articles(), "。")]
    assert nodes == ["甲乙甲乙。", "“戊”，己。", "甲。", "庚 辛。"]


def test_places_do_not_overlap() -> None:
    node = Node(Unit.PARAGRAPH, "甲甲甲甲甲")
    assert [(m.start, m.end) for m in occurrences([node], "甲甲")] == [(0, 2), (2, 4)]


@pytest.mark.parametrize("needle", ["丙丁", "乙甲甲", "甲乙丙", "", "总则第一条"])
def test_what_is_not_there_is_nowhere(needle: str) -> None:
    assert places(needle) == []


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("丙(丁);", "丙（丁）；"),
        ('"戊",己', "“戊”，己"),
        ("庚辛", "庚 辛"),
        ("庚  辛", "庚 辛"),
        ("丙 （丁）", "丙（丁）"),
        (",己", "，己"),
        ("(丁);", "（丁）；"),
    ],
)
def test_typography_is_no_difference(needle: str, found: str) -> None:
    assert [text for text, _, _ in places(needle)] == [found]


def test_what_is_identical_somewhere_is_not_looked_for_in_other_typography() -> None:
    nodes = [Node(Unit.PARAGRAPH, "甲(乙)"), Node(Unit.PARAGRAPH, "甲（乙）")]
    assert [m.node for m in occurrences(nodes, "甲（乙）")] == [nodes[1]]
    assert [m.node for m in occurrences(nodes, "甲（乙)")] == nodes


@given(st.text("甲乙", max_size=10), st.text("甲乙", min_size=1, max_size=3))
def test_the_places_are_those_a_reader_would_cut(text: str, needle: str) -> None:
    found = occurrences([Node(Unit.PARAGRAPH, text)], needle)
    pieces, last = [], 0
    for m in found:
        assert text[m.start : m.end] == needle
        pieces.append(text[last : m.start])
        last = m.end
    assert [*pieces, text[last:]] == text.split(needle)


def rows(*paragraphs: str) -> list[list[str]]:
    return [[n.heading for n in row] for row in runs([LAW], paragraphs)]


def test_paragraphs_in_a_row_are_found_as_nodes() -> None:
    assert rows("（二）“戊”，己。", "甲。") == [["（二）“戊”，己。", "甲。"]]
    assert rows("庚辛。") == [["庚 辛。"]]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["（二）“戊”，己。", "（一）丙（丁）；"],
        ["甲。", "庚"],
        ["庚 辛。", "壬。"],
        ["甲。", "庚 辛。"],  # the number of an article stands between
    ],
)
def test_paragraphs_that_are_not_in_a_row_are_not_found(paragraphs: list[str]) -> None:
    assert rows(*paragraphs) == []


def test_a_unit_is_not_found_by_a_part_of_its_lines() -> None:
    assert rows("甲乙甲乙。", "（一）丙（丁）；") == []
    assert rows("甲乙甲乙。", "（一）丙（丁）；", "（二）“戊”，己。") != []
    table = build(["某某规划", "第一节　甲", [("乙", "丙")]])
    assert runs([table], ["第一节 甲"]) == []


def test_paragraphs_that_come_twice_are_found_twice() -> None:
    assert len(runs([build(["某某", "第一条　甲。", "乙。", "第二条　甲。", "乙。"])], ["甲。", "乙。"])) == 2


def test_a_unit_is_its_lines_but_for_its_label() -> None:
    article = LAW.articles()[0]
    lines = ["甲乙甲乙。", "（一）丙(丁);", "（二）“戊”，己。", "甲。"]
    assert same_lines(article, lines)
    assert same_lines(article, ["".join(lines)])
    assert not same_lines(article, lines[:-1])
    assert same_lines(article, ["第一条　甲乙甲乙。", *lines[1:]])
    assert not same_lines(article, ["第二条　甲乙甲乙。", *lines[1:]])
    assert same_lines(article.children[0].children[0], ["丙（丁）；"])
