"""What a line is, and that no line is lost: one case file for each kind of text, one law for all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.address import RANK, Unit
from xiuding.audit import audit
from xiuding.document import Node
from xiuding.manuscript import Manuscript, Paragraph, Span
from xiuding.numerals import Ordinal
from xiuding.structure import Line, article_label, build, fragment, from_manuscript, heading, item

CASES = Path(__file__).parent / "cases" / "structure"


def lines_of(block: str) -> list[Line]:
    """The lines of a block; those with tabs next to each other are the rows of a table."""
    out: list[Line] = []
    for tabbed, group in groupby(block.splitlines(), key=lambda line: "\t" in line):
        lines = list(group)
        out += [[tuple(line.split("\t")) for line in lines]] if tabbed else lines
    return out


def outline(node: Node, depth: int = 0) -> Iterator[str]:
    """One line a unit, indented: what it is, its label, its text in one line."""
    for child in node.children:
        words = [child.unit.value, child.label, child.text.replace("\n", "⏎")]
        yield "  " * depth + " ".join(w for w in words if w)
        yield from ("  " * depth + "  | " + " | ".join(row) for row in child.rows or ())
        yield from outline(child, depth + 1)


def cases() -> Iterator[object]:
    """The texts of a case file, each with its tree, between lines of tildes."""
    for path in sorted(CASES.glob("*.md")):
        blocks = path.read_text("utf-8").split("~~~~\n")
        for n, (text, tree) in enumerate(zip(blocks[1::4], blocks[3::4], strict=True), 1):
            yield pytest.param(text, tree, id=f"{path.stem}-{n}")


@pytest.mark.parametrize(("text", "tree"), list(cases()))
def test_each_line_is_recognised(text: str, tree: str) -> None:
    document = build(lines_of(text))
    assert list(outline(document)) == tree.splitlines()
    assert document.dump() == text


def test_a_table_of_one_column_that_is_called_a_box_is_one() -> None:
    boxed: list[Line] = [
        "某某规划",
        "第一章　甲",
        [("专栏1　乙\n丙。",), ("丁。",)],
        "戊。",
        [("己",), ("庚",)],
    ]
    document = build(boxed)
    assert list(outline(document)) == [
        "标题 某某规划",
        "章 第一章 甲",
        "  专栏 专栏1 乙",
        "    款 丙。",
        "    款 丁。",
        "  款 戊。",
        "  表",
        "    | 己",
        "    | 庚",
    ]


def test_the_frame_below_the_title_of_a_box_is_its_text() -> None:
    document = build(["某某规划", "第一章　甲", "专栏1　乙", [("丙。",)], "丁。"])
    assert list(outline(document))[2:] == ["  专栏 专栏1 乙", "    款 丙。", "  款 丁。"]


def built(*lines: Line) -> list[str]:
    """The outline of a text with a title."""
    return list(outline(build(["某某法", *lines])))[1:]


def test_a_subitem_belongs_to_the_item_before_it() -> None:
    assert built("第一条　甲：", "（一）乙", "（二）丙", "1.丁")[-2:] == [
        "    项 （二） 丙",
        "      目 1. 丁",
    ]


def test_the_caption_of_a_table_is_the_paragraph_before_it() -> None:
    table: Line = [("乙", "丙")]
    assert built("第一章　总则", "甲。", "表1　指标", table)[1:3] == ["  款 甲。", "  表 表1 指标"]
    assert built("第一章　总则", "表1　指标", "甲。", table)[1:4] == ["  款 表1　指标", "  款 甲。", "  表"]
    # what is called a table and is a box, or no paragraph at all, is no caption
    assert built("第一章　总则", "专栏1　指标。", table)[1:3] == ["  款 专栏1　指标。", "  表"]


@pytest.mark.parametrize(("length", "chapter"), [(40, "章 第一章 ⏎" + "长" * 40), (41, "章 第一章")])
def test_a_broken_title_goes_on_for_forty_characters(length: int, chapter: str) -> None:
    assert built("第一章", "长" * length, "第一条　甲。")[0] == chapter


def test_a_table_of_contents_that_never_begins_again_is_a_paragraph() -> None:
    assert built("目录") == ["序言", "  款 目录"]
    assert built("目录", "第一章　甲", "第二条　乙。")[:2] == ["序言", "  款 目录"]


@pytest.mark.parametrize(
    ("listed", "contents"),
    [
        (["第一章　甲"], ["目录 目录", "  款 第一章　甲"]),
        (["第一章　甲", "第二章　乙"], ["目录 目录", "  款 第一章　甲", "  款 第二章　乙"]),
        (["第二章　乙", "第一章　甲"], ["目录 目录", "  款 第二章　乙", "  款 第一章　甲"]),
    ],
)
def test_a_table_of_contents_ends_where_its_first_line_comes_again(
    listed: list[str], contents: list[str]
) -> None:
    shown = built("目录", *listed, *listed, "第一条　丙。")
    assert shown[: len(contents)] == contents
    assert shown[len(contents)].startswith("章")


def test_a_table_that_is_not_of_one_column_is_no_box() -> None:
    assert built("第一章　甲", [("专栏1　乙", "丙"), ("丁", "戊")])[1] == "  表"
    assert built("第一章　甲", [(), ()])[1:] == ["  表", "    | ", "    | "]


# -- the law --------------------------------------------------------------------------------------
STARTS = [
    "第一章　总则", "第二章 附则", "第一编", "第一分编　甲", "第三节　乙", "第一章规划", "一、丁",
    "第一条　", "第二条", "第三条之一　", "第十条【丙】", "第3十条　", "第零条　", "第二条的规定",
    "第九千条之九千　", "（一）", "（二）", "1.", "２．", "3、", "专栏1　戊", "表2　己", "序言",
    "引　言", "目录", "目　录", "附件", "附件1：庚", "（2021年1月1日通过）",
]  # fmt: skip
LINE = st.one_of(
    st.builds(
        str.__add__, st.sampled_from(STARTS), st.sampled_from(["", "甲。", "乙；", "丙", "　丁", "："])
    ),
    st.text("第一二十条章节编分款项、（）1.　 \t附件目录序言专栏表。：；甲", min_size=1, max_size=8),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=8),
)
ROWS = st.lists(st.tuples(LINE, LINE), min_size=1, max_size=2) | st.lists(
    st.tuples(LINE), min_size=1, max_size=3
)


@given(st.lists(LINE, max_size=16))
def test_building_loses_no_line(lines: list[str]) -> None:
    assert list(build(lines).lines()) == lines


@given(st.lists(st.one_of(LINE, ROWS), max_size=12))
def test_building_loses_no_table(lines: list[Line]) -> None:
    flat = [line for x in lines for line in ([x] if isinstance(x, str) else ["\t".join(row) for row in x])]
    assert list(build(lines).lines()) == flat


@given(st.lists(LINE, max_size=16))
def test_what_was_built_is_built_again_from_its_lines(lines: list[str]) -> None:
    document = build(lines)
    assert list(outline(build(document.lines()))) == list(outline(document))


@given(st.lists(LINE, max_size=16))
def test_a_unit_stands_only_in_units_above_it(lines: list[str]) -> None:
    for node in build(lines).walk():
        for child in node.children:
            if node.unit not in (Unit.ANNEX, Unit.CONTENTS, Unit.PREAMBLE):
                nested = node.unit is child.unit is Unit.SUBITEM  # （1） below 1.
                assert nested or RANK[node.unit] < RANK[child.unit]


# -- single lines ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "unit", "label", "text"),
    [
        ("第四章　规划背景", Unit.CHAPTER, "第四章", "规划背景"),
        ("第四章规划背景", Unit.CHAPTER, "第四章", "规划背景"),
        ("第四章", Unit.CHAPTER, "第四章", ""),
        ("第二编 物权", Unit.PART, "第二编", "物权"),
        ("第一分编 通则", Unit.SUBPART, "第一分编", "通则"),
        ("第三节\xa0就业服务", Unit.SECTION, "第三节", "就业服务"),
        ("专栏 3　图书馆", Unit.BOX, "专栏 3", "图书馆"),
        ("表1 主要指标", Unit.TABLE, "表1", "主要指标"),
        ("表1“指标”", Unit.TABLE, "表1", "“指标”"),
        ("一、基本原则", Unit.GROUP, "一、", "基本原则"),
    ],
)
def test_a_heading(line: str, unit: Unit, label: str, text: str) -> None:
    node = heading(line)
    assert node is not None
    assert (node.unit, node.label, node.text, node.heading) == (unit, label, text, line)


@pytest.mark.parametrize(
    "line",
    [
        "第四章的规定。",
        "第四章规定，应当执行",
        "第四条　甲",
        "表明态度",
        "表1号",
        "一、为了实施本法。",
        "",
        "甲",
    ],
)
def test_no_heading(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("第三条　甲", Ordinal(3)),
        ("第三条 甲", Ordinal(3)),
        ("第三条", Ordinal(3)),
        ("第三条之一　甲", Ordinal(3, 1)),
        ("第三条【宗旨】甲", Ordinal(3)),
    ],
)
def test_an_article_opens_with_its_number(line: str, number: Ordinal) -> None:
    (article,) = build(["某某法", line]).articles()
    assert article.number == number
    assert "".join(article.lines()) == line


@pytest.mark.parametrize("line", ["第三条规定", "第三条、第四条", "第三条第二款　甲", "本法第三条　甲"])
def test_a_reference_opens_no_article(line: str) -> None:
    assert article_label(line) is None


@pytest.mark.parametrize(
    ("line", "unit", "number"),
    [
        ("（一）甲", Unit.ITEM, 1),
        ("（12）甲", Unit.ITEM, 12),
        ("(一)甲", Unit.ITEM, 1),
        ("（一)甲", Unit.ITEM, 1),
        ("1.甲", Unit.SUBITEM, 1),
        ("12．甲", Unit.SUBITEM, 12),
        ("3、甲", Unit.SUBITEM, 3),
        ("３．甲", Unit.SUBITEM, 3),
    ],
)
def test_an_item(line: str, unit: Unit, number: int) -> None:
    node = item(line)
    assert node is not None
    assert (node.unit, node.number, node.text, node.heading) == (unit, Ordinal(number), "甲", line)


@pytest.mark.parametrize("line", ["1.5倍", "１．５倍", "123.甲", "（甲）乙", "一、甲"])
def test_no_item(line: str) -> None:
    assert item(line) is None


def test_labels_without_a_space_count_where_no_label_has_one() -> None:
    lines = [
        "某市绿化条例",
        "第一章总则",
        "第一条为了绿化，制定本条例。",
        "第二条苗木：",
        "(一)乔木；",
        "(二)灌木。",
    ]
    document = build([*lines, "第三条的规定另行公布。", "第二章附则", "第三条本条例自公布之日起施行。"])
    assert [a.label for a in document.articles()] == ["第一条", "第二条", "第三条"]
    assert [d.heading for d in document.divisions()] == ["第一章总则", "第二章附则"]
    assert list(document.lines())[: len(lines)] == lines
    spaced = build(["某市绿化条例", "第一条　甲。", "第二条　乙。", "第三条为了丙的，除外。"])
    assert [a.label for a in spaced.articles()] == ["第一条", "第二条"]
    out_of_turn = build(["某市绿化条例", "第一条为了甲。", "第三条为了乙。"])
    assert not out_of_turn.articles()


def test_brackets_of_either_width_make_one_list() -> None:
    document = build(["某市绿化条例", "第一条　苗木：", "（一）乔木；", "(二)灌木；", "（三)草。"])
    (paragraph,) = document.articles()[0].children
    assert [i.label for i in paragraph.listed()] == ["（一）", "(二)", "（三)"]
    assert not audit(document)


def test_a_passage_is_its_paragraphs_or_its_articles() -> None:
    assert [(n.unit, n.label, n.parent) for n in fragment(["甲：", "（一）乙。"])] == [
        (Unit.PARAGRAPH, "", None)
    ]
    nodes = fragment(["第八条　甲。", "乙。", "第九条　丙。"])
    assert [(n.label, len(n.children)) for n in nodes] == [("第八条", 2), ("第九条", 1)]
    (chapter,) = fragment(["第二章　甲", "第三条　乙。"])
    assert [c.label for c in chapter.children] == ["第三条"]
    (bare,) = fragment(["（一）甲；", "（二）乙。"])
    assert (bare.text, [c.label for c in bare.children]) == ("", ["（一）", "（二）"])


def test_a_manuscript_is_its_paragraphs_and_tables() -> None:
    source = "某某条例\n第一条　甲。\n乙\t丙"
    manuscript = Manuscript(
        "-",
        "txt",
        source,
        (
            Paragraph("某某条例", Span(0, 4)),
            Paragraph("第一条　甲。", Span(5, 11)),
            Paragraph.table((("乙", "丙"),), Span(12, 15)),
        ),
    )
    document = from_manuscript(manuscript)
    assert document.dump() == source + "\n"
    (table,) = [n for n in document.walk() if n.unit is Unit.TABLE]
    assert table.rows == [("乙", "丙")]
