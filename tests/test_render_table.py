"""The comparison table: whole articles, in three formats, each of which gives the texts back."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from render_support import (
    HOSTILE,
    SAMPLE,
    changed,
    check_golden,
    deleted,
    equal,
    inserted,
    moved,
    new_paragraphs,
    old_paragraphs,
    redlines,
)
from xiuding.redline.model import Redline
from xiuding.render.table import Columns, Style, entries
from xiuding.render.table.document import document
from xiuding.render.table.markdown import markdown
from xiuding.render.table.page import page
from xiuding.render.visible import visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = st.sampled_from(["bold", "underline", "shade"])
ALL = Columns(numbered=True, reasons=("据实修改",))

LAW = Redline(
    (
        equal("第一章　总则"),
        changed("=第一条　为了保障", "-农民", "+农村居民", "=的权益，制定本办法。"),
        equal("前款所称农村居民，包括外出务工人员。"),
        equal("第二条　本办法适用于本区。"),
        inserted("第三条　旗县应当建立服务站。"),
        changed("-第三条", "+第四条", "=　苏木乡镇负责实施。", renumbering=True),
        equal("第二章　附则"),
        deleted("第四条　本办法由某部门解释。"),
        deleted("解释应当公布。"),
    )
)


def made(
    redline: Redline, style: Style = "bold", columns: Columns | None = None, *, every: bool = False
) -> bytes:
    return document(
        redline,
        title="对照表",
        author="某某办公厅",
        day=date(2022, 8, 17),
        style=style,
        columns=columns,
        every=every,
    )


def sides(redline: Redline) -> tuple[str, str]:
    """The words of both sides; where a paragraph ends, a new one begins in the cell."""
    old, new = (
        "".join(side).replace("\n", "") for side in (old_paragraphs(redline), new_paragraphs(redline))
    )
    return old, new


def of_markdown(text: str) -> list[list[html.HtmlElement]]:
    rendered = MarkdownIt("commonmark").enable("table").render(text)
    table = html.fragment_fromstring(rendered, create_parent="div")
    for label in table.xpath("//small"):
        label.drop_tree()
    return [row.xpath("td") for row in table.xpath("//tbody/tr")]


@given(redlines(), STYLES)
def test_markdown_gives_both_texts_back(redline: Redline, style: Style) -> None:
    rows = of_markdown("\n".join(markdown(redline, style=style, every=True)))
    old = "".join(row[0].text_content() for row in rows)
    new = "".join(row[1].text_content() for row in rows)
    assert (old, new) == tuple(visible(side) for side in sides(redline))


@given(redlines(), STYLES)
def test_the_page_gives_both_texts_back(redline: Redline, style: Style) -> None:
    made_page = html.document_fromstring(
        page(redline, title="对照表", style=style, every=True).encode(),
        parser=html.HTMLParser(encoding="utf-8"),
    )
    for said in made_page.xpath("//*[@class='vh' or @class='move']"):
        said.drop_tree()
    for name, wanted in zip(("was", "is"), sides(redline), strict=True):
        found = "".join(
            cell.text_content() for cell in made_page.xpath(f"//tr[@class='entry']/td[@class='{name}']")
        )
        assert found == visible(wanted, keep_tabs=True)


@given(redlines(), STYLES)
def test_the_docx_gives_both_texts_back(redline: Redline, style: Style) -> None:
    with zipfile.ZipFile(io.BytesIO(made(redline, style, every=True))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found = ["", ""]
    for row in list(body.iter(f"{W}tr"))[1:]:
        cells = row.findall(f"{W}tc")
        if len(cells) == 2:
            for index, cell in enumerate(cells):
                runs = [run for run in cell.iter(f"{W}r") if run.find(f"{W}rPr/{W}color") is None]
                found[index] += "".join(e.text or "\t" for run in runs for e in run.iter(f"{W}t", f"{W}tab"))
    assert tuple(found) == tuple(visible(side, keep_tabs=True) for side in sides(redline))


def test_whole_articles_are_listed_and_renumbering_is_not() -> None:
    listed = [
        ("\n".join("".join(piece.text for _, piece in p.pieces) for p in entry.old), len(entry.new))
        for entry in entries(LAW)
    ]
    assert listed == [
        ("第一条　为了保障农民的权益，制定本办法。\n前款所称农村居民，包括外出务工人员。", 2),
        ("", 1),
        ("第四条　本办法由某部门解释。\n解释应当公布。", 0),
    ]
    assert [entry.place for entry in entries(LAW)] == [("第一章　总则",)] * 2 + [("第二章　附则",)]


def test_an_article_stands_beside_the_one_that_took_its_number() -> None:
    redline = Redline(
        (
            deleted("第二条　旧文。"),
            deleted("旧款。"),
            inserted("第二条　新文。"),
            inserted("第三条　另一条。"),
            deleted("第四条　删去。"),
            inserted("第五条　增加。"),
        )
    )
    assert [(len(entry.old), len(entry.new)) for entry in entries(redline)] == [
        (2, 1),
        (0, 1),
        (1, 0),
        (0, 1),
    ]


def test_a_paragraph_stays_in_its_article_when_another_is_put_before_it() -> None:
    added = (inserted("第六条　新款。"), changed("-第五条　", "=旧款。"))
    taken = (deleted("第八条　旧款。"), changed("+第九条　", "=次款。"))
    redline = Redline((*added, changed("-第六条", "+第七条", "=　甲。"), *taken))
    assert [(len(entry.old), len(entry.new)) for entry in entries(redline)] == [(1, 2), (1, 1), (2, 1)]


def test_a_plan_is_listed_by_paragraph() -> None:
    sides = [(len(entry.old), len(entry.new)) for entry in entries(SAMPLE)]
    assert sides == [(1, 1), (1, 0), (1, 0), (0, 1), (0, 1), (1, 1), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("bold", "| 乌兰牧骑<del>73支</del> | 乌兰牧骑<b>75支</b> |"),
        ("underline", "| 乌兰牧骑<u>73支</u> | 乌兰牧骑<ins>75支</ins> |"),
        ("shade", "| 乌兰牧骑<del>73支</del> | 乌兰牧骑<mark>75支</mark> |"),
    ],
)
def test_the_style_is_a_choice(style: Style, line: str) -> None:
    assert list(markdown(Redline((changed("=乌兰牧骑", "-73支", "+75支"),)), style=style))[-1] == line


@pytest.mark.parametrize(
    ("style", "old", "new"),
    [("bold", {"strike"}, {"b"}), ("underline", {"u"}, {"u"}), ("shade", {"strike", "shd"}, {"b", "shd"})],
)
def test_the_style_of_a_docx_is_a_choice(style: Style, old: set[str], new: set[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(made(Redline((changed("-73支", "+75支"),)), style))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found = {}
    for run in body.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        found[run.findtext(f"{W}t")] = {e.tag.removeprefix(W) for e in properties} - {"rFonts"}
    assert found["73支"] == old
    assert found["75支"] == new


def test_columns_for_numbers_and_reasons() -> None:
    redline = Redline((changed("-甲", "+乙"), inserted("丙")))
    lines = list(markdown(redline, columns=ALL))
    assert lines[0] == "| 序号 | 原条文 | 修改后条文 | 说明 |"
    assert lines[2:] == ["| 1 | <del>甲</del> | <b>乙</b> | 据实修改 |", "| 2 |  | <b>丙</b> |  |"]
    cells = [
        e.text_content() for e in html.fromstring(page(redline, title="表", columns=ALL)).xpath("//tbody//td")
    ]
    assert cells[0] == "1"
    assert cells[3] == "据实修改"
    with zipfile.ZipFile(io.BytesIO(made(redline, columns=ALL))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    assert [len(row.findall(f"{W}tc")) for row in body.iter(f"{W}tr")] == [4, 4, 4]
    assert next(body.iter(f"{W}pgSz")).get(f"{W}orient") == "landscape"


def test_a_moved_paragraph_says_where_it_went() -> None:
    gone, come = moved(1, "=甲段")
    lines = list(markdown(Redline((gone, equal("乙段"), come))))
    assert lines[2:] == [
        "| <small>〔移至下文1〕</small>甲段 |  |",
        "|  | <small>〔移自上文1〕</small>甲段 |",
    ]


def test_hostile_text_stays_in_its_cell() -> None:
    rows = of_markdown("\n".join(markdown(HOSTILE)))
    assert [len(row) for row in rows] == [2, 2]
    assert "<script>alert(1)</script>" in rows[0][1].text_content()
    assert not [e for row in rows for cell in row for e in cell.iter("script")]
    shown = page(HOSTILE, title="<script>x</script>")
    assert len(html.fromstring(shown).xpath("//script")) == 1


def test_the_same_table_gives_the_same_bytes() -> None:
    assert made(LAW) == made(LAW)


def test_golden() -> None:
    check_golden(
        "table.md", "".join(f"{line}\n" for line in markdown(LAW, title="某某办法修改对照表", columns=ALL))
    )
    shown = page(LAW, title="某某办法修改对照表", columns=ALL)
    check_golden("table.html", re.sub(r"(?s)<head>.*</head>|<script>.*</script>", "", shown))
    with zipfile.ZipFile(io.BytesIO(made(LAW, columns=ALL))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    etree.indent(body)
    text = etree.tostring(next(body.iter(f"{W}tbl")), encoding="unicode")
    check_golden("table.xml", re.sub(r' xmlns:\w+="[^"]*"', "", text))


def test_a_table_of_contents_is_a_place_of_its_own() -> None:
    retitled = changed("=第二章　", "+建设与", "=管理")
    rows = (
        equal("目　录"),
        equal("第一章　总则"),
        retitled,
        equal("第一章　总则"),
        equal("第一条　甲。"),
        retitled,
    )
    assert [(entry.place, len(entry.new)) for entry in entries(Redline(rows))] == [(("目　录",), 1), ((), 1)]


def test_in_a_docx_a_place_stays_with_its_entry_and_cells_stand_below_each_other() -> None:
    rows = (equal("第一章　总则"), changed("=1\t目录\t", "-30", "+40"), changed("=2\t开放数量\t", "-3", "+4"))
    file = document(Redline(rows), title="表", author="某某", day=date(2022, 8, 17))
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    (kept,) = (
        paragraph for paragraph in body.iter(f"{W}p") if paragraph.find(f"{W}pPr/{W}keepNext") is not None
    )
    assert "".join(kept.itertext()) == "第一章　总则"
    stops = [tuple(tab.get(f"{W}pos") for tab in tabs) for tabs in body.iter(f"{W}tabs")]
    assert len(stops) == 4
    assert all(len(places) == 2 for places in stops)


def test_a_preamble_is_a_place_and_markdown_names_places_too() -> None:
    redline = Redline(
        (equal("序　言"), changed("=某市", "-旧", "+新"), equal("第一章　总则"), equal("第一条　甲。"))
    )
    assert [entry.place for entry in entries(redline)] == [("序　言",)]
    assert list(markdown(redline))[2:] == [
        "| <small>序　言</small> |  |",
        "| 某市<del>旧</del> | 某市<b>新</b> |",
    ]


def test_an_annex_is_no_part_of_the_last_article() -> None:
    rows = (
        equal("第一条　考核见附表。"),
        changed("-第二条", "+第三条", "=　自公布之日起施行。", renumbering=True),
        equal("附表"),
        changed("=目录完整率\t", "-30", "+40"),
    )
    assert [(entry.place, len(entry.new)) for entry in entries(Redline(rows))] == [(("附表",), 1)]


def test_editorial_notes_stand_below_the_table() -> None:
    redline, notes = (
        Redline((changed("=甲", "-。", "+；"),)),
        [("十", "（三）项末“。”改为“；”"), ("结尾", "<b>")],
    )
    lines = list(markdown(redline, notes=notes))
    assert lines[-3:] == ["", "- 十：（三）项末“。”改为“；”", "- 结尾：\\<b\\>"]
    shown = html.document_fromstring(page(redline, title="表", notes=notes))
    assert [item.text_content() for item in shown.xpath("//section[@class='remarks']//li")] == [
        "十：（三）项末“。”改为“；”",
        "结尾：<b>",
    ]
    file = document(redline, title="表", author="某某", day=date(2022, 8, 17), notes=notes)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    after = ["".join(paragraph.itertext()) for paragraph in body.findall(f"{W}body/{W}p")]
    assert after[-3:] == ["编者注：", "十：（三）项末“。”改为“；”", "结尾：<b>"]
    assert "编者注" not in page(redline, title="表")
