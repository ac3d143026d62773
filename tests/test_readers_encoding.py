"""Encodings are told by rule: a mark, a declaration, UTF-8, GB18030 that looks Chinese, or an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.errors import UnreadableInput
from xiuding.readers import read
from xiuding.readers.decoding import decode

TEXT = "第一条　为了规范行为，制定本条例。\n（一）鹮鸟、〇号；\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_encodings_of_chinese_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_big_endian_with_a_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.txt") == TEXT


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "x-gbk", "gb18030"])
def test_a_declared_encoding_means_its_superset(declared: str) -> None:
    page = f"<html><meta charset='{declared}'><p>鹮鸟</p>".encode("gb18030")
    assert [each.text for each in read(page, name="a.html")] == ["鹮鸟"]


def test_a_declaration_that_does_not_hold_is_not_believed() -> None:
    assert decode(TEXT.encode(), "a.html", "ascii") == TEXT
    assert decode(TEXT.encode(), "a.html", "no-such-encoding") == TEXT


def test_the_line_that_is_wrong_is_named() -> None:
    with pytest.raises(UnreadableInput, match="line 1 is UTF-8 and line 3 is not"):
        decode("第一条\n第二条\n".encode() + "第三条".encode("gbk"), "a.txt")
    with pytest.raises(UnreadableInput, match="UTF-16 but broken in line 2"):
        decode(b"\xff\xfe" + "甲\n".encode("utf-16-le") + b"\x00\xd8", "a.txt")


@given(st.text(st.characters(codec="gb2312"), min_size=1).filter(lambda text: not text.isascii()))
def test_everyday_chinese_in_gb18030_is_never_refused_as_foreign(text: str) -> None:
    data = text.encode("gb18030")
    try:
        decoded = decode(data, "a.txt")
    except UnreadableInput as error:
        assert "zero bytes" in str(error)  # noqa: PT017 - either outcome is right
        return
    assert decoded in (text, data.decode(errors="replace"))


def test_every_text_of_the_corpus_is_the_same_in_gb18030(corpus: Path) -> None:
    for path in sorted(corpus.glob("cases/*/*.txt")):
        text = path.read_text(encoding="utf-8")
        assert decode(text.encode("gb18030"), path.name) == text


def test_no_text_of_the_corpus_is_taken_for_chinese_in_another_encoding(corpus: Path) -> None:
    for path in sorted(corpus.glob("cases/*/*.txt")):
        data = path.read_bytes()[:-2]
        with pytest.raises(UnreadableInput):
            decode(data + b"\xe7\xac", path.name)
        with pytest.raises(UnreadableInput):
            decode(path.read_text(encoding="utf-8").encode("utf-16-le"), path.name)
