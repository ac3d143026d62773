"""A small history to break: a base of three chapters, an instrument of twelve clauses."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from xiuding.ledger.history import History
from xiuding.ledger.nouns import BaseCommit, ClauseCommit, Inputs, Signature
from xiuding.ledger.proof import Expected, fsck

BEIJING = timezone(timedelta(hours=8))
ENACTED = Signature("某市人民政府", "", datetime(2020, 3, 1, tzinfo=BEIJING))
AMENDED = Signature("某市人民政府办公室", "", datetime(2023, 7, 9, tzinfo=BEIJING))
SLUG = "某政办发-2023-5号"
NUMBER = "某政办发〔2023〕5号"
CHAPTERS = ("第一章 总则.md", "第二章 设施.md", "附件/第一 清单.md")
FULL = "".join(f"第{number}段　建设图书馆{number}座。\n\n" for number in range(40))


def base() -> BaseCommit:
    """The first commit, of long enough chapters to make work."""
    return BaseCommit(
        subject="某市公共文化规划",
        body="",
        trailers=(("Version", "2020-03-01"),),
        author=ENACTED,
        files=dict.fromkeys(CHAPTERS, FULL),
        tags=("2020-03-01",),
    )


def clauses(count: int = 12) -> list[ClauseCommit]:
    """Each clause changes one chapter; the last one deletes it and adds another."""
    texts = dict.fromkeys(CHAPTERS, FULL)
    commits = []
    for number in range(1, count + 1):
        chapter = CHAPTERS[number % len(CHAPTERS)]
        texts[chapter] = texts[chapter].replace("图书馆", f"图书馆分馆{number}", 1)
        files: dict[str, str | None] = {chapter: texts[chapter]}
        if number == count:
            files = {chapter: None, "第三章 附则.md": "本规划自印发之日起施行。\n"}
        commits.append(
            ClauseCommit(
                subject=f"一（{number}）修改{chapter}",
                body=f"将“图书馆”修改为“图书馆分馆{number}”。",
                trailers=(
                    ("Clause", f"1.{number}"),
                    ("Clause-Label", f"一（{number}）"),
                    ("Instrument", NUMBER),
                    ("Operation", "replace-text"),
                    ("Target", chapter),
                    ("Effective-Date", "2023-07-09"),
                ),
                author=AMENDED,
                files=files,
                tags=(f"clause/{SLUG}/1.{number}", *(("2023-07-09",) if number == count else ())),
            )
        )
    return commits


def inputs() -> Inputs:
    """The original of the instrument."""
    return Inputs(SLUG, {"通知.txt": "一、将“图书馆”修改为“图书馆分馆”。".encode()})


def expected(count: int = 12) -> Expected:
    """What `fsck` is told to expect: the base, and the clauses where the instrument is applied."""

    def commits(history: History) -> Iterable[ClauseCommit]:
        return [base(), *(clauses(count) if SLUG in history.instruments else [])]

    return commits


def git(path: Path, *arguments: str) -> str:
    """Plain git, as a user runs it."""
    done = subprocess.run(
        ["git", "-C", str(path), *arguments], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def snapshot(path: Path) -> dict[str, bytes]:
    """Every byte of a repository but xiuding's own lock."""
    return {
        str(file.relative_to(path)): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.relative_to(path).parts[:2] != (".git", "xiuding")
    }


def assert_complete(path: Path) -> None:
    """The instrument is applied in full, the work tree is clean, and no journal is left."""
    with History.open(path) as history:
        assert len(history.log) == 13
        assert fsck(history, expected()) == ()
    assert git(path, "status", "--porcelain") == ""
    assert not (path / ".git/xiuding/pending").exists()
