"""`xiuding collate`: where the witnesses of one text differ in substance, and the text made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiuding.cli import io, options
from xiuding.cli.bilingual import argument, command
from xiuding.cli.fair import fair
from xiuding.cli.talk import tell
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.collate import Variant

MOST_ROWS = 4


@command(
    "collate",
    "List where witnesses of one text differ, with what was chosen and why.",
    "列出同一文书各版本的异文，以及取舍和理由。",
    examples=(
        "xiuding collate 甲本.html 乙本.pdf",
        "xiuding collate 甲本.html 乙本.pdf -f text -o 校定本.txt",
    ),
)
@argument(
    "witnesses",
    metavar="WITNESS...",
    nargs=-1,
    required=True,
    en="The copies of the text, in any readable format; '-' is standard input.",
    zh="同一文书的各个版本，任何可读格式，“-”为标准输入。",
)
@options.form(
    "variants",
    "json",
    "text",
    en="A list of the variants (the default), the same as JSON, or the text made of the witnesses.",
    zh="异文列表（默认）、异文的 JSON，或据各版本校定的全文。",
)
@options.text_output
def verb(witnesses: tuple[str, ...], *, form: str, output: str | None) -> None:
    """Collate and write what was asked for."""
    from xiuding.collate import collate, to_json
    from xiuding.structure import from_manuscript
    from xiuding.witnesses import of_file

    texts = io.read_all(witnesses)
    if len(named := {name for text in texts if (name := of_file(text))}) > 1:
        tell(
            say(
                f"these are copies of different instruments: {', '.join(sorted(named))}",
                f"这些不是同一文书的文本：{'、'.join(sorted(named))}",
            )
        )
    collation = collate(texts)
    data: str | bytes
    if form == "json":
        data = io.as_json(to_json(collation))
    elif form == "text":
        data = fair(from_manuscript(collation.manuscript), output)
    else:
        data = "\n".join(_listed(collation.variants))
        if not collation.variants:
            tell(say("no variants", "没有异文"))
    io.write(data, output, inputs=witnesses)


def _listed(variants: tuple[Variant, ...]) -> Iterator[str]:
    """One paragraph a variant: where it is, what each witness has (* marks what was chosen), and why."""
    for number, variant in enumerate(variants, 1):
        lines = [f"{number}. {variant.context}"]
        for reading in variant.readings:
            mark = "*" if reading.text == variant.chosen else " "
            lines += [f" {mark} {reading.witness}", *(f"     {line}" for line in _shortened(reading.text))]
        lines.append(f"   {variant.why}")
        yield "".join(f"{visible(line, keep_tabs=True)}\n" for line in lines)


def _shortened(text: str) -> list[str]:
    """The lines of a reading; of a long table the first rows, for its JSON has them all."""
    lines = text.split("\n")
    if len(lines) <= MOST_ROWS:
        return lines
    left = len(lines) - MOST_ROWS
    return [*lines[:MOST_ROWS], say(f"… {left} more rows", f"……另有 {left} 行")]
