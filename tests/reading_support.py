"""What the tests of readers share: case files, and a manuscript written so that a case can show it."""

from __future__ import annotations

import re
from pathlib import Path

from xiuding.manuscript import Manuscript

CASES = Path(__file__).parent / "cases"
_FENCED = re.compile(r"^~~~~ ?(\S*)\n(.*?)^~~~~$", re.MULTILINE | re.DOTALL)


def blocks(path: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a case file: what their fence says, and their text."""
    found = _FENCED.findall(path.read_text(encoding="utf-8"))
    assert found, f"{path} holds no case"
    return [(name, text) for name, text in found]


def pairs(folder: str) -> list[tuple[str, str, str, str]]:
    """Every input and expectation of a folder of cases, with a name for the test and the fence's word."""
    held = []
    for path in sorted((CASES / folder).glob("*.md")):
        found = blocks(path)
        assert len(found) % 2 == 0, f"{path}: an input without expectation"
        for number, ((name, given), (_, wanted)) in enumerate(zip(found[::2], found[1::2], strict=True), 1):
            held.append((f"{path.stem}-{number}", name, given, wanted))
    return held


def shown(manuscript: Manuscript) -> str:
    """Paragraphs one a line, rows of tables between bars, what was dropped with the reason."""
    lines = []
    for paragraph in manuscript:
        if paragraph.rows is not None:
            lines += ["| " + " | ".join(row) + " |" for row in paragraph.rows]
        else:
            lines.append("#" * (paragraph.heading or 0) + " " * bool(paragraph.heading) + paragraph.text)
    lines += [f"- {dropped.text} ({dropped.why})" for dropped in manuscript.dropped]
    return "".join(line + "\n" for line in lines)


def visible(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def check_accounts(manuscript: Manuscript) -> None:
    """Every visible character of the source is in the paragraph, or the dropped part, whose span holds it."""
    assert not manuscript.unaccounted()
    source = manuscript.source
    for dropped in manuscript.dropped:
        assert visible(source[dropped.where.start : dropped.where.end]) == visible(dropped.text)
    for paragraph in manuscript:
        start, end, _ = paragraph.source
        inside = [d.where for d in manuscript.dropped if start <= d.where.start and d.where.end <= end]
        kept = list(source[start:end])
        for where in inside:
            kept[where.start - start : where.end - start] = " " * (where.end - where.start)
        assert visible("".join(kept)) == visible(paragraph.text)
