"""`xiuding fsck`: a history made again from the originals it keeps, and compared down to the ids."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from xiuding.cli import options, repository
from xiuding.cli.bilingual import command
from xiuding.cli.talk import near, tell
from xiuding.errors import RepositoryError, UsageError
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.ledger.proof import Deviation

_KINDS = {
    "object": "对象",
    "reference": "引用",
    "commit": "提交",
    "tag": "标签",
    "file": "文件",
    "program": "程序",
}


@command(
    "fsck",
    "Prove a history: make it again from its originals and compare every commit.",
    "校验沿革：用所存原件重做一遍，逐个提交比对。",
    examples=("xiuding fsck 沿革",),
)
@options.folder
@options.repo
def verb(folder: str | None, *, repo: str | None) -> int:
    """Print a line for everything that deviates; of the commits the first, as the others follow from it."""
    from xiuding.history import recompute
    from xiuding.ledger.proof import fsck

    if folder is not None and repo is not None:
        raise UsageError(say("give the folder or --repo, not both", "文件夹和 --repo 只给一个"))
    with repository.open_history(folder or repo) as history:
        found = fsck(history, recompute)
        for deviation in found:
            sys.stdout.write(visible(_line(deviation)) + "\n")
        if found:
            return RepositoryError.exit_code
        count = len(history.log)
        tell(
            say(
                f"{near(history.path)}: {count} commits, each as its originals make it",
                f"{near(history.path)}：{count} 个提交，均与原件重做的结果一致",
            )
        )
    return 0


def _line(deviation: Deviation) -> str:
    kind, name, message = deviation.kind, deviation.name, deviation.message
    return say(f"{kind} {name}: {message}", f"{_KINDS[kind]} {name}：{message}")
