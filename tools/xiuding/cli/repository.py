"""What the verbs of histories share: finding the history, and reading files to be kept as originals."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.errors import RepositoryError, UnreadableInput, UsageError, XiudingError
from xiuding.language import say

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from xiuding.ledger.history import History
    from xiuding.ledger.nouns import Record
    from xiuding.overrides import Source

_STREAM = "-"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_SHORT = 20
"""A longer name of an instrument is nothing to type."""


def open_history(path: str | None) -> History:
    """The history at `path`; without one, this folder's, or that of the only plan below plan_versions/."""
    from xiuding.ledger.history import History

    if path is not None:
        inside = Path(path) / "history"  # of a plan's folder
        return History.open(inside if _is_history(inside) and not _is_history(Path(path)) else Path(path))
    here = Path()
    found = [place for place in (here, here / "history") if _is_history(place)]
    found = found[:1] or [
        place for place in sorted(here.glob("plan_versions/*/history")) if _is_history(place)
    ]
    if len(found) > 1:
        names = ", ".join(str(place) for place in found)
        raise UsageError(say(f"which history? --repo {names}", f"有几个沿革，请用 --repo 指定：{names}"))
    if not found:
        raise RepositoryError(
            say(
                "no history here; name one with --repo, or begin one with xiuding init",
                "这里没有沿革；请用 --repo 指明，或用 xiuding init 建立",
            )
        )
    return History.open(found[0])


def _is_history(place: Path) -> bool:
    """Whether a repository of ours may be there: an outer repository has no such references."""
    git = place / ".git"
    packed = git / "packed-refs"
    return (git / "refs" / "xiuding").is_dir() or (
        packed.is_file() and b" refs/xiuding/" in packed.read_bytes()
    )


def originals(names: tuple[str, ...]) -> dict[str, bytes]:
    """The bytes of files by the names under which a history keeps them, in order.

    Raises `UnreadableInput` for what cannot be read, `UsageError` for two files of one name.
    """
    from xiuding.names import safe_name

    files: dict[str, bytes] = {}
    for name in names:
        kept = "stdin.txt" if name == _STREAM else safe_name(Path(name).name)
        if kept in files:
            raise UsageError(say(f"two inputs are called {kept}", f"有两个输入文件都叫 {kept}"))
        files[kept] = _read(name)
    return files


def corrections(path: str | None, files: dict[str, bytes], source: Source) -> bytes | None:
    """The bytes of a file of overrides, each of which has been found to match once in the files."""
    from xiuding import overrides, readers
    from xiuding.witnesses import copies

    if path is None:
        return None
    data = _read(path)
    try:
        found = [o for o in overrides.parse(data.decode(), path) if o.source == source]
    except UnicodeDecodeError:
        raise UnreadableInput(say(f"{path}: not UTF-8", f"{path}：不是 UTF-8 编码")) from None
    texts = [readers.read(text, name=name) for name, text in files.items()]
    overrides.mend(texts[0], texts, found, copies(texts) if source == "instrument" else None)
    return data


def _read(name: str) -> bytes:
    from xiuding import readers

    return sys.stdin.buffer.read(readers.LARGEST + 1) if name == _STREAM else readers.contents(Path(name))


def not_a_clause(name: str, records: Sequence[Record]) -> RepositoryError:
    """The error for something that is neither a clause nor a place of the history, with what is near it."""
    clauses = [(record.clause, record.label or record.clause) for record in records if record.clause]
    if not clauses:
        return RepositoryError(say("no instrument is applied here yet", "此沿革尚未适用任何修改文书"))
    if is_place(name):
        return RepositoryError(
            say(
                f"no clause names {name}; 'xiuding log {name} --follow' traces it by the number it has now",
                f"没有条目写明改动{name}；“xiuding log {name} --follow”按现在的序号追溯",
            )
        )
    names = list(dict.fromkeys(each for pair in clauses for each in pair))
    if near := "、".join(get_close_matches(name, names)):
        hint = say(f"nearest is {near}", f"最接近的是{near}")
    else:
        there = listed(list(dict.fromkeys(label for _, label in clauses)))
        hint = say(f"there are {there}", f"现有{there}")
    return RepositoryError(
        say(
            f"no clause is called {name}, and it is no place; {hint}: see 'xiuding log'",
            f"没有叫“{name}”的条目，也没有这样的位置；{hint}，可用“xiuding log”查看",
        )
    )


def is_place(name: str) -> bool:
    """Whether a user means a place by it (第十条), not a clause (4.8.1)."""
    from xiuding.cli.place import address_of

    try:
        return bool(address_of(name))
    except UsageError:
        return False


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names in one line: all of few; of many the first ones and the last, e.g. ``一、二、……、结尾``."""
    shown = names if len(names) <= most else [*names[: most - 1], "……", names[-1]]
    return "、".join(shown)


def slug(record: Record) -> str:
    """The instrument of a clause's commit, as tags call it: ``内政办发-2022-62号``."""
    tags = (tag.split("/")[1] for tag in record.tags if tag.startswith("clause/"))
    return next(tags, record.value("Instrument") or "?")  # where somebody has removed the tags


def named_instruments(history: History) -> dict[str, str]:
    """The instruments by their names in tags, each with what its commits call it.

    Where they call two the same (decisions of one title), each keeps its name in tags.
    """
    found = {slug(record): record.value("Instrument") or "" for record in history.log if record.clause}
    called = Counter(found.values())
    return {name: name if called[title] > 1 else title for name, title in found.items()}


def handles(history: History) -> dict[str, str]:
    """The shortest name of each instrument that `instruments` takes: its number, its date or its title."""
    names = named_instruments(history)
    days = {name: day[0] for name in names if (day := _DAY.search(name))}
    shared = Counter(days.values())
    return {
        name: days[name] if name in days and len(title) > _SHORT and shared[days[name]] == 1 else title
        for name, title in names.items()
    }


def instruments(history: History, wanted: str) -> tuple[str, ...]:
    """The instruments that are called `wanted`, by commits or by tags, else the one whose name has it.

    Raises `UsageError` where there is none, or where several have it in their names.
    """
    called = {slug(record): record.value("Instrument") or "" for record in history.log if record.clause}
    exact = [name for name, title in called.items() if wanted in (name, title)]
    found = exact or [
        name for name, title in called.items() if wanted and (wanted in name or wanted in title)
    ]
    if not exact and len(found) != 1:
        names = "、".join(handles(history).values())
        problem = (
            say(f"{wanted} may be several of: {names}", f"叫“{wanted}”的不止一个，请指明：{names}")
            if found
            else say(f"{wanted} is none of: {names}", f"没有 {wanted}，只有：{names}")
        )
        raise UsageError(problem)
    return tuple(name for name in history.instruments if name in found)


def complete_clause(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The clauses that a shell may offer, by id or label as begun: ``4.8`` → 4.8.1, 4.8.2 ….

    A shell is told nothing else: where there is no history, nothing is offered.
    """
    from click.shell_completion import CompletionItem

    try:
        with open_history(context.params.get("repo")) as history:
            records = [record for record in history.log if record.clause]
    except XiudingError:
        return []
    offered = {
        name: record.subject
        for record in reversed(records)  # of clauses called alike, the first one's words
        for name in dict.fromkeys((record.clause or "", record.label or ""))
        if name.startswith(incomplete) and (incomplete or name == record.clause)
    }
    return [CompletionItem(name, help=subject) for name, subject in reversed(offered.items())]
