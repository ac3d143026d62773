"""References at the edges of their rules, from mutants that no other test noticed (`tests/mutate.py`)."""

from __future__ import annotations

import pytest

from test_crossref import ADD_PARAGRAPH, CLOSING, amended, inside, moved
from xiuding.address import Unit

ADD_FIRST_ITEM = "一、第一条增加一项，作为第一项：“（一）新；”。"
BETWEEN = "一、第一条增加一款，作为第二款：“新。”"


def second(words: str, *clauses: str) -> tuple[str, list[str]]:
    """What the last 款 of an article with a list before it says after the clauses, and the notes."""
    lines = ["某某法", "第一条　甲：", "（一）乙；", "（二）丙。", words, "第二条　丁。"]
    document, steps = amended(lines, *clauses, CLOSING)
    return document.articles()[0].of(Unit.PARAGRAPH)[-1].text, [n for s in steps for n in s.notes]


@pytest.mark.parametrize("back", ["前款", "上款", "上一款"])
def test_the_list_of_the_paragraph_before_is_named_in_several_words(back: str) -> None:
    assert second(f"有{back}第（二）项的，丁。", ADD_FIRST_ITEM)[0] == f"有{back}第（三）项的，丁。"


def test_the_paragraph_of_the_reference_itself_is_not_the_one_before() -> None:
    text, notes = second("有本款第（二）项的，丁。", ADD_FIRST_ITEM)
    assert text == "有本款第（二）项的，丁。"
    assert not [note for note in notes if "本款" in note]


@pytest.mark.parametrize("back", ["前款", "上款", "上一款"])
def test_what_now_stands_between_a_paragraph_and_its_reference_is_told(back: str) -> None:
    text, notes = second(f"有{back}第（二）项的，丁。", BETWEEN)
    assert text == f"有{back}第（二）项的，丁。"
    assert [note for note in notes if "第（二）项" in note]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("依照本条第一、二款处理。", "依照本条第二、三款处理。"),
        ("依照本条第一款、第三款处理。", "依照本条第二款、第四款处理。"),
        ("依照本条第１款处理。", "依照本条第２款处理。"),
    ],
)
def test_several_numbers_move_each_as_it_was_written(before: str, after: str) -> None:
    assert inside(before, ADD_PARAGRAPH, CLOSING)[0] == after


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        ("一、将第四条改为第四条之一。", "依照本法第四条处理。", "依照本法第四条之一处理。"),
        ("一、将第四条改为第三条之一。", "依照本法第四条第一款处理。", "依照本法第三条之一第一款处理。"),
    ],
)
def test_a_number_with_an_insertion_is_written_whole(clause: str, before: str, after: str) -> None:
    assert moved(before, clause, CLOSING) == after
