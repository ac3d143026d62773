"""`xiuding diff`: what changed between two files, folders, versions or texts, or by one clause."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from xiuding.cli import compared, io, options, repository, screen
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.drawing import FORMATS, SIGNS, UNTITLED, Layout, Look, draw, form_of, lines
from xiuding.cli.talk import tell
from xiuding.errors import UsageError
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.redline import Redline
    from xiuding.render.table.entries import Columns, Style


@command(
    "diff",
    "Show what changed between two files or versions, or by one clause, word by word.",
    "逐词显示两个文件、两个版本之间或一个条目所作的改动。",
    examples=(
        "xiuding diff 旧.docx 新.pdf",
        "xiuding diff 旧.txt 新.txt 第十条",
        "xiuding diff 旧.txt 新.txt -f table -o 对照表.docx",
        "xiuding diff 旧.txt 新.txt -o 修订稿.docx --author 某市人民政府 --date 2024-05-01",
        "xiuding diff 2021-11-05 2022-08-17 第四章",
        "xiuding diff --clause 4.8.4 -o 条目.html",
    ),
    legend=SIGNS,
)
@argument(
    "old",
    required=False,
    en="The text before: a file ('-' is standard input), a folder of Markdown chapters, or a version of "
    "the history (2021-11-05, any day since, any git revision).",
    zh="修改前：文件（“-”为标准输入）、存放各章 Markdown 的文件夹，"
    "或沿革的版本（2021-11-05、此后任何一天，或 git 版本名）。",
)
@argument("new", required=False, en="The text after, likewise.", zh="修改后，写法相同。")
@argument(
    "place",
    required=False,
    en="Only what changed in this place: 第四章, 第四章 第八节, 第十条, 专栏4.",
    zh="只看一处的改动：第四章、第四章 第八节、第十条、专栏4。",
)
@options.repo
@option(
    "--clause",
    shell_complete=repository.complete_clause,
    metavar="CLAUSE",
    en="Instead of OLD and NEW: what this clause changed, by id or label (4.8.1, 四（八）1).",
    zh="不给旧文本和新文本，而看一个条目所作的改动，按编号或序号（4.8.1、四（八）1）。",
)
@option(
    "--instrument",
    metavar="NUMBER",
    en="With --clause: whose clause, where several instruments have such a one (number, date or words of the "
    "title).",
    zh="与 --clause 同用：几个文书都有此条目时，指明是哪一个（文号、日期，或标题中的文字）。",
)
@option(
    "--drafted",
    is_flag=True,
    en="With --clause: strike and replace the passages as the clause quotes them.",
    zh="与 --clause 同用：按条目引用的文字整段替换，不作逐词比较。",
)
@option(
    "--text",
    is_flag=True,
    en="OLD and NEW are the texts themselves.",
    zh="旧文本和新文本即文字本身，不是文件名。",
)
@option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    en="Form of the output; by default what FILE ends in (.html, .docx, .json; a table for .md and .csv), "
    "else terminal. A table is Markdown, or what FILE ends in (.docx, .html, .csv).",
    zh="输出形式；默认依输出文件的扩展名（.html、.docx、.json，.md 和 .csv 为 table），否则为 terminal。"
    "table 为 Markdown，或依输出文件的扩展名（.docx、.html、.csv）。",
)
@options.output
@option("--characters", is_flag=True, en="Compare characters, not words.", zh="逐字而非逐词比较。")
@options.width
@options.layout
@options.context(3, en=" A docx has them all.", zh="；docx 总是全文")
@option(
    "--title",
    en="Title of a page, table or docx; by default that of the document, or the name of NEW.",
    zh="网页、对照表或 docx 的标题，默认为法规或规划的标题，或新文本的文件名。",
)
@option(
    "--author",
    en="Whose changes a docx says they are, e.g. the issuing authority.",
    zh="docx 中修订的作者，如发文机关。",
)
@options.day(
    en="Date of the changes in a docx; today by default.",
    zh="docx 中修订的日期，默认为当天。",
)
@option(
    "--fold-renumbering",
    is_flag=True,
    en="Fold paragraphs of the terminal view that changed only in the numbers of units.",
    zh="终端视图中，仅序号变动的段落折叠不显示。",
)
@option(
    "--style",
    type=click.Choice(["bold", "underline", "shade"]),
    default="bold",
    en="How a table marks changes: bold and struck (the default), underlined on both sides, or shaded.",
    zh="对照表的标示：黑体和删除线（bold，默认）、两栏下划线（underline）或底纹（shade）。",
)
@option("--reasons", is_flag=True, en="Give a table a column for reasons.", zh="对照表增加“说明”一栏。")
@options.exit_code
def verb(
    old: str | None,
    new: str | None,
    place: str | None,
    *,
    repo: str | None,
    clause: str | None,
    instrument: str | None,
    drafted: bool,
    text: bool,
    form: str | None,
    output: str | None,
    characters: bool,
    width: int | None,
    layout: Layout,
    context: int,
    title: str | None,
    author: str | None,
    day: datetime | None,
    fold_renumbering: bool,
    style: Style,
    reasons: bool,
    exit_code: bool,
) -> int:
    """Compare, draw, and say whether there are differences."""
    form = form or form_of(output)
    across = form != "json"  # programs count on a row for each paragraph
    if clause is not None:
        if old or text or characters:
            raise UsageError(
                say(
                    "--clause takes no OLD and NEW, --text or --characters",
                    "--clause 不与旧文本、新文本、--text、--characters 同用",
                )
            )
        found = compared.clause(repo, clause, instrument, drafted=drafted)
    elif old is None or new is None:
        raise UsageError(
            say("give OLD and NEW, or --clause CLAUSE", "请给出旧文本和新文本，或 --clause 条目")
        )
    elif drafted or instrument is not None:
        name = "--drafted" if drafted else "--instrument"
        raise UsageError(say(f"{name} needs --clause CLAUSE", f"{name} 须与 --clause 条目 同用"))
    elif not text:
        found = compared.sides(old, new, place, repo, characters=characters, across=across)
    elif place or repo:
        raise UsageError(say("--text takes no PLACE or --repo", "--text 不与位置、--repo 同用"))
    else:
        found = compared.texts(old, new, characters=characters, across=across)
    look = Look(
        width,
        layout,
        context,
        title or ("" if form in UNTITLED else found.title(form)),
        author or found.author,
        day.date() if day else found.day or date.today(),  # noqa: DTZ011 - the date on the user's calendar
        fold_renumbering,
        style,
        _with_reasons() if reasons else None,
        found.names,
    )
    redline = found.redline
    if form == "terminal" and output in {None, io.STREAM}:
        _show(redline, look)
    elif form == "html" and found.page is not None:
        io.write(found.page(title), output)
    else:
        io.write(draw(redline, form, look, output or ""), output, inputs=found.inputs)
    return int(exit_code and redline.differs)


def _with_reasons() -> Columns:
    from xiuding.render.table.entries import Columns

    return Columns(reasons=())


def _show(redline: Redline, look: Look) -> None:
    if not redline.differs:
        tell(say("no differences", "没有差异"))
        return
    screen.show(lines(redline, look, width=screen.width(), colour=screen.takes_colour()))
