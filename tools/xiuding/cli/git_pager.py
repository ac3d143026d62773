"""`xiuding git-pager`: the pager of git log and git show, which draws their Markdown hunks as redlines."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from xiuding.cli import gitview
from xiuding.cli.bilingual import command


@command(
    "git-pager",
    "Show the patches of git log and git show as redlines; git calls it after git-setup.",
    "把 git log 和 git show 的补丁显示为花脸稿；git-setup 之后由 git 调用。",
)
def verb() -> None:
    """Redraw standard input hunk by hunk and page it as the user pages git."""
    from xiuding.ledger import driver, patches

    for stream in (sys.stdin, sys.stdout):
        # What git shows passes through byte for byte, whatever encoding it is in.
        assert isinstance(stream, TextIOWrapper)
        stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    lines = (line.removesuffix("\n") for line in sys.stdin)
    driver.page(patches.rewrite(lines, gitview.draw))
