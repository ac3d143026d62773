"""Mutated files of every format, and what a reader must give or refuse."""

from __future__ import annotations

from random import Random

from fuzz import mutation
from fuzz.law import require
from hostile.files import READ, docx, paragraph, pdf
from xiuding.readers import read

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBERED = (
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins></w:p>"
)
_BODY = (
    f"{paragraph('第一条　甲。')}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('乙')}"
    f"</w:tc></w:tr></w:tbl>{_NUMBERED}"
)
_NUMBERING = (
    f"<w:numbering xmlns:w='{_W}'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='第%1条'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
)
_PAGE = (
    "<!doctype html><html><head><title>题</title></head><body><h1>题</h1><div style='display:none'>x</div>"
    "<ol><li>甲<li>乙</ol><p>&nbsp;&#x4e2d;</p></body></html>"
)
_TABLE = "<html><meta charset=gb2312><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table><p>丁<br>戊"
_LINES = "第一条　甲乙丙丁。\r\n— 3 —\r\n甲\t乙\t丙\n\t丁\t戊\n发布日期：2022年1月1日\n"

_GOOD: dict[str, bytes] = {
    "a.txt": _LINES.encode("gb18030"),
    "b.txt": "第一条　甲乙丙丁。\n".encode("utf-16"),
    "c.html": _TABLE.encode("gb18030"),
    "d.md": "# 题\n\n1. 甲\n\n|甲|乙|\n|-|-|\n|1|2|\n\n> 引\n\n```\nx\n```\n".encode(),
    "e.docx": docx(_BODY, numbering=_NUMBERING),
    "f.html": _PAGE.encode(),
    "g.html": READ["nested.html"](),
    "h.txt": READ["escapes.txt"](),
}
_PDF = pdf(b"BT /F1 12 Tf 100 700 Td (Article 1) Tj 0 -20 Td (Text) Tj ET")


def make(chance: Random) -> tuple[bytes, bytes]:
    """A name, which tells the format where nothing else does, and mutated bytes."""
    if chance.random() < 0.005:  # a process of its own, at a hundred times the cost
        return b"a.pdf", mutation.raw(chance, _PDF)
    name = chance.choice(list(_GOOD))
    if name.endswith(".docx") and chance.random() < 0.7:
        return name.encode(), _package(chance)
    return name.encode(), mutation.raw(chance, _GOOD[name], chance.choice(list(_GOOD.values())))


def _package(chance: Random) -> bytes:
    """A sound archive with a mutated part: blows to the archive itself leave little to read."""

    def mutated(part: str) -> str:
        return mutation.raw(chance, part.encode()).decode("utf-8", "replace")

    if chance.random() < 0.5:
        return docx(mutated(_BODY), numbering=_NUMBERING)
    return docx(_BODY, numbering=mutated(_NUMBERING))


def check(name: bytes, data: bytes) -> None:
    """Read it; what is read accounts for every character."""
    manuscript = read(data, name=name.decode())
    require(
        not manuscript.unaccounted() or manuscript.format == "md",
        "characters are neither text nor dropped",
        manuscript,
    )
    for each in manuscript:
        require(
            each.text == each.text.strip() or each.rows is not None, "white space around a paragraph", each
        )
        require("\n" not in each.text or each.rows is not None, "a line break in a paragraph", each)
