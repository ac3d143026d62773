"""`xiuding status`: what a history holds: versions, instruments, gaps, uncommitted changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xiuding.cli import options, repository, screen
from xiuding.cli.bilingual import command
from xiuding.language import say
from xiuding.render.visible import visible

if TYPE_CHECKING:
    from xiuding.document import Document
    from xiuding.ledger.history import History


@command(
    "status",
    "Show what is known of a text, what is a gap, and which instruments are applied.",
    "显示文本的版本、空缺和已适用的修改文书。",
    examples=("xiuding status --repo 沿革",),
)
@options.repo
def verb(*, repo: str | None) -> None:
    """Read the history and describe it."""
    with repository.open_history(repo) as history:
        screen.show(visible(line) for line in _lines(history))


def _lines(history: History) -> Iterator[str]:
    from xiuding import markdown
    from xiuding.history import versions

    first = history.log[0]
    document = markdown.load(history.read_tree(history.head))
    yield first.subject
    if (title := document.title) and not first.subject.startswith(f"{title}（"):
        yield say(f"now called 《{title}》", f"现名《{title}》")
    if first.value("Base") == "reconstruction":
        yield say("the base is a reconstruction, not the full text", "原文为复原文本，不是全文")
    yield ""
    later = _later(history)
    for name, commit in versions(history):
        yield say(f"version      {name}  {commit[:7]}", f"版本      {name}  {commit[:7]}") + later.get(
            name, ""
        )
    applied = Counter(repository.slug(record) for record in history.log if record.clause)
    names = repository.named_instruments(history)
    for slug, count in applied.items():
        name = names[slug]
        yield say(
            f"instrument   {name}  {count} clause{'s' * (count != 1)}", f"修改文书  {name}  {count} 个条目"
        )
    yield from _gaps(document)
    if changed := history.changed_files():
        files = ", ".join(changed)
        yield say(f"changes      uncommitted in {files}", f"改动      未提交：{files}")
    else:
        yield say("changes      none uncommitted", "改动      没有未提交的改动")


def _later(history: History) -> dict[str, str]:
    """What is not in force on the day of the version that has it, by version: 四 from 2026-01-01."""
    found: dict[str, str] = {}
    days: dict[str, list[str]] = {}
    for record in history.log:
        days.setdefault(record.value("Effective-Date") or "", []).append(record.label or "")
        for name in (tag for tag in record.tags if not tag.startswith("clause/")):
            others = {day: labels for day, labels in days.items() if day and not name.startswith(day)}
            found[name] = "".join(
                say(
                    f"  {repository.listed(labels)} in force from {day}",
                    f"  {repository.listed(labels)}自{day}起施行",
                )
                for day, labels in sorted(others.items())
            )
            days = {}
    return found


def _gaps(document: Document) -> Iterator[str]:
    from xiuding import markdown
    from xiuding.reconstruct import gaps

    if not (total := gaps(document)):
        return
    pages = markdown.dump(document)  # in the order of the text, but for what stands before its chapters
    yield say(f"gaps         {total}", f"空缺      {total} 处")
    for path in sorted(pages, key=lambda path: path != markdown.FRONT):
        if number := gaps(markdown.load({path: pages[path]})):
            yield f"{number:>9}  {path}"
