"""Commits per second against a GitPython commit loop, in one run: python benchmarks/ledger.py [ROUNDS].

All make the same commits, with the same messages, in a repository with nine chapters of some 8,000
characters.  `stream` is the writing of the commits alone; `append` is all that the program does, with
lock, checks, originals, tags and publication, whose fixed cost weighs on a short instrument; `loop` makes
commits and tags one by one.  They take turns; the median of the ratios of each round is what counts.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import git

from xiuding.ledger import staging, stream
from xiuding.ledger.history import History
from xiuding.ledger.message import message
from xiuding.ledger.nouns import BaseCommit, ClauseCommit, Inputs, Signature

GOAL = 20.0
SIZES = (60, 600)
AUTHOR = Signature(
    "某市人民政府办公室", "office@example.invalid", datetime(2023, 7, 9, tzinfo=timezone(timedelta(hours=8)))
)
CHAPTER = "".join(f"第{number}条　公共图书馆应当免费开放，并公布开放时间。\n\n" for number in range(300))


def planned(count: int) -> list[ClauseCommit]:
    """Commits that change one chapter each."""
    texts = {f"第{number}章.md": CHAPTER for number in range(9)}
    commits = []
    for number in range(count):
        name = f"第{number % 9}章.md"
        texts[name] = texts[name].replace("免费开放", f"免费开放（{number}）", 1)
        commits.append(
            ClauseCommit(
                subject=f"一（{number}）修改第{number % 9}章",
                body="在“免费开放”后增加一句。",
                trailers=(("Clause", f"1.{number}"), ("Operation", "insert-text")),
                author=AUTHOR,
                files={name: texts[name]},
                tags=(f"clause/某政办发-2023-5号/1.{number}",),
            )
        )
    return commits


def base() -> BaseCommit:
    """The nine chapters before any change."""
    files = {f"第{number}章.md": CHAPTER for number in range(9)}
    return BaseCommit("原文", "", (("Version", "2020-03-01"),), AUTHOR, files)


def streamed(room: Path, commits: list[ClauseCommit]) -> float:
    """Seconds for the stream alone."""
    with History.create(room / "stream", base()) as history:
        git_dir = staging.bare(room / "bare", history.git)
        started = time.perf_counter()
        stream.write(git_dir, commits, history.head)
        return time.perf_counter() - started


def appended(room: Path, commits: list[ClauseCommit]) -> float:
    """Seconds for one append."""
    with History.create(room / "append", base()) as history:
        started = time.perf_counter()
        history.append(commits, Inputs("某政办发-2023-5号", {"通知.txt": b"x"}))
        return time.perf_counter() - started


def looped(room: Path, commits: list[ClauseCommit]) -> float:
    """Seconds for the straight way: per commit write, add, commit, tag."""
    History.create(room / "loop", base()).close()
    actor = git.Actor(AUTHOR.name, AUTHOR.email)
    with git.Repo(room / "loop") as repository:
        started = time.perf_counter()
        for commit in commits:
            for name, text in commit.files.items():
                assert text is not None
                (room / "loop" / name).write_text(text, "utf-8")
            repository.index.add(list(commit.files))
            made = repository.index.commit(
                message(commit),
                author=actor,
                committer=actor,
                author_date=AUTHOR.when,
                commit_date=AUTHOR.when,
            )
            repository.create_tag(commit.tags[0], ref=made.hexsha)
        return time.perf_counter() - started


def main(rounds: int) -> None:
    """Print commits per second and the ratios for each number of commits."""
    print(f"{'commits':>8}{'stream/s':>10}{'append/s':>10}{'loop/s':>8}{'stream':>9}{'append':>9}{'goal':>7}")
    for count in SIZES:
        times = []
        for _ in range(rounds):
            commits = planned(count)
            with tempfile.TemporaryDirectory(prefix="xiuding-bench-") as name:
                room = Path(name)
                times.append((streamed(room, commits), appended(room, commits), looped(room, commits)))
        rates = [count / statistics.median(column) for column in zip(*times, strict=True)]
        stream_ratio = statistics.median(loop / fast for fast, _, loop in times)
        append_ratio = statistics.median(loop / fast for _, fast, loop in times)
        print(f"{count:>8}{rates[0]:>10.0f}{rates[1]:>10.0f}{rates[2]:>8.0f}", end="")
        print(f"{stream_ratio:>8.1f}×{append_ratio:>8.1f}×{GOAL:>6.0f}×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
