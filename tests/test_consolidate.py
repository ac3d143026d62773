"""Base and instrument → the text as it then stands: what is refused, and that nothing else changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from xiuding import language
from xiuding.consolidate import Step, apply_clauses, refusal
from xiuding.errors import DoesNotApply, NotUnderstood
from xiuding.instrument import parse
from xiuding.structure import build

HEAD = "关于修改《某某条例》的决定"
CLOSING = "《某某条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
BASE = """某某条例
第一章　总则
第一条　为了管好公园，制定本条例。
第二条　公园有园长三名。
公园应当清洁。
第二章　管理
第三条　禁止下列行为：
（一）践踏草地；
（二）损坏座椅；
（三）攀折树木。
第四条　违反第三条的，处五十元罚款。
第五条　本条例自公布之日起施行。""".splitlines()


def consolidated(
    *clauses: str, base: Sequence[str] = BASE, literal: bool = False
) -> tuple[list[str], list[Step]]:
    document = build(base)
    instrument = parse([HEAD, *clauses])
    steps = list(apply_clauses(document, instrument, literal=literal))
    return list(document.lines()), steps


def statuses(steps: list[Step]) -> list[str]:
    return [s.status for s in steps]


GOOD = "一、将第二条中的“三名”修改为“五名”。"
BAD = "二、将第三条中的“游泳”修改为“垂钓”。"


# -- refusals -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "clause",
    [
        "一、将第二条中的“四名”修改为“五名”。",
        "一、将第二条中的“三名”修改为“三名”。",
        "一、删去第二条中的“四名”。",
        "一、在第二条中的“四名”后增加“以上”。",
        "一、将第九条中的“三名”修改为“五名”。",
        "一、将第二条第三款修改为：“新。”",
        "一、将第二条第二款修改为：“公园应当清洁。”",
        "一、将第二条修改为：“公园有园长三名。\n“公园应当清洁。”",
        "一、将第三条第二项修改为：“（二）损坏座椅；”。",
        "一、删去第九条。",
        "一、删去第三条第四项。",
        "一、将第二章章名修改为“管理”。",
        "一、将第二条改为第二条。",
        "一、增加一条，作为第四条：“新。”",
        "一、将第二条改为第四条。",
        "一、增加二条，分别作为第六条、第七条：“新。”",
        "一、第二条增加一项，作为第一项：“（一）新；”。",
        "一、将第二条、第九条合并，作为第二条，修改为：“新。”",
        "一、将第二章并入第九章。",
        "一、将第二条第一款第五句修改为“新。”。",
    ],
)
def test_a_clause_that_cannot_be_applied_as_written_is_refused(clause: str) -> None:
    lines, steps = consolidated(*clause.splitlines())
    assert statuses(steps) == ["refused"]
    assert steps[0].reason
    assert "\n" not in steps[0].reason
    assert lines == BASE


def test_a_refused_clause_leaves_no_trace() -> None:
    with_it = consolidated(
        GOOD, BAD, "三、增加一条，作为第四条：“新。”", "四、删去第三条第一项和第四项。", CLOSING
    )
    without = consolidated(GOOD, "二、增加一条，作为第四条：“新。”", CLOSING)
    assert statuses(without[1]) == ["applied"] * 3
    assert statuses(with_it[1]) == ["applied", "refused", "applied", "refused", "applied"]
    assert with_it[0] == without[0]


def test_an_article_whose_deletion_is_refused_keeps_its_place() -> None:
    new = "一、在第二条后增加一条，作为第二条之一：“新。”"
    lines, steps = consolidated(new, "二、删去第二条和第九条。")
    assert statuses(steps) == ["applied", "refused"]
    assert lines == consolidated(new)[0]


def test_the_numbers_of_a_refused_clause_stay_reserved() -> None:
    lines, steps = consolidated(
        "一、增加二条，作为第三条、第四条：“新。”", "二、将第五条改为第七条。", CLOSING
    )
    assert statuses(steps) == ["refused", "applied", "applied"]
    assert [line[:3] for line in lines if line.startswith("第") and "章" not in line] == [
        "第一条", "第二条", "第五条", "第六条", "第七条",
    ]  # fmt: skip
    assert "第六条　违反第五条的，处五十元罚款。" in lines


def test_a_clause_of_which_half_applies_is_refused_whole() -> None:
    half = "二、将第二条中的“三名”修改为“五名”，“四名”修改为“六名”。"
    lines, steps = consolidated("一、将第二条中的“清洁”修改为“干净”。", half)
    assert statuses(steps) == ["applied", "refused"]
    assert lines == [line.replace("清洁", "干净") for line in BASE]


def test_who_stops_at_a_refusal_has_the_text_before_it() -> None:
    document = build(BASE)
    half = "一、将第二条中的“三名”修改为“五名”，“四名”修改为“六名”。"
    steps = apply_clauses(document, parse([HEAD, half, GOOD.replace("一", "二", 1)]))
    assert next(steps).status == "refused"
    assert list(document.lines()) == BASE


def test_what_a_clause_has_replaced_another_cannot_change() -> None:
    _, steps = consolidated("一、删去第二条。", "二、将第二条中的“三名”修改为“五名”。")
    assert statuses(steps) == ["applied", "refused"]
    assert "an earlier clause has replaced or deleted it" in (steps[1].reason or "")


def test_the_instrument_twice_is_refused() -> None:
    document = build(BASE)
    clauses = [
        "一、将第二条中的“三名”修改为“五名”。",
        "二、删去第四条。",
        "三、在第二条后增加一条，作为第二条之一：“新。”",
        "四、将第二章章名修改为“养护”。",
        "五、将第三条第二项修改为：“（二）移走座椅；”。",
    ]
    instrument = parse([HEAD, *clauses])
    assert statuses(list(apply_clauses(document, instrument))) == ["applied"] * 5
    once = document.dump()
    assert statuses(list(apply_clauses(document, instrument))) == ["refused"] * 5
    assert document.dump() == once


def test_a_clause_that_is_not_understood_is_not_applied() -> None:
    lines, steps = consolidated(GOOD, "二、请各单位认真学习。")
    assert statuses(steps) == ["applied", "not-understood"]
    assert lines == [line.replace("三名", "五名") for line in BASE]


def test_every_refusal_is_named() -> None:
    _, steps = consolidated(GOOD, BAD, "三、删去第九条。", "四、删去第八条。")
    error, one = refusal(steps), refusal(steps[:2])
    assert refusal(steps[:1]) is None
    assert isinstance(error, DoesNotApply)
    assert isinstance(one, DoesNotApply)
    assert [line.split("：")[:2] for line in error.lines] == [
        ["二", "第三条: the text does not have “游泳”"],
        ["三", "第九条: the text has no 第九条 (it has: 第一条、第二条、第三条、……、第五条)"],
        ["四", "第八条: the text has no 第八条 (it has: 第一条、第二条、第三条、……、第五条)"],
    ]
    assert str(error) == f"{error.lines[0]} (and 2 more)"
    assert one.lines == (str(one),) == error.lines[:1]
    language.choose("zh")
    assert str(refusal(steps)).endswith("（另有2项）")


def test_a_clause_not_understood_outweighs_one_refused() -> None:
    _, steps = consolidated(BAD.replace("二", "一", 1), "二、请各单位认真学习。")
    error = refusal(steps)
    assert isinstance(error, NotUnderstood)
    assert [line[0] for line in error.lines] == ["一", "二"]


# -- what is not named stays ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("将第二条中的“三名”修改为“五名”。", ["第二条　公园有园长三名。"], ["第二条　公园有园长五名。"]),
        ("将第二条修改为：“新。”", ["第二条　公园有园长三名。", "公园应当清洁。"], ["第二条　新。"]),
        ("将第二条第二款修改为：“新。”", ["公园应当清洁。"], ["新。"]),
        ("删去第二条第一款。", ["第二条　公园有园长三名。", "公园应当清洁。"], ["第二条　公园应当清洁。"]),
        ("第二条增加一款，作为第三款：“新。”", ["公园应当清洁。"], ["公园应当清洁。", "新。"]),
        ("删去第五条。", ["第五条　本条例自公布之日起施行。"], []),
        ("将第二章章名修改为“养护”。", ["第二章　管理"], ["第二章　养护"]),
        (
            "在第二条后增加一条，作为第二条之一：“新。”",
            ["公园应当清洁。"],
            ["公园应当清洁。", "第二条之一　新。"],
        ),
        ("将条例名称修改为“新条例”。", ["某某条例"], ["新条例"]),
        ("删去第三条第三项。", ["（二）损坏座椅；", "（三）攀折树木。"], ["（二）损坏座椅。"]),
        ("将第五条改为第六条。", ["第五条　本条例自公布之日起施行。"], ["第六条　本条例自公布之日起施行。"]),
    ],
)
def test_only_what_a_clause_names_changes(clause: str, old: list[str], new: list[str]) -> None:
    lines, steps = consolidated(f"一、{clause}")
    assert statuses(steps) == ["applied"], steps[0].reason
    assert "\n".join(lines) == "\n".join(BASE).replace("\n".join(old), "\n".join(new)).rstrip("\n")
    assert steps[0].touched


def test_the_nodes_that_a_clause_changed_are_told() -> None:
    document = build(BASE)
    (step,) = apply_clauses(document, parse([HEAD, GOOD]))
    assert [n.text for n in step.touched] == ["公园有园长五名。"]
    assert all(document in n.ancestors() for n in step.touched)


def test_a_clause_addresses_the_text_before_the_instrument() -> None:
    lines, steps = consolidated(
        "一、将第四条改为第五条。",
        "二、增加一条，作为第四条：“新。”",
        "三、将第五条改为第六条，其中的“公布之日”修改为“2020年1月1日”。",
        CLOSING,
    )
    assert statuses(steps) == ["applied"] * 4
    assert lines[-3:] == [
        "第四条　新。",
        "第五条　违反第三条的，处五十元罚款。",
        "第六条　本条例自2020年1月1日起施行。",
    ]


def test_a_unit_that_an_earlier_clause_makes_can_be_named() -> None:
    lines, steps = consolidated(
        "一、第二条增加一款，作为第三款：“公园免费。”", "二、将第二条第三款中的“免费”修改为“收费”。"
    )
    assert statuses(steps) == ["applied", "applied"]
    assert "公园收费。" in lines


def test_how_often_a_phrase_stood_is_noted() -> None:
    _, steps = consolidated("一、将相关条文中的“公园”修改为“花园”。")
    assert steps[0].notes == ("“公园”共3处",)


def test_seams_are_noted_and_can_be_left_as_quoted() -> None:
    clause = "一、在第二条中的“清洁”后增加“全年免费开放”。"
    mended, steps = consolidated(clause)
    literal, quiet = consolidated(clause, literal=True)
    assert "公园应当清洁，全年免费开放。" in mended
    assert "公园应当清洁全年免费开放。" in literal
    assert (steps[0].notes, quiet[0].notes) == (("“全年免费开放”处标点作相应处理",), ())


# -- several documents, several instruments -------------------------------------------------------
OMNIBUS = [
    "关于修改部分条例的决定",
    "一、对《某某条例》作如下修改：",
    "将第二条中的“三名”修改为“五名”。",
    "二、对《别的条例》作如下修改：",
    "将第一条中的“甲”修改为“乙”。",
]


def test_of_an_omnibus_decision_a_text_gets_its_own_clauses() -> None:
    document, other = build(BASE), build(["别的条例", "第一条　甲。"])
    instrument = parse(OMNIBUS)
    assert [s.clause.document for s in apply_clauses(document, instrument)] == ["某某条例"]
    assert [s.clause.document for s in apply_clauses(other, instrument)] == ["别的条例"]
    assert other.dump() == "别的条例\n第一条　乙。\n"


def test_instruments_apply_one_after_the_other() -> None:
    document = build(BASE)
    for old, new in (("三名", "四名"), ("四名", "五名")):
        (step,) = apply_clauses(document, parse([HEAD, f"一、将第二条中的“{old}”修改为“{new}”。"]))
        assert step.status == "applied"
    assert "第二条　公园有园长五名。" in list(document.lines())


# -- the closing formula --------------------------------------------------------------------------
def test_numbers_that_do_not_add_up_refuse_the_closing_formula() -> None:
    lines, steps = consolidated("一、将第五条改为第九条。", CLOSING)
    assert statuses(steps) == ["applied", "refused"]
    assert "no article is left before 第九条" in (steps[1].reason or "")
    assert lines[-1] == "第九条　本条例自公布之日起施行。"


def test_chapters_are_numbered_through_again() -> None:
    lines, steps = consolidated("一、增加一章“设施”，作为第二章，包括第三条。", CLOSING)
    assert statuses(steps) == ["applied", "applied"]
    assert [line for line in lines if "章" in line] == ["第一章　总则", "第二章　设施", "第三章　管理"]


def test_an_article_between_two_chapters_is_noted() -> None:
    lines, steps = consolidated("一、增加一条，作为第三条：“公园免费。”", CLOSING)
    assert steps[0].notes == ("第三条在第二条与第三条之间，置于第一章",)
    assert lines.index("第三条　公园免费。") < lines.index("第二章　管理")


def test_a_chapter_with_articles_of_its_own() -> None:
    lines, steps = consolidated(
        "一、增加一章，作为第二章：“第二章　设施", "“第三条　公园有座椅。", "“第四条　公园有凉亭。”", CLOSING
    )
    assert statuses(steps) == ["applied", "applied"]
    at = lines.index("第二章　设施")
    assert lines[at : at + 5] == [
        "第二章　设施",
        "第三条　公园有座椅。",
        "第四条　公园有凉亭。",
        "第三章　管理",
        "第五条　禁止下列行为：",
    ]


SCRIPT = """
from xiuding.consolidate import apply_clauses
from xiuding.instrument import parse
from xiuding.structure import build
import json, sys
base, instrument = json.load(sys.stdin)
document = build(base)
print([(s.status, s.reason, s.notes) for s in apply_clauses(document, parse(instrument))])
print(document.dump())
"""


def test_the_result_does_not_depend_on_the_process() -> None:
    """Sets and hashes differ from process to process; text, order of notes and reasons must not."""
    clauses = [
        "一、第三条增加一项，作为第一项：“（一）游泳；”，原第二项改为第四项。",
        "二、第三条第二项改为第一项，第一项改为第三项。",
        "三、将第四条改为第一条，第一条改为第四条。",
        "四、增加二条，分别作为第二条、第三条：“甲。", "“乙。”",
        CLOSING,
    ]  # fmt: skip
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=json.dumps([BASE, [HEAD, *clauses]]),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "0123"
    }
    assert len(said) == 1


def test_what_a_clause_has_just_written_is_not_there_already() -> None:
    """第四条 gets the number of 第三条, which another clause has given the same words."""
    new = "修改为：“依照规定办理。”"
    _, steps = consolidated("一、删去第二条。", f"二、将第三条{new}", f"三、将第四条{new}", CLOSING)
    assert statuses(steps) == ["applied"] * 4
