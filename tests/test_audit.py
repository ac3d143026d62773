"""Evident damage is found, case by case; what only looks like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_support import pairs
from xiuding import language
from xiuding.audit import Fault, audit, created, numbers, surviving
from xiuding.consolidate import apply_clauses
from xiuding.document import Document
from xiuding.instrument import parse
from xiuding.numerals import to_chinese
from xiuding.readers import read
from xiuding.structure import build, from_manuscript


def _document(text: str) -> Document:
    return build(text.splitlines())


@pytest.mark.parametrize(("given_", "wanted"), [pytest.param(g, w, id=i) for i, _, g, w in pairs("audit")])
def test_faults_are_found_with_place_and_words(given_: str, wanted: str) -> None:
    language.choose("zh")
    assert "".join(f"{f.kind} {f.where} {f.text}\n" for f in audit(_document(given_))) == wanted


@given(st.integers(2, 30), st.data())
def test_any_article_that_is_taken_out_is_missed(count: int, data: st.DataObject) -> None:
    lines = ["某某办法", *(f"第{to_chinese(n)}条　内容。" for n in range(1, count + 1))]
    assert audit(build(lines)) == []
    gone = data.draw(st.integers(2, count))
    del lines[gone]
    faults = audit(build(lines))
    assert [f.kind for f in faults] == (["article-gap"] if gone < count else [])


def test_a_fault_survives_while_its_unit_has_it() -> None:
    document = _document("某某办法\n第一条　依照《甲法制定。\n第二条　（乙。\n")
    before = audit(document)
    article = document.articles()[0]
    article.children[0].text = "依照《甲法》制定。"
    article.relabel("第七条", article.number)
    left = surviving(before, audit(document))
    assert [(f.kind, f.where) for f in left] == [("unbalanced", "第二条")]


def test_a_fault_that_a_clause_brings_does_not_survive() -> None:
    document = _document("某某办法\n第一条　甲。\n")
    before = audit(document)
    document.articles()[0].children[0].text = "（甲。"
    after = audit(document)
    assert [f.kind for f in after] == ["unbalanced"]
    assert surviving(before, after) == []


@pytest.mark.parametrize(
    ("clauses", "kinds"),
    [
        (["将第一条中的“甲”修改为“乙。”"], []),
        (["将第一条中的“甲”修改为“（甲”"], ["unbalanced"]),
        (["增加一条，作为第七条：“新。”"], ["article-gap"]),
        (["增加一条，作为第五条：“新。”"], []),
        (["删去第二条。"], []),
        (["将第四条改为第八条。"], ["article-gap"]),
        (["删去第三条。", "删去第四条。"], ["empty"]),
        (["删去第二章。"], []),
        (["删去第二章。", "增加一章“第三章　丙”，内容为“第三条　新。”。"], []),
        (["增加一章，作为第五章：“第五章　丙", "“第五条　新。”"], ["heading-gap"]),
        (["将第一条修改为：“乙，，丙。”"], ["doubled"]),
    ],
)
def test_the_damage_that_clauses_do_is_told_from_what_they_order(
    clauses: list[str], kinds: list[str]
) -> None:
    document = _document(
        "某某办法\n第一章　甲\n第一条　甲。\n第二条　《乙。\n第二章　乙\n第三条　丙。\n第四条　丁。"
    )
    faults, had = audit(document), numbers(document)
    numbered = [f"{to_chinese(n)}、{c}" if c[0] != "“" else c for n, c in enumerate(clauses, 1)]
    steps = list(apply_clauses(document, parse(["关于修改《某某办法》的决定", *numbered])))
    assert [s.reason for s in steps] == [None] * len(steps)
    assert [f.kind for f in created(faults, had, document)] == kinds


def test_habits_of_publishers_are_not_grave() -> None:
    document = _document("某某办法\n某某办法\n第一条　甲\n第二条　乙，，丙。\n第四条　丁。\n")
    grave = {f.kind: f.grave for f in audit(document)}
    assert grave == {"title-repeated": False, "unfinished": False, "doubled": False, "article-gap": True}


def test_an_item_numbered_zero_has_none_before_it() -> None:
    document = _document("某某办法\n第一条　甲：\n（零）乙；\n（一）丙。\n")
    assert "item" not in {f.kind for f in audit(document)}


def _grave(path: Path) -> list[Fault]:
    return [f for f in audit(from_manuscript(read(path))) if f.grave]


@pytest.mark.corpus
def test_published_consolidated_texts_are_hardly_ever_called_damaged(corpus: Path) -> None:
    texts = sorted([*corpus.glob("cases/*/after.txt"), *corpus.glob("pairs/*/after.txt")])
    damaged = [str(path) for path in texts if _grave(path)]
    assert len(damaged) <= len(texts) * 0.025, damaged


@pytest.mark.parametrize(
    ("clauses", "damaged"),
    [
        (["一、删去第三条。"], []),
        (["一、删去第二条、第三条。"], []),
        (["一、增加一条，作为第五条：“新。”"], []),
        (["一、第四条改为第五条。", "二、增加一条，作为第四条：“新。”"], []),
        (["一、第四条改为第五条。"], ["第五条"]),
        (["一、将第二条改为第五条。"], ["第三条"]),
        (["一、删去第二条。", "二、第三条改为第二条。"], ["第四条"]),
        (["一、增加一条，作为第七条：“新。”"], ["第七条"]),
    ],
)
def test_a_gap_is_ordered_only_where_its_unit_was_deleted(clauses: list[str], damaged: list[str]) -> None:
    document = build(["某县路灯条例", "第一条　甲。", "第二条　乙。", "第三条　丙。", "第四条　丁。"])
    faults, had = audit(document), numbers(document)
    for step in apply_clauses(document, parse(["关于修改《某县路灯条例》的决定", *clauses])):
        assert step.status == "applied"
    assert [fault.where for fault in created(faults, had, document)] == damaged


def test_a_file_of_several_documents_is_told_to_be_divided() -> None:
    text = ["甲办法", "第一条　甲。", "第二条　乙。", "乙办法", "第一条　丙。", "第二条　丁。"]
    (fault,) = [f for f in audit(build(text)) if f.kind == "article-repeated"]
    assert "give each document a file of its own" in fault.what


def test_an_article_that_is_not_read_as_one_goes_unseen_with_its_neighbour() -> None:
    document = build(["湖岸保护办法", "第一条　甲。", "第二条　乙。", "第三条：丙。"])
    before = audit(document)
    document.articles()[1].detach()
    assert [f.kind for f in surviving(before, audit(document))] == ["article-hidden"]
    assert [f.kind for f in surviving(before, before)] == ["article-hidden"]


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("第二条修改为：“新。”", ["heading-lost"]),
        ("删去第二条。", ["heading-lost"]),
        ("第二条第一款修改为：“新。”", []),
        ("第二条增加一款，作为第二款：“新。”", []),
        ("第三条修改为：“新。”", []),
    ],
)
def test_a_heading_that_is_not_read_as_one_is_not_lost(clause: str, kinds: list[str]) -> None:
    document = _document("某某办法\n第一条　甲。\n第二条　乙。\n附则\n第三条　丙。\n")
    before = audit(document)
    order = parse(["关于修改《某某办法》的决定", f"一、{clause}"])
    assert [step.status for step in apply_clauses(document, order)] == ["applied"]
    assert [f.kind for f in surviving(before, audit(document)) if f.grave] == kinds
