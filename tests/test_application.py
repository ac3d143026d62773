"""Clauses applied to texts: where units go, which marks seams get, what the base numbers mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting_support import Case, listed, read
from xiuding import language, omnibus
from xiuding.consolidate import apply_clauses
from xiuding.instrument import parse
from xiuding.structure import build

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases" / "application").glob("*.md"))
    for case in read(path)
]


@pytest.fixture(autouse=True)
def chinese() -> None:
    language.choose("zh")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_text_is_as_the_clauses_make_it(case: Case) -> None:
    steps, result = case.apply()
    assert listed(steps) == case.edits
    assert result == case.result


def statuses(base: list[str], clauses: list[str], title: str = "关于修改部分规章的决定") -> list[str]:
    return [s.status for s in apply_clauses(build(base), parse([title, *clauses]))]


def test_an_omnibus_decision_applies_to_whatever_of_its_texts_is_given() -> None:
    decision = parse(
        [
            "关于修改部分规章的决定",
            "一、对《甲办法》作如下修改：",
            "（一）删去第一条。",
            "二、对《乙办法》作如下修改：",
            "（一）删去第二条。",
            "三、废止《丙办法》。",
        ]
    )
    kept = {
        title: [c.id for c, _ in omnibus.own(decision, build([title, "第一条　甲。"]))]
        for title in ("甲办法", "乙办法", "丙办法")
    }
    assert kept == {"甲办法": ["1.1"], "乙办法": ["2.1"], "丙办法": ["3"]}


@pytest.mark.parametrize(
    "lines",
    [
        ["二、将《乙办法》中的“一”修改为“二”。"],
        ["二、对《乙办法》作如下修改：", "（一）将本办法相关条文中的“一”修改为“二”。"],
        ["二、对《乙办法》作如下修改：", "（一）删去第一条。", "（二）对条文顺序作相应调整。"],
    ],
)
def test_what_changes_all_of_one_text_changes_no_other(lines: list[str]) -> None:
    decision = parse(["关于修改部分规章的决定", "一、删去《甲办法》第一条。", *lines])
    of = {
        title: [c.document for c, _ in omnibus.own(decision, build([title, "第一条　一。"]))]
        for title in ("甲办法", "乙办法")
    }
    assert of["甲办法"] == ["甲办法"]
    assert {*of["乙办法"]} == {"乙办法"}


def test_a_closing_formula_for_all_texts_is_about_each() -> None:
    lines = ["一、删去《甲办法》第一条。", "二、删去《乙办法》第二条。"]
    formula = "《甲办法》、《乙办法》根据本决定作相应修改，并对条文顺序作相应调整，重新公布。"
    decision = parse(["关于修改部分规章的决定", *lines, formula])
    for title, ids in (("甲办法", ["1", "closing"]), ("乙办法", ["2", "closing"])):
        assert [c.id for c, _ in omnibus.own(decision, build([title, "第一条　一。"]))] == ids


def test_a_text_that_is_repealed_is_not_amended() -> None:
    assert statuses(["丙办法", "第一条　甲。"], ["一、废止《丙办法》。"]) == ["refused"]


def test_a_repeal_of_another_text_is_no_clause_about_this_one() -> None:
    clauses = ["一、将第一条修改为：“乙。”", "二、废止《丙办法》。"]
    assert statuses(["丁办法", "第一条　甲。"], clauses, "关于修改《丁办法》的决定") == ["applied"]


TWO = "关于修改渡口管理规章的决定"
FIRST, OTHER = "将《甲办法》第一条中的“一”修改为“二”。", "将《乙办法》第一条中的“一”修改为“二”。"


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ([FIRST, "删去第三条。", OTHER], ["applied", "refused"]),
        ([FIRST, OTHER, "删去第三条。"], ["applied", "refused"]),
        ([FIRST, "删去第三条。", "删去《甲办法》第二条。", OTHER], ["applied", "applied", "applied"]),
        (["删去第三条。", FIRST, OTHER], ["refused", "applied"]),
        ([FIRST, OTHER, "条文顺序作相应调整。"], ["applied", "applied"]),
    ],
)
def test_a_clause_that_names_no_document_between_two_is_refused(
    clauses: list[str], expected: list[str]
) -> None:
    base = ["甲办法", "第一条　甲一。", "第二条　丙一。", "第三条　丁一。"]
    assert statuses(base, [f"{n}、{c}" for n, c in zip("一二三四", clauses, strict=False)], TWO) == expected


def test_a_clause_before_all_others_is_about_the_only_document_of_the_title() -> None:
    clauses = ["一、删去第三条。", "二、将《乙办法》第一条中的“一”修改为“二”。"]
    base = ["第一条　一。", "第二条　丙。", "第三条　丁。"]
    title = "关于修改《甲办法》的决定"
    assert statuses(["甲办法", *base], clauses, title) == ["applied"]
    assert statuses(["乙办法", *base], clauses, title) == ["applied"]
    assert statuses(["丙办法", *base], clauses, title) == ["refused", "refused"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("某市甲办法", ["applied"]),
        ("甲办法（2018年修正）", ["applied"]),
        ("甲办法（二）", ["refused", "refused"]),
        ("", ["refused", "refused"]),
    ],
)
def test_a_text_is_one_of_several_by_its_title(title: str, expected: list[str]) -> None:
    base = [*([title] if title else []), "第一条　一。", "第二条　丙。"]
    assert statuses(base, [f"一、{FIRST}", f"二、{OTHER}"], TWO) == expected


def test_a_text_may_be_called_by_the_end_of_its_title() -> None:
    clauses = ["一、删去第二条。", "二、将《解释》第一条中的“一”修改为“二”。"]
    title = "关于修改《关于适用水法的解释》的决定"
    assert statuses(["某院水法解释", "第一条　一。", "第二条　丙。"], clauses, title) == [
        "applied",
        "applied",
    ]


def test_literally_the_seams_stay_as_quoted() -> None:
    document = build(["某市河道条例", "第一条　河道由水务、航运、环保部门管理。"])
    decision = parse(["关于修改《某市河道条例》的决定", "一、删去第一条中的“航运”。"])
    assert [s.status for s in apply_clauses(document, decision, literal=True)] == ["applied"]
    assert "水务、、环保" in document.dump()


def test_several_refused_clauses_leave_what_the_others_made() -> None:
    document = build(["某市河道条例", "第一条　甲。", "第二条　乙。", "第三条　丙。"])
    clauses = [
        "一、第一条增加一款：“丁。”",
        "二、删去第九条。",
        "三、将第二条中的“乙”修改为“戊”。",
        "四、将第三条中的“乙”修改为“戊”。",
        "五、将第三条修改为：“己。”",
    ]
    steps = list(apply_clauses(document, parse(["关于修改《某市河道条例》的决定", *clauses])))
    assert [s.status for s in steps] == ["applied", "refused", "applied", "refused", "applied"]
    assert document.dump() == "某市河道条例\n第一条　甲。\n丁。\n第二条　戊。\n第三条　己。\n"


def test_literally_the_contents_stay_as_they_are() -> None:
    base = [
        "某市渔港条例",
        "目录",
        "第一章　甲",
        "第二章　乙",
        "第一章　甲",
        "第一条　丙。",
        "第二章　乙",
        "第二条　丁。",
    ]
    document = build(base)
    decision = parse(["关于修改《某市渔港条例》的决定", "一、将第二章章名修改为“新”。"])
    assert [s.status for s in apply_clauses(document, decision, literal=True)] == ["applied"]
    assert document.dump().count("第二章　乙") == document.dump().count("第二章　新") == 1


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("将第二条第二款单列一条，作为第四条。", "已被前面的条目删去"),
        ("将第二条章名修改为“甲”。", "没有标题"),
    ],
)
def test_no_words_go_to_an_article_that_is_gone(last: str, reason: str) -> None:
    base = ["甲办法", "第一条　甲。", "第二条　乙。", "丙。", "第三条　丁。"]
    halves = ["一、将第一条改为两条，作为第一条、第四条，修改为：“第一条　戊。", "“第四条　己。”"]
    order = parse(["关于修改《甲办法》的决定", *halves, "二、删去第四条。", f"三、{last}"])
    document = build(base)
    steps = list(apply_clauses(document, order))
    assert [s.status for s in steps] == ["applied", "applied", "refused"]
    assert reason in str(steps[-1].reason)
    assert "丙。" in document.dump()


def test_a_title_is_one_line() -> None:
    document = build(["甲办法", "第一章　总则", "第一条　甲。"])
    (step,) = apply_clauses(
        document, parse(["关于修改《甲办法》的决定", "一、将第一章章名修改为“乙\x0c丙”。"])
    )
    assert step.status == "refused"
    (step,) = apply_clauses(document, parse(["关于修改《甲办法》的决定", "一、将第一章章名修改为“乙\x0c”。"]))
    assert (step.status, document.divisions()[0].text) == ("applied", "乙")


def test_a_correction_of_an_amending_instrument_is_none_of_the_text() -> None:
    order = parse(
        [
            "关于《某市人民代表大会常务委员会关于修改〈某市渠道办法〉的决定》的更正",
            "《某市人民代表大会常务委员会关于修改〈某市渠道办法〉的决定》第二条中的“甲”应为“乙”。",
        ]
    )
    text = ["第一条　渠道由市管理。", "第二条　甲。"]
    (step,) = apply_clauses(document := build(["某市渠道办法", *text]), order)
    assert (step.status, list(document.lines())[-1]) == ("refused", "第二条　甲。")
    assert "所更正的是修改文书" in (step.reason or "")
    itself = build(["某市人民代表大会常务委员会关于修改《某市渠道办法》的决定", *text])
    assert [step.status for step in apply_clauses(itself, order)] == ["applied"]
