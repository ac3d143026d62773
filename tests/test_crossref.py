"""References to units of the text itself move with their units; no other ever does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiuding.address import Unit
from xiuding.consolidate import Step, apply_clauses
from xiuding.crossref.references import Step as Written
from xiuding.crossref.references import own
from xiuding.document import Document
from xiuding.instrument import parse
from xiuding.numerals import to_chinese
from xiuding.structure import build

HEAD = "关于修改《某某法》的决定"
CLOSING = "《某某法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
MERGED = "一、将第二条、第三条合并，作为第二条，修改为：“合。”"
SUNK = "一、将第三条并入第二条，作为第二条第二款。"
#: Second of seven articles; the clause below makes 第四条 … 第六条 → 第五条 … 第七条.
NEW_FOURTH = "一、增加一条，作为第四条：“新的规定。”"


def amended(lines: list[str], *clauses: str) -> tuple[Document, list[Step]]:
    document = build(lines)
    steps = list(apply_clauses(document, parse([HEAD, *clauses])))
    assert [s.reason for s in steps] == [None] * len(steps)
    return document, steps


def law(second: str) -> list[str]:
    return [
        "某某法", "第一条　甲。", f"第二条　{second}", "第三条　乙。", "第四条　丙。", "丁。",
        "第五条　戊：", "（一）己；", "（二）庚。", "第六条　辛。",
    ]  # fmt: skip


def moved(text: str, *clauses: str) -> str:
    """What a sentence in 第二条 says after the clauses and the closing formula."""
    document, _ = amended(law(text), *clauses, CLOSING)
    return document.articles()[1].children[0].text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("依照第四条处理。", "依照第五条处理。"),
        ("依照本法第四条处理。", "依照本法第五条处理。"),
        ("依照本法的第四条处理。", "依照本法的第五条处理。"),
        ("依照本法规定的第四条处理。", "依照本法规定的第五条处理。"),
        ("依照本法总则第四条处理。", "依照本法总则第五条处理。"),
        ("依照本条例第三条、第五条至第六条。", "依照本条例第三条、第六条至第七条。"),
        ("依照本规定第四条。", "依照本规定第五条。"),
        ("依照本办法第三条、第四条和第五条。", "依照本办法第三条、第五条和第六条。"),
        ("第四条或者第五条的规定", "第五条或者第六条的规定"),
        ("第三条和第四条第二款", "第三条和第五条第二款"),
        ("第四条第二款和第五条", "第五条第二款和第六条"),
        ("第四条第一款、第二款", "第五条第一款、第二款"),
        ("第五条第（一）项、第（二）项", "第六条第（一）项、第（二）项"),
        ("第五条第一项第二目", "第六条第一项第二目"),
        ("第四、五条", "第五、六条"),
        ("第四、五条第一款", "第五、六条第一款"),
        ("第三、四条第一款、第二款", "第三、五条第一款、第二款"),
        ("第4条", "第5条"),
        ("第１条和第４条", "第１条和第５条"),
        ("（一）第四条的", "（一）第五条的"),
        ("第四条，第五条", "第五条，第六条"),
        ("第四条至第六条", "第五条至第七条"),
        ("第三条至第四条", "第三条至第五条"),
        ("第四至六条", "第五至七条"),
        ("第4条第2款至第6条", "第5条第2款至第7条"),
        ("本法第三条、第五条第一项、第二项，第六条", "本法第三条、第六条第一项、第二项，第七条"),
        ("本法（第四条除外）", "本法（第五条除外）"),
        ("依照刑法、本法第四条", "依照刑法、本法第五条"),
        ("依照有关法律、行政法规和第四条", "依照有关法律、行政法规和第五条"),
        ("不服决定的，第四条", "不服决定的，第五条"),
        ("依照第四条（以下简称规则）", "依照第五条（以下简称规则）"),
        ("本章、本节适用第四条", "本章、本节适用第五条"),
    ],
)
def test_a_reference_moves_with_its_article(before: str, after: str) -> None:
    assert moved(before, NEW_FOURTH) == after


@pytest.mark.parametrize(
    "text",
    [
        "依照刑法第四条处理。",
        "依照《某某条例》第四条处理。",
        "依照《某某条例》第四条、第五条处理。",
        "依照《某某条例》第三条和第五条第二款处理。",
        "依照刑法第四条至第六条处理。",
        "依照刑法的第四条处理。",
        "依照刑法分则第四条处理。",
        "依照刑法第二章第四条处理。",
        "依照民法通则第四条处理。",
        "依照民法总则第四条处理。",
        "依照该法第四条处理。",
        "依照该条例第四条处理。",
        "依照同法第四条处理。",
        "依照宪法第四条处理。",
        "依照实施细则第四条处理。",
        "依照公约第四条处理。",
        "依照《某某条例》（以下称旧条例）第四条处理。",
        "依照某某市人民政府关于树木的决定第四条处理。",
        "依照第一条处理。",
        "依照第九条处理。",
        "依照前条处理，第四季度四条。",
        "本条第二款",
        "前款",
        "依照附件二第四条处理。",
        "依照附件第四条处理。",
        "依照修改前的第四条处理。",
        "依照原本法第四条处理。",
        "依照合同第四条处理。",
        "依照章程第四条至第六条处理。",
        "依照中华人民共和国刑法第四条处理。",
        "依照前条、前两款处理。",
        "依照《甲法》（以下简称甲法）第四条，第五条处理。",
    ],
)
def test_a_reference_to_something_else_stays(text: str) -> None:
    assert moved(text, NEW_FOURTH) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("依照刑法第四条和本法第四条处理。", "依照刑法第四条和本法第五条处理。"),
        ("依照本法第四条和《某某条例》第四条处理。", "依照本法第五条和《某某条例》第四条处理。"),
        ("依照本法第四条和刑法第四条、第五条处理。", "依照本法第五条和刑法第四条、第五条处理。"),
    ],
)
def test_own_and_foreign_references_stand_side_by_side(before: str, after: str) -> None:
    assert moved(before, NEW_FOURTH) == after


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        ("一、第四条增加一款，作为第一款：“新。”", "第四条第一款", "第四条第二款"),
        ("一、第四条增加一款，作为第一款：“新。”", "第四条第一款、第二款", "第四条第二款、第三款"),
        ("一、第四条增加一款，作为第二款：“新。”", "第四条第一款、第二款", "第四条第一款、第三款"),
        ("一、删去第四条第一款。", "第四条第二款", "第四条"),
        ("一、删去第四条第二款。", "第四条第一款", "第四条"),
        ("一、第五条增加一项，作为第一项：“（一）新；”。", "第五条第（一）项", "第五条第（二）项"),
        ("一、第五条增加一项，作为第一项：“（一）新；”。", "第五条第一、二项", "第五条第二、三项"),
        (
            "一、第五条增加一项，作为第一项：“（一）新；”。",
            "第五条第（一）、（二）项",
            "第五条第（二）、（三）项",
        ),
        ("一、第五条增加一项，作为第一项：“（一）新；”。", "第五条第一款第一项", "第五条第一款第二项"),
        ("一、删去第五条第一项。", "第五条第二项", "第五条第一项"),
        ("一、第五条增加一款，作为第一款：“新。”", "第五条第一款第二项", "第五条第二款第二项"),
        ("一、第五条增加一款，作为第一款：“新。”", "第五条第二项", "第五条第二款第二项"),
        ("一、第五条增加一款，作为第二款：“新。”", "第五条第（二）项", "第五条第一款第（二）项"),
        ("一、将第四条第二款单列一条，作为第五条。", "第四条第二款", "第五条"),
        ("一、将第四条第二款单列一条，作为第五条。", "第四条第一款、第二款", "第四条、第五条"),
        ("一、将第四条改为第二条。", "第三条、第四条", "第四条、第二条"),
    ],
)
def test_a_reference_moves_with_its_paragraph_or_item(clause: str, before: str, after: str) -> None:
    document, _ = amended(law(before), clause, CLOSING)
    (text,) = [p.text for a in document.articles() for p in a.children if p.text in (before, after)]
    assert text == after


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        (MERGED, "第二条至第三条", "第二条"),
        (MERGED, "第二至三条", "第二条"),
        (MERGED, "第二、三条", "第二条"),
        (MERGED, "第二条、第三条和第四条", "第二条和第三条"),
        (MERGED, "第三条至第四条", "第二条至第三条"),
        (SUNK, "第二条至第三条", "第二条"),
        (SUNK, "第二条、第三条", "第二条"),
        (SUNK, "第二条至第四条", "第二条至第三条"),
        ("一、删去第三条。", "第二条至第三条", "第二条"),
        ("一、删去第三条。", "第三条至第五条", "第三条至第四条"),
        ("一、删去第三条。", "第一条至第三条", "第一条至第二条"),
        ("一、删去第三条。", "第三至五条", "第三条至第四条"),
        ("一、删去第二条。", "第三条、第三条", "第二条、第二条"),
    ],
)
def test_a_range_whose_end_is_gone_or_elsewhere_is_what_is_left(clause: str, before: str, after: str) -> None:
    lines = ["某某法", *(f"第{n}条　甲{n}。" for n in "一二三四五"), f"第六条　依照{before}处理。"]
    document, _ = amended(lines, clause, CLOSING)
    assert document.articles()[-1].children[0].text == f"依照{after}处理。"


def test_a_range_with_part_of_another_article_is_told_and_left() -> None:
    lines = ["某某法", *(f"第{n}条　甲{n}。" for n in "一二三四五"), "第六条　依照第三条至第四条处理。"]
    document, steps = amended(lines, SUNK, CLOSING)
    assert document.articles()[-1].children[0].text == "依照第三条至第四条处理。"
    assert "第五条引用的第三条至第四条已不存在" in steps[-1].notes


def test_what_an_unknown_reference_means_nobody_asks() -> None:
    assert moved("第四条第九款和第五条第九项", NEW_FOURTH) == "第五条第九款和第六条第九项"


def test_numbers_inside_a_new_text_are_taken_as_they_were() -> None:
    clauses = ["一、将第四条修改为：“全新。”", "二、增加一条，作为第三条：“新。”"]
    assert moved("第四条第二款", *clauses) == "第五条第二款"
    (text,) = [
        moved("第五条第二项", "一、将第五条第二项修改为：“（二）全新。”", "二、增加一条，作为第三条：“新。”")
    ]
    assert text == "第六条第二项"


@pytest.mark.parametrize(
    ("clause", "text", "note"),
    [
        ("一、删去第四条。", "依照第四条处理。", "第二条引用的第四条已不存在"),
        ("一、删去第四条。", "依照第四条第二款处理。", "第二条引用的第四条第二款已不存在"),
        ("一、删去第四条第一款。", "依照第四条第一款处理。", "第二条引用的第四条第一款已不存在"),
        ("一、删去第五条第一项。", "依照第五条第一项处理。", "第二条引用的第五条第一项已不存在"),
        (
            "一、将第四条第二款单列一条，作为第五条。",
            "第四条第一、二款",
            "第二条引用的第四条第一、二款已不存在",
        ),
    ],
)
def test_a_reference_to_what_is_gone_is_reported(clause: str, text: str, note: str) -> None:
    document, steps = amended(law(text), clause, CLOSING)
    assert note in steps[-1].notes
    assert document.articles()[1].children[0].text == text


def test_words_of_the_instrument_have_the_new_numbers_already() -> None:
    document, _ = amended(
        law("依照第四条处理。"),
        "一、增加一条，作为第四条：“依照第五条处理。”",
        "二、将第二条中的“处理”修改为“或者第五条处理”。",
        "三、将第三条修改为：“依照第六条处理。”",
        CLOSING,
    )
    assert [a.children[0].text for a in document.articles()[1:4]] == [
        "依照第五条或者第五条处理。",
        "依照第六条处理。",
        "依照第五条处理。",
    ]


def test_words_of_an_earlier_instrument_are_of_the_text() -> None:
    document, _ = amended(law("甲。"), "一、将第二条修改为：“依照第五条处理。”")
    list(apply_clauses(document, parse([HEAD, NEW_FOURTH, CLOSING])))
    assert document.articles()[1].children[0].text == "依照第六条处理。"


def test_every_adjustment_is_listed() -> None:
    _, steps = amended(law("依照第四条、第五条处理。"), NEW_FOURTH, CLOSING)
    assert list(steps[-1].notes) == [
        "第四条改为第五条",
        "第五条改为第六条",
        "第六条改为第七条",
        "第二条中的“第五条”改为“第六条”",
        "第二条中的“第四条”改为“第五条”",
    ]
    assert {n.label or n.text for n in steps[-1].touched} == {
        "第五条", "第六条", "第七条", "依照第五条、第六条处理。",
    }  # fmt: skip


def test_nothing_to_adjust_is_said() -> None:
    _, steps = amended(law("甲。"), "一、将第三条中的“乙”修改为“壬”。", CLOSING)
    assert steps[-1].notes == ()


# -- chapters -------------------------------------------------------------------------------------
CHAPTERS = """某某法
第一章　甲
第一条　依照本法第二章、第三章第一节和刑法第三章。
第二章　乙
第二条　丙。
第三章　丁
第一节　戊
第三条　依照本章第二节、第三章第二节第四条和第四章。
第二节　己
第四条　庚。
第四章　辛
第五条　依照第九章和本章。""".splitlines()


def texts(document: Document) -> list[str]:
    return [p.text for a in document.articles() for p in a.children]


def test_references_to_chapters_move_with_them() -> None:
    document, steps = amended(CHAPTERS, "一、删去第二章。", CLOSING)
    assert texts(document) == [
        "依照本法第二章、第二章第一节和刑法第三章。",
        "依照本章第二节、第二章第二节第三条和第三章。",
        "庚。",
        "依照第九章和本章。",
    ]
    assert "第一条引用的第二章已不存在" in steps[-1].notes
    assert [d.label for d in document.divisions()] == ["第一章", "第二章", "第一节", "第二节", "第三章"]


def test_references_to_several_chapters_at_once_move() -> None:
    listed = [line.replace("第二章、第三章第一节", "第一、三章和第三、四章第一节") for line in CHAPTERS]
    document, _ = amended(listed, "一、删去第二章。", CLOSING)
    assert texts(document)[0] == "依照本法第一、二章和第二、三章第一节和刑法第三章。"
    gone = [line.replace("第二章、第三章第一节", "第一、二章") for line in CHAPTERS]
    _, steps = amended(gone, "一、删去第二章。", CLOSING)
    assert "第一条引用的第一、二章已不存在" in steps[-1].notes


def test_references_to_sections_move_with_them() -> None:
    document, _ = amended(CHAPTERS, "一、删去第三章第一节。", CLOSING)
    assert [d.label for d in document.divisions()] == ["第一章", "第二章", "第三章", "第一节", "第四章"]
    assert texts(document)[0] == "依照本法第二章、第三章第一节和刑法第三章。"
    two = [*CHAPTERS[:8], "第二节　己", "第三条之一　依照本章第二节。", *CHAPTERS[9:]]
    document, _ = amended(two, "一、删去第三章第一节。", CLOSING)
    assert "依照本章第一节。" in texts(document)


def test_a_section_that_several_chapters_have_is_not_guessed() -> None:
    lines = ["某某法", "第一章　甲", "第一节　乙", "第一条　丙。", "第二节　丁", "第二条　依照第二节。"]
    lines += ["第二章　戊", "第一节　己", "第三条　庚。", "第二节　辛", "第四条　壬。"]
    document, _ = amended(lines, "一、删去第一章第一节。", CLOSING)
    assert texts(document) == ["依照第二节。", "庚。", "壬。"]


# -- relative references --------------------------------------------------------------------------
RELATIVE = [
    "某某法",
    "第一条　甲。",
    "第二条　乙。",
    "第三条　依照前条和前两条，目前条件除外。",
    "第四条　丙。",
]


def test_a_relative_reference_that_means_another_article_is_reported() -> None:
    document, steps = amended(RELATIVE, "一、增加一条，作为第三条：“新。”", CLOSING)
    assert texts(document)[3] == "依照前条和前两条，目前条件除外。"
    assert list(steps[-1].notes[-2:]) == [
        "第四条中的“前条”原指第二条",
        "第四条中的“前两条”原指第一条、第二条",
    ]


def test_a_relative_reference_that_means_the_same_article_is_not() -> None:
    _, steps = amended(RELATIVE, "一、增加一条，作为第一条：“新。”", CLOSING)
    assert not [n for n in steps[-1].notes if "前" in n]


def test_a_relative_reference_of_the_instrument_is_not_reported() -> None:
    _, steps = amended(
        RELATIVE, "一、将第三条修改为：“依照前条。”", "二、增加一条，作为第三条：“新。”", CLOSING
    )
    assert not [n for n in steps[-1].notes if "前" in n]


# -- without a closing formula --------------------------------------------------------------------
def test_without_a_formula_references_are_reported_and_left() -> None:
    document, steps = amended(law("依照第四条和第六条处理。"), "一、将第六条改为第七条。", "二、删去第四条。")
    assert document.articles()[1].children[0].text == "依照第四条和第六条处理。"
    assert steps[0].notes == ()
    assert steps[1].notes == (
        "第二条引用的“第四条”未随之调整，该处已不存在",
        "第二条引用的“第六条”未随之调整，现为“第七条”",
    )


# -- listed numbers -------------------------------------------------------------------------------
def test_the_numbers_that_the_formula_lists_must_be_those_that_follow() -> None:
    listed = "二、对条文序号作相应调整：“第四条”调整为“第五条”，“第五条”调整为“第六条”。"
    instrument = parse([HEAD, NEW_FOURTH, listed])
    assert instrument.understood, instrument.clauses[-1].problem
    document = build(law("甲。"))
    assert [s.status for s in apply_clauses(document, instrument)] == ["applied", "applied"]
    wrong = parse([HEAD, NEW_FOURTH, listed.replace("调整为“第六条”", "调整为“第七条”")])
    document = build(law("甲。"))
    steps = list(apply_clauses(document, wrong))
    assert [s.status for s in steps] == ["applied", "refused"]
    assert "第五条 is said to become 第七条, but becomes 第六条" in (steps[1].reason or "")


# -- inside an article ------------------------------------------------------------------------------
INSIDE = [
    "某某法", "第一条　甲。", "第二条　乙。", "丙：", "（一）丁；", "（二）戊。", "丁。", "己。",
    "第三条　庚。",
]  # fmt: skip
ADD_PARAGRAPH = "一、第二条增加一款，作为第一款：“新。”"
ADD_ITEM = "一、第二条增加一项，作为第一项：“（一）新；”。"


def inside(text: str, *clauses: str) -> tuple[str, tuple[str, ...]]:
    """What the last 款 of 第二条 says after the clauses, and the notes."""
    lines = [text if line == "己。" else line for line in INSIDE]
    document, steps = amended(lines, *clauses)
    return document.articles()[1].of(Unit.PARAGRAPH)[-1].text, steps[-1].notes


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        (ADD_PARAGRAPH, "依照本条第一款处理。", "依照本条第二款处理。"),
        (ADD_PARAGRAPH, "依照第一款、第二款处理。", "依照第二款、第三款处理。"),
        (ADD_PARAGRAPH, "依照本条第一、二款处理。", "依照本条第二、三款处理。"),
        (ADD_PARAGRAPH, "依照本条第1款至第3款处理。", "依照本条第2款至第4款处理。"),
        (ADD_PARAGRAPH, "依照本条第一款和本法第三条第一款处理。", "依照本条第二款和本法第三条第一款处理。"),
        (ADD_PARAGRAPH, "依照本条第二款第（二）项处理。", "依照本条第三款第（二）项处理。"),
        (ADD_PARAGRAPH, "依照前条第一款处理。", "依照前条第一款处理。"),
        (ADD_PARAGRAPH, "依照《甲法》第二条，该条第一款处理。", "依照《甲法》第二条，该条第一款处理。"),
        (ADD_PARAGRAPH, "依照刑法第二条第一款和第二款处理。", "依照刑法第二条第一款和第二款处理。"),
        (ADD_PARAGRAPH, "依照本条第九款处理。", "依照本条第九款处理。"),
        (ADD_ITEM, "依照本条第一项处理。", "依照本条第二项处理。"),
        (
            ADD_ITEM,
            "依照本条第二款第（一）项、第（二）项处理。",
            "依照本条第二款第（二）项、第（三）项处理。",
        ),
        (ADD_ITEM, "依照第一、二项处理。", "依照第二、三项处理。"),
        (ADD_ITEM, "依照前款第一项处理。", "依照前款第一项处理。"),
    ],
)
def test_a_reference_moves_with_the_paragraphs_of_its_own_article(
    clause: str, before: str, after: str
) -> None:
    assert inside(before, clause, CLOSING)[0] == after


def test_a_reference_to_the_list_of_the_paragraph_before_moves() -> None:
    lines = ["某某法", "第一条　甲：", "（一）乙；", "（二）丙。", "有前款第（二）项的，丁；本款第一项除外。"]
    document, _ = amended(lines, "一、第一条增加一项，作为第一项：“（一）新；”。", CLOSING)
    assert document.articles()[0].of(Unit.PARAGRAPH)[1].text == "有前款第（三）项的，丁；本款第一项除外。"


def test_a_paragraph_that_may_be_of_another_article_is_reported() -> None:
    text, notes = inside("违反第三条的，适用第二款。", ADD_PARAGRAPH, CLOSING)
    assert text == "违反第三条的，适用第二款。"
    assert "第二条中的“第二款”如指本条，现为第三款，未作调整" in notes


def test_a_paragraph_before_that_is_another_now_is_reported() -> None:
    text, notes = inside("依照前款、前两款处理。", "一、第二条增加一款，作为第四款：“新。”", CLOSING)
    assert text == "依照前款、前两款处理。"
    assert [n for n in notes if "前" in n] == [
        "第二条中的“前款”原指第二条第三款",
        "第二条中的“前两款”原指第二条第二款、第三款",
    ]
    _, notes = inside("依照前款处理。", ADD_PARAGRAPH, CLOSING)
    assert not [n for n in notes if "前" in n]


def test_without_a_formula_a_reference_inside_an_article_is_reported() -> None:
    text, notes = inside("依照本条第一款处理。", ADD_PARAGRAPH)
    assert text == "依照本条第一款处理。"
    assert notes == ("第二条引用的“第一款”未随之调整，现为“第二款”",)


# -- what is found --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("第十条", ["第十条"]),
        ("第十条之二", ["第十条之二"]),
        ("第十条之二第三款、第十一条之三", ["第十条之二第三款", "第十一条之三"]),
        ("第九、十、十一条之一", ["第九、十、十一条之一"]),
        ("第三条第二款第（一）、（三）项", ["第三条第二款第一、三项"]),
        ("第三条第二款、第三款", ["第三条第二款", "[第三条]第三款"]),
        (
            "第三条第二款第一项、第二项、第三款",
            ["第三条第二款第一项", "[第三条第二款]第二项", "[第三条]第三款"],
        ),
        ("第三条第二款和第五条", ["第三条第二款", "第五条"]),
        ("第三条第二款第五条", ["第三条第二款", "第五条"]),
        ("第三章第一节、第二节、第四章", ["第三章第一节", "[第三章]第二节", "第四章"]),
        ("第二编第三章第十条", ["第二编第三章第十条"]),
        ("第三章第十条、第十一条", ["第三章第十条", "第十一条"]),
        ("本章第二节", ["章:第二节"]),
        ("依照本章第二节、第三节", ["章:第二节", "章:第三节"]),
        ("本章第二节、第四章、第三节", ["章:第二节", "第四章", "[第四章]第三节"]),
        ("本章第二节、第三编第五章", ["章:第二节", "第三编第五章"]),
        ("本节第五条", ["节:第五条"]),
        ("刑法第三条和本法第五条", ["第五条"]),
        ("《某法》第三条", []),
        ("（" + "某" * 40 + "）第三条", []),
        ("（" + "某" * 41 + "）第三条", ["第三条"]),
        ("本" + "规定" * 2 + "第三条", ["第三条"]),
        ("法第三条", []),
        ("", []),
    ],
)
def test_the_references_of_a_text(text: str, references: list[str]) -> None:
    def written(steps: tuple[Written, ...]) -> str:
        numbered = ((s, "、".join(to_chinese(n.number) for n in s.numbers)) for s in steps)
        tails = (f"之{to_chinese(s.numbers[-1].insertion)}" if s.numbers[-1].insertion else "" for s in steps)
        return "".join(f"第{n}{s.unit.value}{tail}" for (s, n), tail in zip(numbered, tails, strict=True))

    found = [
        (f"{r.here.value}:" if r.here else "")
        + (f"[{written(r.taken)}]" if r.taken else "")
        + written(r.steps)
        for r in own(text)
    ]
    assert found == references


# -- laws -----------------------------------------------------------------------------------------
@given(st.text("第四五条款项章、和至本法刑《》（）一二十0 ，该前", max_size=24))
def test_every_reference_is_where_it_says(text: str) -> None:
    last = 0
    for reference in own(text):
        assert reference.steps
        for step in reference.steps:
            assert step.start >= last
            assert text[step.start : step.end].startswith("第")
            assert text[step.start : step.end].rstrip("一二十0").removesuffix("之").endswith(step.unit.value)
            last = step.end


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(1, 7), st.booleans())
def test_references_mean_the_same_articles_as_before(cited: list[int], new: int, own_law: bool) -> None:
    """Wherever the new article goes, a reader finds the same words behind every reference."""
    words = {i: f"词{to_chinese(i)}" for i in range(1, 7)}
    listed = "、".join(f"第{to_chinese(n)}条" for n in cited)
    lines = ["某某法", *(f"第{to_chinese(i)}条　{w}。" for i, w in words.items())]
    lines.append(f"第七条　依照{'本法' if own_law else '刑法'}{listed}处理。")
    document, _ = amended(lines, f"一、增加一条，作为第{to_chinese(new)}条：“新。”", CLOSING)
    by_number = {str(a.number): a.children[0].text for a in document.articles()}
    (text,) = [t for t in by_number.values() if "处理" in t]
    (reference,) = {text.removeprefix("依照本法").removeprefix("依照刑法").removesuffix("处理。")}
    found = [by_number[n.removeprefix("第").removesuffix("条")] for n in reference.split("、")]
    if own_law:
        assert found == [f"{words[n]}。" for n in cited]
    else:
        assert reference == listed


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        ("将第三条改为第一条第二款", "依照第三条、第二条", "依照第一条第二款、第二条"),
        ("将第二条、第三条合并，作为第二条，修改为：“合。”", "依照第三条", "依照第二条"),
        ("将第二条、第三条合并，作为第二条，修改为：“合。”", "依照第三条第一款", "依照第三条第一款"),
        ("将第三条改为第一条第二款", "依照第二条至第三条", "依照第二条至第三条"),
    ],
)
def test_a_reference_follows_an_article_into_another(clause: str, before: str, after: str) -> None:
    document = build(["某市公园条例", "第一条　甲。", "第二条　乙。", "第三条　丙。", f"第四条　{before}。"])
    order = parse(["关于修改《某市公园条例》的决定", f"一、{clause}", "二、条文顺序作相应调整。"])
    assert [step.status for step in apply_clauses(document, order)] == ["applied", "applied"]
    assert list(document.articles()[-1].lines()) == [f"第三条　{after}。"]


def test_a_reference_to_a_paragraph_that_is_an_article_now_names_the_article() -> None:
    document = build(["某市公园条例", "第一条　甲。", "乙。", "第二条　依照第一条第二款。"])
    order = parse(
        ["关于修改《某市公园条例》的决定", "一、将第一条第二款改为第二条。", "二、条文顺序作相应调整。"]
    )
    assert [step.status for step in apply_clauses(document, order)] == ["applied", "applied"]
    assert list(document.articles()[-1].lines()) == ["第三条　依照第二条。"]
