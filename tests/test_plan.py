"""The manifest of a plan: what may stand in it, and what is wrong is named."""

from __future__ import annotations

from datetime import date

import pytest

from xiuding.errors import UnreadableInput
from xiuding.plan import Base, Entry, parse

MANIFEST = """
schema = "xiuding/plan/1"
title = "某市文化规划"
issuer = "某市人民政府"
issued = 2021-03-01

[base]
kind = "reconstruction"
contents = "contents.txt"
note = "（复原）"

[[base.row]]
called = "甲"
is = "乙"
reason = "同一指标"

[[instrument]]
number = "某政办发〔2022〕5号"
issued = 2022-06-01
effective = 2022-07-01
published = 2022-06-09
witnesses = ["instruments/甲本.txt", "instruments/乙本.txt"]
"""


def test_a_manifest_names_the_base_and_the_instruments_in_order() -> None:
    plan = parse(MANIFEST)
    assert (plan.title, plan.issuer, plan.issued) == ("某市文化规划", "某市人民政府", date(2021, 3, 1))
    assert plan.base == Base(None, "contents.txt", "（复原）", {"甲": "乙"})
    witnesses = ("instruments/甲本.txt", "instruments/乙本.txt")
    assert plan.instruments == (Entry("某政办发〔2022〕5号", date(2022, 6, 1), date(2022, 7, 1), witnesses),)
    assert plan.files == ("contents.txt", *witnesses)


def test_corrections_are_a_file_of_the_plan() -> None:
    assert parse(MANIFEST).overrides is None
    plan = parse(f'overrides = "校正.toml"\n{MANIFEST}')
    assert plan.overrides == "校正.toml"
    assert plan.files[-1] == "校正.toml"
    with pytest.raises(UnreadableInput, match="overrides"):
        parse(f'overrides = "../校正.toml"\n{MANIFEST}')


def test_a_base_may_be_a_full_text() -> None:
    text = MANIFEST.replace(MANIFEST[MANIFEST.index("[base]") : MANIFEST.index("[[instrument]]")], "")
    plan = parse(text.replace("[[instrument]]", '[base]\nkind = "text"\ntext = "规划.docx"\n[[instrument]]'))
    assert plan.base == Base("规划.docx")
    assert plan.files[0] == "规划.docx"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("plan/1", "plan/9", "schema"),
        ('title = "某市文化规划"', "", "title is missing"),
        ('title = "某市文化规划"', 'title = ""', "title"),
        ('issuer = "某市人民政府"', "issuer = 3", "issuer"),
        ("issued = 2021-03-01", 'issued = "2021年"', "issued"),
        ("issued = 2021-03-01", "issued = 2021-03-01T00:00:00Z", "issued"),
        ('kind = "reconstruction"', 'kind = "guess"', "kind"),
        ('note = "（复原）"', "", "note is missing"),
        ('note = "（复原）"', 'note = "（复原）"\nnotes = "x"', "notes is unknown"),
        ('reason = "同一指标"', "", "reason is missing"),
        ("published =", "publishd =", "publishd is unknown"),
        ("instruments/甲本.txt", "../甲本.txt", "witness"),
        ("instruments/甲本.txt", "/etc/passwd", "witness"),
        ("instrument]]", "instruments]]", "instrument is missing"),
        ("[base]", "[base", "not TOML"),
    ],
)
def test_what_is_wrong_in_a_manifest_is_named(old: str, new: str, named: str) -> None:
    assert old in MANIFEST
    with pytest.raises(UnreadableInput, match=named):
        parse(MANIFEST.replace(old, new))
