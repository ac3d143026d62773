"""What stands in a usage line for what the user gives: FILE, 文件."""

from __future__ import annotations

import re

from xiuding.language import say

_WORD = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)*")
_CHINESE = {
    "AFTER": "修改后",
    "BEFORE": "原文",
    "CLAUSE": "条目",
    "COLUMNS": "列数",
    "DIR": "文件夹",
    "FILE": "文件",
    "INSTRUMENT": "修改文书",
    "LABEL": "序号",
    "NEW": "新文本",
    "NEW-FILE": "新文件",
    "NEW-ID": "新编号",
    "NEW-MODE": "新权限",
    "NUMBER": "文书",
    "OFFICIAL": "公布稿",
    "OLD": "旧文本",
    "OLD-FILE": "旧文件",
    "OLD-ID": "旧编号",
    "OLD-MODE": "旧权限",
    "OPTIONS": "选项",
    "PATH": "路径",
    "PLACE": "位置",
    "PLAN": "规划",
    "SENTENCE": "句子",
    "TEXT": "文本",
    "VERB": "命令",
    "WITNESS": "文本",
    "YYYY-MM-DD": "年-月-日",
}


def placeholders(usage: str) -> str:
    """The usage in the reader's language: ``[OPTIONS] INSTRUMENT...``, ``[选项] 修改文书...``."""
    return say(usage, _WORD.sub(lambda word: _CHINESE.get(word[0], word[0]), usage))
