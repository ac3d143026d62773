"""pdf → `Manuscript`: lines joined by their place on the page, ruled tables as rows, page furniture dropped.

The library that reads the file runs in another process (`pdf_worker`), and tells where everything stands.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from xiuding.errors import UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Dropped, Manuscript, Rows, Span
from xiuding.readers import lines
from xiuding.readers.line import Line
from xiuding.readers.pdf_layout import Placed, furniture, layout
from xiuding.readers.pdf_page import LINE, UNKNOWN
from xiuding.readers.pdf_tables import Block, Box, Cell, Item, Ruled, blocks, flat, over_pages
from xiuding.readers.pdf_worker import SECONDS

# The worker's own limit is of the processor; a busy machine gives it less than all of it.
_PATIENCE = 5
_MEANINGLESS = re.compile(f"[\ue000-\uf8ff{UNKNOWN}]")


def read(data: bytes, name: str) -> Manuscript:
    """The manuscript in a pdf, e.g. ``read(Path("通知.pdf").read_bytes(), "通知.pdf")``.

    Raises `UnreadableInput` for scans without text, for damaged, encrypted and hostile files.
    """
    items = list(_items(_pages(data, name)))
    text = "".join(line.text for item in items for line in flat(item))
    meaningless = len(_MEANINGLESS.findall(text))
    if not text or meaningless * 5 > len(text):
        raise UnreadableInput(
            say(
                f"{name}: holds no readable text (a scan?); run text recognition (OCR) first",
                f"{name}：没有可读取的文字（可能是扫描件）；请先进行文字识别（OCR）",
            )
        )
    notes = [
        say(
            f"{meaningless} characters have no meaning in their font, e.g. {UNKNOWN}: compare with the print",
            f"{meaningless} 个字符在其字体中没有对应的文字（如 {UNKNOWN}），请与原件核对",
        )
    ] * bool(meaningless)
    edges = furniture([item for item in items if isinstance(item, Placed)])
    kept, repeated = over_pages([item for item in items if item not in edges])
    source = _Source()
    held = list(_lines(blocks(kept), source))
    why = say("table heading repeated on a new page", "换页重复的表头")
    dropped = [
        *(Dropped(line.text, reason, source.write(line.text, line.page)) for line, reason in edges.items()),
        *(Dropped(text, why, source.write(text, page)) for text, page in repeated),
    ]
    return lines.assemble(name, "pdf", "".join(source.text), held, dropped, notes)


class _Source:
    """The text that spans index, written in the order of reading, furniture at its end."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._length = 0

    def write(self, text: str, page: int) -> Span:
        """Append a line; its place."""
        start = self._length
        self.text += [text, "\n"]
        self._length += len(text) + 1
        return Span(start, start + len(text), page)


def _lines(blocks: Sequence[Block], source: _Source) -> Iterator[Line]:
    """What the blocks of a document give, one line for each table and box."""
    running = [block for block in blocks if isinstance(block, Placed)]
    known = layout(running)
    for block in blocks:
        if isinstance(block, Placed):
            yield _line(block, *next(known), source)
        elif isinstance(block, Box):
            yield _table(_box_rows(block), block.lines[0].page, source)
        else:
            yield _table(block.rows(), block.page, source)


def _line(placed: Placed, flush: bool | None, full: bool, source: _Source) -> Line:
    span = source.write(placed.text, placed.page)
    return Line(placed.text, *span, flush=flush, full=full)


def _box_rows(box: Box) -> Rows:
    """The paragraphs of a box."""
    placed = zip(box.lines, layout(box.lines, box.right), strict=True)
    held = [Line(line.text, 0, 0, flush=flush, full=full) for line, (flush, full) in placed]
    return tuple((paragraph.text,) for paragraph in lines.paragraphs(held))


def _table(rows: Rows, page: int, source: _Source) -> Line:
    text = "\n".join("\t".join(row) for row in rows)
    return Line(text, *source.write(text, page), rows=rows)


def _pages(data: bytes, name: str) -> list[list[list[Any]]]:
    """The pages that the worker found."""
    command = [sys.executable, "-m", "xiuding.readers.pdf_worker"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_PATIENCE * SECONDS, env=environment, check=True
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise UnreadableInput(
            say(
                f"{name}: damaged, or asks for more memory or time than a document needs; "
                "split it, or save it as .docx",
                f"{name}：已损坏，或所需内存、时间超出文档应有的限度；请拆分，或另存为 .docx",
            )
        ) from error
    match found.get("error"):
        case "password":
            raise UnreadableInput(
                say(
                    f"{name}: encrypted; save a copy without password",
                    f"{name}：已加密；请另存为无密码的副本",
                )
            )
        case "pages":
            raise UnreadableInput(say(f"{name}: too many pages; split it", f"{name}：页数过多；请拆分"))
        case "damaged":
            raise UnreadableInput(
                say(f"{name}: damaged; save it again as pdf", f"{name}：已损坏；请重新保存为 pdf")
            )
    pages: list[list[list[Any]]] = found["pages"]
    return pages


def _items(pages: Sequence[Sequence[Sequence[Any]]]) -> Iterator[Item]:
    for number, page in enumerate(pages, 1):
        for kind, *held in page:
            if kind == LINE:
                yield _placed(held, number)
            else:
                rows = [tuple(cell and _cell(cell, number) for cell in row) for row in held[0]]
                yield Ruled(rows, number, number)


def _cell(held: Sequence[Any], page: int) -> Cell:
    left, right, inside = held
    return Cell(left, right, tuple(_placed(line[1:], page) for line in inside))


def _placed(held: Sequence[Any], page: int) -> Placed:
    text, left, right, base, size, frame = held
    return Placed(text, left, right, base, size, page, frame and tuple(frame))
