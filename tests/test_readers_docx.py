"""docx: order of the body, tracked changes, computed numbers, tables, boxes, and what is only listed."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from hostile.files import W, docx, paragraph
from reading_support import check_accounts, shown
from xiuding.manuscript import Manuscript
from xiuding.readers import read


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read_docx(body: str, **parts: str) -> Manuscript:
    manuscript = read(docx(body, **parts), name="a.docx")
    check_accounts(manuscript)
    return manuscript


def numbered(number: int, level: int, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"{run(text)}</w:p>"
    )


def level(place: int, shape: str, text: str, more: str = "") -> str:
    form = f'<w:numFmt w:val="{shape}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/>{form}</w:lvl>'


def numbering_part(lists: dict[str, str], more: str = "") -> str:
    """The numbering part of a document: the levels of each list by its number, used under that number."""
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{held}</w:abstractNum>' for n, held in lists.items()
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in lists)
    return f"<w:numbering {W}>{levels}{used}{more}</w:numbering>"


def test_paragraphs_and_tables_come_in_the_order_of_the_body() -> None:
    document = python_docx.Document()
    document.add_heading("第一章　总则", level=2)
    document.add_paragraph("第一条　甲。")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, ["项目 类别 数", "馆舍 总馆 1", "_ 分馆 2"], strict=True):
        for cell, text in zip(row.cells, text_cells(texts), strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("第二条　乙。\n第三条　丙。")
    target = io.BytesIO()
    document.save(target)
    manuscript = read(target.getvalue(), name="a.docx")
    check_accounts(manuscript)
    assert shown(manuscript) == (
        "## 第一章　总则\n第一条　甲。\n"
        "| 项目类别 |  | 数 |\n| 馆舍 | 总馆 | 1 |\n|  | 分馆 | 2 |\n"
        "第二条　乙。\n第三条　丙。\n"
    )


def text_cells(texts: str) -> list[str]:
    return ["" if text == "_" else text for text in texts.split(" ")]


def test_tracked_changes_are_taken_as_accepted() -> None:
    manuscript = read_docx(
        f"<w:p>{run('第一条　')}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:ins>{run('新')}</w:ins></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p>{paragraph('后半。')}"
        f"<w:p><w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo></w:p>"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('删行')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('留行')}</w:tc></w:tr></w:tbl>"
    )
    assert shown(manuscript) == (
        "第一条　新\n前半后半。\n移来\n留行\n"
        "- 旧 (deleted by a tracked change)\n"
        "- 移走 (deleted by a tracked change)\n"
        "- 删行 (deleted by a tracked change)\n"
    )
    assert manuscript.notes == ("tracked changes were taken as accepted",)


def test_a_document_without_tracked_changes_has_no_note() -> None:
    assert read_docx(paragraph("第一条　甲。")).notes == ()


def test_computed_numbers_are_written_out() -> None:
    levels = (
        level(0, "chineseCountingThousand", "第%1条")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%1.%3.", "<w:isLgl/>")
        + level(3, "decimalEnclosedCircle", "%4")
    )
    other = level(0, "upperRoman", "%1、") + level(1, "bullet", "●") + level(2, "lowerLetter", "%3)")
    again = (
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="12"/></w:lvlOverride></w:num>'
    )
    numbering = numbering_part({"1": levels, "2": other + level(3, "hebrew1", "%4-")}, again)
    body = "".join(
        numbered(*each)
        for each in [
            (1, 0, "甲"), (1, 1, "乙"), (1, 1, "丙"), (1, 2, "丁"), (1, 3, "戊"), (1, 0, "己"), (1, 1, "庚"),
            (3, 0, "辛"), (3, 0, "壬"), (2, 0, "子"), (2, 1, "丑"), (2, 2, "寅"), (2, 3, "卯"), (9, 0, "辰"),
        ]
    )  # fmt: skip
    manuscript = read_docx(body, numbering=numbering)
    assert [each.text for each in manuscript] == [
        "第一条 甲", "（一）乙", "（二）丙", "1.1.丁", "①戊", "第二条 己", "（一）庚",
        "第十二条 辛", "第十三条 壬", "I、子", "丑", "a)寅", "1-卯", "辰",
    ]  # fmt: skip
    assert manuscript.notes == ("numbers of the format hebrew1 are written as 1, 2, 3",)


def test_articles_may_be_counted_through_all_chapters() -> None:
    never, below_chapters = '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>'
    levels = (
        level(0, "chineseCounting", "第%1章　")
        + level(1, "chineseCounting", "第%2条", never)
        + level(2, "chineseCounting", "（%3）", below_chapters)
    )
    places = (0, 1, 2, 1, 2, 0, 1, 2)
    body = "".join(numbered(1, place, "甲") for place in places)
    assert [each.text for each in read_docx(body, numbering=numbering_part({"1": levels}))] == [
        "第一章　甲", "第一条 甲", "（一）甲", "第二条 甲", "（二）甲", "第二章　甲", "第三条 甲", "（一）甲",
    ]  # fmt: skip


def test_a_style_gives_number_and_heading_through_the_one_it_is_based_on() -> None:
    numbering = numbering_part({"5": level(0, "chineseCounting", "第%1章")})
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:outlineLvl w:val="1"/>'
        '<w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>' + run("总则") + "</w:p>"
    manuscript = read_docx(body, numbering=numbering, **{"word/styles.xml": styles})
    assert shown(manuscript) == "## 第一章 总则\n"


def test_boxes_follow_their_anchor_and_are_read_once() -> None:
    box = "<w:txbxContent>" + paragraph("专栏1　场馆工程") + "</w:txbxContent>"
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    manuscript = read_docx(f"<w:p>{run('前')}<w:r>{alternate}</w:r>{run('后')}</w:p>" + paragraph("末"))
    assert shown(manuscript) == "前后\n专栏1　场馆工程\n末\n"


def test_a_box_drawn_as_a_table_is_paragraphs_and_content_controls_are_read() -> None:
    cell = "".join(paragraph(f"第{n}段。") for n in "一二")
    manuscript = read_docx(
        f"<w:sdt><w:sdtContent>{paragraph('题')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
        f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink>"
        "<w:r><w:tab/><w:t>文</w:t><w:noBreakHyphen/></w:r></w:p>"
    )
    assert shown(manuscript) == "题\n第一段。\n第二段。\n链接\t文-\n"


def test_what_is_not_of_the_body_is_listed() -> None:
    manuscript = read_docx(
        "<w:p>" + run("正文") + run("密", "<w:vanish/>") + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:r></w:p>',
        header=f"<w:hdr {W}>{paragraph('页眉')}</w:hdr>",
        footnotes=f"<w:footnotes {W}><w:footnote>{paragraph('注')}</w:footnote></w:footnotes>",
        comments=f"<w:comments {W}><w:comment>{paragraph('评')}</w:comment></w:comments>",
    )  # fmt: skip
    assert shown(manuscript) == (
        "正文\n- 密 (hidden text)\n- image (an image: what it shows is not in the text)\n"
        "- 页眉 (page header)\n- 注 (footnote)\n- 评 (comment)\n"
    )
    assert [each.image for each in manuscript.dropped] == [False, True, False, False, False]


@pytest.mark.parametrize(
    "body", ["<w:p><w:pPr><w:numPr><w:ilvl/><w:numId/></w:numPr></w:pPr>{}</w:p>", "<w:p><!-- x -->{}</w:p>"]
)
def test_odd_markup_keeps_the_text(body: str) -> None:
    assert shown(read_docx(body.format(run("甲")))) == "甲\n"
