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
    "read": Verb(
        "xiuding.cli.read",
        "Show what a file is read as, a paragraph a line, and what was left out.",
        "显示文件读成什么文字，一段一行，以及略去了什么。",
    ),
    "explain": Verb(
        "xiuding.cli.explain",
        "Show how an instruction is understood, phrase by phrase.",
        "逐句说明一项修改条目如何理解。",
    ),
    "parse": Verb(
        "xiuding.cli.parse",
        "Show what an amending instrument orders, clause by clause.",
        "逐条显示修改文书要求作出的改动。",
    ),
    "collate": Verb(
        "xiuding.cli.collate",
        "List where witnesses of one text differ, with what was chosen and why.",
        "列出同一文书各版本的异文，以及取舍和理由。",
    ),
    "consolidate": Verb(
        "xiuding.cli.consolidate",
        "Apply instruments to a text and write the text as it then stands.",
        "按修改文书修改原文，写出修改后全文。",
    ),
    "verify": Verb(
        "xiuding.cli.verify",
        "Consolidate and compare with the official text, article by article.",
        "按修改文书修改原文，与官方公布的文本逐条核对。",
    ),
    "diff": Verb(
        "xiuding.cli.diff",
        "Show what changed between two files or versions, or by one clause, word by word.",
        "逐词显示两个文件、两个版本之间或一个条目所作的改动。",
    ),
    "draft": Verb(
        "xiuding.cli.draft",
        "Write the amending instrument that turns one text into another.",
        "根据修改前后的文本，拟出修改文书。",
    ),
    "init": Verb(
        "xiuding.cli.init",
        "Begin a history with the text of a law or plan.",
        "以法规或规划的全文建立沿革。",
    ),
    "apply": Verb(
        "xiuding.cli.apply",
        "Apply instruments to a history, one commit per clause.",
        "在沿革中适用修改文书，一个条目一个提交。",
    ),
    "undo": Verb(
        "xiuding.cli.undo",
        "Take back the instrument that was applied last to a history.",
        "撤销沿革中最近一次适用的修改文书。",
    ),
    "text": Verb(
        "xiuding.cli.text",
        "Show the text as it stood on a day, all of it or one place.",
        "显示某日施行的文本，全文或一处。",
    ),
    "log": Verb(
        "xiuding.cli.log",
        "List the clauses that made a text, or one place of it.",
        "列出改动全文或某处的条目。",
    ),
    "show": Verb(
        "xiuding.cli.show",
        "Show a clause and what it changed.",
        "显示一个条目及其所作的改动。",
    ),
    "status": Verb(
        "xiuding.cli.status",
        "Show what is known of a text, what is a gap, and which instruments are applied.",
        "显示文本的版本、空缺和已适用的修改文书。",
    ),
    "redline": Verb(
        "xiuding.cli.redline",
        "Write the redlines of a history: pages for every clause, comparison tables, tracked changes.",
        "写出沿革的花脸稿：逐条网页、新旧条文对照表和带修订标记的 docx。",
    ),
    "fsck": Verb(
        "xiuding.cli.fsck",
        "Prove a history: make it again from its originals and compare every commit.",
        "校验沿革：用所存原件重做一遍，逐个提交比对。",
    ),
    "reconstruct": Verb(
        "xiuding.cli.reconstruct",
        "Write the base that an instrument implies, gaps and all.",
        "依据修改文书复原原文，空缺照标。",
    ),
    "build": Verb(
        "xiuding.cli.build",
        "Make the history, versions and redlines of a plan from its manifest.",
        "按清单生成规划的沿革、各版本和花脸稿。",
    ),
    "git-setup": Verb(
        "xiuding.cli.git_setup",
        "Let plain git diff, log -p, show and difftool show redlines of words in a repository.",
        "让仓库里的 git diff、log -p、show 和 difftool 逐词显示改动。",
    ),
    "git-diff": Verb(
        "xiuding.cli.git_diff",
        "Show a file's changes to git diff and git difftool; git calls it after git-setup.",
        "供 git diff 和 git difftool 显示文件的改动；git-setup 之后由 git 调用。",
    ),
    "git-pager": Verb(
        "xiuding.cli.git_pager",
        "Show the patches of git log and git show as redlines; git calls it after git-setup.",
        "把 git log 和 git show 的补丁显示为花脸稿；git-setup 之后由 git 调用。",
    ),
}

CALLED_BY_GIT = frozenset({"git-diff", "git-pager"})
"""The verbs that no user calls."""
