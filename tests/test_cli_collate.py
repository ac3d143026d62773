"""`xiuding collate`: its three forms of output."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def witnesses(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "甲本.txt", tmp_path / "乙本.txt"
    one.write_text("关于修改规划的通知\n推广“一站式十”综合服务，到人群中去。\n", encoding="utf-8")
    other.write_text("关于修改规划的通知\n推广“一站式+”综合服务,到人群中去。\n", encoding="utf-8")
    return one, other


def test_variants_are_listed_with_their_readings(xiuding: Callable, witnesses: tuple[Path, Path]) -> None:
    outcome = xiuding("collate", *witnesses)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].startswith("1. ")
    assert sum(line.startswith(" * ") for line in lines) == 1
    assert {line[3:] for line in lines if line.endswith(".txt")} == {"甲本.txt", "乙本.txt"}


def test_json_names_its_schema_and_readings(xiuding: Callable, witnesses: tuple[Path, Path]) -> None:
    found = json.loads(xiuding("collate", *witnesses, "--format", "json").out)
    assert found["schema"] == "xiuding/collation/1"
    (variant,) = found["variants"]
    assert [reading["witness"] for reading in variant["readings"]] == ["甲本.txt", "乙本.txt"]
    assert variant["chosen"] in {reading["text"] for reading in variant["readings"]}
    assert variant["why"]


def test_the_text_of_all_witnesses_is_written(
    xiuding: Callable, witnesses: tuple[Path, Path], tmp_path: Path
) -> None:
    target = tmp_path / "校定.txt"
    assert xiuding("collate", *witnesses, "-f", "text", "-o", target).code == 0
    assert target.read_text(encoding="utf-8").splitlines()[0] == "关于修改规划的通知"


def test_witnesses_that_agree_are_said_to(xiuding: Callable, witnesses: tuple[Path, Path]) -> None:
    outcome = xiuding("collate", witnesses[0], witnesses[0])
    assert (outcome.code, outcome.out) == (0, "")
    assert "no variants" in outcome.err


def test_long_tables_are_shortened_in_the_list_alone(xiuding: Callable, tmp_path: Path) -> None:
    rows = [f"指标{i}\t{i}\t预期性" for i in range(1, 9)]
    one, other = tmp_path / "甲.txt", tmp_path / "乙.txt"
    one.write_text("表一\n" + "\n".join(rows) + "\n完。\n", encoding="utf-8")
    other.write_text("表一\n完。\n", encoding="utf-8")
    assert "指标8" in xiuding("collate", one, other, "-f", "json").out
    assert "指标8" not in xiuding("collate", one, other).out
