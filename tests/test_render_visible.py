"""Invisible characters are written out, all of them, and nothing else is touched."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.render import visible as module
from xiuding.render.visible import escaped, visible

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_every_control_and_format_character_is_shown() -> None:
    passed = [
        f"U+{code:04X}"
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in _HIDDEN and visible(chr(code)) == chr(code)
    ]
    assert passed == []


def test_no_hidden_character_passes_for_a_printable_one() -> None:
    hidden = [chr(code) for code in range(sys.maxunicode + 1) if module._HIDDEN.match(chr(code))]
    assert [character for character in hidden if visible(character) == character] == []


def test_every_assigned_visible_character_is_kept() -> None:
    # Variation selectors, joiners and Hangul fillers are letters or marks by category, yet invisible.
    changed = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in _HIDDEN | {"Cn", "Mn"} and visible(chr(code)) != chr(code)
    ]
    assert set(changed) <= set("\u115f\u1160\u3164\uffa0")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("甲\u202e乙", "甲⟦U+202E⟧乙"),
        ("甲\u200b乙", "甲⟦U+200B⟧乙"),
        ("甲\t乙\x7f", "甲¦乙␡"),
        ("甲\n乙", "甲␊乙"),
        ("\ud800", "⟦U+D800⟧"),
    ],
)
def test_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_tabs_are_kept_where_asked() -> None:
    assert visible("甲\t乙\r", keep_tabs=True) == "甲\t乙␍"


@given(st.text())
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert visible(text).encode("utf-8").decode("utf-8") == visible(text)


@given(st.lists(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\u202e\u200b\ud800\U000e0001")))))
def test_json_says_the_same_and_hides_nothing(strings: list[str]) -> None:
    for indent in (None, 1):
        document = escaped(json.dumps(strings, ensure_ascii=False, indent=indent))
        assert json.loads(document) == strings
        assert not module._HIDDEN.search(document.replace("\n", ""))


def test_json_of_plain_text_is_left_alone() -> None:
    assert escaped('{"old": "第三条　甲"}') == '{"old": "第三条　甲"}'
