"""Histories that somebody else has prepared: read, or refused in one line; nothing of theirs runs or leaks.

`python -m fuzz.histories`, in `tests/`, lets every verb of the command line loose on them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from faults import sample
from hostile.prepared import TRACE
from hostile.repositories import REPOSITORIES
from xiuding.errors import RepositoryError
from xiuding.ledger.history import History
from xiuding.ledger.proof import fsck

SLOW = {"message of 50 MB", "page of 600 MB", "3 GB of settings", "3 GB of HEAD", "faults ignored"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "given" / "history"
    with History.create(place, sample.base()) as history:
        history.append(sample.clauses(), sample.inputs())
    return place


def read(place: Path) -> str:
    """What came of opening a history and reading all of it."""
    try:
        with History.open(place) as history:
            records = history.log
            history.read_tree(history.head)
            history.changed_files()
            return f"{len(records)} commits"
    except RepositoryError as error:
        return str(error)


def nothing_else_happened(place: Path) -> bool:
    letter = place.parent / "precious" / "pending" / "letter.txt"
    return not any(place.parent.rglob(TRACE)) and (letter.exists() or not letter.parent.parent.exists())


@pytest.mark.parametrize("name", [name for name in REPOSITORIES if name not in SLOW])
def test_a_history_from_elsewhere_is_read_or_refused(place: Path, name: str) -> None:
    REPOSITORIES[name](place)
    said = read(place)
    assert said
    assert "\n" not in said
    assert nothing_else_happened(place)


@pytest.mark.parametrize("name", ["filters", "hooks", "external diff", "line ends", "journal outside"])
def test_a_history_from_elsewhere_is_written_without_its_programs(place: Path, name: str) -> None:
    REPOSITORIES[name](place)
    read(place)  # throws away what is unfinished
    more = sample.clauses()[:1]
    moved = [type(c)(c.subject, c.body, c.trailers, c.author, {"第九章 新.md": "新\n"}) for c in more]
    with History.open(place) as history:
        history.append(moved, type(sample.inputs())("另一", {"a": b"x"}))
    assert nothing_else_happened(place)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("journal outside", "none of ours"),
        ("journal outside, outright", "none of ours"),
        ("journal of hooks", "none of ours"),
        ("journal of numbers", "none of ours"),
        ("area elsewhere", "leads elsewhere"),
        ("tree bomb", "more than a history holds"),
        ("zone of 99 hours", "no date"),
        ("no date", "no date"),
        ("objects gone", "bad object"),
        ("3 GB of HEAD", "names no branch"),
        ("attributes are a pipe", "is no file"),
    ],
)
def test_what_is_wrong_is_said(place: Path, name: str, said: str) -> None:
    REPOSITORIES[name](place)
    assert said in read(place)


def test_a_journal_that_is_none_of_ours_is_gone_afterwards(place: Path) -> None:
    REPOSITORIES["journal outside"](place)
    assert "nothing was changed" in read(place)
    assert read(place) == f"{1 + len(sample.clauses())} commits"


def test_a_summary_of_commits_that_lies_is_not_believed(place: Path) -> None:
    REPOSITORIES["graph that lies"](place)
    assert read(place) == f"{2 + len(sample.clauses())} commits"


def test_a_lock_that_somebody_has_left_is_named(place: Path) -> None:
    REPOSITORIES["main is locked"](place)
    (clause, *_) = sample.clauses()
    new = type(clause)(clause.subject, clause.body, clause.trailers, clause.author, {"第九章 新.md": "新\n"})
    with History.open(place) as history, pytest.raises(RepositoryError) as caught:
        history.append([new], type(sample.inputs())("另一", {"a": b"x"}))
    assert "main.lock" in str(caught.value)
    assert str(caught.value).endswith("nothing was changed")
    assert "\n" not in str(caught.value)


def test_settings_that_hide_faults_are_a_deviation(place: Path) -> None:
    REPOSITORIES["faults ignored"](place)
    with History.open(place) as history:
        found = fsck(history, sample.expected())
    assert [each.message for each in found] == ["settings fsck.* hide what is wrong"]
