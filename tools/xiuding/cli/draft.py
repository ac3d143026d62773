"""`xiuding draft`: the amending instrument that turns one text into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xiuding.cli import io, options
from xiuding.cli.bilingual import argument, command
from xiuding.cli.fair import fair
from xiuding.cli.talk import tell
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.document import Document


@command(
    "draft",
    "Write the amending instrument that turns one text into another.",
    "根据修改前后的文本，拟出修改文书。",
    examples=("xiuding draft 旧.txt 新.txt -o 决定.docx",),
)
@argument("old", en="The text before, in any readable format.", zh="修改前的文本，任何可读格式。")
@argument("new", en="The text after.", zh="修改后的文本。")
@options.text_output
def verb(old: str, new: str, *, output: str | None) -> None:
    """Draft, and prove the draft by applying it, before anything is written."""
    from xiuding.amend import amend, typographic
    from xiuding.structure import build, from_manuscript

    texts = io.read_all([old, new])
    io.require_short(texts)
    before, after = map(from_manuscript, texts)
    lines = amend(before, after)
    if _published(before) != _published(after):
        tell(
            say(
                "the note below the title and the table of contents are the publisher's: "
                "no clause is drafted for them",
                "题注、目录由公布机关编写，不为其拟条目",
            )
        )
    if places := typographic(before, after):
        tell(
            say(
                f"no clause is drafted for what differs in typography alone ({places} paragraphs)",
                f"{places} 个段落仅排印不同（如全角、半角），不为其拟条目",
            )
        )
    if not lines:
        tell(say("no differences: nothing to draft", "没有差异，无须修改"))
        return
    io.write(fair(build(lines), output), output, inputs=(old, new))
    if output not in {None, io.STREAM}:
        tell(
            say(
                f"{output}: drafted, and proved: applied to the old text it gives the new one",
                f"{output}：已拟出，并经验证：适用于旧文本，得到新文本",
            )
        )


def _published(document: Document) -> list[str]:
    """The 题注 and the 目录, line by line."""
    from xiuding.amend import PUBLISHED

    return [line for unit in PUBLISHED for node in document.of(unit) for line in node.lines()]
