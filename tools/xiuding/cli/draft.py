"""`xiuding draft`: the amending instrument that turns one text into another."""

from __future__ import annotations

from xiuding.cli import io, options
from xiuding.cli.bilingual import argument, command
from xiuding.cli.talk import tell
from xiuding.language import say


@command(
    "draft",
    "Write the amending instrument that turns one text into another.",
    "根据修改前后的文本，拟出修改文书。",
    examples=("xiuding draft 旧.txt 新.txt -o 决定.txt",),
)
@argument("old", en="The text before, in any readable format.", zh="修改前的文本，任何可读格式。")
@argument("new", en="The text after.", zh="修改后的文本。")
@options.output
def verb(old: str, new: str, *, output: str | None) -> None:
    """Draft, and prove the draft by applying it, before anything is written."""
    from xiuding.amend import amend
    from xiuding.structure import from_manuscript

    before, after = (from_manuscript(m) for m in io.read_all([old, new]))
    if list(before.lines()) == list(after.lines()):
        tell(say("no differences: nothing to draft", "没有差异，无须修改"))
        return
    io.write("".join(f"{line}\n" for line in amend(before, after)), output, inputs=(old, new))
