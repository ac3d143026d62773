"""The bundled instrument on a full text of the plan: the same text comes out, in whatever form it went in.

The full text is invented: the gaps of the reconstructed plan are filled with sentences that say nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from print_support import Block, office, paper, word
from reading_support import visible
from xiuding import markdown
from xiuding.address import Unit
from xiuding.document import Document, Node
from xiuding.gap import GAP

PLAN = Path(__file__).parent.parent / "plan_versions/nmg-public-services"
WITNESSES = sorted((PLAN / "instruments").iterdir())


def full_text() -> Document:
    """The plan before the instrument, without gaps."""
    folder = PLAN / "versions/2021-11-05"
    pages = {str(page.relative_to(folder)): page.read_text(encoding="utf-8") for page in folder.rglob("*.md")}
    document = markdown.load(pages)
    for number, node in enumerate(document.walk()):
        if node.rows:
            node.rows = [tuple(cell.replace(GAP, str(number)) for cell in row) for row in node.rows]
        node.text = _filled(node.text, number)
    return document


def _filled(text: str, number: int) -> str:
    """A paragraph with sentences, or parts of one, in the place of its gaps."""
    if text == GAP:
        return (
            f"其他工作之{number}。继续落实各项“惠民”政策，到2025年完成率达到9{number % 10}%，并做好有关工作。"
        )
    before, *rest = text.split(GAP)
    filled = before
    for after in rest:
        opens = not filled or filled.endswith("。")
        if after:
            filled += "坚持统筹推进，" if opens else "，加强组织领导，"
        else:
            filled += "继续做好有关工作。" if opens else "，不断完善有关机制。"
        filled += after
    return filled


def blocks(node: Node) -> Iterator[Block]:
    """Paragraphs, tables and boxes of a text, as they are printed."""
    if node.unit is Unit.BOX:
        yield tuple((line,) for line in node.lines())
        return
    if node.heading:
        yield node.heading
    if node.rows:
        yield tuple(node.rows)
    for child in node.children:
        yield from blocks(child)


FORMS: dict[str, Callable[[Document, Path], bytes]] = {
    "md": lambda text, _: markdown.dumps(text).encode(),
    "docx": lambda text, _: word(list(blocks(text))),
    "pdf": lambda text, _: paper(list(blocks(text))),
    "office html": lambda text, folder: office(word(list(blocks(text))), "html", folder),
    "office pdf": lambda text, folder: office(word(list(blocks(text))), "pdf", folder),
    "office pdf without indents": lambda text, folder: office(
        word(list(blocks(text)), indent=False), "pdf", folder
    ),
}


@pytest.fixture
def consolidated(tmp_path: Path, xiuding: Callable[..., object]) -> Callable[[bytes, str], str]:
    """The text after the instrument, every clause of which has been applied."""

    def run(data: bytes, form: str) -> str:
        base, after, report = (tmp_path / name for name in (f"base.{form}", "after.txt", "report.json"))
        base.write_bytes(data)
        outcome = xiuding("consolidate", base, *WITNESSES, "-o", after, "--report", report)
        assert outcome.code == 0, outcome.err
        clauses = json.loads(report.read_text(encoding="utf-8"))["clauses"]
        assert [clause["status"] for clause in clauses] == ["applied"] * 60
        return after.read_text(encoding="utf-8")

    return run


def test_a_full_text_has_no_gap_before_or_after(consolidated: Callable[[bytes, str], str]) -> None:
    text = full_text().dump()
    assert GAP not in text
    after = consolidated(text.encode(), "txt")
    assert GAP not in after
    assert "乌兰牧骑73支" in text
    assert "乌兰牧骑75支" in after


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=[pytest.mark.office] * form.startswith("office")) for form in FORMS]
)
def test_the_form_of_the_text_makes_no_difference(
    form: str, tmp_path: Path, consolidated: Callable[[bytes, str], str]
) -> None:
    text = full_text()
    wanted = consolidated(text.dump().encode(), "txt")
    found = consolidated(FORMS[form](text, tmp_path), form.split()[1] if " " in form else form)
    assert visible(found) == visible(wanted)
