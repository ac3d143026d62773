"""Collation: variants and their reasons, case by case; and that the text is made of the witnesses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_support import CASES, visible
from xiuding.collate import Collation, collate, to_json
from xiuding.errors import UsageError
from xiuding.manuscript import Paragraph
from xiuding.readers import read, read_text
from xiuding.typography import normalise

_FENCED = re.compile(r"~~~~\n(.*?)~~~~\n", re.DOTALL)


def cases() -> list[tuple[list[str], str]]:
    text = (CASES / "collation" / "reasons.md").read_text(encoding="utf-8")
    found = []
    for case in re.split(r"(?<=~~~~\n)\n(?=[A-Z])", text):
        given_part, wanted = case.split("\nvariants\n")
        found.append((_FENCED.findall(given_part), _FENCED.findall(wanted)[0]))
    return found


def shown(collation: Collation) -> str:
    def flat(text: str) -> str:
        return text.replace("\t", ",").replace("\n", ";")

    return "".join(
        f"{' / '.join(flat(each.text) for each in variant.readings)} [{flat(variant.chosen)}] {variant.why}\n"
        for variant in collation.variants
    )


@pytest.mark.parametrize(("witnesses", "wanted"), cases())
def test_case(witnesses: list[str], wanted: str) -> None:
    assert shown(collate([read_text(text) for text in witnesses])) == wanted


def test_the_text_has_the_chosen_readings_and_the_norm() -> None:
    one = read_text("关于修改规划的通知\n如下：\na.png\n一、对“第三节建设”,“一站式十”作修改。", name="甲本")
    other = read_text(
        "关于修改规划\n的通知\n如下：\n项目\t单位\t数\n馆舍\t座\t5\n一、对“第三节 建设”,“一站式+”作修改。",
        name="乙本",
    )
    made = collate([one, other]).manuscript
    assert [each.text for each in made] == [
        "关于修改规划的通知",
        "如下：",
        "项目\t单位\t数\n馆舍\t座\t5",
        "一、对“第三节 建设”，“一站式+”作修改。",
    ]
    assert made.paragraphs[2].rows == (("项目", "单位", "数"), ("馆舍", "座", "5"))
    assert made.format == "collated"
    assert not made.unaccounted()


def test_the_order_of_two_witnesses_changes_the_reading_only_where_nothing_decides() -> None:
    one = read_text("甲方。\n丁方。\n一站式十。\n戊方。\n第二条　乙。")
    other = read_text("丙方。\n丁方。\n一站式+。\n戊方。")
    texts = [visible(collate(order).manuscript.source) for order in ([one, other], [other, one])]
    assert texts == ["甲方。丁方。一站式+。戊方。第二条乙。", "丙方。丁方。一站式+。戊方。第二条乙。"]


def in_norm(paragraph: Paragraph) -> str:
    cells = [paragraph.text] if paragraph.rows is None else [cell for row in paragraph.rows for cell in row]
    return "".join(normalise(cell).text for cell in cells)


@given(st.lists(st.text(alphabet="甲乙丙，。十+一、\n\t“”1.", max_size=30), min_size=1, max_size=3))
def test_every_reading_is_a_witness_s_own(texts: list[str]) -> None:
    witnesses = [read_text(text) for text in texts]
    collation = collate(witnesses)
    norms = [visible("".join(in_norm(paragraph) for paragraph in witness)) for witness in witnesses]
    for variant in collation.variants:
        assert len({reading.text for reading in variant.readings}) > 1
        assert variant.chosen in {reading.text for reading in variant.readings}
        for reading, norm in zip(variant.readings, norms, strict=True):
            assert visible(reading.text) in norm
    if len(set(norms)) == 1:
        assert not collation.variants
        assert visible(collation.manuscript.source) == norms[0]


def test_one_witness_is_its_own_text() -> None:
    assert collate([read_text("第一条　甲,乙")]).manuscript.source == "第一条 甲，乙"
    with pytest.raises(UsageError):
        collate([])


def test_json_has_the_shape_of_its_schema() -> None:
    found = to_json(collate([read_text("甲方。", name="甲本"), read_text("乙方。", name="乙本")]))
    assert found == {
        "schema": "xiuding/collation/1",
        "variants": [
            {
                "context": "…方。",
                "readings": [{"witness": "甲本", "text": "甲"}, {"witness": "乙本", "text": "乙"}],
                "chosen": "甲",
                "why": "nothing decides; the first witness is followed",
            }
        ],
    }


def test_the_two_witnesses_of_the_notice_have_three_variants(seeds: Path) -> None:
    one, other = (read(path) for path in sorted(seeds.glob("*.txt")))
    collation = collate([one, other])
    assert [[reading.text[-3:] for reading in each.readings] for each in collation.variants] == [
        ["预期性", "ng]"],
        ["牧骑十", "牧骑+"],
        ["理体制", "制改革"],
    ]
    assert [len(each.rows) for each in collation.manuscript if each.rows] == [24]
    back = collate([other, one])
    assert len(back.variants) == 3
    assert visible(back.manuscript.source) == visible(collation.manuscript.source)
