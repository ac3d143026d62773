"""The options and arguments that several verbs share; every use of one makes an option of its own."""

from __future__ import annotations

from collections.abc import Callable

import click

from xiuding.cli import fair
from xiuding.cli.bilingual import Decorated, argument, option
from xiuding.cli.io import ending

DATE = click.DateTime(["%Y-%m-%d", "%Y年%m月%d日"])
"""2024-01-31, or as a text prints it: 2024年1月31日."""

_HISTORY = {
    "en": "The history, or the folder of its plan; by default this folder, or the one below plan_versions/.",
    "zh": "沿革或规划所在的文件夹；默认为当前文件夹，或 plan_versions/ 下唯一的沿革。",
}
repo = option("--repo", metavar="DIR", **_HISTORY)
folder = argument("folder", required=False, metavar="[DIR]", **_HISTORY)
output = option(
    "-o",
    "--output",
    metavar="FILE",
    is_eager=True,  # known before the form is asked for, which its ending may say
    en="Write to FILE, not to stdout.",
    zh="写入该文件而非标准输出。",
)
text_output = option("-o", "--output", metavar="FILE", is_eager=True, en=fair.EN, zh=fair.ZH)
exit_code = option(
    "--exit-code", is_flag=True, en="Exit with 1 where there are differences.", zh="有差异时退出码为 1。"
)
literal = option(
    "--literal",
    is_flag=True,
    en="Leave the punctuation at seams as quoted.",
    zh="接缝处的标点一律照引文，不作处理。",
)
instruments = argument(
    "instruments",
    metavar="INSTRUMENT...",
    nargs=-1,
    required=True,
    en="The instruments in the order in which they apply; copies of one instrument are collated.",
    zh="修改文书，按适用的先后排列；同一文书的几个版本先行校勘。",
)
width = option(
    "--width",
    type=click.IntRange(24, 1000),
    metavar="COLUMNS",
    en="Width of the terminal view; the window's by default.",
    zh="终端视图的列数，默认随窗口。",
)
layout = option(
    "--layout",
    type=click.Choice(["auto", "side", "inline"]),
    default="auto",
    en="Two columns, one, or as the window allows (auto).",
    zh="终端视图分两栏（side）、合一栏（inline）或视窗口而定（auto）。",
)


def context(paragraphs: int, *, en: str = "", zh: str = "") -> Callable[[Decorated], Decorated]:
    """How many unchanged paragraphs stand beside each change, and what else is to be said of that."""
    return option(
        "--context",
        type=click.IntRange(0, 1_000_000),
        default=paragraphs,
        metavar="N",
        en=f"Unchanged paragraphs shown around each change; {paragraphs} by default.{en}",
        zh=f"改动前后各显示 N 段未变文字，默认 {paragraphs}{zh}。",
    )


def form(
    *names: str, en: str = "Form of the output; terminal by default.", zh: str = "输出形式，默认 terminal。"
) -> Callable[[Decorated], Decorated]:
    """The form of the output: by default the one of `names` that the file given ends in, else the first."""

    def chosen(context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
        kind = ending(context.params.get("output"))
        return value or (kind if kind in names else names[0])

    return option("-f", "--format", "form", type=click.Choice(names), callback=chosen, en=en, zh=zh)


def day(*, en: str, zh: str) -> Callable[[Decorated], Decorated]:
    """A date such as 2024-01-31."""
    return option("--date", "day", type=DATE, metavar="YYYY-MM-DD", en=en, zh=zh)
