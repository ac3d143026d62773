"""`xiuding read`: what a file is read as: its paragraphs, and what was left out."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xiuding.cli import io, options, screen
from xiuding.cli.bilingual import argument, command
from xiuding.cli.fair import fair
from xiuding.cli.talk import tell
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.manuscript import Dropped, Manuscript

SCHEMA = "xiuding/manuscript/1"

_SHOWN = 40


@command(
    "read",
    "Show what a file is read as, a paragraph a line, and what was left out.",
    "显示文件读成什么文字，一段一行，以及略去了什么。",
    examples=("xiuding read 条例.pdf", "xiuding read 公布稿.html -f json -o 公布稿.json"),
)
@argument(
    "file",
    en="A file in any readable format; '-' is standard input.",
    zh="任何可读格式的文件，“-”为标准输入。",
)
@options.form(
    "text",
    "json",
    en="The text (the default), or JSON with the pages and everything left out.",
    zh="文字（默认），或 JSON，附页码和略去的全部内容。",
)
@options.text_output
def verb(file: str, *, form: str, output: str | None) -> None:
    """Read the file and write its text; what is not of the text goes to stderr, alike lines as one."""
    from xiuding.structure import from_manuscript

    manuscript = io.read(file)
    if form == "json":
        io.write(io.as_json(_data(manuscript)), output, inputs=(file,))
    elif output is None and sys.stdout.isatty():
        screen.show(visible(line) for each in manuscript for line in each.text.split("\n"))
    else:  # to be used as a text
        io.write(fair(from_manuscript(manuscript), output), output, inputs=(file,))
    for line in _left_out(manuscript):
        tell(line)


def _left_out(manuscript: Manuscript) -> Iterator[str]:
    """A line for everything left out; what differs only in its digits, as page numbers do, is told once."""
    alike: dict[tuple[str, str], list[Dropped]] = defaultdict(list)
    for dropped in manuscript.dropped:
        alike[dropped.why, re.sub(r"\d+", "0", dropped.text)].append(dropped)
    for (why, _), found in alike.items():
        text, count = found[0].text, len(found)
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        times = say(f" ({count} times)", f"（共{count}处）") if count > 1 else ""
        yield say(f"left out, {why}: {shown}{times}", f"略去（{why}）：{shown}{times}")


def _data(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "name": manuscript.name,
        "format": manuscript.format,
        "paragraphs": [
            {"text": each.text, "page": each.source.page, "rows": each.rows, "heading": each.heading}
            for each in manuscript
        ],
        "dropped": [
            {"text": each.text, "why": each.why, "page": each.where.page} for each in manuscript.dropped
        ],
        "notes": list(manuscript.notes),
    }
