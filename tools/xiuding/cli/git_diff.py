"""`xiuding git-diff`: the redline of one file, called by git as an external diff driver."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from xiuding.cli import gitview, screen
from xiuding.cli.bilingual import argument, command
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.ledger.driver import Pair

_CONTEXT = 1


@command(
    "git-diff",
    "Show a file's changes to git diff and git difftool; git calls it after git-setup.",
    "供 git diff 和 git difftool 显示文件的改动；git-setup 之后由 git 调用。",
)
@argument(
    "arguments",
    metavar="PATH [OLD-FILE OLD-ID OLD-MODE NEW-FILE NEW-ID NEW-MODE]",
    nargs=-1,
    required=True,
    en="What git gives an external diff.",
    zh="git 传给外部比较程序的参数。",
)
def verb(arguments: tuple[str, ...]) -> None:
    """Print the redline; what pages it is git's affair."""
    from xiuding.ledger import driver

    pair = driver.pair(arguments)
    _print(_heading(pair))
    if pair.old != pair.new:
        for line in gitview.draw(pair.old or "", pair.new or "", context=_CONTEXT):
            _print(line)
    _print("")


def _heading(pair: Pair) -> str:
    """The name of the file and what became of it as a whole."""
    name = pair.path if pair.renamed is None else f"{pair.path} → {pair.renamed}"
    if pair.old is None and pair.new is None:
        fate = say("unmerged", "尚未合并")
    elif pair.old is None:
        fate = say("new file", "新增")
    elif pair.new is None:
        fate = say("deleted", "删除")
    else:
        fate = say("same text", "文字未变") if pair.old == pair.new else ""
    heading = visible(f"==== {name}" + (f"  ({fate})" if fate else ""))
    return f"\x1b[1m{heading}\x1b[0m" if screen.takes_colour() else heading


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
