"""`xiuding log`: the clauses of a history, all of them or those of one place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from xiuding.cli import repository, screen
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.io import write
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.ledger.nouns import Record

SCHEMA = "xiuding/log/1"

_WIDE = str.maketrans("()", "（）")
_SPACE = re.compile(r"\s+")


@command("log", "List the clauses that made a text, or one place of it.", "列出改动全文或某处的条目。")
@argument(
    "what",
    metavar="[CLAUSE|LABEL|PLACE]",
    required=False,
    en="A clause by its id or label (4.8.1, 四（八）1), or a place (第四章, 第四章 第八节, 第十条).",
    zh="条目的编号或序号（4.8.1、四（八）1），或位置（第四章、第四章 第八节、第十条）。",
)
@option("--repo", metavar="DIR", en=repository.REPO_EN, zh=repository.REPO_ZH)
@option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["lines", "json"]),
    default="lines",
    en="A line for each commit (the default), or JSON.",
    zh="每个提交一行（默认），或 JSON。",
)
def verb(what: str | None, *, repo: str | None, form: str) -> None:
    """Read the log back and show it."""
    with repository.open_history(repo) as history:
        records = history.log if what is None else choose(history.log, what)
        if not records:
            raise repository.not_a_clause(what or "")
        if form == "json":
            data = {"schema": SCHEMA, "commits": [_entry(record) for record in records]}
            write(json.dumps(data, ensure_ascii=False, indent=1) + "\n", None)
        else:
            screen.show(_lines(records))


def choose(records: Sequence[Record], what: str) -> list[Record]:
    """The commits of a clause (``4.8.1``, ``四（八）1``), else those that changed a place (``第四章``)."""
    name = what.translate(_WIDE)
    clauses = [record for record in records if name in (record.clause, record.label)]
    return clauses or [record for record in records if record.clause and _touches(record, name)]


def _touches(record: Record, place: str) -> bool:
    """Whether a clause says that it amends the place or what is in it, or its chapter's file has changed."""
    wanted = _SPACE.sub("", place)
    inside = re.compile(re.escape(wanted) + "(?!之)")
    if any(
        inside.match(_SPACE.sub("", target)) or f"“{place}”" in target for target in record.values("Target")
    ):
        return True
    return any(
        page == f"{place}.md" or page.startswith(f"{place} ")
        for path in record.paths
        for page in path.split("/")
    )


def _lines(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        yield visible(
            f"{record.id[:7]}  {record.clause or record.tags[0] if record.tags else ''}\t{record.subject}"
        )


def _entry(record: Record) -> dict[str, Any]:
    return {
        "commit": record.id,
        "clause": record.clause,
        "label": record.label,
        "instrument": record.value("Instrument"),
        "operations": list(record.values("Operation")),
        "targets": list(record.values("Target")),
        "effective": record.value("Effective-Date"),
        "subject": record.subject,
        "tags": list(record.tags),
        "files": list(record.paths),
    }
