"""The tree: children and parents agree, words can be exchanged, and what is fresh stays known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.address import Unit
from xiuding.document import Document, Journal, Node
from xiuding.numerals import Ordinal
from xiuding.structure import build

LAW = [
    "某某条例",
    "第一章　总则",
    "第一条　甲。",
    "（一）乙；",
    "丙。",
    "第二条",
    "第二章　附则",
    "第三条　丁。",
]


def sound(root: Node) -> bool:
    """Every child knows its parent and its place."""
    return all(c.parent is n and n.children[c.index] is c for n in root.walk() for c in n.children)


# -- the tree -------------------------------------------------------------------------------------
def test_a_child_is_taken_from_where_it_was() -> None:
    one, two = Node(Unit.CHAPTER), Node(Unit.CHAPTER)
    child = Node(Unit.ARTICLE)
    one.append(child)
    two.append(child)
    assert (one.children, two.children, child.parent) == ([], [child], two)
    child.detach()
    assert (two.children, child.parent) == ([], None)
    child.detach()
    assert child.parent is None


def test_a_root_has_no_place() -> None:
    with pytest.raises(ValueError, match="no index"):
        _ = Document().index


@given(st.integers(1, 6), st.data())
def test_moving_a_child_before_another_keeps_the_others_in_order(count: int, data: st.DataObject) -> None:
    parent = Node(Unit.PARAGRAPH, children=[Node(Unit.ITEM, str(i)) for i in range(count)])
    children = list(parent.children)
    moved = data.draw(st.sampled_from(children))
    at = data.draw(st.integers(0, count))
    before = children[at] if at < count else None
    parent.insert(at, moved)
    assert sound(parent)
    assert [c for c in parent.children if c is not moved] == [c for c in children if c is not moved]
    if before is not moved:
        assert [*parent.children, None][moved.index + 1] is before


def test_equal_nodes_are_not_the_same_node() -> None:
    twins = [Node(Unit.ITEM, "甲"), Node(Unit.ITEM, "甲")]
    parent = Node(Unit.PARAGRAPH, children=twins)
    assert [n.index for n in twins] == [0, 1]
    twins[1].detach()
    assert parent.children == [twins[0]]


def test_walking_is_reading() -> None:
    document = build(LAW)
    assert [n.label or n.text for n in document.walk()][1:] == [
        "某某条例", "第一章", "第一条", "甲。", "（一）", "丙。", "第二条", "第二章", "第三条", "丁。",
    ]  # fmt: skip
    item = next(n for n in document.walk() if n.unit is Unit.ITEM)
    assert [a.unit for a in item.ancestors()] == [Unit.PARAGRAPH, Unit.ARTICLE, Unit.CHAPTER, Unit.DOCUMENT]


def test_the_units_of_a_document() -> None:
    document = build(LAW)
    assert document.title == "某某条例"
    assert [a.number for a in document.articles()] == [Ordinal(1), Ordinal(2), Ordinal(3)]
    assert [d.text for d in document.divisions()] == ["总则", "附则"]
    assert [p.text for p in document.articles()[0].of(Unit.PARAGRAPH)] == ["甲。", "丙。"]
    assert Document().title == ""


def test_a_clone_is_another_tree_with_the_same_words() -> None:
    document = build([*LAW, "附件", [("甲", "乙")]])
    document.articles()[0].freshen()
    twin = document.clone()
    assert twin.dump() == document.dump()
    assert sound(twin)
    assert {*twin.walk()}.isdisjoint(document.walk())
    for node in twin.walk():
        node.splice(0, len(node.text), "戊")
        node.relabel("第九条", Ordinal(9))
        if node.rows is not None:
            node.rows.append(("丙", "丁"))
    assert list(document.lines())[-1] == "甲\t乙"
    assert document.articles()[0].of(Unit.PARAGRAPH)[0].fresh == [(0, 2)]


class Stop(Exception):
    """What ends a change half done."""


def state(document: Document) -> list[object]:
    names = [s for s in Node.__slots__ if s not in ("children", "parent", "journal")]
    return [
        (id(n), id(n.parent), [id(c) for c in n.children], [repr(getattr(n, name)) for name in names])
        for n in document.walk()
    ]


def half_changed(document: Document, journal: Journal) -> None:
    first, second = document.articles()[0], document.articles()[-1]
    with journal:
        first.of(Unit.PARAGRAPH)[0].splice(0, 1, "新")
        second.relabel("第九条", Ordinal(9))
        new = Node(Unit.ARTICLE, label="第十条", children=[Node(Unit.PARAGRAPH, "丙")])
        document.insert(2, new)
        new.children[0].splice(0, 1, "丁")
        new.append(first.children[0])
        first.detach()
        document.append(second)
        for table in [n for n in document.walk() if n.rows is not None]:
            table.fill([("戊",)])
        raise Stop


def test_what_is_half_done_is_taken_back() -> None:
    document, journal = build([*LAW, [("甲", "乙")]]), Journal()
    document.keep(journal)
    before = state(document)
    with pytest.raises(Stop):
        half_changed(document, journal)
    assert state(document) == before
    with journal:
        document.articles()[1].detach()
    done = state(document)
    assert done != before
    with pytest.raises(Stop):
        half_changed(document, journal)
    assert state(document) == done


def test_outside_of_a_journal_nothing_is_kept() -> None:
    document, journal = build(LAW), Journal()
    document.keep(journal)
    document.articles()[0].detach()
    after = state(document)
    with pytest.raises(Stop), journal:
        raise Stop
    assert state(document) == after


# -- the text -------------------------------------------------------------------------------------
def test_the_first_paragraph_stands_on_the_line_of_its_article() -> None:
    assert build(LAW).dump() == "".join(f"{line}\n" for line in LAW)
    article = Node(Unit.ARTICLE, label="第一条", gap="　", children=[Node(Unit.PARAGRAPH, "甲")])
    assert list(article.lines()) == ["第一条　甲"]
    article.insert(0, Node(Unit.TABLE, rows=[("乙", "丙")]))
    assert list(article.lines()) == ["第一条　", "乙\t丙", "甲"]


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    assert list(build(["某某条例", "第一条", "甲。", "乙。"]).lines()) == [
        "某某条例",
        "第一条",
        "甲。",
        "乙。",
    ]


def test_a_heading_is_label_gap_and_text() -> None:
    assert Node(Unit.CHAPTER, "总则", label="第一章", gap=" ").heading == "第一章 总则"
    assert repr(Node(Unit.CHAPTER, "总则", label="第一章")) == "<章 第一章 总则>"


def test_a_relabelled_unit_is_no_longer_as_its_file_has_it() -> None:
    node = Node(Unit.ARTICLE, label="第一条", number=Ordinal(1), source="**第一条**")
    node.relabel("第一条", Ordinal(1))
    assert node.source == "**第一条**"
    node.relabel("第二条", Ordinal(2))
    assert (node.label, node.number, node.source) == ("第二条", Ordinal(2), None)
    node.source = "**第二条**"
    node.relabel("第二条", Ordinal(2, 1))
    assert node.source is None


TEXT = st.text("甲乙丙丁", max_size=8)


@given(
    TEXT, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.text("戊己", max_size=3)), max_size=5)
)
def test_what_was_spliced_in_is_fresh_and_nothing_else(
    text: str, splices: list[tuple[int, int, str]]
) -> None:
    node = Node(Unit.PARAGRAPH, text, source="as read")
    model = [(c, False) for c in text]  # every character with whether it came from a splice
    for a, b, new in splices:
        start, end = sorted((min(a, len(node.text)), min(b, len(node.text))))
        node.splice(start, end, new)
        model[start:end] = [(c, True) for c in new]
        assert node.text == "".join(c for c, _ in model)
        assert [any(s <= i < e for s, e in node.fresh) for i in range(len(model))] == [f for _, f in model]
        assert node.fresh == sorted(node.fresh)
        assert all(s < e for s, e in node.fresh)
        assert node.source is None


@pytest.mark.parametrize(
    ("start", "end", "new", "fresh"),
    [
        (0, 1, "戊戊戊", [(0, 3), (5, 7), (8, 9)]),
        (0, 2, "", [(1, 3), (4, 5)]),
        (4, 6, "戊", [(3, 4), (4, 5), (5, 6)]),
        (4, 4, "戊", [(3, 4), (4, 5), (5, 6), (7, 8)]),
        (5, 6, "", [(3, 5), (5, 6)]),
        (2, 8, "戊", [(2, 3)]),
    ],
)
def test_fresh_words_move_with_the_text(start: int, end: int, new: str, fresh: list[tuple[int, int]]) -> None:
    node = Node(Unit.PARAGRAPH, "甲乙丙戊戊丁戊庚")
    node.fresh = [(3, 5), (6, 7)]
    node.splice(start, end, new)
    assert node.fresh == fresh


def test_freshening_marks_everything_below() -> None:
    document = build(LAW)
    document.freshen()
    assert all(n.fresh == ([(0, len(n.text))] if n.text else []) for n in document.walk())
