"""Addresses: single ones, lists, ranges, and what a step means after what was named before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.address import PATTERN, RANK, Address, Step, Unit, label, parse, parse_list
from xiuding.numerals import Ordinal


def listed(text: str) -> list[str]:
    return [str(a) for a in parse_list(text)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("第八条", "第八条"),
        ("第8条", "第八条"),
        ("第一百三十三条之一", "第一百三十三条之一"),
        ("第一百三十三条之一第二款", "第一百三十三条之一第二款"),
        ("第八条第一款第（四）项", "第八条第一款第四项"),
        ("第八条第一款第(四)项第2目", "第八条第一款第四项第二目"),
        ("第四章第八节", "第四章 第八节"),
        ("第二编第三分编第四章", "第二编 第三分编 第四章"),
        ("第三自然段", "第三自然段"),
        ("第三段", "第三段"),
    ],
)
def test_an_address_is_read_and_written(text: str, written: str) -> None:
    assert str(parse(text)) == written


def test_the_units_of_an_address_are_its_steps() -> None:
    address = parse("第八条第一款第（四）项")
    assert [(s.unit, s.number) for s in address.steps] == [
        (Unit.ARTICLE, Ordinal(8)),
        (Unit.PARAGRAPH, Ordinal(1)),
        (Unit.ITEM, Ordinal(4)),
    ]
    assert address.last.unit is Unit.ITEM
    assert address.step(Unit.PARAGRAPH) == Step(Unit.PARAGRAPH, Ordinal(1), word="款")
    assert address.step(Unit.CHAPTER) is None
    assert address
    assert not Address()


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("第三条、第五条", "第三条 第五条"),
        ("第三条和第五条以及第七条", "第三条 第五条 第七条"),
        ("第三条及第五条与第七条", "第三条 第五条 第七条"),
        ("第三条第二款、第三款", "第三条第二款 第三条第三款"),
        ("第三条第二款和第五条", "第三条第二款 第五条"),
        ("第三条第一款第（一）项、第（三）项", "第三条第一款第一项 第三条第一款第三项"),
        ("第三条第一款第（一）项、第二款", "第三条第一款第一项 第三条第二款"),
        ("第二、三、四、六项", "第二项 第三项 第四项 第六项"),
        ("第三条第（二）、（四）项", "第三条第二项 第三条第四项"),
        ("第十、十一条之一", "第十条 第十一条之一"),
        ("第四十二条至第四十五条", "第四十二条 第四十三条 第四十四条 第四十五条"),
        ("第四条到第五条", "第四条 第五条"),
        ("第二条第一款至第三款", "第二条第一款 第二条第二款 第二条第三款"),
        ("第一条、第三条至第五条、第九条", "第一条 第三条 第四条 第五条 第九条"),
        ("第三条至第三条", "第三条 第三条"),
        ("第三条至第五、七条", "第三条 第四条 第五条 第七条"),
        ("第三至三项", "第三项"),
        ("第一至三项", "第一项 第二项 第三项"),
        ("第二、四至六项", "第二项 第四项 第五项 第六项"),
        ("第三条第二款、第五条、第一款", "第三条第二款 第五条 第五条第一款"),
        ("第九百条至第九百零二条", "第九百条 第九百零一条 第九百零二条"),
        ("第五条之一至第五条之三", "第五条之一 第五条之二 第五条之三"),
        ("第五条至第五条之二", "第五条 第五条之一 第五条之二"),
        ("第三条之二至第五条", "第三条之二 第四条 第五条"),
    ],
)
def test_a_list_gives_complete_addresses(text: str, addresses: str) -> None:
    assert listed(text) == addresses.split()


def test_a_range_is_marked_because_the_text_may_have_more_between() -> None:
    assert [a.through for a in parse_list("第一条、第三条至第五条")] == [False, False, True, True]
    assert [a.through for a in parse_list("第二、四至六条")] == [False, False, True, True]
    assert parse_list("第一条至第二条")[1] == parse("第二条")
    assert parse("第三条").within(parse_list("第一条至第二条")[1]).through is False
    assert Address().through is False
    assert parse_list("第一款至第二款")[1].within(parse("第八条")).through is True


def test_sections_of_a_chapter_are_listed_with_their_chapter() -> None:
    assert listed("第三章第五节、第六节") == ["第三章 第五节", "第三章 第六节"]


def test_an_insertion_and_a_paragraph_behind_it_are_two_things() -> None:
    assert listed("第十条之二第三款") == ["第十条之二第三款"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "八条", "第八", "第三条、", "第三条，第五条", "第三条和", "第三条至", "第三条的", "第三条第"),
        *("第二章第二章", "第三节第二章", "第一章第三节第二章", "第一编第二编"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        parse_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "第五条至第三条",
        "第五条至第六款",
        "第三条之二至第三条之一",
        "第三至一项",
        "第三至二项",
        "第一至九万项",
    ],
)
def test_a_range_runs_upwards_between_units_of_one_kind(text: str) -> None:
    with pytest.raises(ValueError, match="not a range"):
        parse_list(text)


def test_one_address_is_not_several() -> None:
    with pytest.raises(ValueError, match="several addresses"):
        parse("第三条、第五条")


@pytest.mark.parametrize(
    ("inner", "context", "whole"),
    [
        ("第二款", "第八条第一款", "第八条第二款"),
        ("第二项", "第八条第一款", "第八条第一款第二项"),
        ("第二款", "第八条第一款第三项", "第八条第二款"),
        ("第九条", "第八条第一款", "第九条"),
        ("第九条", "第二章", "第九条"),
        ("第三节", "第二章", "第二章 第三节"),
        ("第三章", "第二章第一节", "第三章"),
        ("第三章第九条", "第二编", "第二编 第三章 第九条"),
    ],
)
def test_an_address_takes_over_what_stands_outside_it(inner: str, context: str, whole: str) -> None:
    assert str(parse(inner).within(parse(context))) == whole


def test_nothing_within_a_context_is_the_context() -> None:
    assert Address().within(parse("第八条")) == parse("第八条")
    assert parse("第八条").within(Address()) == parse("第八条")


def test_steps_by_title_and_insets_are_written_apart() -> None:
    lead = Step(Unit.PARAGRAPH, None, title="完善服务", word="一段")
    assert str(Address((Step(Unit.SECTION, Ordinal(2)), lead))) == "第二节 “完善服务”一段"
    assert str(Step(Unit.BOX, Ordinal(3))) == "专栏3"
    assert str(Step(Unit.TABLE, Ordinal(1), word="表")) == "表1"
    assert str(Step(Unit.PREAMBLE)) == "序言"
    assert str(Step(Unit.ARTICLE, Ordinal(0))) == "第零条"
    assert str(Step(Unit.ITEM, Ordinal(2), word="小项")) == "第二小项"
    assert str(Step(Unit.PARAGRAPH, Ordinal(-1))) == "最后一款"
    assert str(Step(Unit.PARAGRAPH, Ordinal(-2))) == "倒数第二款"


def test_labels() -> None:
    assert label(Unit.ARTICLE, Ordinal(12, 1)) == "第十二条之一"
    assert label(Unit.CHAPTER, Ordinal(2)) == "第二章"
    assert label(Unit.ARTICLE, Ordinal(12, 1), "第3条") == "第12条之一"
    assert label(Unit.ARTICLE, Ordinal(12), "第三条") == "第十二条"
    assert label(Unit.ARTICLE, Ordinal(12), "第3章") == "第十二条"


ORDINALS = st.integers(1, 2000).map(Ordinal)
UNITS = [Unit.PART, Unit.SUBPART, Unit.CHAPTER, Unit.SECTION, Unit.ARTICLE, Unit.PARAGRAPH, Unit.ITEM]
ADDRESSES = st.sets(st.sampled_from(UNITS), min_size=1).flatmap(
    lambda units: st.builds(
        lambda numbers: Address(
            tuple(Step(u, n, word=u.value) for u, n in zip(sorted(units, key=RANK.get), numbers, strict=True))
        ),
        st.lists(ORDINALS, min_size=len(units), max_size=len(units)),
    )
)


@given(ADDRESSES)
def test_an_address_written_and_read_is_the_same_address(address: Address) -> None:
    text = "".join(str(step) for step in address.steps)
    assert parse(text) == address
    assert re.fullmatch(PATTERN, text)


@given(ORDINALS, st.integers(0, 30), ADDRESSES)
def test_a_range_has_every_number_once(first: Ordinal, more: int, address: Address) -> None:
    last = Ordinal(first.number + more)
    text = f"{label(Unit.ARTICLE, first)}至{label(Unit.ARTICLE, last)}"
    found = [a.last.number for a in parse_list(text) if a.last.number is not None]
    assert [n.number for n in dict.fromkeys(found)] == list(range(first.number, last.number + 1))


@given(ADDRESSES, ADDRESSES)
def test_what_an_address_names_itself_stays(inner: Address, context: Address) -> None:
    whole = inner.within(context)
    assert whole.steps[-len(inner.steps) :] == inner.steps
    assert whole.within(context) == whole
    ranks = [RANK[s.unit] for s in whole.steps]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("text", ["第一条至第一万零二条", "第一条至第一条之一万零一"])
def test_no_text_has_as_many_units(text: str) -> None:
    with pytest.raises(ValueError, match="no text has as many"):
        parse_list(text)


def test_a_long_text_has_many() -> None:
    assert len(parse_list("第一条至第一万零一条")) == 10_001
    assert len(parse_list("第一条至第一条之一万")) == 10_001
