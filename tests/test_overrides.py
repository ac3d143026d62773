"""Overrides: well formed, matching exactly once, each with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from xiuding.errors import DoesNotApply, UnreadableInput
from xiuding.manuscript import Manuscript, Paragraph, Span
from xiuding.overrides import Override, mend, parse


def _manuscript(*lines: str | tuple[tuple[str, ...], ...]) -> Manuscript:
    paragraphs = []
    for at, line in enumerate(lines):
        span = Span(at, at + 1)
        paragraphs.append(Paragraph(line, span) if isinstance(line, str) else Paragraph.table(line, span))
    return Manuscript("某文", "txt", "", tuple(paragraphs))


def _toml(**values: str) -> str:
    entry = {"in": "base", "find": "甲", "replace": "乙", "reason": "漏字"} | values
    return "[[override]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())


def test_entries_are_read_in_order() -> None:
    found = parse(_toml() + _toml(**{"in": "instrument", "find": "丙\n丁\n", "replace": ""}))
    assert found == (Override("base", "甲", "乙", "漏字", 1), Override("instrument", "丙\n丁", "", "漏字", 2))
    assert parse("") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[override", "TOML"),
        ("[override]\nin = 'base'\n", "[[override]]"),
        ("title = '校正'\n", "[[override]]"),
        (_toml(**{"in": "both"}), "override 1"),
        (_toml() + _toml(reason=" "), "override 2"),
        (_toml(find=""), "override 1"),
        (_toml(replace="甲"), "override 1"),
        (_toml(note="丙"), "note is unknown"),
        (_toml().replace('reason = "\\u6f0f\\u5b57"\n', ""), "reason is missing"),
        (_toml().replace('"\\u7532"', "3"), "strings"),
    ],
)
def test_what_is_not_well_formed_is_named(text: str, named: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        parse(text)
    assert named in str(raised.value)


def _mended(base: Manuscript, find: str, replace: str) -> list[str]:
    (changed, _) = mend(base, [], [Override("base", find, replace, "校对")])
    return [p.text for p in changed]


def test_words_and_whole_paragraphs_are_replaced() -> None:
    base = _manuscript("某某条例", "第一条　甲《乙。", "四、其它", "第二条　丙。")
    assert _mended(base, "《乙", "乙")[1] == "第一条　甲乙。"
    assert _mended(base, "四、其它", "") == ["某某条例", "第一条　甲《乙。", "第二条　丙。"]
    assert _mended(base, "第一条", "第一章　总则\n第一条")[1:3] == ["第一章　总则", "第一条　甲《乙。"]
    assert _mended(base, "乙。\n四、其它\n第二条　丙", "乙》丙")[1:] == ["第一条　甲《乙》丙。"]


def test_what_is_not_touched_keeps_its_place_in_the_source() -> None:
    base = _manuscript("某某条例", "第一条　甲", "乙。", (("表", "头"),))
    (changed, _) = mend(base, [], [Override("base", "甲\n乙", "甲乙", "断行")])
    assert [p.source for p in changed] == [Span(0, 1), Span(1, 3), Span(3, 4)]
    assert changed.paragraphs[2].rows == (("表", "头"),)


@pytest.mark.parametrize("text", ["没有这样的词", "甲甲", "表"])
def test_an_entry_that_does_not_match_exactly_once_is_an_error(text: str) -> None:
    base = _manuscript("甲甲甲", (("表",),))
    with pytest.raises(DoesNotApply, match="override 1"):
        mend(base, [], [Override("base", text, "乙", "校对")])


def test_an_instrument_is_looked_for_among_all_instruments() -> None:
    base, one, other = _manuscript("甲"), _manuscript("乙"), _manuscript("丙")
    order = [Override("instrument", "丙", "丁", "误植"), Override("instrument", "丁", "戊", "再校")]
    unchanged, mended = mend(base, [one, other], order)
    assert unchanged is base
    assert [[p.text for p in m] for m in mended] == [["乙"], ["戊"]]
    with pytest.raises(DoesNotApply, match="0 times in the instrument"):
        mend(base, [one], [Override("instrument", "甲", "乙", "原文里才有")])


def test_copies_of_an_instrument_have_its_misprints_in_common() -> None:
    base, one, other, third = (_manuscript(text) for text in "甲乙乙乙")
    order = [Override("instrument", "乙", "丁", "误植")]
    _, mended = mend(base, [one, other], order, ["令1", "令1"])
    assert [[p.text for p in m] for m in mended] == [["丁"], ["丁"]]
    for orders, copies in (([one, other], None), ([one, other, third], ["令1", "令1", "令2"])):
        with pytest.raises(DoesNotApply, match="it must match once"):
            mend(base, orders, order, copies)
    with pytest.raises(DoesNotApply, match="it must match once"):
        mend(base, [_manuscript("乙乙"), one], order, ["令1", "令1"])


@pytest.fixture
def damaged(tmp_path: Path) -> tuple[Path, Path]:
    before, order = tmp_path / "原文.txt", tmp_path / "决定.txt"
    before.write_text("某某条例\n第一条　依照《甲法设立三支队伍。\n第二条　乙。\n", encoding="utf-8")
    order.write_text("某某条例修正案\n一、将第一条中的“三支”修改为“五支”。\n", encoding="utf-8")
    return before, order


def test_consolidate_refuses_damage_that_stays(
    xiuding: Callable, damaged: tuple[Path, Path], tmp_path: Path
) -> None:
    after = tmp_path / "after.txt"
    outcome = xiuding("consolidate", *damaged, "-o", after)
    assert outcome.code == 4
    assert not after.exists()
    assert "第一条" in outcome.err
    assert "--overrides" in outcome.err
    assert xiuding("consolidate", *damaged, "-o", after, "--accept-faults").code == 0
    assert "五支" in after.read_text(encoding="utf-8")
    after.unlink()
    assert xiuding("consolidate", *damaged, "-o", after, "--partial").code == 0
    assert after.exists()


def test_consolidate_makes_overrides_and_reports_them(
    xiuding: Callable, damaged: tuple[Path, Path], tmp_path: Path
) -> None:
    after, report, file = tmp_path / "after.txt", tmp_path / "report.json", tmp_path / "overrides.toml"
    file.write_text(_toml(find="《甲法", replace="《甲法》", reason="公报作《甲法》"), encoding="utf-8")
    outcome = xiuding("consolidate", *damaged, "-o", after, "--report", report, "--overrides", file)
    assert outcome.code == 0
    assert "公报作《甲法》" in outcome.err
    assert "依照《甲法》设立五支队伍。" in after.read_text(encoding="utf-8")
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["overrides"] == [
        {"in": "base", "find": "《甲法", "replace": "《甲法》", "reason": "公报作《甲法》"}
    ]
    assert found["faults"] == []


def test_the_report_tells_which_faults_are_left(
    xiuding: Callable, damaged: tuple[Path, Path], tmp_path: Path
) -> None:
    before, order = damaged
    before.write_text(before.read_text(encoding="utf-8") + "（丙。\n", encoding="utf-8")
    order.write_text("某某条例修正案\n一、将第一条修改为：“依照《甲法》设立五支队伍。”\n", encoding="utf-8")
    report = tmp_path / "report.json"
    assert xiuding("consolidate", before, order, "--report", report).code == 4
    faults = json.loads(report.read_text(encoding="utf-8"))["faults"]
    assert [(f["where"], f["left"]) for f in faults] == [("第一条", False), ("第二条", True)]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_named(
    xiuding: Callable, damaged: tuple[Path, Path], tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "overrides.toml"
    if content is not None:
        file.write_bytes(content)
    outcome = xiuding("consolidate", *damaged, "--overrides", file)
    assert outcome.code == 6
    assert "overrides.toml" in outcome.err
    assert outcome.out == ""


def test_a_quotation_that_is_not_closed_is_not_applied(xiuding: Callable, tmp_path: Path) -> None:
    before, order, file = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.toml"
    before.write_text("某某条例\n第一条　甲。\n", encoding="utf-8")
    order.write_text("某某条例修正案\n一、将第一条修改为：“乙。\n", encoding="utf-8")
    outcome = xiuding("consolidate", before, order)
    assert (outcome.code, outcome.out) == (3, "")
    assert "quotation" in outcome.err
    file.write_text(_toml(**{"in": "instrument", "find": "“乙。", "replace": "“乙。”"}), encoding="utf-8")
    outcome = xiuding("consolidate", before, order, "--overrides", file)
    assert (outcome.code, outcome.out) == (0, "某某条例\n第一条　乙。\n")


def test_both_copies_of_an_instrument_are_mended(
    damaged: tuple[Path, Path], tmp_path: Path, xiuding: Callable
) -> None:
    before, _ = damaged
    text = "关于修改《某某条例》的决定\n2024年1月2日\n一、将第一条中的“四支”修改为“五支”。\n"
    copies = [tmp_path / name for name in ("甲本.txt", "乙本.txt")]
    for copy in copies:
        copy.write_text(text, encoding="utf-8")
    before.write_text("某某条例\n第一条　设立三支队伍。\n", encoding="utf-8")
    mended = tmp_path / "校正.toml"
    mended.write_text(
        '[[override]]\nin = "instrument"\nfind = "四支"\nreplace = "三支"\nreason = "误植"\n',
        encoding="utf-8",
    )
    outcome = xiuding("consolidate", before, *copies, "--overrides", mended)
    assert (outcome.code, outcome.out) == (0, "某某条例\n第一条　设立五支队伍。\n"), outcome.err
    history = tmp_path / "沿革"
    assert xiuding("init", before, "-o", history, "--date", "2020-01-01").code == 0
    outcome = xiuding("apply", *copies, "--overrides", mended, "--repo", history)
    assert outcome.code == 0, outcome.err
    assert xiuding("fsck", history).code == 0


PLAN = """schema = "xiuding/plan/1"
title = "某某规划"
issuer = "某市人民政府"
issued = 2020-01-02
overrides = "校正.toml"
[base]
kind = "text"
text = "规划.txt"
[[instrument]]
number = "某政发〔2024〕3号"
issued = 2024-01-02
effective = 2024-01-02
witnesses = ["通知.txt", "通知二.txt"]
"""


def test_a_plan_has_its_overrides_beside_it(tmp_path: Path, xiuding: Callable) -> None:
    plan = tmp_path / "plan_versions" / "规划"
    plan.mkdir(parents=True)
    notice = (
        "关于修改《某某规划》的通知\n某政发〔2024〕3号\n一、将第一条中的“四支”修改为“五支”。\n2024年1月2日\n"
    )
    files = {
        "plan.toml": PLAN,
        "规划.txt": "某某规划\n第一条　设立三枝队伍。\n",
        "通知.txt": notice,
        "通知二.txt": notice,
        "校正.toml": '[[override]]\nin = "base"\nfind = "三枝"\nreplace = "三支"\nreason = "误字"\n'
        '[[override]]\nin = "instrument"\nfind = "四支"\nreplace = "三支"\nreason = "误植"\n',
    }
    for name, text in files.items():
        (plan / name).write_text(text, encoding="utf-8")
    outcome = xiuding("build", plan)
    assert outcome.code == 0, outcome.err
    assert "误字" in outcome.err
    assert "误植" in outcome.err
    (page,) = (plan / "versions/2024-01-02").iterdir()
    assert "设立五支队伍" in page.read_text(encoding="utf-8")
    assert xiuding("fsck", plan).code == 0
    (plan / "校正.toml").write_text(files["校正.toml"].replace("三枝", "无此"), encoding="utf-8")
    outcome = xiuding("build", plan)
    assert (outcome.code, "it must match once" in outcome.err) == (4, True)
