"""Teach a repository's plain git to show redlines of words for Markdown, and forget it again.

Git has no one place for this.  A textconv driver serves ``diff``, ``log`` and ``show`` alike but sees one
side at a time, so it cannot compare; ``--word-diff`` splits words by a regular expression, which Chinese
has not; an external diff driver compares whole files, but ``log -p`` and ``show`` use it only when given
``--ext-diff``, and no setting gives it for them.  Hence two ways in, both in the repository's own
configuration:

- ``git diff`` and ``git difftool`` call an external driver, bound to ``*.md`` by
  ``.git/info/attributes``; ``git diff --no-ext-diff`` still makes patches;
- ``git log`` and ``git show`` page their output through `patches.rewrite` on a terminal – unless the
  user's ``GIT_PAGER`` says otherwise – and stay patches in a pipe, where programs read them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from xiuding.errors import RepositoryError, UsageError
from xiuding.language import say
from xiuding.ledger.plumbing import Plumbing

_ATTRIBUTE = "*.md diff=xiuding"
_NOTHING = "/dev/null"


class Pair(NamedTuple):
    """What git hands to an external diff: a path, and its text on both sides, None where there is none.

    `renamed` is the new path of a file that git takes for renamed.
    """

    path: str
    old: str | None
    new: str | None
    renamed: str | None = None


def setup(folder: Path, command: str) -> Path:
    """Register `command` (as a shell would call xiuding) in the repository around `folder`; its root.

    Doing it again changes nothing but the command.  Raises RepositoryError where there is no repository,
    or where one of the settings is in use for something else.
    """
    git = _repository(folder)
    wanted = _settings(command)
    for key in wanted:
        status, value, _ = git.attempt("config", "--local", "--get", key)
        if status == 0 and not _is_ours(key, value.decode().strip()):
            raise RepositoryError(
                say(
                    f"{key} is set already; first: git config --local --unset {key}",
                    f"{key} 已另作设置；请先运行：git config --local --unset {key}",
                )
            )
    for key, setting in wanted.items():
        git.run("config", "--local", "--replace-all", key, setting)
    attributes = git.git_dir / "info" / "attributes"
    lines = _lines(attributes)
    if _ATTRIBUTE not in lines:
        _write(attributes, [*lines, _ATTRIBUTE])
    return git.work_tree


def remove(folder: Path) -> Path:
    """Take back everything `setup` has set, and nothing else; the root of the repository."""
    git = _repository(folder)
    for key in _settings(""):
        status, value, _ = git.attempt("config", "--local", "--get", key)
        if status == 0 and _is_ours(key, value.decode().strip()):
            git.run("config", "--local", "--unset-all", key)
    attributes = git.git_dir / "info" / "attributes"
    lines = _lines(attributes)
    if _ATTRIBUTE in lines:
        _write(attributes, [line for line in lines if line != _ATTRIBUTE])
    return git.work_tree


def pair(arguments: Sequence[str]) -> Pair:
    """The two texts from the arguments of an external diff: path, then file, id and mode twice over.

    An unmerged path comes alone; what is not UTF-8 shows as U+FFFD.  Raises UsageError where the
    arguments are not git's.
    """
    if len(arguments) == 1:
        return Pair(arguments[0], None, None)
    if len(arguments) < 7:
        raise UsageError(say("this verb is called by git", "此命令由 git 调用"))
    path, old, _, _, new, _, _ = arguments[:7]
    return Pair(path, _text(old), _text(new), arguments[7] if len(arguments) > 7 else None)


def page(lines: Iterable[str]) -> None:
    """Show lines as they come through the pager the user has chosen for git; in a pipe, as they are."""
    if not sys.stdout.isatty():
        _pour(lines, sys.stdout.write)
        return
    chosen = subprocess.run(["git", "var", "GIT_PAGER"], capture_output=True, check=False, text=True)
    # git, too, runs the pager of its configuration through the shell.
    with subprocess.Popen(  # noqa: S602
        chosen.stdout.strip() or "cat",
        shell=True,
        stdin=subprocess.PIPE,
        encoding="utf-8",
        errors="surrogateescape",
    ) as pager:
        assert pager.stdin is not None
        _pour(lines, pager.stdin.write)
        with suppress(BrokenPipeError):
            pager.stdin.close()


def _pour(lines: Iterable[str], write: Callable[[str], object]) -> None:
    with suppress(BrokenPipeError):
        for line in lines:
            write(f"{line}\n")


def _settings(command: str) -> dict[str, str]:
    return {
        "diff.xiuding.command": f"{command} git-diff",
        "diff.xiuding.xfuncname": "^(#{1,6} .*)$",  # a hunk's header names its chapter or section
        "pager.log": f"{command} git-pager",
        "pager.show": f"{command} git-pager",
    }


def _is_ours(key: str, value: str) -> bool:
    return ".xiuding." in key or value.endswith(" git-pager")


def _repository(folder: Path) -> Plumbing:
    folder = folder.absolute()
    for root in (folder, *folder.parents):
        if (root / ".git").is_dir():
            return Plumbing(root / ".git", root)
    raise RepositoryError(say(f"{folder}: no git repository here", f"{folder}：这里没有 git 仓库"))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", errors="surrogateescape").splitlines()
    except FileNotFoundError:
        return []


def _write(file: Path, lines: Sequence[str]) -> None:
    file.parent.mkdir(exist_ok=True)
    draft = file.with_suffix(".xiuding")
    draft.write_text("".join(f"{line}\n" for line in lines), "utf-8", errors="surrogateescape")
    draft.replace(file)


def _text(file: str) -> str | None:
    if file == _NOTHING:
        return None
    return Path(file).read_text("utf-8", errors="replace")
