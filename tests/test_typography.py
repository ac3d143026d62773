"""The typographic norm: cases, and the laws of the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_support import pairs, visible
from xiuding.typography import normalise, same

LINES = [
    pytest.param(given_line, wanted_line, id=f"{name}-{number}")
    for name, _, source, wanted in pairs("typography")
    for number, (given_line, wanted_line) in enumerate(
        zip(source.splitlines(), wanted.splitlines(), strict=True), 1
    )
]
TEXTS = st.text(max_size=40) | st.text(
    alphabet="中国第一节条表附件〇 \u3000\t\u200b,;:!?.()（），。“”‘’\"'《》12%％１.ab[]〔〕号年202+",
    max_size=60,
)


@pytest.mark.parametrize(("source", "wanted"), LINES)
def test_case(source: str, wanted: str) -> None:
    assert normalise(source).text == wanted


@given(TEXTS)
def test_the_norm_of_the_norm_is_itself(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS)
def test_offsets_lead_back_in_order(text: str) -> None:
    norm = normalise(text)
    assert len(norm.offsets) == len(norm.text) + 1
    assert norm.offsets[-1] == len(text)
    assert all(one < other for one, other in zip(norm.offsets, norm.offsets[1:], strict=False))
    for at, (character, offset) in enumerate(zip(norm.text, norm.offsets, strict=False)):
        assert character.isspace() == text[offset].isspace()
        assert norm.place_of(offset) == at


@given(TEXTS)
def test_no_visible_character_is_lost_or_made(text: str) -> None:
    assert len(visible(normalise(text).text)) == len(visible(text)) - text.count("\u200b") - sum(
        map(text.count, "\u2060\ufeff\u00ad")
    )


@given(TEXTS, st.data())
def test_a_stretch_comes_from_the_stretch_it_names(text: str, data: st.DataObject) -> None:
    norm = normalise(text)
    start = data.draw(st.integers(0, len(norm.text)))
    end = data.draw(st.integers(start, len(norm.text)))
    first, last = norm.source_span(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end:
        assert not norm.text[start].isspace() or text[first].isspace()
        assert last == norm.offsets[end - 1] + 1


def test_texts_that_differ_in_typography_are_the_same() -> None:
    assert same("“第三节推进(一)”", "“第三节　推进（一）”")
    assert not same("账簿", "帐簿")
