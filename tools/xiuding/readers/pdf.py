"""pdf → `Manuscript`: lines joined by their place on the page, page numbers and running heads dropped.

What this does not do: columns are read in the order of the file, and the cells of a table are lines.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from xiuding.errors import UnreadableInput
from xiuding.language import say
from xiuding.manuscript import Dropped, Manuscript
from xiuding.readers import lines
from xiuding.readers.pdf_worker import SECONDS

_PAGE_NUMBER = re.compile(
    r"[-—－–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—－–·\s]*$"
)
_RUNNING = 3
"""A line at the edge of so many pages is a running head or foot."""
_UNMAPPED = re.compile("[\ue000-\uf8ff]")


class _Placed(NamedTuple):
    """A line and where it stands on its page, in points."""

    text: str
    left: float
    right: float
    base: float
    height: float
    page: int


def read(data: bytes, name: str) -> Manuscript:
    """The manuscript in a pdf, e.g. ``read(Path("通知.pdf").read_bytes(), "通知.pdf")``.

    Raises `UnreadableInput` for scans without text, for damaged, encrypted and hostile files.
    """
    placed = _pages(data, name)
    text = "".join(line.text for line in placed)
    if not text or len(_UNMAPPED.findall(text)) * 5 > len(text):
        raise UnreadableInput(
            say(
                f"{name}: holds no readable text (a scan?); run text recognition (OCR) first",
                f"{name}：没有可读取的文字（可能是扫描件）；请先进行文字识别（OCR）",
            )
        )
    edges = _page_edges(placed)
    source: list[str] = []
    kept: list[lines.Line] = []
    dropped: list[Dropped] = []
    offset = 0
    for line, (flush, full) in zip(placed, _layout(placed), strict=True):
        each = lines.Line(line.text, offset, offset + len(line.text), line.page, flush=flush, full=full)
        if why := edges.get((line.page, line.base)):
            dropped.append(Dropped(line.text, why, each.span))
        else:
            kept.append(each)
        source += [line.text, "\n"]
        offset += len(line.text) + 1
    return lines.assemble(name, "pdf", "".join(source), kept, dropped)


def _pages(data: bytes, name: str) -> list[_Placed]:
    """The lines that the worker found."""
    command = [sys.executable, "-m", "xiuding.readers.pdf_worker"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, env=environment, check=True
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise UnreadableInput(
            say(
                f"{name}: damaged, or asks for more memory or time than a document needs",
                f"{name}：已损坏，或所需内存、时间超出文档应有的限度",
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
    return [
        _Placed(text, left, right, base, height, page)
        for page, held in enumerate(found["pages"], 1)
        for text, left, right, base, height in held
    ]


def _layout(placed: Sequence[_Placed]) -> Iterator[tuple[bool | None, bool | None]]:
    """For every line whether it starts at the left margin and whether it reaches the right one.

    Where paragraphs are not indented this tells nothing, and nothing is said.
    """
    height = median(line.height for line in placed)
    wide = [line for line in placed if len(line.text) >= lines.PRINT_LINE] or placed
    left = min(line.left for line in wide)
    right = max(line.right for line in wide)
    flush = [line.left - left < height for line in placed]
    indented = flush.count(False) * 20 >= len(flush)
    for line, starts_flush in zip(placed, flush, strict=True):
        yield (starts_flush, right - line.right < 1.5 * height) if indented else (None, None)


def _page_edges(placed: Sequence[_Placed]) -> dict[tuple[int, float], str]:
    """Page numbers and running heads, by page and place: found at the top and the foot of pages only."""
    edge: list[_Placed] = []
    for _, page in groupby(placed, lambda line: line.page):
        top_down = sorted(page, key=lambda line: -line.base)
        edge += top_down[:1] + top_down[1:][-1:]
    shapes = [re.sub(r"\d+", "0", line.text) for line in edge]
    counts = Counter(shapes)
    found = {}
    for line, shape in zip(edge, shapes, strict=True):
        if _PAGE_NUMBER.match(line.text):
            found[line.page, line.base] = say("page number", "页码")
        elif counts[shape] >= _RUNNING:
            found[line.page, line.base] = say("running head or foot", "页眉或页脚")
    return found
