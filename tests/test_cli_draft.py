"""`xiuding draft` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def test_a_draft_applied_to_the_old_text_gives_the_new_one(xiuding: Callable, tmp_path: Path) -> None:
    old, new, order, made = (tmp_path / name for name in ("旧.txt", "新.txt", "决定.txt", "得.txt"))
    old.write_text("某市渠道办法\n第一条　渠道由市管理。\n第二条　沟渠每月清理。\n", encoding="utf-8")
    new.write_text("某市渠道办法\n第一条　渠道由县管理。\n第二条　沟渠每月清理。\n", encoding="utf-8")
    outcome = xiuding("draft", old, new, "-o", order)
    assert (outcome.code, "drafted, and proved" in outcome.err) == (0, True)
    assert "proved" not in xiuding("draft", old, new).err
    assert xiuding("consolidate", old, order, "-o", made).code == 0
    assert made.read_text(encoding="utf-8") == new.read_text(encoding="utf-8")


def test_where_nothing_differs_nothing_is_drafted(xiuding: Callable, tmp_path: Path) -> None:
    old = tmp_path / "旧.txt"
    old.write_text("某市渠道办法\n第一条　渠道由市管理。\n", encoding="utf-8")
    outcome = xiuding("draft", old, old, "-o", tmp_path / "决定.txt")
    assert outcome == (0, "", "xiuding: no differences: nothing to draft\n")
    assert not (tmp_path / "决定.txt").exists()


def test_a_note_of_the_publisher_is_told_and_left(xiuding: Callable, tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text("某市渠道办法\n（2019年5月6日发布）\n第一条　渠道由市管理。\n", encoding="utf-8")
    new.write_text(
        "某市渠道办法\n（2019年5月6日发布　2021年3月4日修正）\n第一条　渠道由县管理。\n", encoding="utf-8"
    )
    outcome = xiuding("draft", old, new)
    assert (outcome.code, "将第一条中的“由市”修改为“由县”。" in outcome.out) == (0, True)
    assert "are the publisher's" in outcome.err


def test_other_typography_is_told_and_left(xiuding: Callable, tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text("某市渠道办法\n第一条　渠道(沟)由市管理。\n第二条　每月清理。\n", encoding="utf-8")
    new.write_text("某市渠道办法\n第一条　渠道（沟）由市管理。\n第二条　每周清理。\n", encoding="utf-8")
    outcome = xiuding("draft", old, new)
    assert outcome.out.splitlines()[1:-1] == ["一、将第二条中的“每月”修改为“每周”。"]
    assert "in typography alone (1 paragraphs)" in outcome.err
    new.write_text("某市渠道办法\n第一条　渠道（沟）由市管理。\n第二条　每月清理。\n", encoding="utf-8")
    assert xiuding("draft", old, new).err.endswith("nothing to draft\n")


@pytest.mark.parametrize("verb", [["draft", "{0}", "{0}"], ["explain", "{0}"]], ids=["draft", "explain"])
def test_a_library_is_no_text_to_look_at_phrase_by_phrase(
    xiuding: Callable, tmp_path: Path, verb: list[str]
) -> None:
    library = tmp_path / "丛书.txt"
    library.write_text("图书馆事业，" * 100_000, encoding="utf-8")
    code, out, err = xiuding(*(word.format(library) for word in verb))
    assert (code, out) == (6, "")
    assert err == "xiuding: 丛书.txt: more than 500,000 characters are too many here; take a part of it\n"
