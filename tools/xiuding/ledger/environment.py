"""The environment git runs in: the repository named outright, nothing of the user's or the caller's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# A repository's own configuration is read; these are the settings in it that could run a program or
# change what is written or printed.
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.attributesFile": os.devnull,
    "core.autocrlf": "false",
    # Summaries of commits and packs that a repository brings along may say anything of them.
    "core.commitGraph": "false",
    "core.multiPackIndex": "false",
    "core.quotePath": "false",
    "core.logAllRefUpdates": "true",
    "fastimport.unpackLimit": "1",
    "gc.auto": "0",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "log.showSignature": "false",
    "trailer.separators": ":",
}


# Git heeds these where they are set at all, even to nothing: they can only be taken out of the environment.
_HEEDED = ("GIT_QUARANTINE_PATH", "GIT_INTERNAL_SUPER_PREFIX")


def clear() -> None:
    """Take out of this process what git would heed and no override can undo: it was started by a hook."""
    for name in _HEEDED:
        os.environ.pop(name, None)


def overrides(git_dir: Path, work_tree: Path) -> dict[str, str]:
    """Variables that pin git to one repository; set, not removed, so that they win over inherited ones.

    Naming the repository also settles ``safe.directory``, which guards discovery only; what a foreign
    repository's configuration could start is switched off here.
    """
    variables = {
        "GIT_DIR": os.fspath(git_dir),
        "GIT_COMMON_DIR": os.fspath(git_dir),
        "GIT_WORK_TREE": os.fspath(work_tree),
        "GIT_INDEX_FILE": os.fspath(git_dir / "index"),
        "GIT_OBJECT_DIRECTORY": os.fspath(git_dir / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
        "GIT_NAMESPACE": "",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_PARAMETERS": "",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_DEFAULT_HASH": "sha1",
        "GIT_DEFAULT_REF_FORMAT": "files",
        "GIT_TEMPLATE_DIR": "",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        # Objects that a repository says are elsewhere are not fetched, by whatever program it names.
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_TRACE": "0",
        "GIT_AUTHOR_NAME": "xiuding",
        "GIT_AUTHOR_EMAIL": "xiuding@xiuding.invalid",
        "GIT_COMMITTER_NAME": "xiuding",
        "GIT_COMMITTER_EMAIL": "xiuding@xiuding.invalid",
        "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
        "LC_ALL": "C",
    }
    for number, (key, value) in enumerate(_SETTINGS.items()):
        variables[f"GIT_CONFIG_KEY_{number}"] = key
        variables[f"GIT_CONFIG_VALUE_{number}"] = value
    return variables


def scrubbed(git_dir: Path, work_tree: Path, inherited: Mapping[str, str] | None = None) -> dict[str, str]:
    """A whole environment for a process of our own: without inherited ``GIT_*``, with `overrides`."""
    kept = {
        name: value
        for name, value in (os.environ if inherited is None else inherited).items()
        if not name.startswith("GIT_") or name == "GIT_EXEC_PATH"
    }
    return kept | overrides(git_dir, work_tree)
