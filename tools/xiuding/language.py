"""The language the program speaks to its user: Chinese or English.

The documents it makes are always Chinese; only talk (help, errors, progress) follows this choice.
Both wordings stand side by side at the place that says them:

    raise UnreadableInput(say(f"{path}: no such file", f"{path}：没有这个文件"))
"""

from __future__ import annotations

import errno
import os
from typing import Literal

Language = Literal["en", "zh"]

_chosen: Language | None = None


def from_locale(environment: dict[str, str] | None = None) -> Language:
    """The language the environment asks for, by POSIX precedence; English where nothing is set."""
    env = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def choose(language: Language | None) -> None:
    """Set the language for this process; None goes back to the locale's."""
    global _chosen
    _chosen = language


def say(en: str, zh: str) -> str:
    """The wording in the language of the user, e.g. ``say("not found", "没有找到")``."""
    return zh if (_chosen or from_locale()) == "zh" else en


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "文件系统只读",
    errno.ENAMETOOLONG: "名称过长",
}


def reason(error: OSError | ValueError) -> str:
    """Why something cannot be opened, e.g. 磁盘已满; anything unusual is in the system's own words."""
    if not isinstance(error, OSError):
        return str(error)
    system = error.strerror or str(error)
    return say(system, _REASONS.get(error.errno or 0, system))
