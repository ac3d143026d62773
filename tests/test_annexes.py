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
