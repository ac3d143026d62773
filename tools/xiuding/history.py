"""Clauses × git: the commits that a base and its instruments make, one per clause.

The same files make the same commits on any machine, which is how a history is proved: `recompute` makes
all of them again from the originals that the history keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import zip_longest

from xiuding import markdown, originals
from xiuding.address import DIVISIONS, Unit
from xiuding.audit import Fault, audit, created, numbers
from xiuding.consolidate import Step, apply_clauses, refusal
from xiuding.document import Document, Node
from xiuding.errors import DoesNotApply, NotUnderstood, RepositoryError
from xiuding.instrument.model import Clause, Instrument, Reorder
from xiuding.language import say
from xiuding.ledger.history import History
from xiuding.ledger.nouns import BaseCommit, ClauseCommit, Inputs, ReadTree, Signature
from xiuding.originals import Files

BEIJING = timezone(timedelta(hours=8))
BASE_SLUG = "base"

_PLACES = (*DIVISIONS, Unit.ARTICLE, Unit.BOX, Unit.TABLE)
_UNKNOWN = "制定机关未载明"
_SUBJECT = 30


def base_commit(files: Files) -> BaseCommit:
    """The first commit: the text before any instrument, tagged with its date."""
    base = originals.base(files)
    version = base.issued.isoformat()
    kind = "reconstruction" if base.reconstructed else "text"
    pages = markdown.dump(base.document)
    _require_order(base.document, pages)
    return BaseCommit(
        subject=f"{base.title}（{version}）",
        body="依据修改文书的引文和目录复原，不是全文。" if base.reconstructed else "",
        trailers=(("Version", version), ("Base", kind)),
        author=_signature(base.issuer, base.issued),
        files=pages,
        tags=(version,),
    )


def clause_commits(
    text: Mapping[str, str],
    files: Files,
    *,
    tags: Iterable[str] = (),
    examine: Callable[[Sequence[Fault]], None] | None = None,
) -> tuple[list[ClauseCommit], Inputs]:
    """The commits that an instrument, given by its files, makes on the text of a history.

    `tags` are the names taken already.  Raises `NotUnderstood` or `DoesNotApply`, naming every clause
    that cannot be applied; then there is no commit at all.  `examine` is shown the faults that the
    instrument brings into the text, and may raise an error for them.
    """
    instrument, literal = originals.instrument(files)
    document = read(text)
    faults, had = audit(document), numbers(document)
    slug = originals.slug(instrument)
    version = _version(instrument, set(tags))
    before = markdown.dump(document)
    steps: list[Step] = []
    commits: list[ClauseCommit] = []
    for step in apply_clauses(document, instrument, literal=literal):
        steps.append(step)
        after = markdown.dump(document) if step.status == "applied" else before
        commits.append(
            _commit(instrument, step, _changed(before, after), (f"clause/{slug}/{step.clause.id}",))
        )
        before = after
    _require_all(instrument, steps)
    _require_order(document, before)
    if examine is not None:
        examine(created(faults, had, document))
    last = commits[-1]
    commits[-1] = ClauseCommit(
        last.subject, last.body, last.trailers, last.author, last.files, (*last.tags, version)
    )
    return commits, Inputs(slug, files)


def _require_order(document: Document, files: Mapping[str, str]) -> None:
    """`DoesNotApply` where chapters or annexes do not stand in the order of their numbers, as files do."""
    lines = list(document.lines())
    for line, again in zip_longest(lines, markdown.load(files).lines()):
        if line != again:
            raise DoesNotApply(
                say(
                    f"“{(line or again or '')[:20]}” is out of order: number the chapters in their order",
                    f"“{(line or again or '')[:20]}”处章节或附件的顺序与编号不符，请先校正编号",
                )
            )


def read(text: Mapping[str, str]) -> Document:
    """The document in the files of a history.

    `RepositoryError` where a file is not called what its heading says: it would be written twice.
    """
    document = markdown.load(text)
    pages = {path: page for path, page in text.items() if path.endswith(".md")}
    written = markdown.dump(document)
    if written != pages:
        path = min(set(written.items()) ^ set(pages.items()))[0]
        raise RepositoryError(
            say(f"{path} is not named by its heading; rename it", f"{path} 的文件名与标题不符，请改名")
        )
    return document


def after(text: Mapping[str, str], commits: Iterable[ClauseCommit]) -> dict[str, str]:
    """The files of a history once the commits are made."""
    files: dict[str, str | None] = dict(text)
    for commit in commits:
        files.update(commit.files)
    return {path: page for path, page in files.items() if page is not None}


def check(
    commits: Sequence[ClauseCommit], text: Mapping[str, str], read_tree: ReadTree, ids: Sequence[str]
) -> None:
    """Prove staged commits before they are published: each has the planned files, the last reads back.

    Raises `RepositoryError`, which leaves the repository as it was.
    """
    files = dict(text)
    for commit, made in zip(commits, ids, strict=True):
        files = after(files, [commit])
        if read_tree(made) != files:
            raise RepositoryError(
                say(
                    f"{commit.subject}: git gave back another text", f"{commit.subject}：git 写回的文本不一致"
                )
            )
    read(files)


def recompute(history: History) -> list[ClauseCommit]:
    """All commits of a history, made again from the originals it keeps: what `fsck` compares with."""
    base = base_commit(history.base_inputs())
    commits: list[ClauseCommit] = [base]
    text = after({}, [base])
    for slug in _order(history):
        made, _ = clause_commits(text, history.inputs(slug), tags=[t for c in commits for t in c.tags])
        commits += made
        text = after(text, made)
    return commits


def _order(history: History) -> list[str]:
    """The instruments in the order of the log; those that the log does not name come last."""
    places: dict[str, int] = {}
    for place, record in enumerate(history.log):
        for tag in record.tags:
            if tag.startswith("clause/"):
                places.setdefault(tag.split("/")[1], place)
    return sorted(history.instruments, key=lambda slug: (places.get(slug, len(history.log)), slug))


# -- commits ----------------------------------------------------------------------------------------
def _commit(
    instrument: Instrument, step: Step, files: Mapping[str, str | None], tags: tuple[str, ...]
) -> ClauseCommit:
    clause = step.clause
    effective = clause.effective or instrument.effective or instrument.date
    operations = [("Operation", edit.op) for edit in clause.edits]
    targets = [("Target", target) for target in dict.fromkeys(edit.target for edit in clause.edits)]
    notes = [f"编者注：{note}" for note in dict.fromkeys(step.notes)]
    places = [("Place", place) for place in dict.fromkeys(map(_path, step.touched)) if place]
    return ClauseCommit(
        subject=f"{clause.label or clause.id} {_headline(instrument, clause)}",
        body="\n\n".join([originals.words(clause), *(["\n".join(notes)] if notes else [])]),
        trailers=(
            ("Clause", clause.id),
            ("Clause-Label", clause.label or clause.id),
            ("Instrument", originals.name_of(instrument)),
            *operations,
            *targets,
            *([] if any(isinstance(edit, Reorder) for edit in clause.edits) else places),
            ("Effective-Date", effective),
        ),
        author=_signature(instrument.issuer, date.fromisoformat(instrument.date or instrument.effective)),
        files=files,
        tags=tags,
    )


def _path(node: Node) -> str:
    """Where a node stands once its clause is applied: 第四章 第八节; '' where it stands no more."""
    path = [node, *node.ancestors()]
    if path[-1].unit is not Unit.DOCUMENT:
        return ""
    return " ".join(n.label for n in reversed(path) if n.unit in _PLACES and n.label)


def _headline(instrument: Instrument, clause: Clause) -> str:
    """The first words of the line of the clause that orders something, about thirty characters."""
    lines = clause.text.split("\n")
    line = lines[0]
    if clause.edits:
        start, _ = clause.edits[0].span
        whole = instrument.text[instrument.text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
        line = next((each for each in lines if whole.endswith(each)), line)
    line = line.rstrip("。；：")
    return line if len(line) <= _SUBJECT else line[: _SUBJECT - 1] + "…"


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """The files that differ, None for those that are gone."""
    paths = sorted(before.keys() | after.keys())
    return {path: after.get(path) for path in paths if before.get(path) != after.get(path)}


def _require_all(instrument: Instrument, steps: Sequence[Step]) -> None:
    name = originals.name_of(instrument)
    if not steps:
        raise DoesNotApply(say(f"{name}: no clause is about this text", f"{name}：没有条目涉及本文本"))
    if (error := refusal(steps)) is not None:
        raise error
    if instrument.unclaimed:
        words = instrument.unclaimed[0].text[:40]
        raise NotUnderstood(say(f"{name}: not understood: “{words}”", f"{name}：未能读懂：“{words}”"))


def _version(instrument: Instrument, taken: set[str]) -> str:
    """The tag of the text as it stands from the day the instrument takes effect."""
    day = instrument.effective or instrument.date
    name, count = day, 1
    while name in taken:
        count += 1
        name = f"{day}-{count}"
    return name


def _signature(issuer: str, day: date) -> Signature:
    return Signature(issuer or _UNKNOWN, "", datetime.combine(day, time(), BEIJING))


def versions(history: History) -> Iterator[tuple[str, str]]:
    """The versions of a text in order, each with its commit: ("2021-11-05", "3f…")."""
    for record in history.log:
        for tag in record.tags:
            if not tag.startswith("clause/"):
                yield tag, record.id
