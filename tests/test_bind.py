"""Addresses in a base text: one node or a refusal that says what there is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding import language
from xiuding.address import Address, Step, Unit, parse
from xiuding.bind import Bound, Index, NoSuchPlace, bind, bind_edit
from xiuding.document import Node
from xiuding.instrument import parse as parse_instrument
from xiuding.numerals import Ordinal, to_chinese
from xiuding.structure import build

STATUTE = build(
    """某某条例
（2001年1月1日公布）
序言
本会成立。
第一章　总则
第一条　甲。
乙：
（一）丙；
（二）丁：
1.戊；
2.己。
庚：
（一）辛。
第二条　壬：
1.癸；
2.子。
第二条之一　丑。
第二章　设施
第一节　树木
第三条　寅。
第二节　水面
第四条　卯。
第三章　管理
第一节　开放
第五条　辰。""".splitlines()
)
PLAN = build(
    """某某规划
第一章　背景
第一节　基础
服务提升。有馆三座。
服务提升的办法。
第二节　问题
设施不足：缺馆。
专栏1　工程
建馆。
第二章　任务
第一节　建设
一、场馆
新建。
第二节　设施
第二节　人员""".splitlines()
)


def found(document: Node, address: str | Address) -> Node:
    index = Index(document)  # type: ignore[arg-type]
    return index.resolve(parse(address) if isinstance(address, str) else address)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("第一条第一款", "甲。"),
        ("第一条第二款", "乙："),
        ("第一条第三款", "庚："),
        ("第一条第二款第（二）项", "（二）丁："),
        ("第一条第二款第二项第1目", "1.戊；"),
        ("第一条第三款第一项", "（一）辛。"),
        ("第一条第二项", "（二）丁："),
        ("第二条第一项", "1.癸；"),
        ("第二条第二项", "2.子。"),
        ("第二条之一", "第二条之一　"),
        ("第二条之一第一款", "丑。"),
        ("第二章", "第二章　设施"),
        ("第二章第二节", "第二节　水面"),
        ("第三章第一节", "第一节　开放"),
        ("第二章第三条", "第三条　"),
    ],
)
def test_an_address_is_one_node(address: str, heading: str) -> None:
    assert found(STATUTE, address).heading == heading


@pytest.mark.parametrize(
    ("step", "heading"),
    [
        (Step(Unit.TITLE), "某某条例"),
        (Step(Unit.NOTE), "（2001年1月1日公布）"),
        (Step(Unit.PREAMBLE), "序言"),
        (Step(Unit.SECTION, title="水面"), "第二节　水面"),
    ],
)
def test_units_without_a_number(step: Step, heading: str) -> None:
    assert found(STATUTE, Address((step,))).heading == heading


@pytest.mark.parametrize(
    ("steps", "heading"),
    [
        ((Step(Unit.BOX, Ordinal(1)),), "专栏1　工程"),
        ((Step(Unit.CHAPTER, Ordinal(2)), Step(Unit.GROUP, Ordinal(1))), "一、场馆"),
        ((Step(Unit.PARAGRAPH, title="服务提升"),), "服务提升。有馆三座。"),
        ((Step(Unit.PARAGRAPH, title="服务提升的"),), "服务提升的办法。"),
        ((Step(Unit.PARAGRAPH, title="设施不足"),), "设施不足：缺馆。"),
        ((Step(Unit.CHAPTER, Ordinal(2)), Step(Unit.SECTION, Ordinal(2), title="人员")), "第二节　人员"),
        ((Step(Unit.CHAPTER, Ordinal(2)), Step(Unit.SECTION, Ordinal(2), title=" 设施")), "第二节　设施"),
    ],
)
def test_units_of_a_plan(steps: tuple[Step, ...], heading: str) -> None:
    assert found(PLAN, Address(steps)).heading == heading


ANNEXED = build(
    [
        "某某条例",
        "第一条　甲。",
        "附件1：乙",
        "丙表",
        "丁。",
        "附件2",
        "戊表",
        "己。",
        "附表",
        "庚。",
        "壬。",
        "辛表",
    ]
)


@pytest.mark.parametrize(
    ("step", "heading"),
    [
        (Step(Unit.ANNEX, Ordinal(2)), "附件2"),
        (Step(Unit.ANNEX, title="丙表"), "附件1：乙"),
        (Step(Unit.ANNEX, title="辛表"), "附表"),
        (Step(Unit.ANNEX, word="附表"), "附表"),
    ],
)
def test_annexes(step: Step, heading: str) -> None:
    assert found(ANNEXED, Address((step,))).heading == heading


@pytest.mark.parametrize(
    ("number", "text"), [(-1, "庚："), (-2, "乙："), (-3, "甲。"), (1, "甲。"), (3, "庚：")]
)
def test_paragraphs_are_counted_from_either_end(number: int, text: str) -> None:
    address = Address((Step(Unit.ARTICLE, Ordinal(1)), Step(Unit.PARAGRAPH, Ordinal(number))))
    assert found(STATUTE, address).text == text


@pytest.mark.parametrize("number", [-4, 4, 0])
def test_what_is_counted_beyond_either_end_is_not_there(number: int) -> None:
    with pytest.raises(NoSuchPlace):
        found(STATUTE, Address((Step(Unit.ARTICLE, Ordinal(1)), Step(Unit.PARAGRAPH, Ordinal(number)))))


def test_items_are_counted_from_the_end() -> None:
    steps = (Step(Unit.ARTICLE, Ordinal(1)), Step(Unit.PARAGRAPH, Ordinal(2)), Step(Unit.ITEM, Ordinal(-1)))
    assert found(STATUTE, Address(steps)).text == "丁："


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("第九条", "the text has no 第九条 (it has: 第一条、第二条、第二条之一、……、第五条)"),
        ("第一条第四款", "第一条 has no 第四款 (it has: 3 款)"),
        ("第一条第二款第三项", "乙： has no 第三项 (it has: （一）、（二）)"),
        ("第三条第一项", "第三条 has no 第一项 (it has: none)"),
        ("第五章", "the text has no 第五章 (it has: 第一章、第二章、第三章)"),
        ("第一节", "第一节 stands 2 times in the text; name its unit"),
        ("第一条第一项", "第一项 stands 2 times in 第一条"),
    ],
)
def test_a_refusal_says_what_there_is(address: str, said: str) -> None:
    with pytest.raises(NoSuchPlace) as refusal:
        found(STATUTE, address)
    assert said in " ".join(str(refusal.value).split())
    assert str(refusal.value).startswith(str(parse(address)))


@pytest.mark.parametrize(
    ("count", "there"),
    [
        (1, "第一条"),
        (3, "第一条、第二条、第三条"),
        (4, "第一条、第二条、第三条、第四条"),
        (5, "第一条、第二条、第三条、……、第五条"),
    ],
)
def test_a_refusal_lists_the_first_units_and_the_last(count: int, there: str) -> None:
    with pytest.raises(NoSuchPlace, match=f"it has: {there}\\)"):
        found(build(["某某", *(f"第{to_chinese(n)}条　甲。" for n in range(1, count + 1))]), "第九条")


def test_a_refusal_speaks_the_language_of_the_user() -> None:
    language.choose("zh")
    with pytest.raises(NoSuchPlace, match=r"第一条.*没有第四款（现有：共3款）"):
        found(STATUTE, "第一条第四款")
    with pytest.raises(NoSuchPlace, match="全文中有2处第一节，请写明上级单位"):
        found(STATUTE, "第一节")


def test_an_article_is_found_though_the_chapter_is_another() -> None:
    assert found(STATUTE, "第一章第三条").label == "第三条"


def test_the_article_of_the_chapter_named_is_preferred() -> None:
    twice = build(["某某", "第一编　甲", "第一条　乙。", "第二编　丙", "第一条　丁。"])
    assert found(twice, "第二编第一条").children[0].text == "丁。"
    with pytest.raises(NoSuchPlace, match="2 times"):
        found(twice, "第一条")


def test_a_title_that_differs_is_noted() -> None:
    notes: list[str] = []
    step = Step(Unit.CHAPTER, Ordinal(2), title="设施建设")
    assert Index(STATUTE).resolve(Address((step,)), notes).text == "设施"
    assert notes == ["标题不同：文书作“设施建设”，原文作“设施”"]
    notes.clear()
    Index(STATUTE).resolve(Address((Step(Unit.CHAPTER, Ordinal(2), title="设 施"),)), notes)
    assert notes == []


def test_the_index_remembers_the_numbers_it_was_made_with() -> None:
    document = build(["某某", "第一条　甲。", "第二条　乙。"])
    index = Index(document)
    first, second = document.articles()
    first.relabel("第二条", Ordinal(2))
    assert index.resolve(parse("第一条")) is first
    assert index.resolve(parse("第二条")) is second
    assert index.between(first, second) == []


# -- clauses --------------------------------------------------------------------------------------
def bound(*clauses: str, base: Node = STATUTE) -> list[list[Bound]]:
    instrument = parse_instrument(["关于修改《某某条例》的决定", *clauses])
    assert instrument.understood
    return [edits for _, edits in bind(Index(base), instrument.clauses)]  # type: ignore[arg-type]


def test_every_edit_is_bound_in_the_text_before_the_instrument() -> None:
    ((renumbering,), (replacement,)) = bound("一、将第一条改为第三条。", "二、将第三条中的“寅”修改为“卯”。")
    assert renumbering.node is STATUTE.articles()[0]
    assert replacement.node is not None
    assert replacement.node.label == "第三条"


def test_what_the_base_does_not_have_stays_unbound() -> None:
    ((edit,),) = bound("一、将第九条中的“甲”修改为“乙”。")
    assert edit.node is None
    assert isinstance(edit.missing, NoSuchPlace)
    assert bind_edit(Index(build(["某某", "第九条　甲。"])), edit.edit).missing is None


def test_an_edit_of_the_whole_text_has_no_node() -> None:
    ((edit,),) = bound("一、将相关条文中的“甲”修改为“乙”。")
    assert (edit.node, edit.missing) == (None, None)


def test_a_range_takes_in_the_articles_inserted_in_it() -> None:
    (edits,) = bound("一、删去第一条至第三条。")
    assert [b.node.label for b in edits if b.node] == ["第一条", "第二条", "第二条之一", "第三条"]
    assert [b.edit.target for b in edits] == ["第一条", "第二条", "第二条之一", "第三条"]


def test_a_range_takes_in_nothing_before_it() -> None:
    (edits,) = bound("一、删去第一条、第三条至第四条。")
    assert [b.node.label for b in edits if b.node] == ["第一条", "第三条", "第四条"]


def test_a_list_takes_in_nothing() -> None:
    (edits,) = bound("一、删去第二条、第三条。")
    assert [b.node.label for b in edits if b.node] == ["第二条", "第三条"]


def test_merged_units_are_bound_each() -> None:
    ((edit,),) = bound("一、将第三条、第四条合并，作为第三条，修改为：“新。”")
    assert edit.node is not None
    assert (edit.node.label, [n.label for n in edit.others]) == ("第三条", ["第四条"])
    ((into,),) = bound("一、将第三章并入第二章。")
    assert into.into is not None
    assert into.into.label == "第二章"


@dataclass(frozen=True)
class Shape:
    """How many 款 every article has, and how many items each 款."""

    articles: tuple[tuple[int, ...], ...]

    def lines(self) -> list[str]:
        out = ["某某条例"]
        for a, paragraphs in enumerate(self.articles, 1):
            for p, items in enumerate(paragraphs, 1):
                label = f"第{to_chinese(a)}条　" if p == 1 else ""
                out.append(f"{label}{a}条{p}款{'：' if items else '。'}")
                out += [f"（{to_chinese(i)}）{a}条{p}款{i}项；" for i in range(1, items + 1)]
        return out


SHAPES = st.builds(
    Shape,
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple), min_size=1, max_size=5).map(
        tuple
    ),
)


@given(SHAPES, st.integers(1, 6), st.integers(1, 4), st.integers(1, 4))
def test_an_address_finds_its_unit_and_no_other(shape: Shape, a: int, p: int, i: int) -> None:
    """Every address either is where the text says or is refused."""
    document = build(shape.lines())
    there = a <= len(shape.articles) and p <= len(shape.articles[a - 1])
    address = f"第{to_chinese(a)}条第{to_chinese(p)}款"
    if there:
        assert found(document, address).text.startswith(f"{a}条{p}款")
    else:
        with pytest.raises(NoSuchPlace):
            found(document, address)
    if there and i <= shape.articles[a - 1][p - 1]:
        assert found(document, f"{address}第（{to_chinese(i)}）项").text == f"{a}条{p}款{i}项；"
    else:
        with pytest.raises(NoSuchPlace):
            found(document, f"{address}第{to_chinese(i)}项")


@pytest.mark.parametrize(
    ("place", "bound"),
    [
        ("第一条第一款", "甲一。"),
        ("第一条第二款", None),
        ("第一条第三款", None),
        ("第一条最后一款", "丙。"),
        ("第二条第二款", "己。"),
        ("第三条第一款", None),
    ],
)
def test_no_paragraph_is_counted_over_a_line_that_ends_no_sentence(place: str, bound: str | None) -> None:
    base = build(
        [
            "某法",
            "第一条　甲一。",
            "甲二，",
            "乙。",
            "丙。",
            "第二条　丁：",
            "戊，",
            "庚。",
            "己。",
            "第三条　辛",
            "壬。",
        ]
    )
    order = parse_instrument(["关于修改《某法》的决定", f"一、将{place}修改为：“新。”"])
    ((_, (edit,)),) = bind(Index(base), order.clauses)
    assert (edit.node.text if edit.node is not None else None) == bound
    assert bound or "自成一款" in str(edit.missing) or "a 款?" in str(edit.missing)
