"""TOML as data from anywhere: what the standard library cannot bear is an error of the file, in one line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from xiuding.errors import UnreadableInput
from xiuding.language import say

_LARGEST = 4_000_000
_PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_DEEP_KEY = re.compile(rf"(?:{_PART}\.[ \t]*+){{40}}")
"""A key of so many parts: `tomllib` takes memory with the square of their number."""


def loads(text: str, name: str) -> dict[str, Any]:
    r"""The tables of a TOML text.

    >>> loads('[[override]]\nfind = "三座"', "校正.toml")
    {'override': [{'find': '三座'}]}

    Raises `UnreadableInput` for what is not TOML, and for what is nested or large as no such file is.
    """
    if len(text) > _LARGEST or _DEEP_KEY.search(text):
        raise _wrong(name, say("larger or deeper than such a file is", "超出此类文件应有的大小或层次"))
    try:
        return tomllib.loads(text)
    except ValueError as error:  # besides TOMLDecodeError, numbers that are too long
        raise _wrong(name, str(error).partition(";")[0]) from None
    except RecursionError:
        raise _wrong(name, say("nested too deeply", "嵌套过深")) from None


def _wrong(name: str, reason: str) -> UnreadableInput:
    return UnreadableInput(say(f"{name}: not TOML: {reason}", f"{name}：不是有效的 TOML：{reason}"))
