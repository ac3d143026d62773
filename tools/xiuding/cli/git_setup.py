"""`xiuding git-setup`: plain git shows redlines of words in a repository, or no longer does."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.talk import near, tell
from xiuding.language import say


@command(
    "git-setup",
    "Let plain git diff, log -p, show and difftool show redlines of words in a repository.",
    "让仓库里的 git diff、log -p、show 和 difftool 逐词显示改动。",
    examples=(
        "xiuding git-setup 沿革",
        "xiuding git-setup 沿革 --remove",
    ),
)
@argument(
    "folder",
    required=False,
    default=".",
    metavar="[DIR]",
    en="The repository; by default the one around this folder.",
    zh="仓库；默认为当前文件夹所在的仓库。",
)
@option("--remove", is_flag=True, en="Take all of it back.", zh="全部撤销。")
def verb(folder: str, *, remove: bool) -> None:
    """Register this program in the configuration of the repository alone."""
    from xiuding.ledger import driver

    if remove:
        root = near(driver.remove(Path(folder)))
        tell(say(f"{root}: plain git is as before", f"{root}：git 已恢复原状"))
        return
    root = near(driver.setup(Path(folder), call()))
    tell(
        say(
            f"{root}: git diff, log -p, show and difftool now show words; "
            "git diff --no-ext-diff still makes patches, git-setup --remove takes it back",
            f"{root}：git diff、log -p、show 和 difftool 现在逐词显示改动；"
            "要补丁时用 git diff --no-ext-diff，恢复原状用 git-setup --remove",
        )
    )


def call() -> str:
    """How a shell in any folder calls this program; -P, for git runs it in folders of other people."""
    return f"{shlex.quote(sys.executable)} -P -m xiuding"
