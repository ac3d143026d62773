"""Numerals: what legal texts write, and that nothing is lost between a number and its words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.numerals import NUMERAL, Ordinal, to_chinese, to_int, within_number

WRITTEN = {
    0: "零", 1: "一", 2: "二", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 99: "九十九",
    100: "一百", 101: "一百零一", 106: "一百零六", 110: "一百一十", 111: "一百一十一", 120: "一百二十",
    200: "二百", 999: "九百九十九", 1000: "一千", 1001: "一千零一", 1010: "一千零一十",
    1100: "一千一百", 1260: "一千二百六十", 1013: "一千零一十三", 9999: "九千九百九十九",
    10_000: "一万", 10_001: "一万零一",  10_010: "一万零一十", 10_100: "一万零一百", 11_000: "一万一千",
    10_999: "一万零九百九十九",
    100_000: "十万", 110_000: "十一万", 120_015: "十二万零一十五", 10_010_000: "一千零一万",
    99_999_999: "九千九百九十九万九千九百九十九", 100_000_000: "100000000",
}  # fmt: skip


@pytest.mark.parametrize(("number", "numeral"), WRITTEN.items())
def test_a_number_is_written_as_legal_texts_write_it(number: int, numeral: str) -> None:
    assert to_chinese(number) == numeral
    assert to_int(numeral) == number


@given(st.integers(0, 2 * 10**8))
def test_a_number_written_and_read_is_the_same_number(number: int) -> None:
    numeral = to_chinese(number)
    assert to_int(numeral) == number
    assert re.fullmatch(NUMERAL, numeral)
    assert not re.search("零零|零$.|^零.|零[十百千万]", numeral)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一百〇六", 106),
        ("一百○六", 106),
        ("两百", 200),
        ("一十二", 12),
        ("二〇二一", 2021),
        ("一九八八", 1988),
        ("〇", 0),
        ("二○○一", 2001),
        ("１０９", 109),
        ("12", 12),
        ("１２", 12),
        ("1２", 12),
        ("2万", 20_000),
        ("3十", 30),
        ("万", 10_000),
        ("百", 100),
        ("千零五", 1005),
    ],
)
def test_other_spellings_are_read(numeral: str, number: int) -> None:
    assert to_int(numeral) == number


@pytest.mark.parametrize("text", ["", "甲", "十甲", "-1", "1.5", " 1", "١"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        to_int(text)


@given(st.from_regex(NUMERAL, fullmatch=True))
def test_whatever_the_pattern_matches_has_a_value(numeral: str) -> None:
    assert to_int(numeral) >= 0


def test_a_number_of_any_length_has_a_value_but_is_no_number_of_a_text() -> None:
    assert to_int("九" * 5000) == to_int("9" * 5000) == 10**5000 - 1
    assert not re.fullmatch(NUMERAL, "九" * 21)


def test_there_is_no_ordinal_below_zero() -> None:
    with pytest.raises(ValueError, match="below"):
        to_chinese(-1)


def test_an_ordinal_is_written_with_its_insertion() -> None:
    assert str(Ordinal(133, 1)) == "一百三十三之一"
    assert str(Ordinal(12)) == "十二"


def test_insertions_stand_behind_their_number_and_before_the_next() -> None:
    assert sorted([Ordinal(3), Ordinal(2, 10), Ordinal(2), Ordinal(2, 1)]) == [
        Ordinal(2),
        Ordinal(2, 1),
        Ordinal(2, 10),
        Ordinal(3),
    ]


@pytest.mark.parametrize(
    ("text", "at", "within"),
    [
        ("十五日", 1, True), ("二十五日", 1, True), ("二十五日", 2, True), ("十一万元", 1, True),
        ("五万三千元", 2, True), ("一百零五条", 2, True), ("二〇一三年", 3, True), ("二〇一三年", 1, True),
        ("13000元", 1, True), ("3.5米", 2, True), ("3.5米", 1, True), ("1,000元", 2, True),
        ("百分之五十", 4, True),
        ("统一三级", 2, False), ("统一十项", 2, False), ("两三年", 1, False), ("五万元", 1, False),
        ("3万元", 1, False), ("万一", 1, False), ("十五日", 0, False), ("十五日", 2, False),
        ("十五", 2, False), ("2.甲", 1, False),
    ],
)  # fmt: skip
def test_a_number_goes_on_or_does_not(text: str, at: int, within: bool) -> None:
    assert within_number(text, at) is within
