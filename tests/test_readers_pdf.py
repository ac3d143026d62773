"""pdf: lines joined by their place, page numbers dropped, refusals that say what to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from hostile.files import pdf
from reading_support import check_accounts
from xiuding.errors import UnreadableInput
from xiuding.readers import pdf as reader
from xiuding.readers import read

TEXTS = [
    "某市图书馆条例",
    "第一章　总则",
    *(
        f"第{number}条　为了发展公共图书馆事业，发挥公共图书馆的功能，保障公民的基本文化权益，"
        f"提高公民的科学文化素质，本市设立分馆{position}座。图书馆应当免费开放，并公告开放的时间和内容。"
        for position, number in enumerate("一二三四五六七八九十", 1)
    ),
    "图书馆由馆长一人，副馆长若干人组成。",
]


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A document of several pages, with page numbers, printed to pdf."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = docx.shared.Cm(15), docx.shared.Cm(12)
    section.footer.paragraphs[0]._p.append(docx.oxml.parse_xml(
        '<w:fldSimple xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:instr="PAGE">'
        "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
    ))  # fmt: skip
    for text in TEXTS:
        document.add_paragraph(text).paragraph_format.first_line_indent = docx.shared.Pt(22)
    document.save(tmp_path / "a.docx")
    command = [
        office,
        f"-env:UserInstallation={tmp_path.as_uri()}/office",
        "--headless",
        "--convert-to",
        "pdf",
        "a.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    return tmp_path / "a.pdf"


@pytest.mark.office
def test_a_printed_document_has_its_paragraphs_again(printed: Path) -> None:
    manuscript = read(printed)
    check_accounts(manuscript)
    assert ["".join(each.text.split()) for each in manuscript] == ["".join(text.split()) for text in TEXTS]
    assert [each.text for each in manuscript.dropped] == [
        str(page) for page in range(1, len(manuscript.dropped) + 1)
    ]
    assert len(manuscript.dropped) > 2
    assert {each.source.page for each in manuscript} >= {1, 2, 3}


def test_running_heads_and_page_numbers_are_dropped() -> None:
    placed = [
        reader._Placed(text, 100, 300, base, 12, page)
        for page in (1, 2, 3)
        for text, base in (("某市公报", 780), (f"正文第{page}页", 400), ("末行", 100), (f"– {page} –", 30))
    ]
    edges = reader._page_edges(placed)
    assert edges == {
        **{(page, 780): "running head or foot" for page in (1, 2, 3)},
        **{(page, 30): "page number" for page in (1, 2, 3)},
    }


def test_without_indents_the_layout_says_nothing() -> None:
    line = "甲" * 30
    flat = [reader._Placed(line, 100, 460, base, 12, 1) for base in range(30)]
    assert set(reader._layout(flat)) == {(None, None)}
    indented = [flat[0]._replace(left=124), *flat[1:4], flat[4]._replace(right=200)]
    assert list(reader._layout(indented)) == [(False, True), *[(True, True)] * 3, (True, False)]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ('{"error": "password"}', "encrypted"),
        ('{"error": "pages"}', "too many pages"),
        ("", "damaged"),
        ("{", "damaged"),
    ],
)
def test_what_the_worker_finds_is_said(found: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 0, stdout=found.encode())
    monkeypatch.setattr(reader.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(UnreadableInput, match=said):
        read(b"%PDF-", name="a.pdf")


def test_private_characters_without_meaning_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    placed = [reader._Placed("\ue001\ue002\ue003甲", 0, 9, 9, 9, 1)]
    monkeypatch.setattr(reader, "_pages", lambda *_: placed)
    with pytest.raises(UnreadableInput, match="OCR"):
        read(b"%PDF-", name="a.pdf")


def test_latin_text_is_read() -> None:
    manuscript = read(
        pdf(b"BT /F1 12 Tf 100 700 Td (Article 1) Tj 0 -20 Td (Open Access) Tj ET"), name="a.pdf"
    )
    assert [each.text for each in manuscript] == ["Article 1", "Open Access"]
    assert manuscript.paragraphs[1].source.page == 1
