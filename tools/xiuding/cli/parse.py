"""`xiuding parse`: what an instrument orders, clause by clause."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiuding.cli import io, options
from xiuding.cli.bilingual import argument, command
from xiuding.cli.talk import exchange, operation, tell
from xiuding.errors import NotUnderstood
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.instrument.model import Instrument

COLUMNS = (
    "title", "number", "date", "effective", "document", "id", "label", "op", "target", "old", "new",
    "problem", "text",
)  # fmt: skip
"""The head of the CSV: the keys of the JSON."""

_SHOWN = 24


@command(
    "parse",
    "Show what an amending instrument orders, clause by clause.",
    "逐条显示修改文书要求作出的改动。",
    examples=(
        "xiuding parse 决定.docx",
        "xiuding parse 甲本.html 乙本.pdf -o 决定.json",
        "xiuding parse 决定.docx -o 决定.csv",
    ),
)
@argument(
    "instruments",
    metavar="INSTRUMENT...",
    nargs=-1,
    required=True,
    en="The instrument, in any readable format; '-' is standard input. Copies of one are collated.",
    zh="修改文书，任何可读格式，“-”为标准输入；同一文书的几个版本先行校勘。",
)
@options.form(
    "list",
    "json",
    "csv",
    en="A list of the clauses with their edits (the default), JSON, or CSV with a line for each edit.",
    zh="条目及其改动的列表（默认）、JSON，或 CSV（一项改动一行）。",
)
@options.output
def verb(instruments: tuple[str, ...], *, form: str, output: str | None) -> None:
    """Parse and write; the exit code tells whether everything was understood."""
    from xiuding.instrument.json import to_json
    from xiuding.instrument.load import load
    from xiuding.render.sheet import sheet
    from xiuding.witnesses import collated

    found = [i for m, _ in collated(io.read_all(instruments)) for i in load(m)]
    if form == "json":
        data = [to_json(i) for i in found]
        text = io.as_json(data[0] if len(data) == 1 else data)
    elif form == "csv":
        text = sheet(COLUMNS, (row for each in found for row in _rows(each)))
    else:
        text = "".join(f"{visible(line)}\n" for i in found for line in _listed(i))
    io.write(text, output, inputs=instruments)
    for instrument in found:
        for lint in instrument.lints:
            tell(lint)
    unknown = sum(bool(c.problem) for i in found for c in i.clauses) or sum(len(i.unclaimed) for i in found)
    if unknown:
        name = shlex.quote(instruments[0])
        nothing = all(clause.problem for each in found for clause in each.clauses)
        doubt = say("; is this the amending instrument?", "；这是修改文书吗？") if nothing else ""
        raise NotUnderstood(
            say(
                f"{unknown} place{'s' * (unknown > 1)} not understood{doubt}; "
                f"to see where: xiuding explain {name}",
                f"有{unknown}处没有读懂{doubt}；逐句说明用 xiuding explain {name}",
            )
        )


def _listed(instrument: Instrument) -> Iterator[str]:
    yield instrument.title
    yield "　".join(x for x in (instrument.number, instrument.date) if x)
    for clause in instrument.clauses:
        wrong = f"✗ {clause.problem}" if clause.problem else ""
        yield "  ".join(filter(None, (clause.id, clause.label, wrong)))
        for edit in clause.edits:
            yield f"    {operation(edit.op)}  {edit.target}  {exchange(edit, _short)}".rstrip()


def _rows(instrument: Instrument) -> Iterator[list[str]]:
    """A row for each edit; a clause without edits has one too."""
    of_all = [instrument.title, instrument.number, instrument.date]
    for clause in instrument.clauses:
        since = clause.effective or instrument.effective or instrument.date
        whose = [*of_all, since, clause.document, clause.id, clause.label]
        rest = [clause.problem or "", clause.text]
        edits = [[e.op, e.target, e.old_text or "", e.new_text or ""] for e in clause.edits]
        for edit in edits or [["", "", "", ""]]:
            yield [*whose, *edit, *rest]


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else line[: _SHOWN // 2] + "……" + line[-_SHOWN // 2 :]
