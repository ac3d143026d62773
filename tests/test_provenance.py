"""Whose every change is, however many clauses touched a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xiuding.provenance import Marks, Provenance
from xiuding.redline import compare


def follow(*texts: list[str]) -> list[tuple[str | None, str | None, Marks]]:
    """The rows of the whole way through the texts, of which clause 1 made the second, and so on."""
    provenance = Provenance(texts[0])
    for number in range(1, len(texts)):
        provenance.step(compare(texts[number - 1], texts[number]), str(number))
    whole = compare(texts[0], texts[-1])
    marks = provenance.marks(whole)
    return [(row.old, row.new, mark) for row, mark in zip(whole, marks, strict=True)]


def owners(*texts: str) -> list[tuple[str, str | None]]:
    """The signed changes of one line with their owners."""
    ((_, _, marks),) = follow(*([text] for text in texts))
    return [
        (change.sign + change.text, owner) for change, owner in zip(marks.changes, marks.owners, strict=True)
    ]


def test_every_change_of_a_line_is_of_the_clause_that_made_it() -> None:
    texts = "设图书馆三座，剧场两座。", "设图书馆五座，剧场两座。", "设图书馆五座，剧场四座。"
    pieces = [piece for piece in owners(*texts) if piece[1]]
    assert "".join(piece for piece, owner in pieces if owner == "1").startswith("-三座")
    assert {owner for piece, owner in pieces if "两座" in piece or "四座" in piece} == {"2"}
    assert {owner for piece, owner in pieces if "三座" in piece or "五座" in piece} == {"1"}


def test_what_two_clauses_change_in_turn_is_struck_by_the_first_and_put_by_the_last() -> None:
    assert owners("设馆三座。", "设馆五座。", "设馆八座。")[1:3] == [("-三座", "1"), ("+八座", "2")]


def test_a_line_that_a_clause_adds_is_its_own() -> None:
    kept, last = "图书馆应当免费开放。", "剧场每周演出两次。"
    rows = follow(
        [kept, last], [kept, "新增的一段话。", last], [kept, "新增的一段话。", "剧场每周演出三次。"]
    )
    assert [marks.clauses for _, _, marks in rows] == [(), ("1",), ("2",)]


def test_a_line_that_a_clause_strikes_is_its_own() -> None:
    rows = follow(["甲甲。", "乙乙。", "丙丙。"], ["甲甲。", "丙丙。"], ["甲甲。", "丙丁。"])
    assert [(old, marks.clauses) for old, _, marks in rows][1] == ("乙乙。", ("1",))


def test_a_line_keeps_its_clause_when_it_is_moved() -> None:
    first = "图书馆由市人民政府设立，应当在节假日开放，不得收取费用。"
    changed = first.replace("费用", "任何费用")
    rest = [
        "剧场每周至少演出两次，票价由市人民政府规定并公布。",
        "博物馆和美术馆的门票对学生和老人一律减半。",
    ]
    rows = follow([first, *rest], [changed, *rest], [*rest, changed])
    assert {clause for _, _, marks in rows for clause in marks.clauses} == {"1", "2"}


LINES = st.lists(st.text("甲乙丙丁。", max_size=5), max_size=4)


@given(LINES, LINES, LINES)
def test_marks_fit_the_rows(first: list[str], second: list[str], third: list[str]) -> None:
    provenance = Provenance(first)
    provenance.step(compare(first, second), "1")
    provenance.step(compare(second, third), "2")
    whole = compare(first, third)
    for row, marks in zip(whole, provenance.marks(whole), strict=True):
        assert len(marks.owners) == len(marks.changes)
        for sign in "=-+":
            pieces = [
                "".join(c.text for c in side if c.sign == sign) for side in (row.changes, marks.changes)
            ]
            assert pieces[0] == pieces[1]
        assert set(marks.clauses) <= {"1", "2"}
        if row.kind == "equal":
            assert marks == Marks((), row.changes, tuple(None for _ in row.changes))
        elif row.kind == "inserted" and row.new:
            assert marks.clauses
