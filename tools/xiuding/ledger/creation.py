"""Make a new history: built whole in a private folder beside its place, then renamed once."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from xiuding.errors import RepositoryError
from xiuding.language import reason, say
from xiuding.ledger import publish, stream
from xiuding.ledger.lock import held
from xiuding.ledger.nouns import BaseCommit, Check, Inputs
from xiuding.ledger.plumbing import Plumbing

BASE = "refs/xiuding/base"
BASE_INPUTS = "refs/xiuding/base-inputs"
BASE_PROGRAM = "refs/xiuding/base-program"

# What makes plain git read well here: Chinese file names in full, line ends as they are.
_CONFIGURATION = "[core]\n\tquotePath = false\n\tautocrlf = false\n"


def create(path: Path, base: BaseCommit, inputs: Inputs | None, check: Check | None) -> None:
    """Make the repository `path`; RepositoryError where something is there, or cannot be written."""
    if path.is_symlink() or (path.exists() and not (path.is_dir() and not any(path.iterdir()))):
        raise RepositoryError(
            say(f"{path} exists already; name a new folder", f"{path} 已存在；请指定新的文件夹")
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        room = Path(tempfile.mkdtemp(prefix=_prefix(path), dir=path.parent))
    except OSError as error:
        raise RepositoryError(
            say(f"cannot make {path}: {reason(error)}", f"无法建立 {path}：{reason(error)}")
        ) from error
    try:
        with held(room):
            _build(room / "history", base, inputs, check)
            (room / "history").rename(path)
    except OSError as error:
        raise RepositoryError(
            say(f"cannot make {path}: {reason(error)}", f"无法建立 {path}：{reason(error)}")
        ) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
        _sweep(path)  # a git process that outlived its killed parent may have ended meanwhile


def _build(room: Path, base: BaseCommit, inputs: Inputs | None, check: Check | None) -> None:
    room.mkdir()
    target = Plumbing(room / ".git", room)
    try:
        target.run("init", "--quiet", "--initial-branch=main")
        with (target.git_dir / "config").open("a") as configuration:
            configuration.write(_CONFIGURATION)
        ids, kept, program = stream.write(target, [base], None, inputs)
        if check is not None:
            check(target.read_tree, ids)
        refs = {f"refs/tags/{tag}": made for tag, made in stream.tags([base], ids).items()}
        refs |= {BASE: ids[0], BASE_PROGRAM: program} | ({BASE_INPUTS: kept} if kept else {})
        lines = [f"create {name} {made}\n" for name, made in refs.items()]
        if kept:
            lines.append(f"delete {stream.ORIGINALS}\n")
        target.run("update-ref", "--stdin", feed="".join(lines).encode())
        for name, blob in target.blobs(ids[0]).items():
            place = publish.place(room, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(target.data(blob))
        target.run("read-tree", ids[0])
        target.run("update-index", "-q", "--refresh")
    finally:
        target.close()


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}.xiuding-"


def _sweep(path: Path) -> None:
    """Remove what killed attempts left; one that still runs holds its lock."""
    for room in path.parent.glob(f"{_glob(_prefix(path))}*"):
        try:
            with held(room):
                shutil.rmtree(room, ignore_errors=True)
        except RepositoryError:
            continue


def _glob(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
