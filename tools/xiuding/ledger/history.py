"""A history open for reading and writing: the one class the rest of the program talks to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger import creation, publish, records, staging
from xiuding.ledger.gitdir import require_files
from xiuding.ledger.message import COMMITTER, line
from xiuding.ledger.nouns import BaseCommit, Check, ClauseCommit, Inputs, Record
from xiuding.ledger.plumbing import Plumbing
from xiuding.ledger.staging import MAIN
from xiuding.names import safe_tag

INSTRUMENTS = "refs/xiuding/instruments/"
PROGRAMS = "refs/xiuding/programs/"
_TAGS = "refs/tags/"
_ID = re.compile(r"[0-9a-f]{40}\Z")
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(?:-\d+)?\Z")


class NoOriginals(RepositoryError):
    """The originals that `reference` should name are not in the repository, as in a clone."""

    def __init__(self, reference: str) -> None:
        fetch = "git fetch origin 'refs/xiuding/*:refs/xiuding/*'"
        self.reference = reference
        self.remedy = say(
            f"the originals are not here; after a clone: {fetch}", f"此处没有原件；克隆之后请运行：{fetch}"
        )
        super().__init__(say(f"{reference}: {self.remedy}", f"{reference}：{self.remedy}"))


class History:
    """One repository, e.g. ``History.open(Path("plan_versions/nmg-public-services/history"))``.

    All methods raise RepositoryError for what git or the file system refuse.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git = Plumbing(path / ".git", path)

    @classmethod
    def open(cls, path: Path) -> History:
        """Open the history at `path`, after completing or discarding what a killed command left.

        Only `path` itself counts, never a repository around it.
        """
        path = path.absolute()
        if not (path / ".git").is_dir():
            raise RepositoryError(
                say(
                    f"{path}: no history here; make one with xiuding init",
                    f"{path}：这里没有沿革；请用 xiuding init 建立",
                )
            )
        require_files(path / ".git")
        history = cls(path)
        staging.recover(history.git)
        if MAIN not in history.refs or not history._ours():
            raise RepositoryError(
                say(
                    f"{path}: a git repository, but not made by xiuding",
                    f"{path}：是 git 仓库，但不是 xiuding 建立的",
                )
            )
        return history

    @classmethod
    def create(
        cls, path: Path, base: BaseCommit, *, inputs: Inputs | None = None, check: Check | None = None
    ) -> History:
        """Make a new history with its first commit; `path` must not exist, or be an empty folder."""
        path = path.absolute()
        creation.create(path, base, inputs, check)
        return cls.open(path)

    def append(
        self, commits: Sequence[ClauseCommit], inputs: Inputs, *, check: Check | None = None
    ) -> tuple[str, ...]:
        """Add one commit per clause, in order, and keep the inputs; the ids of the new commits.

        Either all of it happens or none: see `staging` and `publish`.  `check` sees the commits before
        anything moves.  Refused with uncommitted changes, and for an instrument applied before.
        """
        if not commits:
            raise ValueError("nothing to commit")
        with staging.writing(self.git) as finish:
            self._forget()
            self.require_clean()
            ref = INSTRUMENTS + safe_tag(inputs.slug)
            if ref in self.refs:
                raise RepositoryError(
                    say(f"{inputs.slug} is applied already", f"{inputs.slug} 已经适用过，不能重复")
                )
            before = INSTRUMENTS + self.instruments[-1] if self.instruments else creation.BASE_INPUTS
            ids = staging.append(
                self.git,
                self.head,
                commits,
                inputs,
                staging.Keep(ref, PROGRAMS + safe_tag(inputs.slug)),
                inputs_before=self.refs.get(before),
                taken=self.refs,
                check=check,
                finish=finish,
            )
        self._forget()
        return ids

    def withdraw(self) -> tuple[Record, ...]:
        """Take back the instrument applied last: its commits, which are returned, its tags and its originals.

        Either all of it happens or none.  Refused with uncommitted changes, and where other commits follow.
        """
        with staging.writing(self.git) as finish:
            self._forget()
            self.require_clean()
            if not self.instruments:
                if any(record.clause for record in self.log):
                    raise NoOriginals(INSTRUMENTS.rstrip("/"))
                raise RepositoryError(say("no instrument is applied here yet", "此沿革尚未适用任何修改文书"))
            slug = self.instruments[-1]
            gone = tuple(record for record in self.log if _of(slug, record))
            kept = len(self.log) - len(gone)
            if not gone or self.log[kept:] != gone:
                raise RepositoryError(
                    say(
                        f"other commits follow those of {slug}, or its tags are gone; see git log main",
                        f"{slug} 之后另有提交，或其标签已不在；请用 git log main 查看",
                    )
                )
            tags = [_TAGS + tag for record in gone for tag in record.tags if _is_ours(tag, slug)]
            refs = {name: self.refs[name] for name in (INSTRUMENTS + slug, PROGRAMS + slug, *tags)}
            staging.withdraw(self.git, self.head, self.log[kept - 1].id, refs, finish=finish)
        self._forget()
        return gone

    def close(self) -> None:
        """End the processes that serve reading."""
        self.git.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def refs(self) -> dict[str, str]:
        """Every reference and the id of the object it names; no object is read for it."""
        listing = self.git.ask("for-each-ref", "--format=%(objectname) %(refname)")
        rows = (row.partition(" ") for row in listing.decode(errors="surrogateescape").split("\n")[:-1])
        return {name: made for made, _, name in rows}

    @property
    def head(self) -> str:
        """The id of the last commit on main."""
        return self.refs[MAIN]

    @property
    def tags(self) -> dict[str, str]:
        """Commit ids by tag name."""
        return {name.removeprefix(_TAGS): made for name, made in self.refs.items() if name.startswith(_TAGS)}

    @property
    def instruments(self) -> tuple[str, ...]:
        """The slugs of the instruments in the order in which they were applied.

        It is that of the kept originals, each of which follows the one before, whatever became of main.
        """
        slugs = {
            made: ref.removeprefix(INSTRUMENTS)
            for ref, made in self.refs.items()
            if ref.startswith(INSTRUMENTS)
        }
        if len(slugs) < 2:
            return tuple(slugs.values())
        order = self.git.ask("rev-list", "--topo-order", "--reverse", *slugs).decode().split()
        return tuple(slugs[made] for made in order if made in slugs)

    @cached_property
    def log(self) -> tuple[Record, ...]:
        """Every commit of main, the base first."""
        return records.read(self.git, self.head, self.tags)

    def find(self, name: str, instrument: str | None = None) -> Record:
        """The commit of a clause, by its id (``4.8.1``) or its label (``四（八）1``).

        `instrument` (the trailer's words, e.g. ``内政办发〔2022〕62号``) chooses where several
        instruments have such a clause.
        """
        found = [
            record
            for record in self.log
            if name in (record.clause, record.label)
            and (instrument is None or instrument in record.values("Instrument"))
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise RepositoryError(say(f"no clause {name} in this history", f"沿革中没有条目 {name}"))
        choices = sorted({value for record in found for value in record.values("Instrument")})
        raise RepositoryError(
            say(
                f"several instruments have a clause {name}; name one of: {', '.join(choices)}",
                f"有几个文书都有条目 {name}；请指明其一：{'、'.join(choices)}",
            )
        )

    def resolve(self, revision: str) -> str:
        """The commit id of a tag, branch, id or expression such as ``2022-08-17~3``."""
        if _ID.match(revision):
            return revision
        name = f"{revision}^{{commit}}"
        try:
            found = self.git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except RepositoryError:
            raise RepositoryError(say(f"no revision {revision} here", f"没有版本 {revision}")) from None
        return found.decode().strip()

    def parent(self, commit_id: str) -> str | None:
        """The commit before, None before the base."""
        ids = [record.id for record in self.log]
        place = ids.index(self.resolve(commit_id))
        return ids[place - 1] if place else None

    def read_tree(self, revision: str) -> dict[str, str]:
        """The text of every file at a revision, by path."""
        return self.git.read_tree(self.resolve(revision))

    def inputs(self, slug: str) -> dict[str, bytes]:
        """The originals kept with an instrument, by file name."""
        return self._originals(INSTRUMENTS + safe_tag(slug))

    def base_inputs(self) -> dict[str, bytes]:
        """The originals the base was made from."""
        return self._originals(creation.BASE_INPUTS)

    @property
    def programs(self) -> dict[str, str]:
        """What made the commits of ``base`` and of each instrument, as recorded: ``xiuding 0.1.0``."""
        named = {creation.BASE_PROGRAM: "base"} | {PROGRAMS + slug: slug for slug in self.instruments}
        blobs = {slug: self.refs[name] for name, slug in named.items() if name in self.refs}
        return {slug: line(self.git.data(blob)[:80].decode(errors="replace")) for slug, blob in blobs.items()}

    def changed_files(self) -> tuple[str, ...]:
        """Tracked files whose content, or staged content, is not that of the last commit."""
        edited = {
            path for path, blob in self.git.blobs(self.head).items() if publish.state(self.path, path) != blob
        }
        output = self.git.ask("diff-index", "--cached", "--name-only", "-z", self.head)
        return tuple(sorted(edited | set(output.decode(errors="surrogateescape").split("\0")[:-1])))

    def require_clean(self) -> None:
        """Raise RepositoryError unless main is checked out and no tracked file differs from it."""
        if (self.path / ".git" / "HEAD").read_text().strip() != f"ref: {MAIN}":
            raise RepositoryError(
                say(f"{self.path}: check out main first", f"{self.path}：请先检出 main 分支")
            )
        if changed := self.changed_files():
            raise RepositoryError(
                say(
                    f"uncommitted changes in {', '.join(changed[:5])}; commit or undo them first",
                    f"有未提交的改动：{'、'.join(changed[:5])}；请先提交或撤销",
                )
            )

    def _originals(self, ref: str) -> dict[str, bytes]:
        if ref not in self.refs:
            raise NoOriginals(ref)
        return {path: self.git.data(blob) for path, blob in self.git.blobs(self.refs[ref]).items()}

    def _ours(self) -> bool:
        if any(name.startswith("refs/xiuding/") for name in self.refs):
            return True
        # A clone has the commits alone.
        roots = self.git.ask("log", "--max-parents=0", "--format=%ce", self.head).decode(errors="replace")
        return COMMITTER[1] in roots.splitlines()

    def _forget(self) -> None:
        for name in ("refs", "log"):
            self.__dict__.pop(name, None)


def _of(slug: str, record: Record) -> bool:
    """Whether a commit is a clause of that instrument."""
    return any(tag.startswith(f"clause/{slug}/") for tag in record.tags)


def _is_ours(tag: str, slug: str) -> bool:
    """Whether a tag was made with the commits of an instrument: one of its clauses, or the version."""
    return tag.startswith(f"clause/{slug}/") or bool(_VERSION.match(tag))
