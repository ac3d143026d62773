"""`xiuding show`: a clause in its own words, and the text before and after it, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from xiuding.cli import options, repository, screen
from xiuding.cli.bilingual import argument, command, option
from xiuding.cli.drawing import SIGNS
from xiuding.cli.log import choose
from xiuding.errors import UsageError
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Record
    from xiuding.redline import Redline


@command(
    "show",
    "Show a clause and what it changed.",
    "显示一个条目及其所作的改动。",
    examples=(
        "xiuding show 4.8.4",
        "xiuding show 四（八）4 --drafted",
        "xiuding show 第十条 --repo 沿革",
    ),
    legend=SIGNS,
)
@argument(
    "clause",
    shell_complete=repository.complete_clause,
    en="The clause by its id or label (4.8.1, 四（八）1), or a place that only one changed (第十条).",
    zh="条目的编号或序号（4.8.1、四（八）1），或只有一个条目改动过的位置（第十条）。",
)
@options.repo
@option(
    "--instrument",
    metavar="NUMBER",
    en="Whose clause, where several instruments have such a one: number, date or words of the title.",
    zh="几个文书都有此条目时，指明是哪一个：文号、日期，或标题中的文字。",
)
@options.width
@options.layout
@options.context(1)
@option(
    "--drafted",
    is_flag=True,
    en="Strike and replace the passages as the clause quotes them.",
    zh="按条目引用的文字整段替换，不作逐词比较。",
)
def verb(
    clause: str,
    *,
    repo: str | None,
    instrument: str | None,
    width: int | None,
    layout: Literal["auto", "side", "inline"],
    context: int,
    drafted: bool,
) -> None:
    """Show the commit of the clause."""
    from xiuding.render import terminal

    with repository.open_history(repo) as history:
        record = find(history, clause, instrument)
        redline = _as_drafted(history, record) if drafted else _redline(history, record)
        drawn = terminal.render(
            redline,
            width=width or screen.width(),
            colour=screen.takes_colour(),
            layout=layout,
            context=context,
        )
        screen.show([*_words(record), *drawn])


def find(history: History, clause: str, instrument: str | None = None) -> Record:
    """The commit of a clause, by its id or label; UsageError where several clauses are meant."""
    found = [record for record in choose(history.log, clause) if record.clause]
    if instrument is not None:
        slugs = repository.instruments(history, instrument)
        found = [record for record in found if repository.slug(record) in slugs]
    if not found:
        raise repository.not_a_clause(clause, history.log)
    if len(found) > 1:
        raise _several(clause, found, repository.handles(history))
    return found[0]


def _several(name: str, found: Sequence[Record], instruments: Mapping[str, str]) -> UsageError:
    """The error for a name that several clauses bear, or for a place that several of them changed."""
    slugs = dict.fromkeys(map(repository.slug, found))
    if len(slugs) > 1:
        names = "、".join(instruments[slug] for slug in slugs)
        is_place = name not in {part for record in found for part in (record.clause, record.label)}
        return UsageError(
            say(
                f"several instruments {'changed' if is_place else 'have'} {name}; "
                f"say which: --instrument {names}",
                f"几个文书都{'改动过' if is_place else '有'}{name}，请指明是哪一个：--instrument {names}",
            )
        )
    clauses = repository.listed([record.label or record.clause or "" for record in found], most=12)
    return UsageError(
        say(f"{name} was changed by {clauses}; show one of them", f"{name}由{clauses}改动，请指明其中一个")
    )


def _redline(history: History, record: Record) -> Redline:
    """The files that the commit changed, before and after."""
    from xiuding import markdown
    from xiuding.redline import compare

    parent = history.parent(record.id)
    before = history.read_tree(parent) if parent else {}
    after = history.read_tree(record.id)
    sides = ({path: tree[path] for path in record.paths if path in tree} for tree in (before, after))
    old, new = (list(markdown.load(pages).lines()) for pages in sides)
    return compare(old, new, across=True)


def _as_drafted(history: History, record: Record) -> Redline:
    """The places that the clause changed, with the passages as it quotes them; made again to know them."""
    from xiuding import edition

    view = edition.clause_of(history, record)[1]
    return view.drafted or view.refined


def _words(record: Record) -> Iterator[str]:
    """Who ordered it, where, and the clause as it is printed."""
    about = [record.value("Instrument"), record.label, record.clause, record.value("Effective-Date")]
    yield visible("  ".join(dict.fromkeys(part for part in about if part)))
    yield visible("、".join(record.values("Target")))
    yield ""
    for line in record.body.split("\n"):
        yield visible(line)
    yield ""
