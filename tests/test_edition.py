"""The set of redlines of an instrument: what every clause changed, and the whole text marked with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from history_support import AMENDED, BASE, DECISION
from render_support import new_paragraphs, old_paragraphs
from xiuding import originals
from xiuding.edition import Edition, edition, files
from xiuding.structure import build


@pytest.fixture
def made() -> Edition:
    order, _ = originals.instrument(originals.instrument_run({"决定.txt": DECISION.encode()}))
    return edition(build(BASE.splitlines()), order)


def test_each_clause_shows_what_it_changed_under_its_headings(made: Edition) -> None:
    first = made.view.clause("1").refined
    assert [row.new for row in first] == ["第一章　总则", "第二条　市设图书馆五座。"]
    assert [change for change in first.rows[-1].changes if change.sign != "="] == [
        ("-", "三座"),
        ("+", "五座"),
    ]


def test_what_is_new_stands_between_its_neighbours(made: Edition) -> None:
    kinds = [(row.kind, row.new) for row in made.view.clause("2").refined]
    assert kinds[:3] == [
        ("equal", "第一章　总则"),
        ("equal", "第二条　市设图书馆五座。"),
        ("inserted", "第三条　鼓励社会力量设立图书馆。"),
    ]


def test_as_drafted_the_quoted_words_are_struck(made: Edition) -> None:
    drafted = made.view.clause("1").drafted
    assert drafted is not None
    assert [c for row in drafted for c in row.changes if c.sign != "="] == [("-", "三座"), ("+", "五座")]


def test_marks_of_seams_are_told_in_both_views() -> None:
    decision = DIVIDED.replace(
        DIVIDED[DIVIDED.index("一、") : DIVIDED.index("本决定")],
        "一、在第一条中的“免费开放”后增加“每年检修”。\n",
    )
    order, _ = originals.instrument(originals.instrument_run({"决定.txt": decision.encode()}))
    view = edition(build(["某市公园条例", "第一条　公园免费开放。"]), order).view.clause("1")
    assert view.drafted is not None
    for redline in (view.refined, view.drafted):
        assert [row.changes[at] for row in redline for at in row.seams] == [("+", "，")]


def test_the_whole_text_is_cut_into_chapters_with_their_clauses(made: Edition) -> None:
    assert [(chapter.title, chapter.clauses) for chapter in made.view.chapters] == [
        ("卷首", ()),
        ("第一章　总则", ("1", "2")),
        ("第二章　服务", ("3",)),
        ("全文", ("closing",)),
    ]
    rows = [mark.row for chapter in made.view.chapters for mark in chapter.rows]
    assert tuple(rows) == made.whole(across=False).rows


CONTENTS = """某市公园条例
目　　录
第一章　总则
第二章　管理
第一章　总则
第一条　为了管理公园，制定本条例。
第二章　管理
第二条　公园由市政府部门管理。
管理的具体办法另行规定。
"""
RETITLED = """某市人民代表大会常务委员会关于修改《某市公园条例》的决定
（2022年3月1日某市人民代表大会常务委员会第二次会议通过）
一、将第二章的章名修改为“建设与管理”。
二、将第二条第二款中的“具体办法”修改为“办法”。
本决定自公布之日起施行。
"""


@pytest.fixture
def with_contents() -> Edition:
    order, _ = originals.instrument(originals.instrument_run({"决定.txt": RETITLED.encode()}))
    return edition(build(CONTENTS.splitlines()), order)


def test_a_table_of_contents_opens_no_chapters(with_contents: Edition) -> None:
    assert [(chapter.title, chapter.clauses) for chapter in with_contents.view.chapters] == [
        ("卷首", ()),
        ("第一章　总则", ()),
        ("第二章　建设与管理", ("1", "2")),
    ]
    levels = [mark.level for chapter in with_contents.view.chapters for mark in chapter.rows]
    assert levels == [1, 2, 0, 0, 2, 0, 2, 0, 0]


def test_a_changed_paragraph_stands_below_the_first_line_of_its_article(with_contents: Edition) -> None:
    rows = with_contents.view.clause("2").refined.rows
    assert [row.old for row in rows] == [
        "第二章　建设与管理",
        "第二条　公园由市政府部门管理。",
        "管理的具体办法另行规定。",
    ]
    assert [row.new for row in with_contents.view.clause("1").refined.rows] == [
        "目　　录",
        "第二章　建设与管理",
        "第二章　建设与管理",
    ]


def test_the_whole_redline_has_both_texts(made: Edition) -> None:
    whole = made.whole(across=False)
    assert old_paragraphs(whole) == BASE.splitlines()
    assert "\n".join(new_paragraphs(whole)).endswith(AMENDED.rstrip("\n"))


DIVIDED = """某市人民代表大会常务委员会关于修改《某市公园条例》的决定
（2022年3月1日某市人民代表大会常务委员会第二次会议通过）
一、将第一条修改为：
“第一条　公园由市园林部门管理，免费开放。
“禁止在公园内摆摊设点，违者由市园林部门处理。”
本决定自公布之日起施行。
"""


def test_a_paragraph_that_a_clause_divided_is_one_row_for_readers_and_two_for_programs() -> None:
    first = "公园由市政府部门管理，免费开放。禁止在公园内摆摊设点，违者由市园林部门处理。"
    order, _ = originals.instrument(originals.instrument_run({"决定.txt": DIVIDED.encode()}))
    made = edition(build(["某市公园条例", f"第一条　{first}"]), order)
    changed = [row for row in made.view.clause("1").refined if row.kind != "equal"]
    assert [row.new.count("\n") for row in changed if row.new] == [1]
    assert len([row for row in made.whole(across=True) if row.kind != "equal"]) == 1
    assert len([row for row in made.whole(across=False) if row.kind != "equal"]) == 2


def test_every_changed_row_of_the_whole_tells_its_clause(made: Edition) -> None:
    marked = {mark.row.new: mark.clauses for chapter in made.view.chapters for mark in chapter.rows}
    assert marked["第二条　市设图书馆五座。"] == ("1",)
    assert marked["第三条　鼓励社会力量设立图书馆。"] == ("2",)
    assert marked["（二）免费，不得变相收费。"] == ("3",)
    assert marked["第五条　违反本条例第四条的，责令改正。"] == ("closing",)
    assert marked["第一条　为了发展图书馆，制定本条例。"] == ()


def test_the_set_has_pages_tables_and_a_docx(made: Edition) -> None:
    made_files = dict(files(made))
    assert list(made_files) == [
        "index.html",
        *(f"clauses/{clause}.html" for clause in ("1", "2", "3", "closing")),
        "对照表.html",
        "对照表.md",
        "对照表.docx",
        "修订稿.docx",
        "redline.json",
    ]
    assert json.loads(made_files["redline.json"])["schema"] == "xiuding/redline/1"
    assert made_files["修订稿.docx"][:2] == b"PK"


def test_the_set_is_the_same_each_time(made: Edition, tmp_path: Path) -> None:
    assert dict(files(made)) == dict(files(made))
