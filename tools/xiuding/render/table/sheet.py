"""The comparison table as CSV: where an entry stands, and the words of both sides without marks."""

from __future__ import annotations

from xiuding.redline.model import Redline
from xiuding.render.sheet import sheet
from xiuding.render.table.entries import Columns, Paragraph, entries


def table(redline: Redline, *, columns: Columns | None = None) -> str:
    """The table; paragraphs of an article are lines of one cell.

    >>> from xiuding.redline import compare
    >>> print(table(compare(["第三条　设馆三座。"], ["第三条　设馆五座。"])).replace(chr(13), ""), end="")
    位置,原条文,修改后条文
    ,第三条　设馆三座。,第三条　设馆五座。
    """
    columns = columns or Columns()
    reasoned = columns.reasons is not None
    rows = [
        [" ".join(entry.place), _words(entry.old), _words(entry.new), *[columns.reason(index)] * reasoned]
        for index, entry in enumerate(entries(redline))
    ]
    return sheet(["位置", "原条文", "修改后条文", *["说明"] * reasoned], rows)


def _words(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)
