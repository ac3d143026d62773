"""Documents as Markdown: nothing is lost, nothing in a text is read as markup, edits stay small."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.markdown import dump, dumps, load, loads
from xiuding.structure import Line, build

CASES = Path(__file__).parent / "cases" / "markdown"

PLAN = [
    "某市公共服务规划",
    "（2021年3月1日某市人民政府印发）",
    "为做好公共服务，制定本规划。",
    "第一章　规划背景",
    "第一节　发展基础",
    "服务稳步提升。全市有图书馆3座。",
    "专栏1　图书馆工程",
    "新馆建设。建成2座。",
    "表1　主要指标",
    [("指标", "2025年"), ("图书馆（座）", "5"), ("借阅|次", "")],
    "第二章　主要任务",
    "第一节　建设",
    "一、场馆",
    "（一）新建。",
    "1.选址",
    "（二）改建。",
]

STATUTE = [
    "某市图书馆条例",
    "第一编　总则",
    "第一章　一般规定",
    "第一条　为了发展图书馆，制定本条例。",
    "第二条　图书馆应当：",
    "（一）开放；",
    "（二）免费。",
    "图书馆不得收费。",
    "第二章　设置",
    "第三条　市设图书馆。",
    "第二编　附则",
    "第三章　附则",
    "第四条　本条例自2021年1月1日起施行。",
    "附件：图书馆名录",
    "第一馆",
    "（一）分馆",
]


def shape(node: Node) -> Any:
    """Everything a node is, and all below it."""
    below = [shape(child) for child in node.children]
    return node.unit, node.label, node.gap, node.text, node.number, node.rows, below


# -- laws -----------------------------------------------------------------------------------------
MARKUP = "#>*-_|`\\<&~[]()!+=:.$ \n\n\t　\"'“”（）一二第章节条项、。:1甲abc&#;br\r\x0b\u2028"
BLOCKS = r"""

#
##
> #
### 专栏3　甲
# 第一章 总则
## 第一节
#### 表1 甲
# 附件
## 序言
## 目录
- 第一章
**第一条**　为了
**第二条**
（一）甲；
1\.甲
| 甲 | 乙 |
| --- | --- |
> 丙
>
> ### 专栏2　丁
> | 甲 |
> | - |
*（2021年1月1日公布）*
甲
&#65288;一）乙
* 甲
<b>
```
---""".splitlines()
PAGES = st.one_of(
    st.text(MARKUP, max_size=60),
    st.text(max_size=40),
    st.lists(st.sampled_from(BLOCKS), max_size=12).map("\n".join),
)


@given(PAGES)
@example("")
@example("**第0条**\n##")
@example("\n\n")
@example("甲")
@example("# 第一章\n**第一条**\n\n甲\n\n\n| 甲\n")
@example("> ### 专栏1　甲\n\n> 乙\n>\n丙")
def test_a_page_that_is_read_and_written_is_the_same_page(page: str) -> None:
    assert dumps(loads(page)) == page


TEXTS = st.one_of(
    st.text(MARKUP.replace("\n", ""), min_size=1, max_size=12),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\x00"), min_size=1, max_size=8),
    st.sampled_from(
        ["甲。", "（一）甲；", "1.乙", "第三条　丙", "第二章 丁", "一、戊", "专栏2　己", "表1　庚"]
    ),
    st.sampled_from(["附件1", "目录", "序言"]),
)
HEADS = [
    "第一章　甲",
    "第二章 乙",
    "第一节　丙",
    "第一编　丁",
    "第一分编　戊",
    "一、己",
    "专栏3　庚",
    "第五条　辛",
]
ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[st.one_of(TEXTS, st.just(""))] * width), min_size=1, max_size=3)
)
LINES = st.lists(
    st.one_of(
        TEXTS,
        st.sampled_from(HEADS),
        st.tuples(st.sampled_from(HEADS), TEXTS).map("".join),
        st.just("表2　壬"),
        ROWS,
    ),
    max_size=12,
)


@given(LINES)
def test_what_is_written_reads_back_with_the_same_words(lines: list[Line]) -> None:
    document = build(lines)
    files = dump(document)
    again = load(files)
    assert dump(again) == files
    assert sorted(again.lines()) == sorted(document.lines())  # chapters out of order are put in order
    page = loads(dumps(document))
    assert list(page.lines()) == list(document.lines())


@given(LINES)
def test_blocks_that_nobody_edits_stay_as_they_are_written(lines: list[Line]) -> None:
    page = "#  第一章   总则 #\n\n\n\n甲 *乙*\n丙\n- 丁\n\n|a|\n|:-|\n|1|\n\n> ###  专栏1　戊\n>\n>\n> 己\n"
    document = loads(page)
    for node in build(["题", "第一章　一", *lines]).divisions()[0].children[:]:
        document.divisions()[0].append(node)
    written = dumps(document)
    assert written.startswith(page.rstrip("\n"))
    assert list(loads(written).lines()) == list(document.lines())


# -- forms ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("lines", [PLAN, STATUTE, STATUTE[3:9], ["题", "第一条　甲", "乙"], ["只有一段。"]])
def test_a_document_survives_the_way_to_files_and_back(lines: list[Line]) -> None:
    document = build(lines)
    assert shape(load(dump(document))) == shape(document)
    assert shape(loads(dumps(document))) == shape(document)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_unit_has_its_mark(path: Path) -> None:
    _, before, _, after, _ = path.read_text("utf-8").split("~~~~\n")
    document = build(before.splitlines())
    assert dumps(document) == after
    assert shape(loads(after)) == shape(document)


@pytest.mark.parametrize("path", sorted((CASES.parent / "structure").glob("*.md")), ids=lambda p: p.stem)
def test_each_unit_is_read_as_the_unit_it_was(path: Path) -> None:
    text = path.read_text("utf-8").split("~~~~\n")[1]
    document = build([line for line in text.splitlines() if "\t" not in line])
    assert list(units(load(dump(document)))) == list(units(document))


def units(document: Document) -> Iterator[Any]:
    for node in document.walk():
        depth = sum(1 for _ in node.ancestors())
        yield depth, node.unit, node.label, node.number, node.text


def test_a_plan_has_a_file_for_each_chapter() -> None:
    assert list(dump(build(PLAN))) == ["第一章 规划背景.md", "第二章 主要任务.md", "卷首.md"]


def test_parts_are_folders() -> None:
    assert list(dump(build(STATUTE))) == [
        "第一编 总则/第一章 一般规定.md",
        "第一编 总则/第二章 设置.md",
        "第一编 总则/卷首.md",
        "第二编 附则/第三章 附则.md",
        "第二编 附则/卷首.md",
        "附件：图书馆名录.md",
        "卷首.md",
    ]


def test_chapters_are_read_in_the_order_of_their_numbers() -> None:
    chapters = [f"第{numeral}章　甲" for numeral in ("一", "二", "三", "四", "九", "十", "十一", "二十")]
    assert [n.heading for n in load(dump(build(["题", *chapters]))).children[1:]] == chapters


def test_two_chapters_of_one_name_keep_two_files() -> None:
    twins = [Node(Unit.CHAPTER, "甲", label="第一章") for _ in range(2)]
    assert list(dump(Document(twins))) == ["第一章 甲.md", "第一章 甲 2.md"]


def test_hostile_titles_stay_in_the_folder() -> None:
    document = Document([Node(Unit.CHAPTER, "../../甲/.git\n乙", label="第一章", gap=" ")])
    assert list(dump(document)) == ["第一章 ..／..／甲／.git乙.md"]
    assert load(dump(document)).children[0].text == "../../甲/.git\n乙"


# -- edits ----------------------------------------------------------------------------------------
def test_an_edit_rewrites_its_block_alone() -> None:
    document = loads("# 第一章 总则\n\n**第一条**　甲*乙*\n丙\n\n\n戊<b>\n")
    document.articles()[0].children[1].splice(0, 1, "己")
    assert dumps(document) == "# 第一章 总则\n\n**第一条**　甲*乙*\n丙\n\n己\\<b>\n"


def test_a_changed_node_is_written_even_where_its_source_was_left() -> None:
    document = loads("# 第一章 总则\n\n甲\n")
    document.children[0].children[0].text = "乙"
    assert dumps(document) == "# 第一章 总则\n\n乙\n"


def test_the_first_paragraph_stands_on_the_line_of_its_article() -> None:
    document = loads("**第一条**　甲\n\n乙\n\n\n丙\n")
    document.articles()[0].children[0].detach()
    assert dumps(document) == "**第一条**　乙\n\n丙\n"
    document.articles()[0].insert(0, Node(Unit.PARAGRAPH, "丁"))
    assert dumps(document) == "**第一条**　丁\n\n乙\n\n\n丙\n"


def test_a_paragraph_leaves_its_box_unquoted() -> None:
    document = loads("# 第一章\n\n> ### 专栏1　甲\n>\n> 乙\n>\n> 丙\n")
    box = document.children[0].children[0]
    document.children[0].append(box.children[1])
    assert dumps(document) == "# 第一章\n\n> ### 专栏1　甲\n>\n> 乙\n\n丙\n"


def test_a_copy_of_a_document_is_written_the_same() -> None:
    page = "# 第一章  总则\n\n\n甲 \n"
    assert dumps(copy.deepcopy(loads(page))) == page


# -- what a reader sees -----------------------------------------------------------------------------
@given(st.lists(TEXTS.map(str.strip).filter(bool), min_size=1, max_size=4))
def test_a_renderer_shows_the_text_and_nothing_else(texts: list[str]) -> None:
    paragraphs = [Node(Unit.PARAGRAPH, text) for text in texts]
    page = dumps(Document([Node(Unit.CHAPTER, "甲", label="第一章", gap="　", children=paragraphs)]))
    assert list(_shown(page))[1:] == [("p", text) for text in texts]


@given(st.lists(st.tuples(TEXTS.map(str.strip), TEXTS.map(str.strip)), min_size=1, max_size=3))
def test_a_renderer_shows_the_cells_of_a_table(rows: list[tuple[str, str]]) -> None:
    page = dumps(Document([Node(Unit.TABLE, rows=rows)]))
    shown = [text for tag, text in _shown(page) if tag in ("th", "td")]
    assert shown == [cell for row in rows for cell in row]


def _shown(page: str) -> Iterator[tuple[str, str]]:
    """The blocks of a page as a renderer of GFM shows them: tag and text."""
    tag = ""
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    for token in parser.parse(page):
        if token.nesting == 1:
            tag = token.tag
        if token.type == "inline":
            assert token.children is not None
            assert {child.type for child in token.children} <= {"text", "text_special"}
            yield tag, "".join(child.content for child in token.children)


@pytest.mark.parametrize(
    "heads",
    [["第一章　总则"], ["第一编　总则", "第一章　甲"], ["第一编　总则"], []],
    ids=["chapter", "part-chapter", "part", "none"],
)
def test_a_signature_is_on_the_last_page_and_below_no_chapter(heads: list[str]) -> None:
    document = build(["某法", *heads, "第一条　乙。", "某某部", "2003年5月1日", "附件1", "丙"])
    again = load(dump(document))
    assert list(again.lines()) == list(document.lines())
    assert [n.unit for n in again.children][-3:] == [Unit.PARAGRAPH, Unit.PARAGRAPH, Unit.ANNEX]
    assert dump(again) == dump(document)
