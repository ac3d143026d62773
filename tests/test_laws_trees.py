"""A tree that clauses have changed is the tree that its text is read as, from lines and from files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafting_support import Case, read
from xiuding.document import Document
from xiuding.markdown import dump, load
from xiuding.structure import build

CASES = [
    case
    for folder in ("drafting", "application")
    for path in sorted((Path(__file__).parent / "cases" / folder).glob("*.md"))
    for case in read(path)
]
REPLY = "某院批复\n答复如下：\n一、甲应当登记。\n二、乙应当巡查。\n此复。\n"
CHAPTERS = "某办法\n第一章　总则\n第一条　甲。\n第二章　巡查\n第二条　乙。\n第三章　附则\n第三条　丙。\n"
EXTRA = [
    Case("a chapter dissolved", CHAPTERS, "一、删去第二章章名。\n二、章节顺序作相应调整。\n", "", ""),
    Case("a reply", REPLY, "一、删去第一条。\n二、将第二条修改为：“丙应当报告。”\n", "", ""),
]


@pytest.mark.parametrize("case", CASES + EXTRA, ids=[case.name for case in CASES + EXTRA])
def test_a_changed_tree_is_the_tree_of_its_text(case: Case) -> None:
    _, text = case.apply()
    document = build(text.splitlines())
    assert list(units(load(dump(document)))) == list(units(document))
    assert list(units(case.applied())) == list(units(document))


def units(document: Document) -> Iterator[Any]:
    for node in document.walk():
        depth = sum(1 for _ in node.ancestors())
        yield depth, node.unit, node.label, node.number, node.text
