"""What is refused before git looks at a repository that may come from elsewhere."""

from __future__ import annotations

from pathlib import Path

from xiuding.errors import RepositoryError
from xiuding.language import say
from xiuding.ledger.staging import MAIN

#: Files that git reads to their end, whatever they are.
_READ_BY_GIT = (
    "HEAD",
    "config",
    "index",
    "packed-refs",
    "shallow",
    "info/attributes",
    "info/exclude",
    "info/grafts",
)
#: Bytes of a file that names a reference.
_LONGEST_REFERENCE = 4096


def require_files(git_dir: Path) -> None:
    """Raise RepositoryError for what git would wait for or read without end: a pipe, an endless HEAD."""
    for name in _READ_BY_GIT:
        path = git_dir / name
        if path.exists() and not path.is_file():
            raise RepositoryError(say(f"{path}: is no file; take it away", f"{path}：不是文件，请移走"))
    head = git_dir / "HEAD"
    if head.is_file() and head.stat().st_size > _LONGEST_REFERENCE:
        raise RepositoryError(
            say(
                f"{head}: names no branch; it should say “ref: {MAIN}”",
                f"{head}：没有写明分支，应为“ref: {MAIN}”",
            )
        )
