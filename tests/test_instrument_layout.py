"""How instruments are laid out: which document a clause is about, what stands around the orders."""

import pytest

from xiuding.instrument import parse, parse_all

TITLE = "某省人民政府关于修改部分规章的决定"


def about(*lines: str) -> list[tuple[str, str, list[str]]]:
    """Every clause: its id, the document it is about, what it changes; a refused one has ✗."""
    found = parse(list(lines))
    return [
        (c.id, c.document, ["✗"] if c.problem else [f"{e.op} {e.target}" for e in c.edits])
        for c in found.clauses
    ]


def test_a_heading_that_is_a_name_says_what_stands_below_it_is_about() -> None:
    assert about(
        TITLE,
        "一、某省船闸办法",
        "1．将第一条修改为：“甲。”",
        "二、《某省渡口办法》（2010年公布）",
        "将第二条修改为：“乙。”",
        "第三条修改为：“丙。”",
        "增加一款，作为第二款：“丁。”",
        "三、《某省码头办法》另作如下修改：",
        "（一）删去第五条。",
    ) == [
        ("1.1", "某省船闸办法", ["replace-node 第一条"]),
        ("2.1", "某省渡口办法", ["replace-node 第二条"]),
        ("2.2", "某省渡口办法", ["replace-node 第三条", "insert-node 第三条第二款"]),
        ("3.1", "某省码头办法", ["delete-node 第五条"]),
    ]


def test_a_closing_formula_inside_a_clause_is_of_its_document() -> None:
    orders = [
        f"{n}、删去《某省{name}办法》第二条，并对条文顺序作相应调整。"
        for n, name in zip("一二", "甲乙", strict=True)
    ]
    assert about(TITLE, *orders) == [
        ("1", "某省甲办法", ["delete-node 第二条"]),
        ("2", "某省乙办法", ["delete-node 第二条"]),
        ("closing", "某省甲办法", ["reorder 全文"]),
        ("closing2", "某省乙办法", ["reorder 全文"]),
    ]


@pytest.mark.parametrize(
    ("order", "changed"),
    [
        ("国务院决定将《某某条例》第一条修改为：“甲。”", "replace-node 第一条"),
        ("经研究，决定将《某某条例》第一条修改为：“甲。”", "replace-node 第一条"),
        ("为了贯彻某某法第三条，决定将《某某条例》第一条修改为：“甲。”", "replace-node 第一条"),
        ("2021年8月2日公布的《某某条例》第十条中，“甲”应为“乙”。", "replace-text 第十条"),
        ("本刊2021年第8期刊登的《某某条例》第十条中的“甲”应为“乙”。", "replace-text 第十条"),
    ],
)
def test_who_orders_and_where_it_was_published_are_no_part_of_the_order(order: str, changed: str) -> None:
    assert [edits for *_, edits in about("关于修改《某某条例》的决定", order)] == [[changed]]


def test_a_place_that_is_not_understood_is_no_purpose() -> None:
    (clause,) = parse(["更正", "本刊曾刊《某某条例》第十条中，“甲”应为“乙”。"]).clauses
    assert clause.problem is not None


def test_what_stays_as_it_is_is_no_order() -> None:
    found = parse(["关于修改《某某条例》的决定", "一、删去第二条。", "二、其他内容不变。"])
    assert found.understood
    assert [c.id for c in found.clauses] == ["1"]


def test_the_document_named_before_may_be_called_by_its_kind() -> None:
    order = "一、《某某条例》第五条修改为：“甲。”该条例第六条修改为：“乙。”该条第二款改为第三款。"
    assert about("关于修改《某某条例》的决定", order) == [
        ("1", "某某条例", ["replace-node 第五条", "replace-node 第六条", "renumber 第六条第二款"])
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "二、本决定自2020年1月1日起施行。《某某条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。",
        "二、根据本决定，对《某某条例》的条文顺序作相应调整，重新公布。",
        "《某某条例》条文的序号，根据本决定作相应调整。",
    ],
)
def test_a_closing_formula_may_be_numbered(closing: str) -> None:
    assert about("关于修改《某某条例》的决定", "一、删去第三条。", closing) == [
        ("1", "", ["delete-node 第三条"]),
        ("closing", "", ["reorder 全文"]),
    ]


def test_several_instruments_may_stand_in_one_file() -> None:
    head = "某省人民代表大会常务委员会公告"
    first = [head, "第1号", "关于修改《某某条例》的决定", "一、删去第二条。"]
    second = [head, "第2号", "关于修改《某某办法》的决定", "一、将第三条修改为：“甲。”"]
    found = parse_all([*first, *second])
    assert [(i.title, i.number, len(i.clauses)) for i in found] == [
        ("关于修改《某某条例》的决定", "第1号", 1),
        ("关于修改《某某办法》的决定", "第2号", 1),
    ]


def test_a_title_that_is_quoted_or_listed_opens_no_instrument() -> None:
    listed = ["关于修改部分文件的决定", "一、废止下列文件：", "1.关于修改《某某办法》的决定"]
    quoted = ["二、将标题修改为：", "“关于修改《某某条例》的决定", "“第一条　甲。”"]
    assert len(parse_all([*listed, *quoted, "一、删去第二条。"])) == 1


def test_clauses_on_one_line_are_told_by_their_numbers() -> None:
    second = "（二）删去第四条第（一）项中的“丙”，将第（三）项修改为“丁”。"
    orders = f"（一）将第二条中的“甲”修改为“乙”。 {second}（三）删去第五条。"
    assert about(
        TITLE, f"一、对《某省船闸办法》作如下修改：{orders}", "二、删去《某省渡口办法》第六条。"
    ) == [
        ("1.1", "某省船闸办法", ["replace-text 第二条"]),
        ("1.2", "某省船闸办法", ["delete-text 第四条第一项", "replace-node 第四条第三项"]),
        ("1.3", "某省船闸办法", ["delete-node 第五条"]),
        ("2", "某省渡口办法", ["delete-node 第六条"]),
    ]


@pytest.mark.parametrize(
    "body", ["一、修改《某省船闸办法》", "一、对《某省船闸办法》作出修改", "（一）《某省船闸办法》"]
)
def test_annexes_say_what_is_amended_and_what_is_repealed(body: str) -> None:
    found = parse(
        [
            "某省人民政府关于修改和废止部分规章的决定",
            "一、对《某省船闸办法》等2件规章的部分条款予以修改。（附件1）",
            "二、对《某省渡口办法》等1件规章予以废止。（附件2）",
            "本决定自公布之日起施行。",
            "附件1",
            "某省人民政府决定修改的规章",
            body,
            "1.将第四条修改为：“甲。”",
            "附件2",
            "某省人民政府决定废止的规章",
            "一、某省渡口办法（1990年1月1日省政府令第1号）",
        ]
    )
    assert found.understood
    assert [(c.document, c.repeals) for c in found.clauses] == [
        ("某省船闸办法", ()),
        ("某省渡口办法", ("某省渡口办法",)),
    ]


def test_a_clause_about_several_documents_is_one_for_each() -> None:
    order = "一、删去《甲条例》第一条；《乙条例》第二条修改为：“新二。”《丙条例》第三条删去。"
    assert about("国务院关于修改部分行政法规的决定", order) == [
        ("1.1", "甲条例", ["delete-node 第一条"]),
        ("1.2", "乙条例", ["replace-node 第二条"]),
        ("1.3", "丙条例", ["delete-node 第三条"]),
    ]


def test_a_clause_may_go_on_to_another_document_than_the_one_of_the_title() -> None:
    order = "一、《某某条例》第一条修改为：“甲。”第二条删去；同时将《某某办法》第三条删去。"
    assert about("关于修改《某某条例》的决定", order) == [
        ("1.1", "", ["replace-node 第一条", "delete-node 第二条"]),
        ("1.2", "某某办法", ["delete-node 第三条"]),
    ]


def test_one_order_may_be_about_units_of_several_documents() -> None:
    order = "一、将《甲条例》第五条、第七条和《乙条例》第六条中的“甲”修改为“乙”，“丙”修改为“丁”。"
    assert about(
        "国务院关于修改部分行政法规的决定", order, "二、删去《甲条例》第一条、《丙条例》第二条。"
    ) == [
        ("1.1", "甲条例", ["replace-text 第五条", "replace-text 第七条"] * 2),
        ("1.2", "乙条例", ["replace-text 第六条"] * 2),
        ("2.1", "甲条例", ["delete-node 第一条"]),
        ("2.2", "丙条例", ["delete-node 第二条"]),
    ]


def test_units_of_several_documents_are_never_put_together() -> None:
    order = "一、将《甲条例》第五条、《乙条例》第六条合并，作为第五条，修改为：“新。”"
    assert about("国务院关于修改部分行政法规的决定", order) == [("1", "乙条例", ["✗"])]
