"""Folders that are made whole in a private place and then put where they belong in one step."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.errors import Unwritable
from xiuding.language import reason, say

if TYPE_CHECKING:
    from xiuding.edition import Edition

REDLINES = "redline.json"
"""The file by which a set of redlines is known."""


@contextmanager
def room(beside: Path) -> Iterator[Path]:
    """A private folder in the folder `beside`; it is gone in the end, whatever happens.

    What the file system refuses becomes `Unwritable`.
    """
    try:
        beside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".xiuding-", dir=beside) as name:
            yield Path(name)
    except OSError as error:
        where = error.filename or beside
        raise Unwritable(
            say(f"{where}: cannot be written: {reason(error)}", f"{where}：无法写入：{reason(error)}")
        ) from error


def write(folder: Path, pages: Mapping[str, str | bytes]) -> None:
    """Write files by their paths below `folder`."""
    for path, page in pages.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.encode() if isinstance(page, str) else page)


def write_editions(folder: Path, editions: Mapping[str, Edition]) -> None:
    """Write the redlines of one instrument, or of several with a folder each and a page above them."""
    from xiuding import edition

    for name, made in editions.items():
        write(folder / name if len(editions) > 1 else folder, dict(edition.files(made)))
    if len(editions) > 1:
        write(folder, dict(edition.shelf(editions)))


def put(made: Path, target: Path) -> None:
    """Put a folder in the place of the one before it; what was there before is gone only afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        made.rename(target)
        return
    with tempfile.TemporaryDirectory(prefix=".xiuding-", dir=target.parent) as aside:
        before = Path(aside) / "before"
        target.rename(before)
        try:
            made.rename(target)
        except OSError:
            before.rename(target)
            raise


def require_redlines(target: Path) -> None:
    """Raise `Unwritable` where putting redlines at `target` would take away something else."""
    if not target.exists() and not target.is_symlink():
        return
    ours = target.is_dir() and (
        not any(target.iterdir())
        or (target / REDLINES).is_file()
        or all((below / REDLINES).is_file() for below in target.iterdir())
    )
    if not ours or target.is_symlink():
        raise Unwritable(
            say(
                f"{target} holds other things than redlines; name a new folder",
                f"{target} 中有花脸稿以外的内容；请指定新的文件夹",
            )
        )
