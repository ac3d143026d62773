"""What the verbs of histories share: finding the history, and reading files to be kept as originals."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from xiuding.errors import RepositoryError, UnreadableInput, UsageError
from xiuding.language import say

if TYPE_CHECKING:
    from xiuding.ledger.history import History
    from xiuding.overrides import Source

REPO_EN = "The history, or the folder of its plan; by default this folder, or the one below plan_versions/."
REPO_ZH = "沿革或规划所在的文件夹；默认为当前文件夹，或 plan_versions/ 下唯一的沿革。"

_STREAM = "-"


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
    return History.open(found[0] if found else here)


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

    if path is None:
        return None
    data = _read(path)
    try:
        found = [o for o in overrides.parse(data.decode(), path) if o.source == source]
    except UnicodeDecodeError:
        raise UnreadableInput(say(f"{path}: not UTF-8", f"{path}：不是 UTF-8 编码")) from None
    texts = [readers.read(text, name=name) for name, text in files.items()]
    overrides.mend(texts[0], texts, found)
    return data


def _read(name: str) -> bytes:
    from xiuding import readers

    return sys.stdin.buffer.read(readers.LARGEST + 1) if name == _STREAM else readers.contents(Path(name))


def not_a_clause(name: str) -> RepositoryError:
    """The error for something that is neither a clause nor a place of the history."""
    return RepositoryError(
        say(f"{name} is no clause and no amended place here", f"{name} 不是条目，也不是有改动的位置")
    )
