"""New text of annexes: unquoted it may be or hold a table, quoted it may have its heading."""

from __future__ import annotations

import pytest

from xiuding.consolidate import apply_clauses
from xiuding.instrument import parse
from xiuding.structure import build

TABLE = (("序号", "指标"), ("1", "目录完整率"))
BASE = ["某市数据办法", "第一条　考核办法见附表。", "附表", "考核指标", [("序号", "指标"), ("1", "开放数量")]]


@pytest.mark.parametrize("caption", [[], ["考核指标"]])
def test_a_table_that_is_the_new_text_is_all_of_it(caption: list[str]) -> None:
    order = parse(
        ["关于修改《某市数据办法》的决定", "一、将附表修改为：", *caption, TABLE, "二、删去第九条。"]
    )
    assert order.clauses[0].edits[0].new_text == "\n".join([*caption, "序号\t指标", "1\t目录完整率"])
    document = build(BASE)
    steps = list(apply_clauses(document, order))
    assert [step.status for step in steps] == ["applied", "refused"]
    assert list(document.lines()) == [*BASE[:2], "附表", *caption, "序号\t指标", "1\t目录完整率"]


def test_an_annex_that_is_quoted_with_its_heading_has_it_once() -> None:
    order = parse(["关于修改《某市数据办法》的决定", "一、将附表修改为：“附表", "考核指标", "数据开放。”"])
    document = build(BASE)
    (step,) = apply_clauses(document, order)
    assert step.status == "applied"
    assert list(document.lines()) == [*BASE[:2], "附表", "考核指标", "数据开放。"]


ANNEXED = [
    "某某办法",
    "第一条　甲。",
    "第二条　乙。",
    "附件1",
    "甲细则",
    "第一条　子。",
    "第二条　丑。",
    "附件2：乙表",
]


def amended(order: str) -> tuple[list[str], str | None]:
    """The lines of the annexes after one clause, and why it was refused."""
    document = build(ANNEXED)
    (step,) = apply_clauses(document, parse(["关于修改《某某办法》的决定", *f"一、{order}".split("\n")]))
    return [*document.lines()][3:], step.reason


@pytest.mark.parametrize(
    "order",
    [
        "将附件1第二条修改为：“寅。”",
        "删去附件1第二条。",
        "将附件1第二条改为第三条。",
        "将附件1第二条中的“丑”修改为“寅”。",
    ],
)
def test_an_article_of_an_annex_is_never_one_of_the_text(order: str) -> None:
    lines, reason = amended(order)
    assert lines == ANNEXED[3:]
    assert reason is not None
    assert "annex" in reason


def test_the_title_of_an_annex_stands_below_its_number_or_behind_it() -> None:
    assert amended("将附件1的名称修改为“丙细则”。")[0] == ["附件1", "丙细则", *ANNEXED[5:]]
    assert amended("将附件2的名称修改为“丙表”。")[0] == [*ANNEXED[3:7], "附件2：丙表"]
    assert "nothing changes" in str(amended("将附件2的名称修改为“乙表”。")[1])


def test_the_new_text_of_an_annex_stays_in_it() -> None:
    lines, reason = amended("将附件1修改为：“丙细则\n第一条　寅。”")
    assert reason is None
    assert [line.replace(" ", "　") for line in lines] == ["附件1", "丙细则", "第一条　寅。", "附件2：乙表"]
