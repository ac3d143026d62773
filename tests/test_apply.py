"""Every operation on a small text: what it makes of its unit, and what it refuses."""

from __future__ import annotations

import pytest

from xiuding.address import Unit
from xiuding.apply.lists import Lists
from xiuding.consolidate import Step, apply_clauses
from xiuding.document import Document, Node
from xiuding.instrument import parse
from xiuding.structure import Line, build

HEAD = "关于修改《某某条例》的决定"
CLOSING = "《某某条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"

STATUTE = """某某条例
第一章　总则
第一条　甲。乙。丙。
第二条　丁。
戊：
（一）己；
（二）庚；
（三）辛。
壬。
第二章　树木的养护
第三条　癸。
第四条　子。
第三章　法律责任
第五条　丑。
第四章　附则
第六条　寅。"""

PLAN = """某某规划
第一章　背景
第一节　基础
服务提升。有馆三座。
设施不足。缺馆两座。
第二节　问题
经费不足。
第二章　任务
第一节　建设
新建两座。
第二节　养护
修剪树木。"""


def run(base: str, *clauses: str) -> tuple[Document, list[Step]]:
    document = build(base.splitlines())
    instrument = parse([HEAD, *(line for c in clauses for line in c.splitlines())])
    assert instrument.understood, [c.problem for c in instrument.clauses]
    return document, list(apply_clauses(document, instrument))


def changed(base: str, *clauses: str) -> str:
    document, steps = run(base, *clauses)
    assert [s.reason for s in steps] == [None] * len(steps)
    return document.dump().rstrip("\n")


def refused(base: str, *clauses: str) -> str:
    _, steps = run(base, *clauses)
    assert [s.status for s in steps] == ["applied"] * (len(clauses) - 1) + ["refused"]
    return steps[-1].reason or ""


# -- 款 and 项 ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        (
            "第二条增加一项，作为第二项：“（二）新”。",
            "（二）庚；/（三）辛。",
            "（二）新；/（三）庚；/（四）辛。",
        ),
        ("第二条增加一项：“（四）新”。", "（三）辛。", "（三）辛；/（四）新。"),
        ("第二条第二款增加一项，作为第四项：“（四）新”。", "（三）辛。", "（三）辛；/（四）新。"),
        (
            "第二条增加二项，作为第一项、第二项：“（一）新；/“（二）末”。",
            "（一）己；/（二）庚；/（三）辛。",
            "（一）新；/（二）末；/（三）己；/（四）庚；/（五）辛。",
        ),
        ("将第二条第二项修改为：“（二）新。”", "（二）庚；", "（二）新；"),
        ("将第二条第三项修改为：“（三）新；”", "（三）辛。", "（三）新。"),
        (
            "将第二条第二项分为两项，修改为：“（二）新；/“（三）末；”",
            "（二）庚；/（三）辛。",
            "（二）新；/（三）末；/（四）辛。",
        ),
        ("删去第二条第一项。", "（一）己；/（二）庚；/（三）辛。", "（一）庚；/（二）辛。"),
        ("删去第二条第一、三项。", "（一）己；/（二）庚；/（三）辛。", "（一）庚。"),
        ("第二条第三项改为第一项。", "（一）己；/（二）庚；/（三）辛。", "（一）辛；/（二）己；/（三）庚。"),
        (
            "第二条第一项改为第三项，第三项改为第一项。",
            "（一）己；/（二）庚；/（三）辛。",
            "（一）辛；/（二）庚；/（三）己。",
        ),
        ("第二条增加一款，作为第一款：“新。”", "第二条　丁。", "第二条　新。/丁。"),
        ("第二条增加一款，作为第三款：“新。”", "壬。", "新。/壬。"),
        ("第二条增加一款：“新。”", "壬。", "壬。/新。"),
        ("第二条增加两款，作为第二款、第三款：“新。/“末。”", "戊：", "新。/末。/戊："),
        (
            "第二条第三款改为第一款。",
            "第二条　丁。/戊：/（一）己；/（二）庚；/（三）辛。/壬。",
            "第二条　壬。/丁。/戊：/（一）己；/（二）庚；/（三）辛。",
        ),
        (
            "第二条增加一款，作为第二款：“新。”原第三款改为第一款。",
            "第二条　丁。/戊：/（一）己；/（二）庚；/（三）辛。/壬。",
            "第二条　壬。/新。/丁。/戊：/（一）己；/（二）庚；/（三）辛。",
        ),
        ("删去第二条第二款。", "戊：/（一）己；/（二）庚；/（三）辛。/", ""),
        (
            "将第二条第二款修改为：“新：/“（一）末。”",
            "戊：/（一）己；/（二）庚；/（三）辛。",
            "新：/（一）末。",
        ),
        ("将第二条第一款分为两款，修改为：“新。/“末。”", "第二条　丁。", "第二条　新。/末。"),
        ("将第二条第二款款首修改为：“新”。", "戊：", "新："),
        ("将第一条第一款第二句修改为：“新。”", "乙。", "新。"),
        ("将第一条第一款后两句修改为：“新。”", "乙。丙。", "新。"),
        ("将第一条第一款前两句修改为：“新。”", "甲。乙。", "新。"),
        ("删去第一条第一款最后一句。", "丙。", ""),
        ("在第一条第一款第一句后增加一句：“新。”", "甲。乙。", "甲。新。乙。"),
        ("在第一条末尾增加“新”。", "丙。", "丙；新。"),
        ("在第一条开头增加“新，”。", "甲。", "新，甲。"),
        ("删去第二条第二款第二项中的“庚；”。", "（二）庚；", "（二）"),
        ("删去第二条中的“（一）己；/“（二）庚；”", "（一）己；/（二）庚；/（三）辛。", "（一）辛。"),
    ],
)
def test_inside_an_article(clause: str, old: str, new: str) -> None:
    clause, old, new = (x.replace("/", "\n") for x in (clause, old, new))
    assert STATUTE.count(old) == 1
    assert changed(STATUTE, f"一、{clause}") == STATUTE.replace(old, new)


def test_items_move_to_the_list_of_another_paragraph() -> None:
    moved = changed(STATUTE, "一、第二条第二款第三项改为第三款第一项，第三款中的“壬。”修改为“壬：”。")
    assert "（二）庚。\n壬：\n（一）辛。\n" in moved
    lost = refused(STATUTE, "一、第二条第二款第三项改为第三款第一项，第三款修改为：“壬：”。")
    assert lost == "the new text would lose the items moved there"
    assert "there is no 第九款" in refused(STATUTE, "一、第二条第二款第三项改为第九款第一项。")


def test_numbers_that_change_are_noted() -> None:
    _, (step,) = run(STATUTE, "一、第二条增加一项，作为第三项：“新；”。")
    assert step.notes == ("加（三）", "（三）改为（四）")


def test_what_stands_between_paragraphs_stays_between_them() -> None:
    first, table, second = Node(Unit.PARAGRAPH, "甲。"), Node(Unit.TABLE), Node(Unit.PARAGRAPH, "乙。")
    article = Node(Unit.ARTICLE, label="第一条", children=[first, table, second])
    Lists([]).give(article, 2, first)
    assert article.children == [second, table, first]


def test_subitems_are_items_where_there_are_no_items() -> None:
    base = "某某条例\n第一条　甲：\n1.乙；\n2.丙。"
    assert changed(base, "一、将第一条第一项修改为：“1.新；”。") == base.replace("乙", "新")


# -- articles -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clauses", "old", "new"),
    [
        (
            ["一、增加一条，作为第四条：“第四条　新。/“末。”"],
            "第四条　子。",
            "第四条　新。/末。/第五条　子。",
        ),
        (
            ["一、增加两条，作为第四条、第五条：“新。/“末。”"],
            "第四条　子。",
            "第四条　新。/第五条　末。/第六条　子。",
        ),
        (["一、将第三条改为第四条。"], "第三条　癸。/第四条　子。", "第三条　子。/第四条　癸。"),
        (
            ["一、将第三条改为两条，作为第三条、第四条，修改为：“新。/“末。”"],
            "第三条　癸。/第四条　子。",
            "第三条　新。/第四条　末。/第五条　子。",
        ),
        (
            ["一、将第三条改为两条，作为第三条、第四条，修改为：“第三条　新。/“第四条　末。”"],
            "第三条　癸。/第四条　子。",
            "第三条　新。/第四条　末。/第五条　子。",
        ),
        (
            ["一、将第三条、第四条合并，作为第三条，修改为：“新。”"],
            "第三条　癸。/第四条　子。",
            "第三条　新。",
        ),
        (
            ["一、将第三条第一款、第四条合并，作为第三条，修改为：“新。”"],
            "第三条　癸。/第四条　子。",
            "第三条　新。",
        ),
        (
            ["一、将第四条、第三条第一款合并，作为第三条，修改为：“新。”"],
            "第三条　癸。/第四条　子。",
            "第三条　新。",
        ),
        (["一、将第三条第一款改为第四条第一款。"], "第三条　癸。/第四条　子。", "第三条　子。/第四条　癸。"),
        (["一、删去第三条第一款。"], "第三条　癸。/第四条　子。", "第三条　子。"),
    ],
)
def test_articles(clauses: list[str], old: str, new: str) -> None:
    old, new = old.replace("/", "\n"), new.replace("/", "\n")
    clauses = [c.replace("/", "\n") for c in clauses]
    lines = changed(STATUTE, *clauses, CLOSING)
    head = STATUTE[: STATUTE.index(old)]
    assert lines.startswith(head + new)


def test_paragraphs_of_two_articles_become_a_new_one() -> None:
    merged = changed(STATUTE, "一、将第二条第三款、第四条第一款合并，作为第六条，修改为：“新。”", CLOSING)
    assert [line for line in merged.split("\n")[8:] if "章　" not in line] == [
        "第三条　癸。",
        "第四条　丑。",
        "第五条　寅。",
        "第六条　新。",
    ]


def test_paragraphs_leave_for_an_article_of_their_own() -> None:
    left = changed(STATUTE, "一、将第二条第三款单列一条，作为第三条，修改为：“新。”", CLOSING)
    assert "（三）辛。\n第三条　新。\n第二章　树木的养护\n第四条　癸。" in left


@pytest.mark.parametrize(
    ("clauses", "home"),
    [
        (["一、增加一条，作为第三条：“新。”"], "总则"),
        (["一、增加一条，作为第三条：“树木的事。”"], "总则"),
        (["一、增加一条，作为第五条：“新。”"], "树木的养护"),
        (["一、增加一条，作为第五条：“追究法律责任。”"], "法律责任"),
        (["一、增加一条，作为第五条：“树木的法律责任。”"], "树木的养护"),
        (["一、增加一条，作为第六条：“新。”"], "法律责任"),
        (["一、增加一条，作为第六条：“本条例所称树木，是指乔木。”"], "附则"),
        (["一、将第四条改为第五条。"], "附则"),
        (["一、将第五条改为第四条。"], "树木的养护"),
        (["一、将第三条改为第六条。"], "附则"),
        (["一、增加一条，作为第七条：“新。”"], "附则"),
        (["一、增加一条，作为第一条：“新。”"], "总则"),
        (["一、将第三章章名修改为“罚则”。", "二、增加一条，作为第五条：“新。”"], "罚则"),
        (["一、在第三章增加一条，作为第五条：“新。”"], "法律责任"),
        (["一、在第二章增加一条，作为第五条：“新。”"], "树木的养护"),
        (["一、在第四条后增加一条，作为第五条：“新。”"], "树木的养护"),
    ],
)
def test_an_article_between_two_chapters_has_a_home(clauses: list[str], home: str) -> None:
    _, steps = run(STATUTE, *clauses, CLOSING)
    assert [s.reason for s in steps] == [None] * len(steps)
    touched = steps[-2].touched[0]
    while touched.parent is not None and touched.parent.parent is not None:
        touched = touched.parent
    assert touched.text == home


def test_an_article_beside_a_new_chapter_that_says_what_it_covers() -> None:
    lines = changed(
        STATUTE,
        "一、增加一章“设施”，作为第三章，包括第五条、第六条。",
        "二、增加一条，作为第五条：“新。”",
        "三、增加一条，作为第六条：“末。”",
        CLOSING,
    )
    assert "第四条　子。\n第三章　设施\n第五条　新。\n第六条　末。\n第四章　法律责任\n第七条　丑。" in lines


# -- divisions ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clauses", "old", "new"),
    [
        (
            ["一、在第一章增加一节，即“第三节　经费”，内容为“增加经费。”"],
            "第二章　任务",
            "第三节　经费/增加经费。/第二章　任务",
        ),
        (
            ["一、将第一章第二节调整为第一节，第一章第一节调整为第二节。"],
            "第一节　基础/服务提升。有馆三座。/设施不足。缺馆两座。/第二节　问题/经费不足。",
            "第一节　问题/经费不足。/第二节　基础/服务提升。有馆三座。/设施不足。缺馆两座。",
        ),
        (["一、将第二章第二节标题修改为“第二节　管护”。"], "第二节　养护", "第二节　管护"),
        (["一、删去第一章第二节。"], "第二节　问题/经费不足。/", ""),
        (["一、将第一章第二节修改为：“经费有余。/“设施不足。”"], "经费不足。", "经费有余。/设施不足。"),
        (["一、在第一章第一节“服务提升”一段后增加一段：“新。”"], "有馆三座。", "有馆三座。/新。"),
        (
            ["一、将第一章第一节“设施不足”一段内容并入“服务提升”一段中。"],
            "有馆三座。/设施不足。",
            "有馆三座。设施不足。",
        ),
        (["一、将第一章第二节并入第一章第一节。"], "第二节　问题/", ""),
    ],
)
def test_divisions_of_a_plan(clauses: list[str], old: str, new: str) -> None:
    old, new = old.replace("/", "\n"), new.replace("/", "\n")
    clauses = [c.replace("/", "\n") for c in clauses]
    assert PLAN.count(old) == 1
    assert changed(PLAN, *clauses) == PLAN.replace(old, new)


def test_the_contents_follow_a_heading() -> None:
    base = "某某条例\n目录\n第一章　甲\n第二章　乙\n第一章　甲\n第一条　丙。\n第二章　乙\n第二条　丁。"
    assert changed(base, "一、将第二章章名修改为“新”。") == base.replace("乙", "新")


def test_a_chapter_moves_with_its_articles() -> None:
    lines = changed(STATUTE, "一、将第三章改为第二章，第二章改为第三章。").split("\n")
    assert [line for line in lines if "章　" in line] == [
        "第一章　总则",
        "第二章　法律责任",
        "第三章　树木的养护",
        "第四章　附则",
    ]


def test_a_heading_goes_and_what_stood_under_it_stays() -> None:
    assert changed(STATUTE, "一、删去第三章章名。") == STATUTE.replace("第三章　法律责任\n", "")


# -- tables ---------------------------------------------------------------------------------------
ROWS = (("指标", "数"), ("座椅（张）", "5"), ("凉亭", "3"))
MORE = (*ROWS, ("喷泉", "1"))


def table(*clauses: str | tuple[tuple[str, ...], ...], tables: int = 1) -> tuple[list[str], Step]:
    lines: list[Line] = ["某某规划", "第一章　指标"]
    for n in range(tables):
        lines += [f"表{n + 1}　主要指标", list(ROWS)]
    document = build(lines)
    (step,) = apply_clauses(document, parse([HEAD, *clauses]))
    return list(document.lines())[3:], step


def test_rows_are_deleted_by_name() -> None:
    rows, step = table("一、在“表1　主要指标”中删去“座椅、凉亭”等2项指标。")
    assert (step.reason, rows) == (None, ["指标\t数"])
    assert [n.label for n in step.touched] == ["表1"]
    rows, _ = table("一、在第一章中删去“凉亭”等1项指标。")
    assert rows == ["指标\t数", "座椅（张）\t5"]


@pytest.mark.parametrize(
    ("clause", "new"),
    [
        ("一、在“表1　主要指标”中增加“喷泉”等1项指标，修改后具体如下：", MORE),
        ("一、将“表1　主要指标”修改如下：", MORE),
    ],
)
def test_a_table_is_replaced_by_the_one_given(clause: str, new: tuple[tuple[str, ...], ...]) -> None:
    rows, step = table(clause, new)
    assert step.reason is None
    assert rows == ["指标\t数", "座椅（张）\t5", "凉亭\t3", "喷泉\t1"]


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        (["一、在“表1　主要指标”中删去“喷泉”等1项指标。"], "表1 has 0 rows “喷泉”"),
        (["一、在“表1　主要指标”中增加“座椅”等1项指标，修改后具体如下：", MORE], "表1 already has 座椅"),
        (["一、将“表1　主要指标”修改如下：", ROWS], "the text already reads so"),
        (["一、在第一章中删去“凉亭”等1项指标。"], "2 tables; one is needed"),
    ],
)
def test_a_table_that_is_not_as_the_clause_says(clauses: list[str], said: str) -> None:
    rows, step = table(*clauses, tables=2 if "第一章" in clauses[0] else 1)
    assert said in (step.reason or "")
    assert rows[:3] == ["指标\t数", "座椅（张）\t5", "凉亭\t3"]


def test_rows_that_are_named_are_held_against_the_new_table() -> None:
    clause = "一、在“表1　主要指标”中增加“喷泉、雕像”等2项指标，修改后具体如下："
    _, step = table(clause, MORE)
    assert step.status == "applied"
    assert step.notes == ("新表中没有名为“雕像”的一行",)
    clause = "一、在“表1　主要指标”中增加“喷泉”等1项指标，删去“凉亭”等1项指标，修改后具体如下："
    rows, step = table(clause, MORE)
    assert step.reason == "the new table still has the row “凉亭”"
    assert rows == ["指标\t数", "座椅（张）\t5", "凉亭\t3"]


# -- annexes --------------------------------------------------------------------------------------
ANNEXES = "某某条例\n第一条　甲。\n附件1：乙表\n丙。\n附件2：丁表\n戊。"


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("将附件2中的“戊”修改为“己”。", "戊", "己"),
        ("将附件1修改为：“新。”", "丙。", "新。"),
    ],
)
def test_annexes(clause: str, old: str, new: str) -> None:
    assert changed(ANNEXES, f"一、{clause}") == ANNEXES.replace(old, new)


# -- refusals -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        (["一、将第一条第一款第四句修改为“新。”。"], "there are 3 sentences"),
        (["一、增加两条，作为第七条、第八条：“新。”"], "2 numbers for 1 new articles"),
        (["一、第一章增加一项：“（一）新。”"], "has 0 lists; name the 款"),
        (["一、第一条增加一款，作为第三款：“新。”"], "第一条: it would be 第二款, not 第三款"),
        (["一、第二条增加一项，作为第九项：“（九）新。”"], "第二条: it would be 第四项, not 第九项"),
        (["一、将第三条改为第四条。"], "there is a 第四条 already"),
        (["一、将第二章改为第二章。"], "nothing changes"),
        (["一、将第二条中的“丁。\n“壬。”修改为“新。”"], "does not have"),
        (["一、删去第二条中的“丁。\n“戊：”"], "does not have"),
        (["一、将第二条第一款相应修改为：“错。”"], "the restated text is not what the edits give"),
    ],
)
def test_what_cannot_be_done_is_said(clauses: list[str], said: str) -> None:
    assert said in refused(STATUTE, *clauses)


def test_a_number_that_the_clauses_do_not_reach_is_refused() -> None:
    _, steps = run(STATUTE, "一、将第三条第一款改为第四条第二款。", CLOSING)
    assert "no article is 第四条 both before and after" in (steps[0].reason or "")


@pytest.mark.parametrize(
    ("base", "clause", "said"),
    [
        (STATUTE, "将第三条、第三条合并，作为第三条，修改为：“新。”", "cannot be merged with itself"),
        (STATUTE, "将第三章并入第三章。", "cannot be merged with itself"),
        (STATUTE, "将第三条章名修改为“新”。", "has no title"),
        (STATUTE, "删去第二条标题。", "is no unit by itself"),
        (STATUTE, "增加一章“新章”。", "the new 章 has no number"),
        (STATUTE, "增加一条：“新。”", "the new article has no number"),
        (STATUTE, "将第二条第一句修改为“新。”。", "there are 3 款; name one"),
        (STATUTE, "将第一条第一款第二句修改为“乙。”。", "nothing changes"),
        (STATUTE, "将第一章第二条修改为：“第一章　新。”", ""),
        (
            "某某条例\n第一条　甲。\n乙。\n第二条　甲。\n乙。",
            "删去相关条文中的“甲。\n“乙。”",
            "stands there 2 times",
        ),
    ],
)
def test_what_makes_no_sense_is_said(base: str, clause: str, said: str) -> None:
    assert said in refused(base, f"一、{clause}")


def test_headings_go_all_at_once() -> None:
    bare = "\n".join(line for line in STATUTE.split("\n") if "章　" not in line)
    assert changed(STATUTE, "一、删去各章章名。") == bare
    assert "nothing changes" in refused(bare, "一、删去各章章名。")


def test_an_article_goes_to_a_chapter_that_has_none_left() -> None:
    lines = changed(STATUTE, "一、删去第五条。", "二、在第三章增加一条，作为第五条：“新。”", CLOSING)
    assert "第三章　法律责任\n第五条　新。\n第四章　附则\n第六条　寅。" in lines


def test_a_part_of_a_unit_that_is_quoted_is_replaced() -> None:
    clause = "一、第一条：“乙。”修改为：“新。”"
    assert changed(STATUTE, clause) == STATUTE.replace("乙。", "新。")


def test_a_part_of_several_paragraphs_is_not_replaced() -> None:
    clause = "一、第二条：“丁。\n“错：”修改为：“新。”"
    assert "does not have" in refused(STATUTE, clause)


def test_an_open_sentence_of_a_new_text_is_closed() -> None:
    document, (step,) = run(STATUTE, "一、第二条增加一款，作为第四款：“公园应当免费，按时开放”。")
    assert "公园应当免费，按时开放。" in list(document.lines())
    assert [n for n in step.notes if "句末加“。”" in n]


@pytest.mark.parametrize("closing", [[], [CLOSING]])
def test_a_number_is_given_to_one_new_article_only(closing: list[str]) -> None:
    new = "在第二条后增加一条，作为第二条之一：“新。”"
    _, steps = run(STATUTE, f"一、{new}", f"二、{new}", *closing)
    assert [s.status for s in steps[:2]] == ["applied", "refused"]
    assert steps[1].reason == "an earlier clause has made 第二条之一"


def test_a_section_without_its_chapter_is_refused() -> None:
    assert "several units have 节 of their own" in refused(
        PLAN, "一、增加一节，即“第三节　经费”，内容为“新。”"
    )


def test_a_restatement_is_a_check() -> None:
    done = "一、将第一条中的“乙。”修改为“新。”，这一款相应修改为：“甲。新。丙。”"
    assert changed(STATUTE, done) == STATUTE.replace("乙。", "新。")


def test_a_new_lead_without_its_items_is_refused() -> None:
    said = refused(STATUTE, "一、将第二条第二款修改为：“有下列情形的：”")
    assert said.startswith("第二条第二款: the new text ends in a colon and has no items, the old has")
    assert "新。\n壬" in changed(STATUTE, "一、将第二条第二款修改为：“新。”")
