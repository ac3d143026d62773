"""The table of verbs: what each does in one line, and where it is defined.

`xiuding --help` is written from this table alone; a verb's module is imported when the verb is called.
"""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """One line of the table; `module` holds the click command under the name `verb`."""

    module: str
    en: str
    zh: str


VERBS: dict[str, Verb] = {
    "collate": Verb(
        "xiuding.cli.collate",
        "List where witnesses of one text differ, with what was chosen and why.",
        "列出同一文书各版本的异文，以及取舍和理由。",
    ),
    "consolidate": Verb(
        "xiuding.cli.consolidate",
        "Apply instruments to a text and write the text as it then stands.",
        "把修改文书应用于原文，写出修改后全文。",
    ),
    "diff": Verb(
        "xiuding.cli.diff",
        "Show what changed between two files, word by word.",
        "逐词显示两个文件之间的改动。",
    ),
    "draft": Verb(
        "xiuding.cli.draft",
        "Write the amending instrument that turns one text into another.",
        "根据修改前后的文本，拟出修改文书。",
    ),
    "parse": Verb(
        "xiuding.cli.parse",
        "Show what an amending instrument orders, clause by clause.",
        "逐条显示修改文书要求作出的改动。",
    ),
    "verify": Verb(
        "xiuding.cli.verify",
        "Consolidate and compare with the official text, article by article.",
        "合并后与官方公布的文本逐条核对。",
    ),
}
