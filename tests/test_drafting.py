"""The drafting language: every form in its case file, then what an instrument is around its clauses."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from lark import Lark
from lark.exceptions import GrammarError

from drafting_support import Case, listed, read
from xiuding import language
from xiuding.errors import NotUnderstood
from xiuding.instrument import parse, parse_all, phrases
from xiuding.instrument.load import load
from xiuding.instrument.outline import outline
from xiuding.instrument.quotation import mask
from xiuding.instrument.reading import FORMS
from xiuding.instrument.vocabulary import WORDS
from xiuding.readers import read_text

CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases" / "drafting").glob("*.md"))
    for case in read(path)
]


@pytest.fixture(autouse=True)
def chinese() -> None:
    language.choose("zh")


# -- the forms --------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_form_is_understood_and_applied(case: Case) -> None:
    steps, result = case.apply()
    assert listed(steps) == case.edits
    assert result == case.result


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_only_what_is_refused_by_name_is_unclaimed(case: Case) -> None:
    instrument = case.instrument()
    assert [u.text for u in instrument.unclaimed if u.text not in case.edits] == []


def forms_of(case: Case) -> set[str]:
    masked = mask(["决定", *case.clauses.split("\n")])
    entries = outline(masked).entries
    for entry in entries:
        entries += entry.children
    found = set()
    for paragraph in [p for entry in entries for p in entry.paragraphs]:
        for start, end in phrases.cut(paragraph.text):
            try:
                found.add(phrases.parse(paragraph, start, end, masked).name)
            except phrases.NotAPhrase:
                continue
    return found


#: Rules that are parts of forms.
PARTS = {
    "start",
    "locus",
    "loci",
    "place",
    "scoped",
    "placed",
    "around",
    "inside",
    "aside",
    "exception",
    "quotes",
    "numbers",
    "becoming",
    "title",
    "target",
}
#: Forms whose cases need more than a text and clauses about it: a table, an image of one.
TABLES = {"rows_add", "rows_delete", "table"}


def test_every_rule_of_the_grammar_has_a_form_and_a_case() -> None:
    grammar = resources.files("xiuding.instrument").joinpath("grammar.lark").read_text(encoding="utf-8")
    rules = {line.split(":")[0] for line in grammar.splitlines() if line[:1].isalpha() and ":" in line}
    assert rules - PARTS <= set(FORMS)
    headings = {"scope", "nothing", "named"}
    assert set(FORMS) - TABLES - headings <= set().union(*map(forms_of, CASES))


def test_the_grammar_has_no_conflicts() -> None:
    grammar = resources.files("xiuding.instrument").joinpath("grammar.lark").read_text(encoding="utf-8")
    Lark(grammar, parser="lalr", lexer=phrases.Stream, strict=True)
    with pytest.raises(GrammarError):  # `replace` again under another name: the check can fail
        Lark(
            grammar + "\nagain: A INTO Q\n_twice: again | replace\nstart2: _twice",
            parser="lalr",
            lexer=phrases.Stream,
            strict=True,
            start=["start", "start2"],
        )


def test_no_word_stands_under_two_terminals() -> None:
    words = [word for listed_words in WORDS.values() for word in listed_words.split()]
    assert sorted(words) == sorted(set(words))


def test_a_phrase_that_is_not_understood_says_where_it_stops() -> None:
    masked = mask(["将第五条中的“甲”涂成红色的“乙”。"])
    (paragraph,) = masked.paragraphs
    ((start, end),) = phrases.cut(paragraph.text)
    with pytest.raises(phrases.NotAPhrase) as caught:
        phrases.parse(paragraph, start, end, masked)
    assert paragraph.text[caught.value.start :].startswith("涂成红色")


# -- tables -----------------------------------------------------------------------------------------
def test_rows_of_a_table_are_added_and_deleted_with_the_table_as_it_then_reads() -> None:
    table = (("指标", "数值"), ("公园", "三座"), ("步道", "二十公里"))
    instrument = parse(
        [
            "关于修改《某市绿化规划》的通知",
            "一、在“表1　绿化指标”中增加“步道”等1项指标，删去“苗圃、花房”等2项指标，修改后具体如下：",
            "表1 绿化指标",
            table,
        ]
    )
    (clause,) = instrument.clauses
    assert [(e.op, e.old_text, e.new_text) for e in clause.edits] == [
        ("add-rows", None, "步道"),
        ("delete-rows", "苗圃、花房", None),
        ("replace-table", None, "指标\t数值\n公园\t三座\n步道\t二十公里"),
    ]
    assert not instrument.lints


def test_a_stated_number_of_rows_that_is_wrong_is_a_lint() -> None:
    order = ["关于修改《某市绿化规划》的通知", "一、在“表1　绿化指标”中删去“苗圃、花房”等3项指标。"]
    assert parse(order).lints == ("一：称3项，实列2项",)
    language.choose("en")
    assert parse(order).lints == ("一: says 3 items and lists 2",)


# -- around the clauses -----------------------------------------------------------------------------
def test_a_title_on_two_lines_names_its_issuer() -> None:
    instrument = parse(
        [
            "某县人民政府办公室",
            "关于修改《某县山林办法》的通知",
            "某政办发〔2024〕8号",
            "一、删去第三条。",
            "某县人民政府办公室",
            "2024年3月9日",
        ]
    )
    assert instrument.title == "某县人民政府办公室关于修改《某县山林办法》的通知"
    assert (instrument.issuer, instrument.number) == ("某县人民政府办公室", "某政办发〔2024〕8号")
    assert (instrument.date, instrument.effective) == ("2024-03-09", "2024-03-09")


def test_an_order_that_promulgates_stands_in_front() -> None:
    instrument = parse(
        [
            "某省人民政府令",
            "第31号",
            "《某省人民政府关于修改〈某省渔港办法〉的决定》已经省人民政府常务会议通过，现予公布，自2024年8月1日起施行。",
            "省长　某某",
            "2024年6月3日",
            "某省人民政府关于修改《某省渔港办法》的决定",
            "省人民政府决定对《某省渔港办法》作如下修改：",
            "一、删去第三条。",
        ]
    )
    assert instrument.title == "某省人民政府关于修改《某省渔港办法》的决定"
    assert (instrument.date, instrument.effective) == ("2024-06-03", "2024-08-01")
    assert [c.id for c in instrument.clauses] == ["1"]


def test_clauses_take_effect_on_days_of_their_own() -> None:
    instrument = parse(
        [
            "关于修改《某市车站条例》的决定",
            "（2024年2月1日通过）",
            "一、将第三条修改为：“车站应当无障碍。”",
            "二、增加一条，作为第九条：“车站应当限时开放。”",
            "三、删去第五条。",
            "本决定第一条自2025年1月1日起施行，修改后的第九条自2026年1月1日起施行，其余自2024年3月1日起施行。",
        ]
    )
    assert [c.effective for c in instrument.clauses] == ["2025-01-01", "2026-01-01", None]
    assert instrument.effective == "2024-03-01"


@pytest.mark.parametrize(
    ("closing", "whole", "own"),
    [
        ("本决定自2025年1月1日起施行，第一条自2026年1月1日起施行。", "2025-01-01", ["2026-01-01", None]),
        (
            "本决定第一条自2026年1月1日起施行，第二条自公布之日起施行。",
            "2026-01-01",
            ["2026-01-01", "2024-02-01"],
        ),
        ("本决定自公布之日起30日后施行。", "2024-03-02", [None, None]),
        ("本决定自公布之日起三个月后施行。", "2024-05-01", [None, None]),
    ],
)
def test_days_of_effect_are_counted_and_told_apart(closing: str, whole: str, own: list[str | None]) -> None:
    head = ["关于修改《某市车站条例》的决定", "（2024年2月1日通过）"]
    instrument = parse([*head, "一、删去第五条。", "二、删去第九条。", closing])
    assert (instrument.effective, [c.effective for c in instrument.clauses]) == (whole, own)
    assert not instrument.lints


@pytest.mark.parametrize("number", ["七", "二"])
def test_a_day_of_effect_that_is_nobodys_or_anybodys_is_told(number: str) -> None:
    closing = f"本决定自公布之日起施行，第{number}条自2026年1月1日起施行。"
    instrument = parse(["关于修改《某市车站条例》的决定", "一、删去第二条。", "二、删去第九条。", closing])
    assert [c.effective for c in instrument.clauses] == [None, None]
    assert instrument.lints == (f"没有写明是哪些条目：第{number}条自2026年1月1日起施行",)


def test_a_decision_below_its_announcement_has_its_own_title() -> None:
    front = ["某市人民代表大会常务委员会公告", "第3号", "某市人大常委会关于修改《某市车站条例》的决定"]
    assert parse([*front, "一、删去第二条。"]).title == front[-1]


def test_what_takes_effect_at_once_does_so_on_the_day_of_the_instrument() -> None:
    instrument = parse(
        [
            "关于修改《某市码头办法》的决定",
            "（2024年2月1日公布）",
            "一、删去第五条。",
            "本决定自公布之日起施行。",
        ]
    )
    assert instrument.effective == "2024-02-01"


def test_a_clause_that_only_says_since_when_is_none() -> None:
    instrument = parse(
        ["某市码头办法修正案", "第一条　删去第五条。", "第二条　本修正案自2024年6月1日起施行。"]
    )
    assert [c.label for c in instrument.clauses] == ["第一条"]
    assert (instrument.effective, instrument.issuer) == ("2024-06-01", "")


OMNIBUS = [
    "某部关于修改和废止部分规章的决定",
    "（2024年3月1日公布）",
    "一、对2件规章的部分条款予以修改（附件1）。",
    "二、对1件规章予以废止（附件2）。",
    "本决定自公布之日起施行。",
    "附件：1.修改的规章",
    "2.废止的规章",
    "附件1",
    "修改的规章",
    "一、对《某某渡口办法》作出修改",
    "（一）将第三条中的“渡工”修改为“船员”。",
    "（二）删去第五条。",
    "二、将《某某码头规定》第六条修改为：“码头应当照明。”",
    "附件2",
    "废止的规章",
    "一、《某某木筏办法》（1998年3月1日公布）",
]


def test_the_annexes_of_a_decision_hold_its_clauses() -> None:
    instrument = parse(OMNIBUS)
    assert [(c.id, c.document, c.repeals) for c in instrument.clauses] == [
        ("annex1.1.1", "某某渡口办法", ()),
        ("annex1.1.2", "某某渡口办法", ()),
        ("annex1.2", "某某码头规定", ()),
        ("annex2.1", "某某木筏办法", ("某某木筏办法",)),
    ]
    assert instrument.documents == ("某某渡口办法", "某某码头规定", "某某木筏办法")
    assert instrument.understood


def test_the_new_text_as_a_whole_behind_the_closing_is_no_clause() -> None:
    instrument = parse(
        [
            "关于修改《某市码头办法》的决定",
            "一、删去第二条。",
            "本决定自公布之日起施行。",
            "附件",
            "某市码头办法",
            "第一条　码头应当照明。",
        ]
    )
    assert [c.id for c in instrument.clauses] == ["1"]


def test_an_instruction_in_the_closing_is_a_clause() -> None:
    instrument = parse(
        [
            "关于修改《某市码头办法》的决定",
            "一、删去第二条。",
            "此外，将“渡工”统一修改为“船员”，并对条文顺序作相应调整。",
        ]
    )
    assert [(c.id, [e.op for e in c.edits]) for c in instrument.clauses] == [
        ("1", ["delete-node"]),
        ("closing.1", ["replace-text"]),
        ("closing", ["reorder"]),
    ]


def test_an_instruction_before_the_first_number_is_a_clause() -> None:
    instrument = parse(
        ["关于修改《某市码头办法》的决定", "将第一条中的“渡工”修改为“船员”。", "一、删去第二条。"]
    )
    assert [c.id for c in instrument.clauses] == ["front.1", "1"]


def test_several_instruments_in_a_file_stand_apart() -> None:
    found = parse_all(
        [
            "=====一=====",
            "甲办法修正案",
            "一、删去第二条。",
            "=====二=====",
            "乙办法修正案",
            "一、删去第三条。",
        ]
    )
    assert [i.title for i in found] == ["甲办法修正案", "乙办法修正案"]


STRAIGHT = """某市码头办法修正案
一、将第三条修改为："码头应当照明。
"码头应当警示。
"码头应当救生。"
二、将第四条修改为："码头应当限载。
码头应当登记。"
三、将第五条中的"渡工"修改为"船员"。
"""


def test_straight_marks_are_paired_over_paragraphs() -> None:
    (instrument,) = load(read_text(STRAIGHT))
    assert [str(c.edits[0].new_text) for c in instrument.clauses] == [
        "码头应当照明。\n码头应当警示。\n码头应当救生。",
        "码头应当限载。\n码头应当登记。",
        "船员",
    ]
    assert instrument.understood


def test_unquoted_new_text_of_the_last_clause_ends_before_the_signature() -> None:
    instrument = parse(
        [
            "关于修改《某市渔港办法》的决定",
            "一、第三条修改为：",
            "渔港应当照明。",
            "渔港应当救生。",
            "本决定由市渔业局负责解释。",
            "某市人民政府",
            "2024年5月6日",
        ]
    )
    (clause,) = instrument.clauses
    assert str(clause.edits[0].new_text) == "渔港应当照明。\n渔港应当救生。"
    assert instrument.date == "2024-05-06"


def test_what_is_said_behind_the_last_clause_is_closing_unless_it_speaks_of_a_change() -> None:
    head = ["关于修改《某市渔港办法》的通知", "一、删去第三条。"]
    assert parse([*head, "请遵照执行。", "某市人民政府办公室"]).understood
    assert not parse([*head, "第五条不再执行。"]).understood


# -- what is not whole ------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["", "\n", "某市通知", "第一条　本办法自公布之日起施行。", "”。", "“"])
def test_a_text_without_clauses_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        load(read_text(text + "\n某某"))


def test_a_quotation_that_is_not_closed_ends_at_the_next_clause() -> None:
    instrument = parse(
        [
            "某市码头办法修正案",
            "一、将第三条修改为：“码头应当照明。",
            "二、将第四条中的“渡工”修改为“船员”。",
            "三、删去第五条。",
        ]
    )
    assert [bool(c.problem) for c in instrument.clauses] == [True, False, False]
    assert "引文没有闭合" in str(instrument.clauses[0].problem)
    assert not instrument.understood


def test_a_balanced_quotation_may_hold_numbers_that_would_be_next() -> None:
    instrument = parse(
        [
            "某市码头办法修正案",
            "一、将第三条修改为：“码头分为：",
            "（一）客运码头；",
            "（二）将货物改为他用的码头。”",
            "二、删去第五条。",
        ]
    )
    assert instrument.understood
    assert [c.id for c in instrument.clauses] == ["1", "2"]


def test_a_mark_that_closes_nothing_is_reported_with_its_clause() -> None:
    instrument = parse(["某市码头办法修正案", "一、将第三条中的渡工”修改为“船员”。", "二、删去第五条。"])
    assert [bool(c.problem) for c in instrument.clauses] == [True, False]
    assert instrument.unclaimed[0].text.startswith("将第三条中的渡工”")


def test_quotations_ten_thousand_deep_are_read() -> None:
    deep = "“" * 10_000 + "甲" + "”" * 10_000
    instrument = parse(["某市码头办法修正案", f"一、将第三条修改为：{deep}。", "二、删去第五条。"])
    assert [c.problem for c in instrument.clauses] == [None, None]
    assert len(str(instrument.clauses[0].edits[0].new_text)) == 19_999


def test_numbers_nested_beyond_every_style_are_read() -> None:
    lines = [
        "一、对《某市码头办法》作如下修改：",
        "（一）对部分条文作以下修改：",
        "1.对第三条作如下修改：",
        "（1）对第三条第一款作如下修改：",
        "①将“渡工”修改为“船员”；",
        "②删去“照明”。",
    ]
    instrument = parse(["关于修改《某市码头办法》的决定", *lines])
    assert [(c.id, c.edits[0].target) for c in instrument.clauses] == [
        ("1.1.1.1.1", "第三条第一款"),
        ("1.1.1.1.2", "第三条第一款"),
    ]


@pytest.mark.parametrize(
    ("title", "problems"),
    [
        ("关于修改《某市码头办法》等三件规章的决定", [True, False, True]),
        ("关于修改部分规章的决定", [True, False, True]),
        ("关于修改《某市渔港办法》、《某市码头办法》的决定", [True, False, True]),
        ("关于修改《关于码头的若干规定》的决定", [False, False, False]),
        ("关于修改《某市码头办法》部分规定的决定", [False, False, False]),
    ],
)
def test_a_clause_of_an_omnibus_names_its_document(title: str, problems: list[bool]) -> None:
    instrument = parse([title, "一、删去第二条。", "二、删去《某市码头办法》第三条。", "三、删去第四条。"])
    assert [bool(c.problem) for c in instrument.clauses] == problems


def test_the_number_of_the_amended_text_is_not_that_of_the_instrument() -> None:
    instrument = parse(
        [
            "关于修改《某市码头办法》的决定",
            "决定对《某市码头办法》（某市人民政府令2016年第34号）作如下修改：",
            "一、删去第二条。",
        ]
    )
    assert instrument.number == ""


def test_a_clause_may_say_since_when_it_is_in_force() -> None:
    order = "将第三条修改为：“渔港应当照明。”本条自2025年1月1日起施行。"
    instrument = parse(["关于修改《某市渔港办法》的决定", f"一、{order}", "二、删去第五条。"])
    assert [c.effective for c in instrument.clauses] == ["2025-01-01", None]


def test_an_order_about_a_table_before_any_clause_is_told() -> None:
    instrument = parse(["某市公园规划", "第三条　公园应当开放。", "表1加“步道”等1项指标，修改后具体如下："])
    assert [c.edits[0].op for c in instrument.clauses] == ["add-rows"]


@pytest.mark.parametrize("labels", ["一.二.", "第一，第二，", "㈠㈡", "⑴⑵", "（一）（二）", "①②"])
@pytest.mark.parametrize("marks", ["“”", "「」", "〝〞", "＂＂", "‘’"])
def test_clauses_are_numbered_and_words_are_quoted_in_other_ways(labels: str, marks: str) -> None:
    first, second = labels[: len(labels) // 2], labels[len(labels) // 2 :]
    opening, closing = marks
    orders = f"{first}将第三条中的{opening}渡工{closing}修改为{opening}船员{closing}。\n{second}删去第四条。"
    (instrument,) = load(read_text(f"关于修改《某市渔港办法》的决定\n{orders}"))
    assert [(e.op, e.target, e.old_text) for c in instrument.clauses for e in c.edits] == [
        ("replace-text", "第三条", "渡工"),
        ("delete-node", "第四条", None),
    ]
    assert instrument.understood


BELOW = [
    "某部关于修改部分规章的决定",
    "一、对下列规章中关于“渡工”的规定作出修改",
    "（一）将下列规章中的“渡工”修改为“船员”",
    "1.《某某码头办法》第三条、第五条第二款",
    "（二）将下列规章中的“渡船”修改为“渡轮”，删去“木筏”：",
    "2.《某某渔港办法》第六条；",
    "3.《某某渡口办法》。",
]


def test_one_change_is_ordered_for_all_that_is_listed_below_it() -> None:
    instrument = parse(BELOW)
    assert [(c.id, c.document, [(e.op, e.target) for e in c.edits]) for c in instrument.clauses] == [
        ("1.1.1", "某某码头办法", [("replace-text", "第三条"), ("replace-text", "第五条第二款")]),
        ("1.2.2", "某某渔港办法", [("replace-text", "第六条"), ("delete-text", "第六条")]),
        ("1.2.3", "某某渡口办法", [("replace-text", "全文"), ("delete-text", "全文")]),
    ]
    assert instrument.clauses[0].text.startswith("将下列规章中的“渡工”修改为“船员”\n《某某码头办法》")
    assert instrument.understood


def test_one_change_for_what_is_listed_in_no_clause_of_its_own_is_refused() -> None:
    instrument = parse(
        [BELOW[0], "一、将下列规章中的“渡工”修改为“船员”。", "二、删去《某某渔港办法》第二条。"]
    )
    assert [c.problem for c in instrument.clauses] == ["“下列”之后没有逐一编号列出", None]


def test_a_formula_before_the_next_number_closes_one_document_only() -> None:
    instrument = parse(
        [
            "某部关于修改部分规章的决定",
            "一、修改《某某码头办法》",
            "（一）删去第二条。",
            "此外，对条文序号作了相应调整。",
            "二、修改《某某渔港办法》",
            "（一）其他修改",
            "1.删去第三条。",
            "2.删去第五条。",
            "此外，对条文序号作了相应调整。",
            "三、废止《某某渡口办法》。",
            "本决定自公布之日起施行。",
        ]
    )
    assert [(c.id, c.document, [e.op for e in c.edits]) for c in instrument.clauses] == [
        ("1.1", "某某码头办法", ["delete-node"]),
        ("1.2", "某某码头办法", ["reorder"]),
        ("2.1.1", "某某渔港办法", ["delete-node"]),
        ("2.1.2", "某某渔港办法", ["delete-node"]),
        ("2.2", "某某渔港办法", ["reorder"]),
        ("3", "", []),
    ]
    assert instrument.understood


def test_a_closing_sentence_within_an_annex_is_a_closing() -> None:
    instrument = parse([*OMNIBUS[:13], "此外，对条文序号作相应调整。", *OMNIBUS[13:]])
    assert [e.op for c in instrument.clauses if c.id == "closing" for e in c.edits] == ["reorder"]


def test_a_unit_with_a_new_text_may_be_moved_on_by_another_one() -> None:
    order = "将第一条第二款修改为：“乙。”，增加一款，作为第二款：“甲。”，原第二款改为第三款。"
    (clause,) = parse(["关于修改《某市码头办法》的决定", f"一、{order}"]).clauses
    assert [(e.op, e.target) for e in clause.edits] == [
        ("replace-node", "第一条第二款"),
        ("insert-node", "第一条第二款"),
        ("renumber", "第一条第二款"),
    ]
