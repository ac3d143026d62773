"""`xiuding text`: the text of a history as it stood on a day, all of it or one place."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xiuding.cli import io, options, repository, screen
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.fair import fair
from xiuding.cli.talk import tell
from xiuding.errors import UnreadableInput, UsageError
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.cli.days import InForce
    from xiuding.document import Document
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Record

SCHEMA = "xiuding/text/1"


@command(
    "text",
    "Show the text as it stood on a day, all of it or one place.",
    "显示某日施行的文本，全文或一处。",
    examples=(
        "xiuding text 第十条 --on 2019-05-01 --repo 沿革",
        "xiuding text 第十条 --on 2019-05-01 --follow --repo 沿革",
        "xiuding text --on 2019-05-01 -o 2019年文本.docx --repo 沿革",
    ),
)
@argument(
    "place",
    metavar="[PLACE]",
    nargs=-1,
    en="Only this place, by the numbers of that day: 第四章 第八节, 第十条, 第十条第二款.",
    zh="只看一处，用当日的序号：第四章 第八节、第十条、第十条第二款。",
)
@option(
    "--on",
    "day",
    type=options.DATE,
    metavar="YYYY-MM-DD",
    en="The text in force on this day; the last version by default.",
    zh="当日施行的文本，默认为最后的版本。",
)
@option(
    "--follow",
    is_flag=True,
    en="Take PLACE as it is called now, and follow it back to that day.",
    zh="按现在的序号指明位置，追溯到当日。",
)
@options.repo
@options.text_output
@options.form("text", "json", en="The text (the default), or JSON.", zh="文字（默认），或 JSON。")
def verb(
    place: tuple[str, ...],
    *,
    day: datetime | None,
    follow: bool,
    repo: str | None,
    output: str | None,
    form: str,
) -> None:
    """Find the version, and write what it says."""
    from xiuding import markdown
    from xiuding.cli.days import doubts

    wanted = " ".join(place)  # a shell cuts 第四章 第八节 in two
    if follow and not wanted:
        raise UsageError(say("--follow needs a place, such as 第十条", "--follow 须指明位置，如 第十条"))
    with repository.open_history(repo) as history:
        found = _version(history, day)
        whole = markdown.load(history.read_tree(found.commit))
        name = _name_then(history, found, wanted) if follow else wanted
        text = _part(whole, name) if name else whole
        told = [say(f"the text of {found.version}", f"{found.version} 的文本"), *doubts(history, found)]
        if follow and name != wanted:
            told[0] += say(f"; {wanted} was {name} then", f"；今{wanted}，当时为{name}")
        if form == "json":
            io.write(io.as_json(_data(whole, text, found, name)), output)
        elif output is None and sys.stdout.isatty():
            screen.show(visible(line) for line in text.lines())
        else:
            io.write(fair(text, output), output)
    for line in told:
        tell(line)


def _version(history: History, day: datetime | None) -> InForce:
    """The version of the day, else the last one, whatever of it is in force."""
    from xiuding.cli.days import InForce, in_force
    from xiuding.history import versions

    if day is not None:
        return in_force(history, day.date().isoformat())
    *_, (name, commit) = versions(history)
    return InForce(name, commit)


def _name_then(history: History, found: InForce, place: str) -> str:
    """What a place of now was called in a version; `UnreadableInput` where it was not there."""
    from xiuding.cli.trace import trace

    at = {record.id: number for number, record in enumerate(history.log)}
    later = [step for step in trace(history, place) if at[step.record.id] > at[found.commit]]
    name = later[0].before if later else place
    if not name:
        added = later[0].record
        by = f"{repository.handles(history)[repository.slug(added)]} {added.label}"
        raise UnreadableInput(
            say(
                f"{found.version} has no such place yet: {place} was added by {by}",
                f"{found.version} 的文本尚无此处：{place}由 {by} 增加",
            )
        )
    return name


def _part(whole: Document, place: str) -> Document:
    """The text of one place by itself."""
    from xiuding.cli.place import address_of, resolve
    from xiuding.document import Document

    return Document([resolve(whole, address_of(place)).clone()])


def _data(whole: Document, text: Document, found: InForce, place: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "title": whole.title,
        "version": found.version,
        "commit": found.commit,
        "place": place,
        "lines": list(text.lines()),
        "early": [_clause(record) for record in found.early],
        "late": [_clause(record) for record in found.late],
    }


def _clause(record: Record) -> dict[str, str | None]:
    return {
        "clause": record.clause,
        "label": record.label,
        "instrument": record.value("Instrument"),
        "effective": record.value("Effective-Date"),
    }
