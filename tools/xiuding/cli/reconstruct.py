"""`xiuding reconstruct`: the base that an instrument implies, where its full text is not at hand."""

from __future__ import annotations

from xiuding.cli import io, options
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.fair import fair
from xiuding.cli.talk import tell
from xiuding.errors import NotUnderstood
from xiuding.language import say


@command(
    "reconstruct",
    "Write the base that an instrument implies, gaps and all.",
    "依据修改文书复原原文，空缺照标。",
    examples=("xiuding reconstruct 通知.html --contents 目录.txt -o 复原.txt",),
)
@argument(
    "witnesses",
    metavar="WITNESS...",
    nargs=-1,
    required=True,
    en="The copies of the one instrument, in any readable format; '-' is standard input.",
    zh="同一修改文书的各个版本，任何可读格式，“-”为标准输入。",
)
@option(
    "--contents",
    metavar="FILE",
    en="The table of contents before the instrument, a heading a line.",
    zh="修改前的目录，一行一个标题。",
)
@option("--title", default="", en="The title of the text.", zh="原文的标题。")
@options.text_output
def verb(witnesses: tuple[str, ...], *, contents: str | None, title: str, output: str | None) -> None:
    """Reconstruct, and tell how much is missing."""
    from xiuding.collate import collate
    from xiuding.instrument.load import load
    from xiuding.reconstruct import gaps, reconstruct

    texts = io.read_all([*witnesses, *([contents] if contents else [])])
    headings = [paragraph.text for paragraph in texts.pop()] if contents else []
    found = load(collate(texts).manuscript)
    if len(found) != 1:
        raise NotUnderstood(
            say(f"{len(found)} instruments, not one; give one of them", f"有 {len(found)} 个文书，请只给一个")
        )
    lines = [line for line in headings if not line.startswith("#")]
    document = reconstruct(found[0], title=title or (found[0].documents or ("",))[0], contents=lines)
    io.write(fair(document, output), output, inputs=(*witnesses, *([contents] if contents else [])))
    missing = gaps(document)
    tell(say(f"{missing} gaps", f"空缺 {missing} 处"))
