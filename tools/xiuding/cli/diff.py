"""`xiuding diff`: what changed between two files or two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from xiuding import redline as redlines
from xiuding.cli import io, screen
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.drawing import FORMATS, Layout, Look, draw
from xiuding.cli.talk import tell
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.manuscript import Manuscript
    from xiuding.redline import Redline


@command("diff", "Show what changed between two files, word by word.", "逐词显示两个文件之间的改动。")
@argument("old", en="The file before; '-' is standard input.", zh="修改前的文件，“-”为标准输入。")
@argument("new", en="The file after; '-' is standard input.", zh="修改后的文件，“-”为标准输入。")
@option("--text", is_flag=True, en="OLD and NEW are the texts themselves.", zh="OLD 和 NEW 即文本本身。")
@option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="terminal",
    en="Form of the output; terminal by default. A table is Markdown, or what FILE ends in: .html, .docx.",
    zh="输出形式，默认 terminal；table 为 Markdown，或依 FILE 的扩展名（.html、.docx）。",
)
@option("-o", "--output", metavar="FILE", en="Write to FILE, not to stdout.", zh="写入 FILE 而非标准输出。")
@option("--characters", is_flag=True, en="Compare characters, not words.", zh="逐字而非逐词比较。")
@option(
    "--width",
    type=click.IntRange(24, 1000),
    metavar="COLUMNS",
    en="Width of the terminal view; the window's by default.",
    zh="终端视图的列数，默认随窗口。",
)
@option(
    "--layout",
    type=click.Choice(["auto", "side", "inline"]),
    default="auto",
    en="Two columns, one, or as the window allows (auto).",
    zh="终端视图分两栏（side）、合一栏（inline）或视窗口而定（auto）。",
)
@option(
    "--context",
    type=click.IntRange(0, 1_000_000),
    default=3,
    metavar="N",
    en="Unchanged paragraphs shown around each change; 3 by default. A docx has them all.",
    zh="改动前后各显示 N 段未变文字，默认 3；docx 总是全文。",
)
@option(
    "--title",
    en="Title of a page or docx; the name of NEW by default.",
    zh="网页或 docx 的标题，默认为 NEW 的文件名。",
)
@option(
    "--author",
    default="修订",
    en="Whose changes a docx says they are, e.g. the issuing authority.",
    zh="docx 中修订的作者，如发文机关。",
)
@option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    en="Date of the changes in a docx; today by default.",
    zh="docx 中修订的日期，默认为当天。",
)
@option("--exit-code", is_flag=True, en="Exit with 1 where there are differences.", zh="有差异时退出码为 1。")
def verb(
    old: str,
    new: str,
    *,
    text: bool,
    form: str,
    output: str | None,
    characters: bool,
    width: int | None,
    layout: Layout,
    context: int,
    title: str | None,
    author: str,
    day: datetime | None,
    exit_code: bool,
) -> int:
    """Compare, draw, and say whether there are differences."""
    if text:
        redline = redlines.compare_text(old, new, characters=characters)
    else:
        before, after = io.read_all([old, new])
        redline = redlines.compare(list(_lines(before)), list(_lines(after)), characters=characters)
    name = say("text", "文本") if text else new
    today = day.date() if day else date.today()  # noqa: DTZ011 - the date on the user's calendar
    look = Look(width, layout, context, title or name, author, today)
    if form == "terminal" and output in {None, io.STREAM}:
        _show(redline, look)
    else:
        io.write(draw(redline, form, look, output or ""), output, inputs=() if text else (old, new))
    return int(exit_code and redline.differs)


def _lines(manuscript: Manuscript) -> Iterator[str]:
    """The paragraphs, a table row by row."""
    for paragraph in manuscript:
        yield from paragraph.text.split("\n")


def _show(redline: Redline, look: Look) -> None:
    from xiuding.render import terminal

    if not redline.differs:
        tell(say("no differences", "没有差异"))
        return
    screen.show(
        terminal.render(
            redline,
            width=look.width or screen.width(),
            colour=screen.takes_colour(),
            layout=look.layout,
            context=look.context,
        )
    )
