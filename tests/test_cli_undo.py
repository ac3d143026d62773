"""`xiuding undo`: the repository is what it was before the last instrument, or as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from faults.sample import git
from history_support import BASE, DECISION, SECOND, write
from xiuding.ledger import staging
from xiuding.ledger.history import History


@pytest.fixture
def repo(tmp_path: Path, xiuding: Callable) -> Path:
    assert xiuding("init", write(tmp_path, "条例.txt", BASE), "-o", tmp_path / "沿革").code == 0
    assert xiuding("apply", write(tmp_path, "一.txt", DECISION), "--repo", tmp_path / "沿革").code == 0
    return tmp_path / "沿革"


def state(repo: Path) -> tuple[str, str, dict[str, str]]:
    """The references, what git finds changed, and the files."""
    files = {path.name: path.read_text(encoding="utf-8") for path in repo.glob("*.md")}
    return git(repo, "for-each-ref"), git(repo, "status", "--short"), files


def test_the_repository_is_what_it_was(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    before = state(repo)
    second = write(tmp_path, "二.txt", SECOND.replace("2023年5月1日", "2021年10月1日"))  # 2021-10-01-2
    assert xiuding("apply", second, "--repo", repo).code == 0
    after = state(repo)
    assert after[0] != before[0]
    outcome = xiuding("undo", "--repo", repo)
    assert (outcome.code, outcome.out) == (0, "一 将第二条中的“五座”修改为“八座”\n")
    assert "(2023-04-06) is taken back, 1 commit; the text is that of 2021-10-01 again" in outcome.err
    assert state(repo) == before
    assert xiuding("fsck", repo).code == 0
    assert xiuding("apply", second, "--repo", repo).code == 0
    assert state(repo) == after


def test_all_instruments_are_taken_back_one_by_one(repo: Path, xiuding: Callable) -> None:
    assert xiuding("undo", "--repo", repo).code == 0
    assert git(repo, "tag").split() == ["2018-05-04"]
    outcome = xiuding("undo", "--repo", repo)
    assert (outcome.code, outcome.err) == (5, "xiuding: no instrument is applied here yet\n")


def test_what_was_edited_stays(repo: Path, xiuding: Callable) -> None:
    page = repo / "第一章 总则.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n批注\n", encoding="utf-8")
    before = state(repo)
    outcome = xiuding("undo", "--repo", repo)
    assert (outcome.code, state(repo)) == (5, before)
    assert "uncommitted changes" in outcome.err


def test_commits_of_others_are_not_thrown_away(repo: Path, xiuding: Callable) -> None:
    git(repo, "-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "--allow-empty", "-m", "批注")
    before = state(repo)
    outcome = xiuding("undo", "--repo", repo)
    assert (outcome.code, state(repo)) == (5, before)
    assert "other commits follow" in outcome.err


def test_a_tag_of_the_user_stays(repo: Path, xiuding: Callable) -> None:
    git(repo, "tag", "送审稿")
    kept = git(repo, "rev-parse", "送审稿")
    assert xiuding("undo", "--repo", repo).code == 0
    assert git(repo, "rev-parse", "送审稿") == kept


def test_a_clone_without_originals_is_left(repo: Path, tmp_path: Path, xiuding: Callable) -> None:
    clone = tmp_path / "副本"
    git(tmp_path, "clone", "-q", str(repo), str(clone))
    outcome = xiuding("undo", "--repo", clone)
    assert outcome.code == 5
    assert "git fetch origin" in outcome.err


def test_what_was_decided_is_made_by_the_next_command(
    repo: Path, tmp_path: Path, xiuding: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(repo)
    assert xiuding("apply", write(tmp_path, "二.txt", SECOND), "--repo", repo).code == 0

    @contextmanager
    def dead(*_: object, **__: object) -> Iterator[Callable[[], None]]:
        yield lambda: None  # the publisher died before it did anything

    with monkeypatch.context() as patched, History.open(repo) as history:
        patched.setattr(staging, "_publisher", dead)
        history.withdraw()
    assert (repo / ".git/xiuding/pending/journal.json").exists()
    assert xiuding("status", "--repo", repo).code == 0
    assert state(repo) == before
    assert xiuding("fsck", repo).code == 0
