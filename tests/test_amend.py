"""Drafting from two texts: the draft is drafting language, and applied it makes the new text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.amend import amend
from xiuding.amend.pairing import said
from xiuding.consolidate import apply_clauses
from xiuding.document import Document
from xiuding.errors import DoesNotApply
from xiuding.instrument import parse
from xiuding.numerals import to_chinese
from xiuding.readers import read
from xiuding.structure import build, from_manuscript

SUBJECTS = ["村民小组", "镇人民政府", "河道管理单位", "用水户协会", "巡查人员", "养护企业"]
DUTIES = ["登记用水数量", "每月清理沟渠", "公布收支情况", "保存巡查记录", "报告险情", "开展宣传"]


def text(sentences: list[tuple[str, str]]) -> Document:
    """A small regulation with an article for each sentence."""
    lines = ["灌溉渠道管理办法"]
    lines += [f"第{to_chinese(n)}条　{who}应当{what}。" for n, (who, what) in enumerate(sentences, 1)]
    return build(lines)


def applied(old: Document, draft: list[str]) -> Document:
    result = old.clone()
    assert isinstance(result, Document)
    assert {step.status for step in apply_clauses(result, parse(draft))} == {"applied"}
    return result


def test_a_changed_article_is_given_its_new_words() -> None:
    old = text([("村民小组", "登记用水数量"), ("巡查人员", "报告险情")])
    new = text([("村民小组", "按户登记用水数量"), ("巡查人员", "报告险情")])
    assert amend(old, new) == [
        "关于修改《灌溉渠道管理办法》的决定",
        "一、在第一条“应当”后增加“按户”。",
        "《灌溉渠道管理办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。",
    ]


def test_an_added_article_moves_the_others_by_the_closing_formula() -> None:
    old = text([("村民小组", "登记用水数量"), ("巡查人员", "报告险情")])
    new = text([("村民小组", "登记用水数量"), ("养护企业", "每月清理沟渠"), ("巡查人员", "报告险情")])
    draft = amend(old, new)
    assert draft[1:-1] == ["一、增加一条，作为第二条：“养护企业应当每月清理沟渠。”"]
    assert applied(old, draft).dump() == new.dump()


def test_chapters_come_and_go() -> None:
    first, last = ["办法", "第一章　总则", "第一条　甲应当登记。"], "第三条　本办法自公布之日起施行。"
    two = build([*first, "第二条　乙应当巡查。", "第二章　附则", last])
    three = build([*first, "第二章　巡查", "第二条　乙应当巡查。", "第三章　附则", last])
    adding, deleting = amend(two, three), amend(three, two)
    assert adding[1:-1] == ["一、增加一章“巡查”，作为第二章，包括第二条。"]
    assert deleting[1:-1] == ["一、删去第二章章名。"]
    assert applied(two, adding).dump() == three.dump()
    assert applied(three, deleting).dump() == two.dump()


def test_what_no_clause_is_drafted_for_is_refused() -> None:
    old = build(["办法", "第一条　甲。", "附件", "乙名录"])
    new = build(["办法", "第一条　甲。", "附件", "丙名录"])
    with pytest.raises(DoesNotApply, match="differs at “丙名录”"):
        amend(old, new)


def test_the_note_is_the_publishers() -> None:
    old = build(["办法", "（2019年发布）", "第一条　甲。"])
    new = build(["办法", "（2019年发布，2021年修正）", "第一条　乙。"])
    assert amend(old, new)[1:-1] == ["一、将第一条修改为：“乙。”"]


ARTICLES = [
    *("第一条　村民小组应当登记用水数量，村民小组应当公布用水数量。", "协会负责养护。"),
    *("第二条　有下列行为的，责令改正：", "（一）填埋渠道；", "（二）倾倒垃圾。"),
    *("第三条　依照第二条处理。", "第四条　协会负责“护渠”宣传。"),
]
NUMBERED = ["第二条　县设巡查人员。", "第三条　有下列行为的，责令改正："]
LAST = ["第四条　依照第三条处理。", "第五条　协会负责“护渠”宣传。"]


@pytest.mark.parametrize(
    ("new", "clauses"),
    [
        pytest.param(
            ["第一条　村民小组应当登记用水数量，村民小组应当按月公布用水数量。", *ARTICLES[1:]],
            ["在第一条第一款“数量，村民小组应当”后增加“按月”。"],
            id="words added, in a stretch that stands once",
        ),
        pytest.param(
            [*ARTICLES[:2], "第二条　有下列行为的，责令停止：", *ARTICLES[3:]],
            ["将第二条中的“改正”修改为“停止”。"],
            id="words replaced",
        ),
        pytest.param(
            [*ARTICLES[:3], "（一）填埋；", *ARTICLES[4:]],
            ["删去第二条第一项中的“渠道”。"],
            id="words deleted",
        ),
        pytest.param(
            [ARTICLES[0], "企业负责养护。", *ARTICLES[2:6], "第四条　企业负责“护渠”宣传。"],
            ["将第一条第二款、第四条中的“协会”修改为“企业”。"],
            id="the same words in several articles",
        ),
        pytest.param(
            [*ARTICLES[:6], "第四条　协会负责“惜水”宣传。"],
            ["将第四条中的“护渠”修改为“惜水”。"],
            id="words within quotation marks",
        ),
        pytest.param(
            [*ARTICLES[:4], "（二）取土；", "（三）倾倒垃圾。", *ARTICLES[5:]],
            ["第二条增加一项，作为第二项：“（二）取土；”"],
            id="an item added",
        ),
        pytest.param(
            [*ARTICLES[:2], "企业负责巡查。", "县负责检查。", *ARTICLES[2:]],
            ["第一条增加两款，分别作为第三款、第四款：“企业负责巡查。", "“县负责检查。”"],
            id="paragraphs added",
        ),
        pytest.param([ARTICLES[0], *ARTICLES[2:]], ["删去第一条第二款。"], id="a paragraph deleted"),
        pytest.param(
            [ARTICLES[0], "镇人民政府每年汛期以前清理渠道。", *ARTICLES[2:]],
            ["将第一条第二款修改为：“镇人民政府每年汛期以前清理渠道。”"],
            id="a paragraph given in full",
        ),
        pytest.param(
            [*ARTICLES[:2], *NUMBERED, *ARTICLES[3:5], *LAST],
            ["增加一条，作为第二条：“县设巡查人员。”"],
            id="references follow by themselves",
        ),
        pytest.param(
            [*ARTICLES[:2], *NUMBERED, "（一）堵塞渠道；", ARTICLES[4], *LAST],
            ["增加一条，作为第二条：“县设巡查人员。”", "将第二条改为第三条，第一项中的“填埋”修改为“堵塞”。"],
            id="a new number and new words",
        ),
        pytest.param(
            [*ARTICLES[:2], "第二条　有前款行为的，责令停止：", "（一）填埋渠道，倾倒垃圾。", *ARTICLES[5:]],
            ["将第二条修改为：“有前款行为的，责令停止：", "“（一）填埋渠道，倾倒垃圾。”"],
            id="so much that the whole is shorter",
        ),
    ],
)
def test_an_article_is_amended_in_its_smallest_units(new: list[str], clauses: list[str]) -> None:
    old, after = build(["渠道办法", *ARTICLES]), build(["渠道办法", *new])
    draft = amend(old, after)
    assert [line.partition("、")[2] if line[1:2] == "、" else line for line in draft[1:-1]] == clauses
    assert applied(old, draft).dump() == after.dump()


def test_an_addition_beside_which_a_mark_would_be_given_is_quoted_with_its_neighbour() -> None:
    old = build(["办法", "第一条　农业、林业主管部门负责登记管理。"])
    new = build(["办法", "第一条　农业农村、林业主管部门负责登记管理。"])
    assert amend(old, new)[1:-1] == ["一、将第一条中的“农业”修改为“农业农村”。"]


def test_names_are_given_as_decisions_give_them() -> None:
    old = build(["办法", "第一章　总则", "第一条　甲。", "第二条　乙。"])
    new = build(["条例", "第一章　“三农”总则", "第一条　甲。", "第二条　丙应当登记。", "第三条　乙。"])
    assert amend(old, new)[1:-1] == [
        "一、将名称修改为“条例”。",
        "二、将第一章章名修改为“‘三农’总则”。",
        "三、增加一条，作为第二条：“丙应当登记。”",
    ]


def test_an_article_at_the_edge_of_a_chapter_names_it() -> None:
    old = build(["办法", "第一章　总则", "第一条　甲应当登记。", "第二章　附则", "第二条　乙应当巡查。"])
    new = build(
        [
            *("办法", "第一章　总则", "第一条　甲应当登记。", "第二条　丁不得取水。"),
            *("第二章　附则", "第三条　乙应当巡查。"),
        ]
    )
    assert amend(old, new)[1:-1] == ["一、增加一条，作为第一章第二条：“丁不得取水。”"]


sentences = st.lists(
    st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(DUTIES)), min_size=1, max_size=7, unique=True
)


@given(sentences, sentences)
def test_the_draft_makes_the_new_text(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    old, new = text(before), text(after)
    if before != after:
        assert applied(old, amend(old, new)).dump() == new.dump()


REWORDINGS = [
    *(("修改为", "改为"), ("将", "把"), ("删去", "删除"), ("中的(?=$|“)", "中"), ("增加(?=[一两])", "新增")),
    *(
        ("，(分别)?作为", r"\1作为"),
        ("第([一二三四五六七八九十]+)项", r"第（\1）项"),
        ("；", "，"),
        ("，", ","),
    ),
]


def reworded(draft: list[str], words: str, others: str) -> list[str]:
    """A draft with other words outside of its quotations, which mean the same."""
    text = re.sub("(“[^”]*”)|([^“]+)", lambda m: m[1] or re.sub(words, others, m[2]), "\n".join(draft[1:-1]))
    return [draft[0], *text.split("\n"), draft[-1]]


def test_real_statutes_are_drafted_and_the_drafts_apply(corpus: object) -> None:
    """Over the corpus pairs whose chapters stay: nearly all have a draft (what has none is refused)."""
    pairs = sorted((corpus / "pairs").iterdir())  # type: ignore[operator]
    drafted = refused = 0
    for pair in pairs[:40]:
        old, new = (from_manuscript(read(pair / f"{name}.txt")) for name in ("before", "after"))
        if len(old.articles()) > 120:
            continue
        try:
            draft = amend(old, new)
        except DoesNotApply:
            refused += 1
            continue
        drafted += 1
        if len(draft) > 2:
            again = reworded(draft, *REWORDINGS[drafted % len(REWORDINGS)])
            assert said(applied(old, again).lines()) == said(new.lines())
            assert said(applied(old, draft).lines()) == said(new.lines())
    assert drafted >= 10
