"""A consolidated text beside the official one: kinds of difference, and whom they are laid to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reading_support import CASES, blocks
from xiuding.consolidate import apply_clauses
from xiuding.instrument import parse
from xiuding.structure import build
from xiuding.verify import Verification, verify

_TEXTS = [text for _, text in blocks(CASES / "verify" / "kinds.md")]
_CASES = list(zip(*[iter(_TEXTS)] * 4, strict=True))


def _verify(before: str, order: str, official: str) -> Verification:
    after = build(before.splitlines())
    steps = list(apply_clauses(after, parse(order.splitlines())))
    return verify(build(before.splitlines()), steps, after, build(official.splitlines()))


@pytest.mark.parametrize(("before", "order", "official", "wanted"), _CASES)
def test_every_difference_has_its_kind_and_clause(
    before: str, order: str, official: str, wanted: str
) -> None:
    found = _verify(before, order, official)
    shown = [f"{d.where} {d.kind} {d.clause.label if d.clause else '-'}\n" for d in found.differences]
    assert "".join(shown) == wanted
    assert all(d.why for d in found.differences)


def test_the_two_sides_of_a_difference_are_the_units_as_printed() -> None:
    before, order, official, _ = _CASES[0]
    (difference,) = _verify(before, order, official).differences
    assert "\n".join(difference.ours) == "第一条　岸线由县级人民政府管理，街道配合。"
    assert "\n".join(difference.official) == official.splitlines()[1]
    (row,) = difference.redline
    assert (row.old, row.new) == (difference.ours[0], difference.official[0])


def test_a_renumbering_clause_is_named_only_where_no_other_touched_the_unit() -> None:
    before = "某某办法\n第一条　甲。\n第二条　乙。\n第三条　丙三支。\n"
    order = (
        "某某办法修正案\n一、删去第一条。\n二、将第三条中的“三支”修改为“五支”。\n"
        "本办法根据本决定作相应修改，条文顺序作相应调整，重新公布。\n"
    )
    official = "某某办法\n第一条　乙乙。\n第二条　丙五支丁。\n"
    found = _verify(before, order, official)
    assert [(d.where, d.clause and d.clause.label) for d in found.differences] == [
        ("第一条", "结尾"),
        ("第二条", "二"),
    ]


def test_identical_texts_have_no_differences() -> None:
    text = "某某办法\n第一条　甲。\n"
    order = "某某办法修正案\n一、将第一条中的“甲”修改为“乙”。\n"
    found = _verify(text, order, text.replace("甲", "乙"))
    assert found.identical
    assert found.counts() == {}
    assert found.units == 2


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.txt" for name in ("before", "order", "official")]
    for path, text in zip(paths, _CASES[3], strict=False):
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_verb_shows_words_and_counts(xiuding: Callable, files: list[Path]) -> None:
    before, order, official = files
    outcome = xiuding("--lang", "zh", "verify", before, order, "--against", official)
    assert outcome.code == 0
    assert "第一条　没有条目说明的改动" in outcome.out
    assert "最后由一改动" in outcome.out
    assert "{+以及+}" in outcome.out
    assert "3处中有2处不同" in outcome.err
    assert xiuding("verify", before, order, "--against", official, "--exit-code").code == 1


def test_the_json_names_its_schema_and_both_texts(
    xiuding: Callable, files: list[Path], tmp_path: Path
) -> None:
    before, order, official = files
    found = json.loads(xiuding("verify", before, order, "--against", official, "--format", "json").out)
    assert found["schema"] == "xiuding/verification/1"
    assert (found["identical"], found["counts"]) == (False, {"unexplained": 2})
    first, second = found["differences"]
    assert first["clause"] == {"id": "1", "label": "一"}
    assert second["clause"] is None
    assert (second["ours"], second["official"]) == ("第二条　岸线可以观鸟。", "第二条　岸线可以观赏鸟类。")
    for row in second["rows"]:
        assert "".join(t for sign, t in row["changes"] if sign in "=-") == row["old"]
        assert "".join(t for sign, t in row["changes"] if sign in "=+") == row["new"]
    target = tmp_path / "out.json"
    xiuding("verify", before, order, "--against", official, "--format", "json", "-o", target)
    assert json.loads(target.read_text(encoding="utf-8")) == found


def test_a_refused_clause_is_told_after_the_comparison(xiuding: Callable, tmp_path: Path) -> None:
    case = next(c for c in _CASES if "refused" in c[3])
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path, text in zip(paths, case, strict=False):
        path.write_text(text, encoding="utf-8")
    outcome = xiuding("verify", paths[0], paths[1], "--against", paths[2], "--format", "json")
    assert outcome.code == 4
    found = json.loads(outcome.out)
    assert [s["id"] for s in found["refused"]] == ["1"]
    assert found["differences"][0]["kind"] == "refused"


def test_identical_files_are_said_to_be(xiuding: Callable, files: list[Path], tmp_path: Path) -> None:
    before, order, _ = files
    after = tmp_path / "after.txt"
    xiuding("consolidate", before, order, "-o", after)
    outcome = xiuding("verify", before, order, "--against", after, "--exit-code")
    assert (outcome.code, outcome.out) == (0, "")
    assert "identical" in outcome.err


@pytest.mark.corpus
def test_verification_and_comparison_of_whole_texts_agree(corpus: Path) -> None:
    """A case is identical exactly where the texts are, white space between paragraphs aside."""
    from xiuding.instrument.load import load
    from xiuding.readers import read
    from xiuding.structure import from_manuscript

    for case in sorted((corpus / "cases").iterdir())[::6]:
        after = from_manuscript(read(case / "before.txt"))
        steps = [s for i in load(read(case / "instrument.txt")) for s in apply_clauses(after, i)]
        official = from_manuscript(read(case / "after.txt"))
        found = verify(from_manuscript(read(case / "before.txt")), steps, after, official)
        assert found.identical == (after.dump() == official.dump()), case.name
