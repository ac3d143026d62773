"""What the tests of printed documents share: texts, and the ways to put them on paper."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from xiuding.manuscript import Manuscript, Rows
from xiuding.typography import normalise

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Block = str | Rows
"""A paragraph, a table, or a box: a table of one column."""

_HEADING = re.compile("第.{1,2}[章节] ")
_NUMERALS = "一二三四五六七八九十"
STATUTE: list[Block] = [
    "某市图书馆条例",
    "第一章 总则",
    *(
        f"第{numeral}条 为了发展公共图书馆事业，发挥公共图书馆的“第三空间”功能，保障公民的基本文化权益，"
        f"提高公民的科学文化素质，本市到2030年设立分馆{count}座，覆盖率达到9{count % 10}.5％以上。"
        for count, numeral in enumerate(_NUMERALS, 1)
    ),
    "第二章 服务",
    "第十一条 公共图书馆应当免费提供下列服务：",
    "（一）文献信息的查询、借阅，阅览室、自习室等公共空间设施场地的开放；",
    "（二）公益性讲座、阅读推广、培训、展览，以及国家规定的其他免费服务项目，不得以“押金”等名义收费；",
    "（三）法律、法规规定的其他服务。",
    "开放时间每周不少于56小时，并予公告。",
]
_AREAS = [
    ("幼有所育", 3),
    ("学有所教", 5),
    ("劳有所得", 4),
    ("病有所医", 6),
    ("住有所居", 6),
]
INDICATORS: Rows = (
    ("领域", "指标名称", "2030年", "属性"),
    *(
        (
            "" if number else area,
            f"{area}方面第{number + 1}项“重点”指标达到规定标准的旗县（市、区）所占比例（％）",
            f"≥{60 + number}",
            "预期性",
        )
        for area, count in _AREAS
        for number in range(count)
    ),
)
PLAN: list[Block] = [
    "某市“十五五”公共服务规划",
    "第一章 发展基础",
    "第一节 主要成就",
    "服务体系不断完善。2025年全市有文化馆26座，实施“一刻钟”服务圈工程，城乡居民到达最近设施只需15分钟，满意度达到92.7％。",
    "保障水平稳步提高。建立“救急难”机制，临时救助标准提高到每人每月1200元，覆盖全部苏木乡镇（街道）。",
    "第二节 主要指标",
    "到2030年，各项指标达到表1所列的水平。",
    "表1 “十五五”时期主要指标",
    INDICATORS,
    "第二章 重点任务",
    "第一节 服务设施",
    "补齐设施短板。统筹城乡、区域设施布局，推动“15分钟”服务圈向农村牧区延伸，到2030年基本建成。",
    (
        ("专栏1 设施建设工程",),
        (
            "公共文化设施。新建、改建旗县级图书馆12座，推动流动服务车开进嘎查村，每年不少于300场次，惠及群众20万人次。",
        ),
        ("全民健身设施。建设“口袋公园”100个。",),
    ),
    "第二节 实施保障",
    "各旗县（市、区）人民政府应当将规划实施情况纳入考核，定期公布评估结果。",
]
DOCUMENTS = {"statute": STATUTE, "plan": PLAN}


def normal(blocks: Sequence[Block]) -> list[Block]:
    """The same in the typographic norm."""
    return [
        normalise(block).text
        if isinstance(block, str)
        else tuple(tuple(normalise(cell).text for cell in row) for row in block)
        for block in blocks
    ]


def blocks(manuscript: Manuscript) -> list[Block]:
    """What a manuscript holds."""
    return [paragraph.text if paragraph.rows is None else paragraph.rows for paragraph in manuscript]


def flat(held: Sequence[Block]) -> Iterator[Block]:
    """With the paragraphs of boxes as paragraphs."""
    for block in held:
        if isinstance(block, str) or len(block[0]) > 1:
            yield block
        else:
            yield from (row[0] for row in block)


def word(held: Sequence[Block], *, indent: bool = True) -> bytes:
    """A Word document on small pages with page numbers; tables and boxes with rules."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Cm(15), docx.shared.Cm(14)
    section.footer.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {_W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    for block in held:
        if isinstance(block, str):
            paragraph = document.add_paragraph(block)
            if indent and not _HEADING.match(block):
                paragraph.paragraph_format.first_line_indent = docx.shared.Pt(22)
        elif len(block[0]) == 1:
            box = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
            box.text = block[0][0]
            for row in block[1:]:
                layout = box.add_paragraph(row[0]).paragraph_format
                if indent:
                    layout.first_line_indent = docx.shared.Pt(22)
                else:
                    layout.space_before = docx.shared.Pt(10)
        else:
            _word_table(document, block)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _word_table(document: docx.document.Document, rows: Rows) -> None:
    """A table whose heading is repeated on every page, and whose first column is merged downwards."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, held in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, held, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {_W}/>"))
    column = table.columns[0].cells
    starts = [index for index, row in enumerate(rows) if row[0]]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        if end - start > 1:
            column[start].merge(column[end - 1])


def office(data: bytes, form: str, folder: Path) -> bytes:
    """A Word document as LibreOffice saves it in another form."""
    command = shutil.which("soffice")
    if command is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "in.docx").write_bytes(data)
    subprocess.run(
        [
            command,
            f"-env:UserInstallation={folder.as_uri()}/profile",
            "--headless",
            "--convert-to",
            form,
            "in.docx",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / f"in.{form}").read_bytes()


def paper(held: Sequence[Block]) -> bytes:
    """A pdf that needs nothing but Python: small pages, running head, official page numbers."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    font = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    flush = ParagraphStyle("flush", fontName=font, fontSize=12, leading=18, wordWrap="CJK")
    body = ParagraphStyle("body", parent=flush, firstLineIndent=24, alignment=TA_JUSTIFY)
    inside = ParagraphStyle("inside", parent=flush, fontSize=9, leading=12)

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(font, 9)
        canvas.drawString(60, 390, "某市人民政府公报　2026年第1期")
        canvas.drawCentredString(210, 20, f"— {document.page} —")

    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    story = []
    for block in held:
        if isinstance(block, str):
            story.append(Paragraph(block, body))
        elif len(block[0]) == 1:
            story.append(Table([[[Paragraph(row[0], body) for row in block]]], colWidths=[300], style=grid))
        else:
            cells = [[Paragraph(cell, inside) for cell in row] for row in block]
            starts = [index for index, row in enumerate(block) if row[0]]
            # A merged cell is not split over a page: its rows stand on one.
            merged = [
                ("SPAN", (0, start), (0, end - 1))
                for start, end in zip(starts, [*starts[1:], len(block)], strict=True)
            ]
            story.append(Table(cells, colWidths=[60, 140, 50, 50], repeatRows=1, style=[*grid, *merged]))
    target = io.BytesIO()
    SimpleDocTemplate(
        target, pagesize=(420, 420), leftMargin=54, rightMargin=54, topMargin=54, bottomMargin=54
    ).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return target.getvalue()
