"""What helps where a quotation is not in its place."""

from __future__ import annotations

import pytest

from xiuding import language
from xiuding.advice import advise, name
from xiuding.consolidate import apply_clauses
from xiuding.document import Document
from xiuding.instrument import parse
from xiuding.structure import build


@pytest.fixture
def document() -> Document:
    return build(
        [
            "湖岸办法",
            "第一章　岸线",
            "第五条　岸线由市、县人民政府管理。",
            "下列行为应当报告：",
            "（一）观鸟；",
            "（二）野外写生。",
            "第六条　设立巡护队伍三支，负责巡护。",
        ]
    )


def test_where_the_quotation_stands_is_named(document: Document) -> None:
    six = document.articles()[1]
    assert advise([six], "野外写生").elsewhere == ("第五条第二款第（二）项",)


def test_the_nearest_passage_of_the_place_comes_before_that_of_another(document: Document) -> None:
    five, six = document.articles()
    here = advise([five], "岸线由市和县人民政府管理")
    assert (here.near, here.at) == ("岸线由市、县人民政府管理", "")
    assert ("市和县" in here.said, "市、县" in here.has) == (True, True)
    there = advise([six], "岸线由市和县人民政府管理")
    assert there.at == "第五条第一款"


def test_the_nearest_passage_is_of_whole_words(document: Document) -> None:
    assert advise(document.articles(), "设立巡护小").near == "设立巡护队伍"


def test_what_shares_little_is_not_offered(document: Document) -> None:
    assert advise(document.articles(), "机动车驶入罚款二百元") == advise([], "岸线")
    assert not advise(document.articles(), "机动车驶入罚款二百元").near


def test_units_have_the_names_drafters_use(document: Document) -> None:
    names = [name(n) for n in document.walk()]
    assert names[1:4] == ["标题", "第一章", "第五条"]
    assert {"第五条第二款第（一）项", "第六条"} <= set(names)


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("野外写生", "第五条第二款第（二）项有此文字"),
        ("设立巡护队伍五支", "最接近的是“设立巡护队伍三支”（条目作“设立巡护队伍五支”）"),
        ("机动车驶入罚款二百元", "第六条：原文没有“机动车驶入罚款二百元”"),
    ],
)
def test_a_refusal_carries_the_advice(document: Document, quoted: str, said: str) -> None:
    language.choose("zh")
    order = parse(["湖岸办法修正案", f"一、将第六条中的“{quoted}”修改为“甲”。"])
    (step,) = apply_clauses(document, order)
    assert step.status == "refused"
    assert step.reason is not None
    assert step.reason.endswith(said)
