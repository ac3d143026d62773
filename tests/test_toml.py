"""TOML from anywhere is data or one line: what the standard library cannot bear does not get so far."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from xiuding import overrides, plan, toml
from xiuding.errors import UnreadableInput

HOSTILE = {
    "arrays 100,000 deep": "a = " + "[" * 100_000,
    "tables 100,000 deep": "a = " + "{a = " * 100_000,
    "a key of 100,000 parts": "a" + ".a" * 100_000 + " = 1",
    "a header of 50,000 parts": "[" + ".".join(["a"] * 50_000) + "]",
    "a quoted key of 50,000 parts": '"甲 乙"' + " . '丙'" * 50_000 + " = 1",
    "a number of 5,000 digits": "a = " + "9" * 5000,
    "five million characters": "# " + "甲" * 5_000_000,
    "a string without end": 'a = """' + "甲" * 1_000_000,
    "half a character": 'a = "\\ud800"',
    "no day": "a = 2022-13-45",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("read", [overrides.parse, plan.parse], ids=["overrides", "plan"])
def test_what_is_hostile_is_one_line(name: str, read: Callable[[str, str], object]) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(HOSTILE[name], "校正.toml")
    said = str(caught.value)
    assert said.startswith("校正.toml: not TOML: ")
    assert "\n" not in said
    assert len(said) < 200


def test_dots_in_texts_are_none_in_keys() -> None:
    text = "第一章　总则" + "." * 500 + "1\n1.2.3.4.5.6.7.8.9\n" + "甲" * 100_000
    assert toml.loads(f'a.b.c = """{text}"""', "x.toml") == {"a": {"b": {"c": text}}}
