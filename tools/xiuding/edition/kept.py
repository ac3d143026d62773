"""The editions of the instruments that a history keeps."""

from __future__ import annotations

from xiuding import markdown, originals
from xiuding.document import Document
from xiuding.edition.making import Edition, Watch, edition, unwatched
from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger.history import History
from xiuding.ledger.nouns import Record
from xiuding.render.views import ClauseView


def of_files(
    text: Document, run: originals.Files, *, gaps: bool = False, watch: Watch = unwatched
) -> Edition:
    """The edition of an instrument that a history keeps, on the text it was applied to."""
    instrument, literal = originals.instrument(run)
    return edition(text, instrument, literal=literal, gaps=gaps, watch=watch)


def of_history(history: History, slug: str, *, watch: Watch = unwatched) -> Edition:
    """The edition of an instrument by its name in tags: ``内政办发-2022-62号``."""
    of_it = (r for r in history.log if any(tag.startswith(f"clause/{slug}/") for tag in r.tags))
    first = next(of_it, None)
    before = history.parent(first.id) if first is not None else None
    if before is None:
        raise _untagged(slug)
    gaps = history.log[0].value("Base") == "reconstruction"
    return of_files(markdown.load(history.read_tree(before)), history.inputs(slug), gaps=gaps, watch=watch)


def clause_of(history: History, record: Record) -> tuple[Edition, ClauseView]:
    """The edition that a clause's commit belongs to, and the clause in it."""
    tag = next((tag for tag in record.tags if tag.startswith("clause/")), None)
    if tag is None:
        raise _untagged(record.clause or record.id)
    made = of_history(history, tag.split("/")[1])
    return made, made.view.clause(record.clause or "")


def _untagged(name: str) -> RepositoryError:
    return RepositoryError(
        say(
            f"{name} has no tag, or a wrong one; see xiuding fsck",
            f"{name} 缺少标签或标签有误；请运行 xiuding fsck",
        )
    )
