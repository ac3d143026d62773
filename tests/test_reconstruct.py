"""The base that an instrument implies: what it quotes in its place, gaps for the rest, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.address import Unit
from xiuding.consolidate import apply_clauses
from xiuding.document import Document
from xiuding.errors import DoesNotApply
from xiuding.gap import GAP
from xiuding.instrument import Instrument, parse
from xiuding.instrument.load import load
from xiuding.readers import read
from xiuding.reconstruct import gaps, reconstruct

CONTENTS = ["第一章 总体要求", "　第一节 基础", "　第二节 目标", "第二章 任务", "第一节 场馆", "第二节 活动"]


def instrument(*clauses: str) -> Instrument:
    numerals = "一二三四五六七八九"
    lines = [f"{numeral}、{clause}" for numeral, clause in zip(numerals, clauses, strict=False)]
    return parse(["某市人民政府关于修改《某市文化规划》的通知", *lines])


def lines(*clauses: str, contents: list[str] | None = None) -> list[str]:
    return list(reconstruct(instrument(*clauses), title="某市文化规划", contents=contents or []).lines())


def applied(base: Document, order: Instrument) -> list[str]:
    return [step.reason or step.status for step in apply_clauses(base, order)]


def test_every_section_of_the_contents_is_a_gap_until_it_is_quoted() -> None:
    assert lines(contents=CONTENTS) == [
        "某市文化规划",
        "第一章 总体要求",
        "第一节 基础",
        GAP,
        "第二节 目标",
        GAP,
        "第二章 任务",
        "第一节 场馆",
        GAP,
        "第二节 活动",
        GAP,
    ]


def test_a_quotation_stands_in_its_paragraph_between_gaps() -> None:
    assert lines("将第一章第一节“稳步提升”一段中的“图书馆3座”修改为“图书馆5座”。")[1:] == [
        "第一章",
        "第一节",
        f"稳步提升。{GAP}图书馆3座{GAP}",
        GAP,
    ]


def test_several_quotations_follow_one_another_with_gaps_between() -> None:
    found = lines(
        "将第一章“稳步提升”一段中的“甲馆”修改为“乙馆”；在“丙馆”后增加“丁馆”。",
        "删除第一章“稳步提升”一段中“戊馆”的表述。",
    )
    assert f"稳步提升。{GAP}甲馆{GAP}丙馆{GAP}戊馆{GAP}" in found


def test_what_follows_a_lead_phrase_that_is_itself_quoted_is_not_known() -> None:
    assert f"维护权益{GAP}" in lines("在第一章“维护权益”一段中的“维护权益”后增加“加强服务”。")


def test_a_section_is_missing_where_only_its_heading_is_named() -> None:
    assert lines("删除“第二节 目标”的内容。", "将“第三节 步骤”的标题修改为“第三节 安排”。")[1:] == [
        "第二节 目标",
        GAP,
        "第三节 步骤",
        GAP,
    ]


def test_contents_decide_what_a_heading_says() -> None:
    found = lines("将“第二章 各项任务”“第一节 场馆”中的“甲”修改为“乙”。", contents=CONTENTS)
    assert "第二章 任务" in found
    assert "第二章 各项任务" not in found


def test_a_paragraph_stands_in_the_section_that_is_kept() -> None:
    order = parse(
        [
            "某市人民政府关于修改《某市文化规划》的通知",
            "一、对“第二章 任务”的部分内容作以下修改",
            "（一）对“第一节 场馆”“第二节 活动”部分内容的修改。",
            "1.删除“第一节 场馆”的内容。",
            "2.“第二节 活动”标题修改为“第一节 活动”。",
            "3.将“广泛开展”一段中的“两次”修改为“三次”。",
        ]
    )
    base = reconstruct(order, title="某市文化规划", contents=CONTENTS)
    places = [
        [above.label for above in n.ancestors()] for n in base.walk() if n.text.startswith("广泛开展。")
    ]
    assert places == [["第二节", "第二章", ""]]
    assert applied(base, order) == ["applied"] * 3
    assert list(base.lines())[-3:] == ["第一节 活动", f"广泛开展。{GAP}三次{GAP}", GAP]


def test_boxes_are_made_with_their_paragraphs() -> None:
    order = instrument("删除第一章“专栏1 图书馆工程”中“新馆建设”一段的内容。")
    base = reconstruct(order, title="")
    assert [n.unit for n in base.walk()][1:] == [
        Unit.CHAPTER,
        Unit.PARAGRAPH,
        Unit.BOX,
        Unit.PARAGRAPH,
        Unit.PARAGRAPH,
    ]
    assert f"新馆建设。{GAP}" in list(base.lines())


def test_what_a_clause_makes_was_not_in_the_base() -> None:
    order = instrument(
        "在第一章“甲”一段后增加一段，即“乙。新增的内容。”",
        "将第一章“乙”一段中的“新增”修改为“补充”。",
    )
    assert not any("乙" in line for line in reconstruct(order, title="").lines())


def test_articles_have_no_holes_in_their_numbers() -> None:
    found = lines("将第三条第二款中的“甲”修改为“乙”。")
    assert found[1:] == [
        f"第一条　{GAP}",
        f"第二条　{GAP}",
        f"第三条　{GAP}",
        f"{GAP}甲{GAP}",
    ]


def test_items_are_made_in_their_paragraph_without_holes() -> None:
    order = instrument("将第二条第一款第三项修改为：“（三）甲；”")
    base = reconstruct(order, title="")
    assert [n.label for n in base.walk() if n.unit is Unit.ITEM] == ["（一）", "（二）", "（三）"]
    assert applied(base, order) == ["applied"]


@pytest.mark.parametrize(
    ("which", "text"),
    [("第一句", f"甲。{GAP}"), ("第二句", f"{GAP}。甲。{GAP}"), ("后一句", f"{GAP}。甲。")],
)
def test_a_sentence_that_is_quoted_stands_in_its_place(which: str, text: str) -> None:
    order = instrument(f"将第二条{which}“甲。”修改为：“乙。”")
    base = reconstruct(order, title="")
    assert f"第二条　{text}" in list(base.lines())


TABLE = [("领域", "指标"), ("文化", "图书馆（座）"), ("", "博物馆（座）"), ("体育", "球场"), ("", "泳池")]


def _table(*added: str, same: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    more = f"在第一章“表1 指标”中增加“{'，'.join(added)}”等{len(added)}项指标"
    clause = f"一、{more}；删去“剧场、书店”等2项指标，修改后具体如下："
    order = parse(["某市人民政府关于修改《某市文化规划》的通知", clause, "表1 指标", tuple(TABLE)])
    base = reconstruct(order, title="", same=same)
    table = next(n for n in base.walk() if n.unit is Unit.TABLE)
    assert table.rows is not None
    rows = list(table.rows)
    assert applied(base, order) == ["applied"]
    assert table.rows == TABLE
    return rows


def test_a_table_had_the_rows_it_keeps_and_those_it_loses() -> None:
    assert _table("图书馆", "球场") == [
        ("领域", "指标"),
        ("文化", "博物馆（座）"),
        ("体育", "泳池"),
        (GAP, "剧场"),
        (GAP, "书店"),
    ]


def test_a_row_that_the_clause_calls_otherwise_must_be_told() -> None:
    with pytest.raises(DoesNotApply, match="公共图书馆"):
        _table("公共图书馆")
    assert ("", "博物馆（座）") not in _table("公共图书馆", same={"公共图书馆": "图书馆"})
    with pytest.raises(DoesNotApply, match="公园"):
        _table("球场", same={"公园": "球场"})


def test_a_line_that_is_no_heading_is_named() -> None:
    with pytest.raises(DoesNotApply, match="附则部分"):
        reconstruct(instrument(), title="", contents=["附则部分"])


def test_the_front_page_says_what_the_text_is() -> None:
    base = reconstruct(instrument(), title="某市文化规划", note=f"（复原，空缺作{GAP}）")
    assert [n.unit for n in base.children] == [Unit.TITLE, Unit.NOTE]
    assert gaps(base) == 0


QUOTES = st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=5)


@given(st.lists(st.tuples(st.sampled_from(["建设", "活动", "服务"]), QUOTES), min_size=1, max_size=6))
def test_nothing_is_made_up_and_every_clause_applies(quotations: list[tuple[str, str]]) -> None:
    texts = [quote for _, quote in quotations]
    if any(one in two for i, one in enumerate(texts) for j, two in enumerate(texts) if i != j):
        return  # a passage within another's: the clauses would be about one place
    clauses = [f"将第一章“{lead}”一段中的“{quote}”修改为“新{quote}”。" for lead, quote in quotations]
    order = instrument(*clauses)
    base = reconstruct(order, title="")
    words = {"第一章", *(f"{lead}。" for lead, _ in quotations), *texts}
    for node in base.walk():
        pieces = [piece for piece in (node.label + node.text).split(GAP) if piece]
        assert set(pieces) <= words
    assert applied(base, order) == ["applied"] * len(clauses)


@pytest.mark.corpus
def test_official_instruments_apply_to_the_bases_they_imply(corpus: Path) -> None:
    refused = []
    for path in sorted(corpus.glob("cases/*/instrument.txt")):
        for order in load(read(path)):
            base = reconstruct(order, title=order.documents[0] if len(order.documents) > 1 else "")
            steps = apply_clauses(base, order)
            refused += [(path.parent.name, s.clause.id, s.reason) for s in steps if s.status == "refused"]
    # One clause adds a 款 to an article that another has replaced: only the full text tells which.
    assert len(refused) <= 1, refused
