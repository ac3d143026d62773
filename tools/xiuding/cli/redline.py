"""`xiuding redline`: the redlines of a history as files: pages, comparison tables, a docx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.cli import folders, io, options, repository
from xiuding.cli.bilingual import command, option
from xiuding.cli.progress import watched
from xiuding.cli.talk import tell
from xiuding.errors import UsageError
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.ledger.history import History


@command(
    "redline",
    "Write the redlines of a history: pages for every clause, comparison tables, tracked changes.",
    "写出沿革的花脸稿：逐条网页、新旧条文对照表和带修订标记的 docx。",
    examples=("xiuding redline --repo 沿革 -o 花脸稿",),
)
@options.repo
@option(
    "--instrument",
    metavar="NUMBER",
    en="Only what this instrument changed (number, date or words of the title); by default each has a "
    "folder, where there are several.",
    zh="只写此文书（文号、日期，或标题中的文字）所作的改动；默认逐个文书各写一个文件夹（只有一个时不分）。",
)
@option(
    "-o",
    "--output",
    metavar="DIR",
    en="The folder to make; redlines that are there are replaced. By default diffs/ and the plan's name.",
    zh="要写入的文件夹，其中原有的花脸稿将被替换；默认为 diffs/ 下与规划同名的文件夹。",
)
def verb(*, repo: str | None, instrument: str | None, output: str | None) -> None:
    """Make the whole set in a private folder, then put it in its place."""
    from xiuding import edition

    if output is not None:
        io.require_folder_name(output)
    with repository.open_history(repo) as history:
        place = history.path.parent if history.path.name == "history" else history.path
        target = Path(output) if output is not None else Path("diffs") / place.name
        folders.require_redlines(target)
        slugs = _chosen(history, instrument)
        with folders.room(target.absolute().parent) as room:
            editions = {
                slug: edition.of_history(history, slug, watch=watched(say("clauses", "条目")))
                for slug in slugs
            }
            folders.write_editions(room / "made", editions)
            folders.put(room / "made", target)
    tell(say(f"see {target / 'index.html'}", f"见 {target / 'index.html'}"))


def _chosen(history: History, instrument: str | None) -> tuple[str, ...]:
    """The instruments to draw, by their names in tags; `instrument` is what commits call one of them."""
    slugs = tuple(repository.named_instruments(history))  # in the order of the log
    if not slugs:
        raise UsageError(say("no instrument is applied here", "此沿革尚未适用任何修改文书"))
    return slugs if instrument is None else repository.instruments(history, instrument)
