"""A command that dies at any step leaves a history that the next command finds old or makes complete."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from faults import sample
from faults.sample import assert_complete, git, snapshot
from xiuding.errors import RepositoryError
from xiuding.ledger import environment, lock, publish, staging
from xiuding.ledger.history import History
from xiuding.ledger.proof import fsck


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "历 史"
    History.create(path, sample.base()).close()
    return path


@pytest.fixture
def decided(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history whose writer died when the journal stood and nothing had moved."""

    @contextmanager
    def dead(*_: object, **__: object) -> Iterator[Callable[[], None]]:
        yield lambda: None

    with monkeypatch.context() as patch, History.open(path) as history:
        patch.setattr(staging, "_publisher", dead)
        history.append(sample.clauses(), sample.inputs())
    return path


def publisher(path: Path, *, again: bool = False) -> publish.Publisher:
    return publish.Publisher(path / ".git", path, lock=0, again=again)


def nothing(_: publish.Publisher, __: publish.Journal) -> None:
    """Die before the first step."""


def packs(one: publish.Publisher, journal: publish.Journal) -> None:
    one._move_packs(journal)


def one_pack(one: publish.Publisher, journal: publish.Journal) -> None:
    one._move_packs(journal._replace(packs=journal.packs[:1]))


def some_refs(one: publish.Publisher, journal: publish.Journal) -> None:
    one._move_packs(journal)
    one._move_refs(journal._replace(refs=journal.refs[::2]))


def refs(one: publish.Publisher, journal: publish.Journal) -> None:
    one._move_packs(journal)
    one._move_refs(journal)


def some_files(one: publish.Publisher, journal: publish.Journal) -> None:
    refs(one, journal)
    one._move_files(journal._replace(files=journal.files[:2]))


def files(one: publish.Publisher, journal: publish.Journal) -> None:
    refs(one, journal)
    one._move_files(journal)


def index(one: publish.Publisher, journal: publish.Journal) -> None:
    files(one, journal)
    one._move_index(journal)


def ref_locks(one: publish.Publisher, journal: publish.Journal) -> None:
    some_refs(one, journal)
    for name in ("HEAD", "packed-refs", "refs/heads/main", journal.refs[1].name):
        (one.git_dir / f"{name}.lock").write_text("")


def index_lock(one: publish.Publisher, journal: publish.Journal) -> None:
    files(one, journal)
    (one.git_dir / "index.lock").write_text("")


Step = Callable[[publish.Publisher, publish.Journal], None]
STEPS = [nothing, one_pack, packs, some_refs, refs, some_files, files, index, ref_locks, index_lock]


@pytest.mark.parametrize("died_after", STEPS)
def test_a_decided_change_is_completed_from_any_step(
    decided: Path, died_after: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.overrides(decided / ".git", decided).items():
        monkeypatch.setenv(name, value)
    journal = publish.Journal.read(decided / ".git/xiuding/pending")
    died_after(publisher(decided), journal)
    for name in environment.overrides(decided / ".git", decided):
        monkeypatch.delenv(name)
    assert_complete(decided)


def test_an_undecided_change_is_thrown_away(decided: Path) -> None:
    before = snapshot(decided)
    (decided / ".git/xiuding/pending/journal.json").rename(decided / ".git/xiuding/pending/journal.draft")
    with History.open(decided) as history:
        assert len(history.log) == 1
    assert snapshot(decided) == before
    assert not (decided / ".git/xiuding/pending").exists()


def test_what_the_user_edited_after_the_crash_is_kept(decided: Path) -> None:
    (decided / "第二章 设施.md").write_text("我的修改\n", "utf-8")
    with pytest.raises(RepositoryError, match=r"第二章 设施\.md"):
        History.open(decided)
    assert (decided / "第二章 设施.md").read_text("utf-8") == "我的修改\n"
    with History.open(decided) as history:
        assert len(history.log) == 13
        assert history.changed_files() == ("第二章 设施.md",)


def test_what_the_user_staged_after_the_crash_is_kept(decided: Path) -> None:
    (decided / "笔记.txt").write_text("我的\n", "utf-8")
    git(decided, "add", "笔记.txt")
    with History.open(decided) as history:
        assert len(history.log) == 13
    assert "笔记.txt" in git(decided, "ls-files")


def test_a_change_decided_before_the_user_committed_is_given_up(decided: Path) -> None:
    git(decided, "-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "--allow-empty", "-m", "我的")
    before = snapshot(decided)
    with pytest.raises(RepositoryError, match="refs/heads/main"):
        History.open(decided)
    assert snapshot(decided) == before
    with History.open(decided) as history:
        assert [record.subject for record in history.log] == [sample.base().subject, "我的"]


def test_a_second_writer_is_refused_at_once_and_a_reader_is_not(path: Path) -> None:
    with History.open(path) as history, lock.held(path / ".git/xiuding"):
        with pytest.raises(RepositoryError, match=f"another xiuding .process {os.getpid()}"):
            history.append(sample.clauses(), sample.inputs())
        assert len(history.log) == 1
    (path / ".git/xiuding/pending").mkdir()
    with lock.held(path / ".git/xiuding"), History.open(path) as history:
        assert len(history.log) == 1
    assert_old_and_clean(path)


def assert_old_and_clean(path: Path) -> None:
    with History.open(path) as history:
        assert fsck(history, sample.expected()) == ()
    assert not (path / ".git/xiuding/pending").exists()


def test_the_lock_dies_with_its_holder(path: Path) -> None:
    code = (
        "import os, pathlib, sys; from xiuding.ledger import lock\n"
        "with lock.held(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, path / ".git/xiuding"], check=False)
    assert done.returncode == -9
    with History.open(path) as history:
        history.append(sample.clauses(), sample.inputs())


def test_a_reader_who_cannot_lock_says_that_a_change_waits(decided: Path) -> None:
    (decided / ".git/xiuding/lock").unlink()
    (decided / ".git/xiuding/lock").mkdir()
    with pytest.raises(RepositoryError, match="cannot write"):
        History.open(decided)
    (decided / ".git/xiuding/pending/journal.json").unlink()
    with History.open(decided) as history:
        assert len(history.log) == 1
