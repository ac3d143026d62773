"""pdf: what was printed is read again, paragraph by paragraph, and what cannot be read is refused."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from print_support import DOCUMENTS, INDICATORS, PLAN, blocks, flat, normal, office, paper, word
from reading_support import check_accounts
from xiuding.errors import UnreadableInput
from xiuding.manuscript import Manuscript
from xiuding.readers import pdf as reader
from xiuding.readers import pdf_page, pdf_worker, read

SONG, LATIN = "STSong-Light", "Helvetica"


def drawn(draw: Callable[[Canvas], None], pages: int = 1, **options: object) -> Manuscript:
    """What is read of pages that are drawn by hand, in type of 12 points."""
    return read(sheets(draw, pages, **options), name="a.pdf")


def sheets(draw: Callable[[Canvas], None], pages: int = 1, **options: object) -> bytes:
    """Pages drawn by hand."""
    target = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    canvas = Canvas(target, pagesize=(600, 800), **options)
    for _ in range(pages):
        canvas.setFont(SONG, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def texts(manuscript: Manuscript) -> list[str]:
    return [paragraph.text for paragraph in manuscript]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_printed_is_read_again(name: str) -> None:
    manuscript = read(paper(DOCUMENTS[name]), name="a.pdf")
    check_accounts(manuscript)
    assert normal(blocks(manuscript)) == normal(DOCUMENTS[name])
    pages = max(each.source.page or 0 for each in manuscript)
    assert pages > 3
    dropped = {each.text for each in manuscript.dropped if each.why != "table heading repeated on a new page"}
    assert dropped == {"某市人民政府公报　2026年第1期", *(f"— {page} —" for page in range(1, pages + 1))}


def test_a_table_goes_on_over_pages() -> None:
    manuscript = read(paper(PLAN), name="a.pdf")
    table = next(each for each in manuscript if each.rows is not None)
    headings = [each for each in manuscript.dropped if each.why == "table heading repeated on a new page"]
    assert normal([table.rows]) == normal([INDICATORS])
    assert {each.text for each in headings} == {"\t".join(INDICATORS[0])}
    assert len(headings) > 1


@pytest.mark.office
@pytest.mark.parametrize("indent", [True, False])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_an_office_program_printed_is_read_again(name: str, indent: bool, tmp_path: Path) -> None:
    source = word(DOCUMENTS[name], indent=indent)
    manuscript = read(office(source, "pdf", tmp_path), name="a.pdf")
    check_accounts(manuscript)
    assert normal(blocks(manuscript)) == normal(DOCUMENTS[name])
    assert list(flat(normal(blocks(manuscript)))) == normal(blocks(read(source, name="a.docx")))
    numbers = [each.text for each in manuscript.dropped if each.why == "page number"]
    assert numbers == [str(page) for page in range(1, len(numbers) + 1)]
    assert len(numbers) > 3


def test_characters_are_read_from_left_to_right_whatever_was_drawn_first() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(124, 700, "“")
        canvas.drawString(172, 700, "”")
        canvas.drawString(100, 700, "强化")
        canvas.drawString(136, 700, "救急难")
        canvas.drawString(184, 700, "功能")

    assert texts(drawn(draw)) == ["强化“救急难”功能"]


def test_room_between_words_is_a_space_and_between_characters_that_touch_none_is_made() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "第一条")
        canvas.drawString(148, 700, "到")
        canvas.drawString(163, 700, "2030")  # a quarter of a character stands before and after a number
        canvas.drawString(188, 700, "年")
        canvas.setFont(LATIN, 12)
        canvas.drawString(210, 700, "Open")
        canvas.drawString(245, 700, "Access")

    assert texts(drawn(draw)) == ["第一条 到2030年 Open Access"]


def test_a_raised_figure_belongs_to_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "人均体育场地面积达到2.6")
        canvas.setFont(SONG, 7)
        canvas.drawString(240, 704, "①")
        canvas.setFont(SONG, 12)
        canvas.drawString(250, 700, "以上。")

    assert texts(drawn(draw)) == ["人均体育场地面积达到2.6①以上。"]


def test_columns_are_read_in_the_order_of_the_file() -> None:
    def draw(canvas: Canvas) -> None:
        for left, words in ((60, "甲乙丙"), (320, "丁戊己")):
            for row, character in enumerate(words):
                canvas.drawString(left, 700 - 20 * row, f"{character}栏的一行。")

    assert texts(drawn(draw)) == [f"{each}栏的一行。" for each in "甲乙丙丁戊己"]


def test_what_is_drawn_out_of_order_is_read_from_top_to_bottom() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "第二条　乙。")
        canvas.drawString(100, 700, "第一条　甲。")

    assert texts(drawn(draw)) == ["第一条　甲。", "第二条　乙。"]


def test_bold_type_made_by_drawing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "第一章　总则")
        canvas.drawString(100.3, 700, "第一章　总则")

    assert texts(drawn(draw)) == ["第一章　总则"]


def test_a_frame_around_a_text_is_drawing_unless_the_text_is_a_box() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(90, 650, 400, 70)
        canvas.drawString(100, 700, heading)
        canvas.drawString(100, 660, "建设公园。")
        canvas.drawString(100, 600, "第二节　保障")

    heading = "专栏1　建设工程"
    assert blocks(drawn(draw)) == [(("专栏1　建设工程",), ("建设公园。",)), "第二节　保障"]
    heading = "第一节　建设"
    assert blocks(drawn(draw)) == ["第一节　建设", "建设公园。", "第二节　保障"]


def test_a_table_may_lack_its_outer_rules() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(60, 760, 560, 760)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                canvas.drawString(105 + 100 * column, 705 - 20 * row, text)
        for rule in range(len(rows) + 1):
            canvas.line(100, 720 - 20 * rule, 400, 720 - 20 * rule)
        for rule in (200, 300):
            canvas.line(rule, 720, rule, 720 - 20 * len(rows))
        canvas.drawString(100, 600, "第二节　保障")

    rows = (("指标", "数值", "属性"), ("甲", "1", "预期性"), ("乙", "2", "约束性"))
    assert blocks(drawn(draw)) == [rows, "第二节　保障"]


def test_a_drawing_of_many_lines_holds_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(pdf_page._EDGES // 4 + 1):
            canvas.rect(number % 100 * 5, number // 100 * 5, 5, 5)
        canvas.drawString(100, 700, "甲乙丙丁。")

    assert blocks(drawn(draw)) == ["甲乙丙丁。"]


def test_a_glyph_that_is_said_to_be_a_radical_is_the_character() -> None:
    assert pdf_page._text("⼈") == "人"
    assert pdf_page._text("⺠") == "民"
    assert pdf_page._text("ﬁ") == "fi"
    assert pdf_page._text("％") == "％"


def test_a_glyph_without_meaning_is_shown_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf_page._text("(cid:17)") == "\ufffd"
    line = ["line", "甲乙丙丁戊\ufffd", 0, 9, 9, 9, None]
    monkeypatch.setattr(reader, "_pages", lambda *_: [[line]])
    manuscript = read(b"%PDF-", name="a.pdf")
    assert texts(manuscript) == ["甲乙丙丁戊\ufffd"]
    assert manuscript.notes == (
        "1 characters have no meaning in their font, e.g. \ufffd: compare with the print",
    )


def test_glyphs_without_meaning_alone_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    line = ["line", "\ue001\ue002\ufffd甲", 0, 9, 9, 9, None]
    monkeypatch.setattr(reader, "_pages", lambda *_: [[line]])
    with pytest.raises(UnreadableInput, match="OCR"):
        read(b"%PDF-", name="a.pdf")


def write(canvas: Canvas) -> None:
    canvas.setFont(LATIN, 12)
    canvas.drawString(100, 700, "Article 1")


def test_a_password_is_asked_for_only_where_the_reader_needs_one() -> None:
    assert texts(drawn(write, encrypt=StandardEncryption("", "owner"))) == ["Article 1"]
    with pytest.raises(UnreadableInput, match="encrypted"):
        drawn(write, encrypt=StandardEncryption("user", "owner"))


def test_more_pages_than_any_document_has_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_worker, "_PAGES", 2)
    assert len(pdf_worker._document(sheets(write, 2))["pages"]) == 2
    assert pdf_worker._document(sheets(write, 3)) == {"error": "pages"}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ('{"error": "password"}', "encrypted"),
        ('{"error": "pages"}', "too many pages"),
        ('{"error": "damaged"}', "damaged; save it again"),
        ("", "damaged, or asks"),
        ("{", "damaged, or asks"),
    ],
)
def test_what_the_worker_finds_is_said(found: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 0, stdout=found.encode())
    monkeypatch.setattr(reader.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(UnreadableInput, match=said):
        read(b"%PDF-", name="a.pdf")
