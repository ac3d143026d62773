"""Files made to harm: refused in one line or read, and nothing outside is touched."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import archives, fonts, paper, plain, shown, web, word
from hostile.expected import Read, Refused
from hostile.files import READ, REFUSED, docx, paragraph, pdf
from reading_support import check_accounts
from xiuding.errors import UnreadableInput
from xiuding.manuscript import Manuscript
from xiuding.readers import read, read_text

GOOD = {
    "a.txt": "第一条　甲乙丙丁。\r\n— 3 —\r\n甲\t乙\t丙\n\t丁\t戊\n".encode("gb18030"),
    "b.txt": "第一条　甲乙丙丁。\n".encode("utf-16"),
    "c.html": "<html><meta charset=gb2312><table><tr><td>甲<td>乙<tr><td>丙</table><p>丁".encode("gb18030"),
    "d.md": "# 题\n\n1. 甲\n\n|甲|乙|\n|-|-|\n|1|2|\n".encode(),
    "e.docx": docx(
        paragraph("第一条　甲。") + "<w:tbl><w:tr><w:tc>" + paragraph("乙") + "</w:tc></w:tr></w:tbl>"
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_line(name: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(REFUSED[name](), name=name)
    said = str(caught.value)
    assert said.startswith(f"{name}: ")
    assert "\n" not in said
    assert len(said) < 200


@pytest.mark.parametrize("name", READ)
def test_read_with_every_character_accounted_for(name: str) -> None:
    manuscript = read(READ[name](), name=name)
    assert not manuscript.unaccounted()
    assert "localhost" not in manuscript.source


KINDS = (word, web, paper, plain, shown, archives, fonts)
TO_BE_REFUSED = {name: each for kind in KINDS for name, each in kind.REFUSED.items()}
TO_BE_READ = {name: each for kind in KINDS for name, each in kind.READ.items()}


@pytest.mark.parametrize("name", TO_BE_REFUSED)
def test_refused_with_what_to_do(name: str) -> None:
    hostile: Refused = TO_BE_REFUSED[name]
    with pytest.raises(UnreadableInput) as caught:
        read(hostile.make(), name=name)
    said = str(caught.value)
    assert said.startswith(f"{name}: ")
    assert hostile.words in said
    assert "\n" not in said


@pytest.mark.parametrize("name", TO_BE_READ)
def test_read_as_it_is_meant(name: str) -> None:
    hostile: Read = TO_BE_READ[name]
    texts = [each.text for each in read(hostile.make(), name=name)]
    assert any(hostile.text in text for text in texts)
    assert not (hostile.never and any(hostile.never in text for text in texts))


def test_a_private_file_does_not_come_in_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = read(f"{entity}<html><p>正文&x;</p>".encode(), name="x.html")
    assert "机密" not in page.source
    with pytest.raises(UnreadableInput):
        read(docx(paragraph("&x;"), entity.replace("html", "w")), name="x.docx")


@pytest.mark.parametrize("place", ["missing.txt", ".", "a\x00b", "x" * 300])
def test_what_cannot_be_opened_is_said(tmp_path: Path, place: str) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read(tmp_path / place)


def test_half_a_character_in_a_text_is_said() -> None:
    with pytest.raises(UnreadableInput, match="line 2"):
        read_text("甲\n\ud800")


def test_a_pdf_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    page = read(pdf(b"BT /F1 12 Tf 100 700 Td (Article 1) Tj ET"), name="a.pdf")
    assert [each.text for each in page] == ["Article 1"]
    assert list(tmp_path.iterdir()) == []


def read_or_refuse(data: bytes, name: str) -> Manuscript | None:
    """What was read, or nothing where the reader said in one line why not."""
    try:
        return read(data, name=name)
    except UnreadableInput as error:
        if "\n" in str(error):
            raise AssertionError("more than one line") from error
        return None


@given(st.sampled_from(sorted(GOOD)), st.randoms(use_true_random=False), st.integers(1, 30))
def test_a_damaged_file_is_read_or_refused(name: str, chance: random.Random, blows: int) -> None:
    data = bytearray(GOOD[name])
    for _ in range(blows):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 9)]
            case _:
                data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(1, 50)]
        if not data:
            return
    manuscript = read_or_refuse(bytes(data), name)
    if manuscript and manuscript.format != "md":
        check_accounts(manuscript)


@given(st.sampled_from(["a.txt", "a.html", "a.md", "a.docx"]), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    read_or_refuse(data, name)
