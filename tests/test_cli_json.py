"""JSON of every verb is safe on a terminal: what it would obey is an escape, and reads back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Outcome

WORDS = "三座\x9b31m红\u202e反向\x7f"
BASE = f"""某市图书馆条例
（2021年3月1日某市人民代表大会常务委员会通过）
第一条　市设图书馆{WORDS}。
第二条　本条例自2021年5月1日起施行。
"""
ORDER = f"""某市人民代表大会常务委员会关于修改《某市图书馆条例》的决定
（2022年1月1日通过）
一、将第一条中的“{WORDS}”修改为“五座\x85\u2066”。
本决定自2022年2月1日起施行。
"""
OBEYED = {"\x9b", "\u202e", "\u200b", "\x7f", "\x85", "\u2066", "\x1b"}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    after = BASE.replace(WORDS, "五座\x85\u2066")
    for name, text in (
        ("base", BASE),
        ("order", ORDER),
        ("other", ORDER.replace("红", "绿")),
        ("after", after),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "parse -f json {order}",
        "read -f json {base}",
        "collate -f json {order} {other}",
        "diff -f json {base} {after}",
        "verify -f json --against {base} {base} {order}",
        "consolidate --report - -o {out} {base} {other}",
        f"explain -f json 将第一条中的“{WORDS}”修改为“五座”。",
    ],
)
def test_json_is_safe_on_a_terminal(xiuding: Callable[..., Outcome], texts: Path, arguments: str) -> None:
    places = {name: texts / f"{name}.txt" for name in ("base", "order", "other", "after", "out")}
    out = xiuding(*arguments.format(**places).split(" ")).out
    assert json.loads(out)["schema"].startswith("xiuding/")
    assert "\\u0085" in out or "\\u202e" in out
    assert not OBEYED & set(out)


def test_the_log_is_safe_on_a_terminal(xiuding: Callable[..., Outcome], texts: Path) -> None:
    history = texts / "history"
    assert xiuding("init", "-o", history, texts / "base.txt").code == 0
    assert xiuding("apply", "--repo", history, texts / "order.txt").code == 0
    out = xiuding("log", "--repo", history, "-f", "json").out
    assert "图书馆" in out
    assert json.loads(out)["commits"]
    assert not OBEYED & set(out)
