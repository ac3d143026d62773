"""What operations do at the edges of their tables: the first and the last of several, a note to the letter.

Written from mutants that no other test noticed (`tests/mutate.py`).
"""

from __future__ import annotations

import pytest

from test_apply import CLOSING, PLAN, STATUTE, changed, refused, run
from xiuding.apply.refusals import short

PARK = """某某条例
第一条　甲。乙甲。
丙甲。
第二条　丁。
第三条　公园由主管部门管理和保护，免费向所有的公众开放。
第四条　戊：
（一）己；
（二）庚。"""


def notes(base: str, *clauses: str) -> list[str]:
    """What all clauses note, which must apply."""
    _, steps = run(base, *clauses)
    assert [s.reason for s in steps] == [None] * len(steps)
    return [note for step in steps for note in step.notes]


def whole(text: str) -> str:
    return text.replace("/", "\n")


# -- words ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("在第一条开头增加“新，”。", "第一条　甲", "第一条　新，甲"),
        ("在第一条开头增加“乙甲”。", "第一条　甲", "第一条　乙甲甲"),
        ("在第一条末尾增加“新。”。", "丙甲。", "丙甲。新。"),
        ("在第四条开头增加“新”。", "戊：", "新戊："),
        ("在第四条末尾增加“（三）辛”。", "庚。", "庚；/（三）辛。"),
        ("在第四条末尾增加“和辛”。", "庚。", "庚和辛。"),
        ("将“丁”修改为“新”。", "丁", "新"),
        ("将第一条中的“甲”（三处）修改为“新”。", "甲。乙甲。/丙甲。", "新。乙新。/丙新。"),
        ("将第一条中第一处“甲”修改为“新”。", "　甲。", "　新。"),
        ("将第一条中第二处“甲”修改为“新”。", "乙甲。", "乙新。"),
        ("将第一条中最后一处“甲”修改为“新”。", "丙甲", "丙新"),
        ("将第四条第一自然段中的“戊”修改为“新”。", "戊", "新"),
        ("将第四条第一项“（一）己”修改为“（一）新”。", "己", "新"),
        ("删去第一条中的“甲。乙甲。/“丙甲。”", "第一条　甲。乙甲。/丙甲。/", ""),
        ("在第一条第一款第二句前增加一句：“新。”", "乙甲。", "新。乙甲。"),
        ("将第一条第一款倒数第二句修改为：“新。”", "　甲。", "　新。"),
    ],
)
def test_words_go_where_the_clause_says(clause: str, old: str, new: str) -> None:
    assert PARK.count(whole(old)) == 1
    assert changed(PARK, f"一、{whole(clause)}") == PARK.replace(whole(old), whole(new))


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("在第一条开头增加“甲”。", "第一条开始: the text already reads so"),
        ("在第一条末尾增加“丙甲”。", "第一条末尾: the text already reads so"),
        ("在第一条第一款第一句后增加一句：“乙甲。”", "第一条第一款第一句: the text already reads so"),
        ("在第一条第一款第二句前增加一句：“甲。”", "第一条第一款第二句: the text already reads so"),
        ("将“甲”修改为“新”。", "“甲” stands 3 times in the text and the clause names no place"),
        ("将第一条中的“甲”（两处）修改为“新”。", "第一条: “甲” stands there 3 times, not 2"),
        ("将第一条中的“甲”（四处）修改为“新”。", "第一条: “甲” stands there 3 times, not 4"),
        ("将第一条中第四处“甲”修改为“新”。", "第一条第四处: “甲” stands there 3 times, not 4"),
        (
            "将第四条第一项“（一）己”修改为“新”。",
            "第四条第一项: the old words have the number （一）, the new ones do not",
        ),
        ("将第三条中的“丁”修改为“新”。", "第三条: the text does not have “丁”; it stands in 第二条"),
        (
            "将第三条中的“由主管部们管理”修改为“新”。",
            "nearest is “由主管部门管理” (the clause has “由主管部们管理”)",
        ),
        ("删去第一条第一句。", "第一条第一句: there are 2 款; name one"),
        ("将第一条第一款第一句修改为：“甲。”", "第一条第一款第一句: the text already reads so"),
    ],
)
def test_what_words_cannot_do_is_said_to_the_letter(clause: str, said: str) -> None:
    assert said in refused(PARK, f"一、{clause}")


def test_a_word_that_joined_two_is_shown_with_what_stands_around_it() -> None:
    said = refused(PARK, "一、删去第三条中的“保护”。")
    assert said.startswith(
        "第三条: without “保护” the “和” in “由主管部门管理和保护，免费向所有的公” joins nothing"
    )


def test_the_middle_of_a_long_quotation_is_left_out() -> None:
    words = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯"
    assert short(words) == words
    assert short(f"{words}辰") == "一二三四五六七八九十甲乙……辛壬癸子丑寅卯辰"


def test_a_restatement_is_checked_and_changes_nothing() -> None:
    assert changed(PARK, "一、将第二条相应修改为：“丁。”") == PARK


def test_a_new_paragraph_without_an_end_is_closed() -> None:
    clause = "一、第二条增加一款：“公园的管理办法，由省人民政府的主管部门另行制定”。"
    assert "主管部门另行制定。\n" in changed(PARK, clause)
    assert notes(PARK, clause) == ["“……主管部门另行制定”句末加“。”"]


# -- 款 and 项 ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "clause",
    [
        "第一条增加一款：“丙甲。”",
        "第一条增加一款，作为第一款：“甲。乙甲。”",
        "第一条增加一款，作为第二款：“丙甲。”",
        "第一条增加二款：“甲。乙甲。/“丙甲。”",
        "第四条增加一项：“（二）庚。”",
        "第四条增加一项，作为第一项：“（一）己；”",
        "第四条增加二项，作为第一项、第二项：“（一）己；/“（二）庚。”",
    ],
)
def test_what_stands_in_its_place_is_not_added_again(clause: str) -> None:
    assert "the text already reads so" in refused(PARK, whole(f"一、{clause}"))


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("第一条增加一款，作为第三款：“丙甲。”", "丙甲。", "丙甲。/丙甲。"),
        ("第一条增加一款，作为第二款：“甲。乙甲。”", "丙甲。", "甲。乙甲。/丙甲。"),
        (
            "第四条增加一项，作为第一项：“（一）庚；”",
            "（一）己；/（二）庚。",
            "（一）庚；/（二）己；/（三）庚。",
        ),
    ],
)
def test_the_same_words_in_another_place_are_new(clause: str, old: str, new: str) -> None:
    assert changed(PARK, f"一、{clause}") == PARK.replace(whole(old), whole(new))


LISTS = """某某条例
第一条　甲：
（三）乙；
（四）丙。
第二条　丁：
1.戊；
2.己。
第三条　庚：
一、辛；
二、壬。"""


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("删去第一条第三项。", "（三）乙；/（四）丙。", "（三）丙。"),
        ("删去第二条第一项。", "1.戊；/2.己。", "1.己。"),
        ("第二条增加一项，作为第二项：“2.新；”", "2.己。", "2.新；/3.己。"),
        ("第三条增加一项，作为第二项：“二、新；”", "二、壬。", "二、新；/三、壬。"),
        ("第三条第一项改为第二项。", "一、辛；/二、壬。", "一、壬；/二、辛。"),
    ],
)
def test_a_list_keeps_the_form_of_its_numbers_and_where_it_begins(clause: str, old: str, new: str) -> None:
    assert changed(LISTS, f"一、{clause}") == LISTS.replace(whole(old), whole(new))


OPEN = """某某规划
第一章　甲
（一）乙；
（二）丙。
后文。
第二章　丁
（一）戊；
（二）己。"""


def test_an_item_that_may_go_on_behind_its_list_is_not_touched() -> None:
    for clause in ("删去第一章第二项。", "将第一章第二项修改为：“（二）新。”"):
        said = refused(OPEN, f"一、{clause}")
        assert said == "第一章 第二项: “后文。” behind it may belong to it or not; quote what is meant"
    assert "（一）丙。\n后文。" in changed(OPEN, "一、删去第一章第一项。")
    assert changed(OPEN, "一、将第二章第二项修改为：“（二）新。”") == OPEN.replace("己", "新")


LEADS = """某某规划
第一章　甲
乙乙。丙。
丁丁。戊。
己己。庚。"""


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("“丁丁”一段后增加一段：“新。”", "丁丁。戊。", "丁丁。戊。/新。"),
        ("“丁丁”一段前增加一段：“新。”", "丁丁。戊。", "新。/丁丁。戊。"),
        ("“丁丁”一段后增加两段：“新。/“末。”", "丁丁。戊。", "丁丁。戊。/新。/末。"),
        ("“己己”一段前增加两段：“新。/“末。”", "己己。庚。", "新。/末。/己己。庚。"),
        ("“乙乙”一段后增加一段：“己己。庚。”", "丁丁。戊。", "己己。庚。/丁丁。戊。"),
    ],
)
def test_a_paragraph_goes_beside_the_one_that_is_named(clause: str, old: str, new: str) -> None:
    assert changed(LEADS, whole(f"一、在第一章{clause}")) == LEADS.replace(whole(old), whole(new))


@pytest.mark.parametrize(
    "clause",
    [
        "“丁丁”一段后增加一段：“己己。庚。”",
        "“丁丁”一段前增加一段：“乙乙。丙。”",
        "“丁丁”一段后增加一段：“丁丁。戊。”",
        "“乙乙”一段后增加两段：“丁丁。戊。/“己己。庚。”",
        "“乙乙”一段前增加一段：“乙乙。丙。”",
    ],
)
def test_a_paragraph_that_stands_there_is_not_added_beside_it(clause: str) -> None:
    assert "the text already reads so" in refused(LEADS, whole(f"一、在第一章{clause}"))


# -- articles -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        (["一、增加二条，作为第七条、第八条：“新。/“末。/“余。”"], "2 numbers for 3 new articles"),
        (["一、将第二条修改为：“前言。/“第二条　新。”"], "“前言。” in the new text belongs to no article"),
        (["一、将第一条修改为：“第二章　新”。"], "“第二章　新” cannot stand inside a 条"),
        (
            ["一、删去第二条第三款。", "二、第二条第三款改为第一条第二款。"],
            "an earlier clause has replaced or deleted",
        ),
        (["一、将第一条修改为：“新。”", "二、将第一条第一款中的“乙”修改为“新”。"], "replaced or deleted"),
    ],
)
def test_articles_that_cannot_be(clauses: list[str], said: str) -> None:
    assert said in refused(STATUTE, *map(whole, clauses))


def test_a_paragraph_moves_out_of_an_article_that_has_a_new_text_by_now() -> None:
    moved = changed(STATUTE, "一、将第二条修改为：“新。”", "二、第二条第三款改为第一条第二款。")
    assert moved.startswith("某某条例\n第一章　总则\n第一条　甲。乙。丙。\n壬。\n第二条　新。\n第二章")


def test_a_new_article_may_have_paragraphs() -> None:
    assert changed(STATUTE, whole("一、增加一条，作为第七条：“新。/“末。”")).endswith(
        "第六条　寅。\n第七条　新。\n末。"
    )


def test_the_label_of_its_own_article_is_no_text_of_a_paragraph() -> None:
    assert changed(STATUTE, "一、将第一条第一款修改为：“第一条　新。”") == STATUTE.replace(
        "甲。乙。丙。", "新。"
    )


def test_new_articles_have_the_gap_of_the_others() -> None:
    base = "某某条例\n第一条 甲。\n第二条 乙。"
    assert changed(base, "一、增加一条，作为第三条：“第三条　新。”") == f"{base}\n第三条 新。"


# -- headings and the list of them ----------------------------------------------------------------
CONTENTS = """某某条例
目　录
　第一章 总则
　第二章 设施
　第三章 附则
第一章　总则
第一条　甲。
第二章　设施
第二条　乙。
第三章　附则
第三条　丙。"""


@pytest.mark.parametrize(
    ("clauses", "listed", "said"),
    [
        (
            ["一、增加一章“罚则”，作为第四章。"],
            ["第一章 总则", "第二章 设施", "第三章 附则", "第四章 罚则"],
            ["目录增加“第四章 罚则”"],
        ),
        (
            ["一、增加一章“罚则”，作为第一章。"],
            ["第一章 罚则", "第一章 总则", "第二章 设施", "第三章 附则"],
            ["目录增加“第一章 罚则”"],
        ),
        (
            ["一、增加一章“罚则”，作为第三章。", "二、将第三章改为第四章。"],
            ["第一章 总则", "第二章 设施", "第三章 罚则", "第四章 附则"],
            ["目录增加“第三章 罚则”", "目录“第三章 附则”改为“第四章 附则”"],
        ),
        (
            ["一、将第一章改为第二章，第二章改为第一章。"],
            ["第一章 设施", "第二章 总则", "第三章 附则"],
            ["目录“第一章 总则”改为“第二章 总则”", "目录“第二章 设施”改为“第一章 设施”"],
        ),
        (["一、删去第二章章名。"], ["第一章 总则", "第三章 附则"], ["目录删去“第二章 设施”"]),
    ],
)
def test_the_list_of_chapters_follows(clauses: list[str], listed: list[str], said: list[str]) -> None:
    lines = changed(CONTENTS, *clauses).split("\n")
    assert lines[2 : 2 + len(listed)] == [f"　{each}" for each in listed]
    assert lines[2 + len(listed)][:1] == "第"
    assert notes(CONTENTS, *clauses) == said


def test_a_list_that_leaves_out_chapters_gets_none() -> None:
    base = CONTENTS.replace("　第三章 附则\n", "", 1)
    assert changed(base, "一、增加一章“罚则”，作为第四章。") == f"{base}\n第四章　罚则"


def test_a_line_of_the_list_that_is_another_heading_is_left() -> None:
    base = CONTENTS.replace("　第二章 设施", "　第二章 馆舍", 1)
    lines = changed(base, "一、将第三章章名修改为“余则”。").split("\n")
    assert lines[2:5] == ["　第一章 总则", "　第二章 馆舍", "　第三章 余则"]


@pytest.mark.parametrize(
    ("clause", "order"),
    [
        ("增加一章“新”，作为第一章。", ["新", "背景", "任务"]),
        ("增加一章“新”，作为第二章。", ["背景", "新", "任务"]),
        ("增加一章“新”，作为第三章。", ["背景", "任务", "新"]),
        ("增加一章“新”，作为第九章。", ["背景", "任务", "新"]),
    ],
)
def test_a_chapter_stands_behind_as_many_as_its_number_says(clause: str, order: list[str]) -> None:
    lines = changed(PLAN, f"一、{clause}").split("\n")
    assert [line.partition("　")[2] for line in lines if "章　" in line] == order


def test_a_section_whose_heading_is_there_is_not_added_again() -> None:
    for content in ("", "，内容为“经费不足。”"):
        assert "the text already reads so" in refused(
            PLAN, f"一、在第一章增加一节，即“第二节　问题”{content}。"
        )
    assert "第三节　问题\n经费不足。\n第二章" in changed(
        PLAN, "一、在第一章增加一节，即“第三节　问题”，内容为“经费不足。”"
    )
    assert "several units have 节 of their own" in refused(PLAN, "一、增加一节，即“第三节　经费”。")


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("删去第一章第一节节名。", "第一节　基础/服务", "服务"),
        ("删去第一章第二节节名。", "第二节　问题/", ""),
        ("删去第二章章名。", "第二章　任务/", ""),
        ("将第二章第二节调整为第三节。", "第二节　养护", "第三节　养护"),
        (
            "将第一章第一节“服务提升”一段内容并入“设施不足”一段中。",
            "服务提升。有馆三座。/设施不足。缺馆两座。",
            "设施不足。缺馆两座。服务提升。有馆三座。",
        ),
    ],
)
def test_headings_that_go_and_numbers_that_are_free(clause: str, old: str, new: str) -> None:
    assert PLAN.count(whole(old)) == 1
    assert changed(PLAN, f"一、{clause}") == PLAN.replace(whole(old), whole(new))


def test_all_headings_of_a_kind_go() -> None:
    assert "节　" not in changed(PLAN, "一、删去各节节名。")
    assert "the text already reads so" in refused(STATUTE, "一、删去各节节名。")


POINTS = """某某意见
一、总体要求。坚持开放。
甲。
二、任务
乙。
三、本意见自公布之日起施行。"""


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("增加一条，作为第三条：“三、加大投入。按标准补助。”", "三、本", "三、加大投入。按标准补助。/三、本"),
        ("将第三条修改为：“三、自明年起施行。”", "本意见自公布之日起施行", "自明年起施行"),
        ("将第三条修改为：“自明年起施行。”", "本意见自公布之日起施行", "自明年起施行"),
        ("将第二条修改为：“二、任务/丙。”", "乙", "丙"),
        ("将第一条标题修改为“总要求”。", "总体要求", "总要求"),
        ("将第二条标题修改为“新任务”。", "任务", "新任务"),
        (
            "将第二条改为第三条，第三条改为第二条。",
            "二、任务/乙。/三、本意见自公布之日起施行。",
            "二、本意见自公布之日起施行。/三、任务/乙。",
        ),
    ],
)
def test_points_that_are_called_articles(clause: str, old: str, new: str) -> None:
    assert changed(POINTS, whole(f"一、{clause}")) == POINTS.replace(whole(old), whole(new))


def test_an_article_between_two_chapters_says_where_it_went() -> None:
    said = notes(STATUTE, "一、增加一条，作为第五条：“新。”", CLOSING)
    assert said[0] == "第五条在第四条与第五条之间，置于第二章"
