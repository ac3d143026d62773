"""The final order of articles, against a reader who numbers them by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from xiuding.arrange import Arrangement, arrange, fill, series
from xiuding.bind import Index, bind
from xiuding.consolidate import apply_clauses
from xiuding.document import Document, Node
from xiuding.instrument import parse
from xiuding.numerals import Ordinal, to_chinese
from xiuding.structure import build

CLOSING = "《某某法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"


def law(*articles: str) -> Document:
    """A law whose articles have these labels; the text of each is its old label."""
    labels = [(label, *label.partition("之")) for label in articles]
    return build(["某某法", *(f"第{n}条{of}{i}　旧{label}。" for label, n, of, i in labels)])


def numbered(count: int) -> Document:
    return law(*(to_chinese(n) for n in range(1, count + 1)))


def arrangement(document: Document, clauses: Sequence[str]) -> Arrangement:
    instrument = parse(["关于修改《某某法》的决定", *clauses])
    assert instrument.understood, instrument.clauses
    return arrange(document, [edits for _, edits in bind(Index(document), instrument.clauses)])


def order(found: Arrangement) -> list[str]:
    """新 for an article to be made, the old label for one that there is."""
    return [
        f"{found.number[key]}={key.label[1:].replace('条', '') if isinstance(key, Node) else '新'}"
        for key in found.order
        if key in found.number
    ]


# -- filling --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "free", "fixed", "series"),
    [
        (1, "甲乙", {2: "新"}, [(1, "甲"), (2, "新"), (3, "乙")]),
        (1, "甲乙", {}, [(1, "甲"), (2, "乙")]),
        (5, "甲乙", {}, [(5, "甲"), (6, "乙")]),
        (1, "", {1: "新", 2: "末"}, [(1, "新"), (2, "末")]),
        (1, "甲", {2: "新", 3: "末"}, [(1, "甲"), (2, "新"), (3, "末")]),
        (1, "", {}, []),
    ],
)
def test_free_units_fill_the_numbers_between(
    first: int, free: str, fixed: dict[int, str], series: list[tuple[int, str]]
) -> None:
    assert fill(first, free, fixed) == series


@pytest.mark.parametrize(
    ("free", "fixed", "missing"), [("甲", {3: "新"}, 3), ("", {2: "新"}, 2), ("甲", {2: "新", 9: "末"}, 9)]
)
def test_a_number_beyond_the_end_has_no_place(free: str, fixed: dict[int, str], missing: int) -> None:
    with pytest.raises(ValueError, match=str(missing)):
        fill(1, free, fixed)


@given(st.integers(1, 9), st.lists(st.text("甲乙", max_size=1), max_size=8), st.sets(st.integers(0, 7)))
def test_a_series_has_no_gap_and_keeps_what_is_fixed(first: int, free: list[str], offsets: set[int]) -> None:
    fixed = {first + i: f"定{i}" for i in offsets}
    assume(all(i < len(free) + len(offsets) for i in offsets))
    series = fill(first, free, fixed)
    assert [n for n, _ in series] == list(range(first, first + len(free) + len(fixed)))
    assert {n: key for n, key in series if n in fixed} == fixed
    assert [key for n, key in series if n not in fixed] == free


# -- whole instruments ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("clauses", "result"),
    [
        (["一、增加一条，作为第二条：“新。”"], "一=一 二=新 三=二 四=三 五=四"),
        (["一、删去第二条。"], "一=一 二=三 三=四"),
        (["一、将第四条改为第一条。"], "一=四 二=一 三=二 四=三"),
        (["一、将第一条改为第四条。"], "一=二 二=三 三=四 四=一"),
        (["一、将第二条改为第三条。", "二、增加一条，作为第二条：“新。”"], "一=一 二=新 三=二 四=三 五=四"),
        (["一、删去第一条。", "二、增加一条，作为第四条：“新。”"], "一=二 二=三 三=四 四=新"),
        (["一、在第二条后增加一条，作为第二条之一：“新。”"], "一=一 二=二 二之一=新 三=三 四=四"),
        (["一、将第二条、第三条合并，作为第二条，修改为：“新。”"], "一=一 二=二 三=四"),
        (
            ["一、将第二条改为两条，作为第二条、第三条，修改为：", "“第二条　甲。", "“第三条　乙。”"],
            "一=一 二=二 三=新 四=三 五=四",
        ),
        (["一、将第三条第一款改为第五条。"], None),
        (["一、增加一章“管理”，作为第二章，包括第三条。"], "一=一 二=二 三=三 四=四"),
        (["一、第二条增加一款，作为第二款：“新。”"], "一=一 二=二 三=三 四=四"),
        (
            ["一、增加一条，作为第一条：“新。”", "二、将第三条修改为：“第三条　乙。”"],
            "一=新 二=一 三=二 四=三 五=四",
        ),
        (["一、将第一条、第二条第一款合并，修改为：“新。”", "二、删去第三条。"], "一=一 二=四"),
        (["一、第一条第一款改为第二款。"], "一=一 二=二 三=三 四=四"),
    ],
)  # fmt: skip
def test_numbers_that_are_given_are_kept_and_the_rest_closes_up(
    clauses: list[str], result: str | None
) -> None:
    found = arrangement(numbered(4), [*clauses, CLOSING])
    if result is None:
        assert list(found.problems) == [len(clauses)]
    else:
        assert order(found) == result.split()
        assert found.problems == {}


def test_an_article_whose_paragraphs_all_leave_it_is_gone() -> None:
    document = build(["某某法", "第一条　甲。", "乙。", "第二条　丙。"])
    leaving = ["一、将第一条第一款改为第二条。", "二、将第一条第二款改为第三条。"]
    assert order(arrangement(document, [*leaving, CLOSING])) == ["一=二", "二=新", "三=新"]
    assert order(arrangement(document, [leaving[0], CLOSING])) == ["一=一", "二=新", "三=二"]


def test_insertions_follow_their_article() -> None:
    document = law("一", "二", "二之一", "二之二", "三")
    assert order(arrangement(document, ["一、增加一条，作为第一条：“新。”", CLOSING])) == [
        "一=新", "二=一", "三=二", "三之一=二之一", "三之二=二之二", "四=三",
    ]  # fmt: skip
    assert order(arrangement(document, ["一、将第二条之一改为第三条。", CLOSING])) == [
        "一=一", "二=二", "二之二=二之二", "三=二之一", "四=三",
    ]  # fmt: skip


def test_without_a_closing_formula_nothing_else_is_numbered() -> None:
    found = arrangement(numbered(3), ["一、在第一条后增加一条，作为第一条之一：“新。”", "二、删去第二条。"])
    assert order(found) == ["一=一", "一之一=新", "三=三"]
    assert set(found.occupied) == {Ordinal(1), Ordinal(3)}


def test_the_series_begins_where_the_text_begins() -> None:
    found = arrangement(law("五", "六", "七"), ["一、删去第六条。", CLOSING])
    assert order(found) == ["五=五", "六=七"]
    first = arrangement(law("五", "六", "七"), ["一、删去第五条。", CLOSING])
    assert order(first) == ["五=六", "六=七"]


def test_a_deleted_chapter_takes_its_articles_along() -> None:
    document = build(
        [
            "某某法",
            "第一章　甲",
            "第一条　乙。",
            "第二章　丙",
            "第二条　丁。",
            "第三条　戊。",
            "第三章　己",
            "第四条　庚。",
        ]
    )
    assert order(arrangement(document, ["一、删去第二章。", CLOSING])) == ["一=一", "二=四"]


def test_two_articles_cannot_become_one_number() -> None:
    found = arrangement(numbered(4), ["一、将第一条改为第三条。", "二、将第二条改为第三条。", CLOSING])
    assert list(found.problems) == [1]
    assert "two articles become 第三条" in str(found.problems[1])


def test_a_number_without_articles_before_it_is_a_problem_of_the_closing_formula() -> None:
    found = arrangement(numbered(3), ["一、将第三条改为第九条。", CLOSING])
    assert list(found.problems) == [1]
    assert "before 第九条" in str(found.problems[1])


# -- against a model ------------------------------------------------------------------------------
class Plan:
    """A law of `count` articles, some deleted, some renumbered, some new ones, in clauses of any order."""

    def __init__(self, count: int, deleted: set[int], moves: dict[int, int], new: set[int]) -> None:
        self.count, self.deleted, self.moves, self.new = count, deleted, moves, new

    def clauses(self) -> list[str]:
        out = [f"删去第{to_chinese(n)}条。" for n in sorted(self.deleted)]
        out += [f"将第{to_chinese(a)}条改为第{to_chinese(b)}条。" for a, b in self.moves.items()]
        out += [f"增加一条，作为第{to_chinese(n)}条：“新{n}。”" for n in sorted(self.new)]
        return out

    def result(self) -> list[str]:
        """The texts of the articles in the end."""
        fixed = {b: f"旧{to_chinese(a)}。" for a, b in self.moves.items()}
        fixed |= {n: f"新{n}。" for n in self.new}
        free = [
            f"旧{to_chinese(n)}。"
            for n in range(1, self.count + 1)
            if n not in self.deleted | set(self.moves)
        ]
        out: list[str] = []
        while free or len(out) + 1 in fixed:
            out.append(fixed.pop(len(out) + 1) if len(out) + 1 in fixed else free.pop(0))
        assert not fixed
        return out


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(2, 7))
    numbers = st.integers(1, count)
    deleted = draw(st.sets(numbers, max_size=count - 1))
    movable = sorted(set(range(1, count + 1)) - deleted)
    moved = draw(st.lists(st.sampled_from(movable), unique=True, max_size=3))
    total = count - len(deleted) + draw(st.integers(0, 3))
    new = total - count + len(deleted)
    slots = draw(st.permutations(range(1, total + 1)))
    targets = slots[: len(moved) + new]
    moves = {a: b for a, b in zip(moved, targets[: len(moved)], strict=True) if a != b}
    assume(len(moves) == len(moved))
    return Plan(count, deleted, moves, set(targets[len(moved) :]))


@given(plans(), st.randoms())
def test_every_article_gets_the_number_and_the_place_a_reader_would_give_it(
    plan: Plan, chance: object
) -> None:
    clauses = plan.clauses()
    chance.shuffle(clauses)  # type: ignore[attr-defined]
    numbered_clauses = [f"{to_chinese(i)}、{text}" for i, text in enumerate(clauses, 1)]
    document = numbered(plan.count)
    steps = list(apply_clauses(document, parse(["关于修改《某某法》的决定", *numbered_clauses, CLOSING])))
    assert [s.reason for s in steps] == [None] * len(steps)
    expected = plan.result()
    assert list(document.lines())[1:] == [
        f"第{to_chinese(n)}条　{text}" for n, text in enumerate(expected, 1)
    ]


@st.composite
def final_orders(draw: st.DrawFn) -> tuple[list[int], set[int]]:
    """Where each article stands in the end, and which of them are given their numbers."""
    count = draw(st.integers(1, 7))
    final = draw(st.permutations(range(count)))
    given_numbers = draw(st.sets(st.integers(0, count - 1)))
    kept = iter(sorted(set(final) - given_numbers))  # the others keep their order
    return [n if n in given_numbers else next(kept) for n in final], given_numbers


@settings(max_examples=300)
@given(final_orders())
@example(([1, 0], {0}))
@example(([1, 0], {1}))
@example(([2, 0, 1], {2}))
@example(([1, 2, 0], {0}))
@example(([2, 3, 0, 1], {0, 1, 2, 3}))
@example(([0, 3, 1, 2, 4], {1, 2, 3}))
def test_as_few_articles_move_as_possible(case: tuple[list[int], set[int]]) -> None:
    """Only articles that are given a number move; the rest keeps its order."""
    final, given_numbers = case
    nodes = numbered(len(final)).articles()
    rank = {nodes[n]: i for i, n in enumerate(final)}
    moved = series.out_of_order(nodes, rank, {nodes[n] for n in given_numbers})
    assert moved <= {nodes[n] for n in given_numbers}
    staying = [rank[n] for n in nodes if n not in moved]
    assert staying == sorted(staying)
    fewest = next(
        k
        for k in range(len(final) + 1)
        for out in combinations(sorted(given_numbers), k)
        if (rest := [rank[nodes[n]] for n in range(len(final)) if n not in out]) == sorted(rest)
    )
    assert len(moved) == fewest


# -- chapters -------------------------------------------------------------------------------------
CHAPTERED = build(
    [
        "某某法",
        "第一章　甲",
        "第一条　乙。",
        "第二条　丙。",
        "第二章　丁",
        "第三条　戊。",
        "第三章　附则",
        "第四条　己。",
    ]
)


def covers(*clauses: str) -> dict[str, str]:
    covered = arrangement(CHAPTERED, clauses).covers
    return {str(n): f"{said.number}{said.unit}" for n, said in covered.items()}


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("一、增加一章“新”，作为第三章，包括第四条至第五条。", {"四": "三章", "五": "三章"}),
        ("一、在第三章增加一条，作为第四条：“新。”", {"四": "三章"}),
        ("一、增加一条，作为第二章第四条：“新。”", {"四": "二章"}),
        ("一、将第一条、第二条合并，作为第二章第二条，修改为：“新。”", {"二": "二章"}),
        ("一、增加一条，作为第四条：“新。”", {}),
        ("一、将第一条、第二条合并，作为第二条，修改为：“新。”", {}),
        ("一、在第三条后增加一条，作为第四条：“新。”", {}),
    ],
)
def test_the_chapter_that_a_clause_says_an_article_stands_in(clause: str, said: dict[str, str]) -> None:
    assert covers(clause, CLOSING) == said


@pytest.mark.parametrize(
    ("clause", "final"),
    [
        ("一、增加一条，作为第四条：“本法所称树木，是指乔木。”", {Ordinal(4)}),
        ("一、增加一条，作为第四条：“公园参照本法执行。”", {Ordinal(4)}),
        ("一、增加一条，作为第四条：“新。”", set()),
        ("一、将第一条改为第三条。", {Ordinal(3)}),
        ("一、将第三条改为第二条。", {Ordinal(2)}),
    ],
)
def test_what_may_belong_into_the_last_chapter(clause: str, final: set[Ordinal]) -> None:
    assert arrangement(CHAPTERED, [clause, CLOSING]).final == final


def test_articles_that_a_new_chapter_brings_have_their_numbers() -> None:
    clause = ["一、增加一章，作为第二章：“第二章　新", "“第三条　甲。", "“第四条　乙。”"]
    assert order(arrangement(CHAPTERED, [*clause, CLOSING])) == [
        "一=一",
        "二=二",
        "三=新",
        "四=新",
        "五=三",
        "六=四",
    ]


def test_a_text_without_articles_begins_with_the_first() -> None:
    document = build(["某某法", "甲。"])
    assert order(arrangement(document, ["一、增加一条，作为第二条：“新。”", CLOSING])) == ["二=新"]
    found = arrangement(document, ["一、增加两条，作为第一条、第二条：“新。", "“末。”", CLOSING])
    assert order(found) == ["一=新", "二=新"]
