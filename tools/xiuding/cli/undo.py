"""`xiuding undo`: the instrument that was applied last is taken back, all of its commits or none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from xiuding.cli import options, repository
from xiuding.cli.bilingual import command
from xiuding.cli.talk import tell
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xiuding.ledger.nouns import Record


@command(
    "undo",
    "Take back the instrument that was applied last to a history.",
    "撤销沿革中最近一次适用的修改文书。",
    examples=("xiuding undo --repo 沿革",),
)
@options.repo
def verb(*, repo: str | None) -> None:
    """Take it back, and list what is gone."""
    with repository.open_history(repo) as history:
        gone = history.withdraw()
        left = history.log[-1]
    for record in gone:
        sys.stdout.write(visible(record.subject) + "\n")
    tell(_summary(gone, left))


def _summary(gone: Sequence[Record], left: Record) -> str:
    """Which instrument is gone, and what the last version is now."""
    name, made = gone[0].value("Instrument"), gone[0].author.when.date().isoformat()
    version = next((tag for tag in reversed(left.tags) if not tag.startswith("clause/")), left.id[:7])
    count = len(gone)
    return say(
        f"{name} ({made}) is taken back, {count} commit{'s' * (count != 1)}; the text is that of {version} "
        "again; the same files, applied once more, make the same commits",
        f"已撤销 {name}（{made}），{count} 个提交；文本回到 {version}；再次适用同样的文件，得到同样的提交",
    )
