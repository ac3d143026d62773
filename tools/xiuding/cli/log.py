"""`xiuding log`: the clauses of a history, all of them or those of one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from xiuding.address import WIDE
from xiuding.cli import options, repository, screen
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.io import STREAM, as_json, write
from xiuding.cli.talk import tell
from xiuding.errors import UsageError
from xiuding.language import say
from xiuding.numerals import NUMERAL
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.cli.trace import Trace
    from xiuding.ledger.nouns import Record

SCHEMA = "xiuding/log/1"

_STEP = re.compile(rf"(第{NUMERAL}(?:分编|编|章|节))(?=第)")


@command(
    "log",
    "List the clauses that made a text, or one place of it.",
    "列出改动全文或某处的条目。",
    examples=(
        "xiuding log",
        "xiuding log 第四章 第八节",
        "xiuding log 第十条 --repo 沿革",
        "xiuding log 第十条 --repo 沿革 --follow",
        "xiuding log --repo 沿革 -o 条目.csv",
    ),
)
@argument(
    "what",
    shell_complete=repository.complete_clause,
    metavar="[CLAUSE|LABEL|PLACE]",
    nargs=-1,
    en="A clause by its id or label (4.8.1, 四（八）1), or a place (第四章, 第四章 第八节, 第十条).",
    zh="条目的编号或序号（4.8.1、四（八）1），或位置（第四章、第四章 第八节、第十条）。",
)
@options.repo
@option(
    "--follow",
    is_flag=True,
    en="Take the place as it is called now, and follow it back through every renumbering.",
    zh="按现在的序号指明位置，并随历次序号调整往前追溯。",
)
@options.form(
    "lines",
    "json",
    "csv",
    en="A line for each commit (the default), JSON, or CSV.",
    zh="每个提交一行（默认），JSON 或 CSV。",
)
@options.output
def verb(what: tuple[str, ...], *, repo: str | None, follow: bool, form: str, output: str | None) -> None:
    """Read the log back and show it."""
    wanted = " ".join(what)  # a shell cuts 第四章 第八节 in two
    if follow and not wanted:
        raise UsageError(say("--follow needs a place, such as 第十条", "--follow 须指明位置，如 第十条"))
    with repository.open_history(repo) as history:
        called: dict[str, Trace] = {}
        if follow:
            from xiuding.cli.trace import trace

            called = {step.record.id: step for step in trace(history, wanted)}
            records = [record for record in history.log if record.id in called]
        else:
            records = choose(history.log, wanted) if wanted else list(history.log)
        if not records and not follow:
            raise repository.not_a_clause(wanted, history.log)
        entries = [_entry(record, called) for record in records] if form != "lines" else []
        if form == "json":
            write(as_json({"schema": SCHEMA, "commits": entries}), output)
        elif form == "csv":
            write(_sheet(entries), output)
        elif records and output not in {None, STREAM}:
            write("".join(f"{line}\n" for line in _lines(records, called)), output)
        elif records:
            screen.show(_lines(records, called))
        else:
            tell(say(f"no clause changed {wanted}", f"没有条目改动过{wanted}"))
        if not follow and repository.is_place(wanted) and len(history.instruments) > 1:
            tell(
                say(
                    f"listed are the clauses that say {wanted}, a number of their time; "
                    "--follow takes it as the number of now",
                    f"所列为当时写作{wanted}的条目；加 --follow 则以现在的{wanted}追溯",
                )
            )


def choose(records: Sequence[Record], what: str) -> list[Record]:
    """The commits of a clause (``4.8.1``, ``四（八）1``), else those that changed a place (``第四章``)."""
    name = what.translate(WIDE)
    clauses = [record for record in records if name in (record.clause, record.label)]
    return clauses or [record for record in records if record.clause and _touches(record, _place(name))]


def _place(name: str) -> str:
    """A place as clauses write it: 第10条第2款 → 第十条第二款; what is no address stays."""
    from xiuding.cli.place import address_of

    try:
        return str(address_of(name))
    except UsageError:
        return name


def _touches(record: Record, place: str) -> bool:
    """Whether the place is what a clause says it amends, or where its changes stand, or around these."""
    wanted = _steps(place)
    return any(
        _within(_steps(named), wanted) or f"“{place}”" in named
        for named in (*record.values("Target"), *record.values("Place"))
    )


def _steps(place: str) -> list[str]:
    """第四章第八节 and 第四章 第八节 → 第四章, 第八节."""
    return _STEP.sub(r"\1 ", place).split()


def _within(steps: Sequence[str], wanted: Sequence[str]) -> bool:
    *outer, last = wanted
    return any(
        steps[at - len(outer) : at] == outer
        and step.startswith(last)
        and not step[len(last) :].startswith("之")
        for at, step in enumerate(steps)
        if at >= len(outer)
    )


def _lines(records: Sequence[Record], called: Mapping[str, Trace]) -> Iterator[str]:
    """A line for each commit; `called` has what a place that is followed was called before and after it.

    Where clauses of several instruments are listed, each instrument stands above its own.
    """
    width = max(len(_name(record)) for record in records)
    groups = [(order, list(group)) for order, group in groupby(records, _order)]
    several = len({order for order, _ in groups if order}) > 1
    for order, group in groups:
        if several and order:
            yield visible(_heading(group))
        for record in group:
            line = f"{record.id[:7]}  {_name(record):{width}}  {record.subject}"
            if step := called.get(record.id):
                line += _renamed(step.before, step.after)
            yield visible(line)


def _renamed(before: str, after: str) -> str:
    """What became of the name of a place that is followed; '' where it kept it."""
    if before == after:
        return ""
    if not before:
        return say(f" ({after} is new)", f"（{after}为新增）")
    if not after:
        return say(f" ({before} is gone)", f"（{before}删去）")
    return say(f" ({before} becomes {after})", f"（{before}→{after}）")


def _sheet(entries: Sequence[Mapping[str, Any]]) -> str:
    """A row for each commit, the members of a list one a line."""
    from xiuding.render.sheet import sheet

    head = list(dict.fromkeys(key for entry in entries for key in entry))
    rows = (
        ["\n".join(cell) if isinstance(cell, list) else cell or "" for cell in map(entry.get, head)]
        for entry in entries
    )
    return sheet(head, rows)


def _name(record: Record) -> str:
    return record.clause or "、".join(record.tags)


def _order(record: Record) -> str:
    """The instrument of a clause's commit; '' for other commits."""
    return repository.slug(record) if record.clause else ""


def _heading(records: Sequence[Record]) -> str:
    """The instrument of the records, and since when its clauses are in force."""
    name = records[0].value("Instrument")
    days = "、".join(sorted({day for record in records if (day := record.value("Effective-Date"))}))
    return say(f"{name}, in force from {days}:", f"{name}，{days}起施行：")


def _entry(record: Record, called: Mapping[str, Trace]) -> dict[str, Any]:
    before = {"before": called[record.id].before} if record.id in called else {}
    return before | {
        "commit": record.id,
        "clause": record.clause,
        "label": record.label,
        "instrument": record.value("Instrument"),
        "operations": list(record.values("Operation")),
        "targets": list(record.values("Target")),
        "places": list(record.values("Place")),
        "effective": record.value("Effective-Date"),
        "subject": record.subject,
        "text": record.body,
        "tags": list(record.tags),
        "files": list(record.paths),
    }
