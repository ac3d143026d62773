"""`xiuding verify`: our consolidated text beside the official one, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiuding.cli import io, options, screen
from xiuding.cli.application import apply_files, texts_arguments
from xiuding.cli.bilingual import command, option
from xiuding.cli.talk import tell
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.verify import Difference, Verification


@command(
    "verify",
    "Consolidate and compare with the official text, article by article.",
    "按修改文书修改原文，与官方公布的文本逐条核对。",
    examples=("xiuding verify 条例.txt 决定.docx --against 公布稿.html",),
)
@texts_arguments
@option(
    "--against",
    "official",
    metavar="OFFICIAL",
    required=True,
    en="The official text, in any readable format.",
    zh="官方公布的修改后文本，任何可读格式。",
)
@options.form("terminal", "json")
@options.output
@options.exit_code
def verb(
    before: str,
    instruments: tuple[str, ...],
    *,
    official: str,
    overrides: str | None,
    literal: bool,
    form: str,
    output: str | None,
    exit_code: bool,
) -> int:
    """Verify; what could be applied is compared even where a clause could not."""
    from xiuding.structure import from_manuscript
    from xiuding.verify import verify
    from xiuding.verify.json import to_json

    inputs = (before, *instruments, official, *([overrides] if overrides else []))
    base, published, *orders = io.read_all([before, official, *instruments])
    applied = apply_files(base, orders, overrides=overrides, literal=literal)
    found = verify(from_manuscript(applied.base), applied.steps, applied.document, from_manuscript(published))
    if form == "json":
        io.write(io.as_json(to_json(found)), output, inputs=inputs)
    elif output in {None, io.STREAM}:
        screen.show(_lines(found, screen.width(), colour=screen.takes_colour()))
    else:
        io.write("".join(f"{line}\n" for line in _lines(found, 100, colour=False)), output, inputs=inputs)
    tell(_summary(found))
    if (refusal := applied.refusal) is not None:
        raise refusal
    return int(exit_code and not found.identical)


def _lines(found: Verification, width: int, *, colour: bool) -> Iterator[str]:
    from xiuding.render import terminal
    from xiuding.render.visible import visible

    for difference in found.differences:
        heading = visible(_heading(difference))
        yield f"\x1b[1m{heading}\x1b[0m" if colour else heading
        yield from terminal.render(difference.redline, width=width, colour=colour, layout="inline", context=0)
        yield ""


def _heading(difference: Difference) -> str:
    """第十条  probably an error of the official text: … (last touched by 二)."""
    from xiuding.verify import KINDS

    clause = difference.clause
    touched = ""
    if clause is not None:
        label = clause.label or clause.id
        touched = say(f" (last touched by {label})", f"（最后由{label}改动）")
    kind = say(*KINDS[difference.kind])
    return say(
        f"{difference.where}  {kind}: {difference.why}{touched}",
        f"{difference.where}　{kind}：{difference.why}{touched}",
    )


def _summary(found: Verification) -> str:
    from xiuding.verify import KINDS

    if found.identical:
        return say(f"identical: all {found.units} units", f"完全一致：共{found.units}处")
    counts = [(say(*KINDS[kind]), n) for kind, n in found.counts().items()]
    total = len(found.differences)
    en = ", ".join(f"{n} {kind}" for kind, n in counts)
    zh = "，".join(f"{kind}{n}处" for kind, n in counts)
    return say(f"{total} of {found.units} units differ: {en}", f"{found.units}处中有{total}处不同：{zh}")
