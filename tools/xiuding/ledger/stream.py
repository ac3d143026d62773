"""Planned commits as one stream for ``git fast-import``, and the ids that came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from xiuding import __version__
from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger import message
from xiuding.ledger.nouns import ClauseCommit, Inputs, Signature
from xiuding.ledger.plumbing import Plumbing
from xiuding.names import safe_path, safe_tag

_BRANCH = b"refs/heads/main"
ORIGINALS = "refs/xiuding/originals"
#: What makes commits, recorded beside them: said in a commit, it would change ids with every version.
PROGRAM = f"xiuding {__version__}"


class Written(NamedTuple):
    """Ids: the commits, the one that keeps the originals, the blob that says `PROGRAM`."""

    commits: tuple[str, ...]
    originals: str | None
    program: str


def write(
    plumbing: Plumbing,
    commits: Sequence[ClauseCommit],
    parent: str | None,
    inputs: Inputs | None = None,
    inputs_before: str | None = None,
) -> Written:
    """Write all commits with one process, the one that keeps `inputs`, and the name of this program.

    The originals follow `inputs_before`, so that they are in the order in which they were applied.
    References of `plumbing` move too, which is why it is always a repository that nobody reads yet.
    Raises RepositoryError for an unsafe path, for text that is not Unicode and where git fails.
    """
    marks = plumbing.git_dir / "xiuding-marks"
    program = len(commits) + 2
    feed = b"".join(
        (
            b"feature done\n",
            *_commits(commits, parent),
            *_inputs(commits, inputs, inputs_before),
            b"blob\nmark :%d\n" % program,
            _data(f"{PROGRAM}\n".encode()),
        )
    )
    plumbing.run(
        "fast-import", "--quiet", "--date-format=raw", f"--export-marks={marks}", feed=feed + b"done\n"
    )
    ids = _ids(marks)
    made = tuple(ids[number] for number in range(1, len(commits) + 1))
    return Written(made, ids.get(len(commits) + 1), ids[program])


def keeping(slug: str, author: Signature) -> ClauseCommit:
    """The commit that keeps the originals of an instrument, without its files."""
    return ClauseCommit(f"{slug} 原件", "", (("Instrument", slug),), author, files={})


def tags(commits: Iterable[ClauseCommit], ids: Iterable[str]) -> dict[str, str]:
    """Where every tag of the commits belongs; RepositoryError where two commits claim one name."""
    placed: dict[str, str] = {}
    for commit, made in zip(commits, ids, strict=True):
        for tag in map(safe_tag, commit.tags):
            if placed.setdefault(tag, made) != made:
                raise RepositoryError(say(f"two commits claim the tag {tag}", f"两个提交都要用标签 {tag}"))
    return placed


def _commits(commits: Sequence[ClauseCommit], parent: str | None) -> Iterator[bytes]:
    for number, commit in enumerate(commits, 1):
        files = {path: None if text is None else _encode(path, text) for path, text in commit.files.items()}
        before = parent if number == 1 else f":{number - 1}"
        yield from _commit(_BRANCH, number, commit, before, files)


def _inputs(commits: Sequence[ClauseCommit], inputs: Inputs | None, before: str | None) -> Iterator[bytes]:
    if inputs is None:
        return
    files: dict[str, bytes | None] = {safe_path(name): data for name, data in inputs.files.items()}
    if len(files) < len(inputs.files):
        raise RepositoryError(say("two originals have one name; rename one", "两个原件同名；请改名"))
    commit = keeping(inputs.slug, commits[0].author)
    yield from _commit(ORIGINALS.encode(), len(commits) + 1, commit, before, files, b"deleteall\n")


def _commit(
    branch: bytes,
    mark: int,
    commit: ClauseCommit,
    parent: str | None,
    files: dict[str, bytes | None],
    start: bytes = b"",
) -> Iterator[bytes]:
    yield b"commit %b\nmark :%d\n" % (branch, mark)
    yield f"author {message.author(commit.author)}\n".encode()
    yield f"committer {message.committer(commit.author)}\n".encode()
    yield _data(message.message(commit).encode())
    if parent is not None:
        yield f"from {parent}\n".encode()
    yield start
    # Deletions first: a file may give its name to a folder.
    for path, data in sorted(files.items(), key=lambda item: (item[1] is not None, item[0])):
        yield f"D {path}\n".encode() if data is None else f"M 100644 inline {path}\n".encode() + _data(data)
    yield b"\n"


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)


def _encode(path: str, text: str) -> bytes:
    if path != safe_path(path):
        raise RepositoryError(
            say(
                f"{path!r} is not a safe path; use {safe_path(path)!r}",
                f"{path!r} 不是安全路径；请用 {safe_path(path)!r}",
            )
        )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise RepositoryError(
            say(f"{path}: not Unicode text: {error}", f"{path}：不是 Unicode 文本：{error}")
        ) from error


def _ids(marks: Path) -> dict[int, str]:
    pairs = (line.split() for line in marks.read_text().splitlines())
    ids = {int(mark.removeprefix(":")): made for mark, made in pairs}
    marks.unlink()
    return ids
