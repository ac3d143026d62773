"""fsck: an untouched history is proven, and every kind of tampering is named."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from faults import sample
from faults.sample import git
from xiuding.errors import DoesNotApply
from xiuding.ledger.history import History
from xiuding.ledger.nouns import ClauseCommit
from xiuding.ledger.proof import Deviation, fsck


@pytest.fixture
def history(tmp_path: Path) -> History:
    history = History.create(tmp_path / "h", sample.base())
    history.append(sample.clauses(), sample.inputs())
    return history


def prove(path: Path) -> list[Deviation]:
    with History.open(path) as history:
        return list(fsck(history, sample.expected()))


def test_an_untouched_history_is_proven(history: History) -> None:
    assert prove(history.path) == []


def test_a_history_of_the_base_alone_is_proven(tmp_path: Path) -> None:
    History.create(tmp_path / "base", sample.base())
    assert prove(tmp_path / "base") == []


def test_clauses_are_proven_against_a_base_taken_as_it_is(history: History) -> None:
    assert fsck(history, lambda _: sample.clauses()) == ()
    commit, *tags = fsck(history, lambda _: sample.clauses()[:10])
    assert commit.name == history.find("1.11").id
    assert [tag.name for tag in tags] == [f"clause/{sample.SLUG}/1.11", f"clause/{sample.SLUG}/1.12"]


def rewrite(path: Path, start: str, change: Callable[[bytes], bytes]) -> None:
    """Replace the commit that the tag `start` names by a changed one, and everything after it."""
    commits = git(path, "rev-list", "--reverse", f"{start}~1..main").split()
    before = git(path, "rev-parse", f"{start}~1").strip()
    for number, commit in enumerate(commits):
        raw = subprocess.run(
            ["git", "-C", path, "cat-file", "commit", commit], capture_output=True, check=True
        ).stdout
        old_parent = git(path, "rev-parse", f"{commit}~1").strip()
        raw = raw.replace(f"parent {old_parent}".encode(), f"parent {before}".encode())
        done = subprocess.run(
            ["git", "-C", path, "hash-object", "-t", "commit", "-w", "--stdin"],
            input=change(raw) if number == 0 else raw,
            capture_output=True,
            check=True,
        )
        before = done.stdout.decode().strip()
        for tag in git(path, "tag", "--points-at", commit).split():
            git(path, "update-ref", f"refs/tags/{tag}", before)
    git(path, "update-ref", "refs/heads/main", before)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("图书馆分馆5", "图书馆分馆6", "message"),
        ("author 某市人民政府办公室", "author 某市人民政府", "author"),
        ("1688832000 +0800\n\n", "1688832001 +0800\n\n", "committer"),
    ],
)
def test_the_first_rewritten_commit_is_named(history: History, old: str, new: str, message: str) -> None:
    rewrite(history.path, f"clause/{sample.SLUG}/1.5", lambda raw: raw.replace(old.encode(), new.encode()))
    (found,) = prove(history.path)
    assert (found.kind, found.name) == ("commit", "1.5")
    assert message in found.message


def test_another_text_is_named_by_its_file(history: History) -> None:
    tree = git(history.path, "rev-parse", f"clause/{sample.SLUG}/1.4^{{tree}}").strip()
    mine = git(history.path, "rev-parse", f"clause/{sample.SLUG}/1.5^{{tree}}").strip()
    rewrite(history.path, f"clause/{sample.SLUG}/1.5", lambda raw: raw.replace(mine.encode(), tree.encode()))
    (found,) = prove(history.path)
    assert (found.kind, found.name) == ("commit", "1.5")
    assert next(iter(sample.clauses()[4].files)) in found.message


def test_a_commit_too_many_and_one_too_few_are_named(history: History) -> None:
    git(history.path, "reset", "-q", "--hard", "main~2")
    commit, *tags = prove(history.path)
    assert (commit.kind, commit.name) == ("commit", "1.11")
    assert {found.name for found in tags} == {
        f"clause/{sample.SLUG}/1.11",
        f"clause/{sample.SLUG}/1.12",
    }
    git(history.path, "reset", "-q", "--hard", "2023-07-09")
    git(
        history.path, "-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "--allow-empty", "-m", "手工"
    )
    (found,) = prove(history.path)
    assert (found.kind, found.name) == ("commit", git(history.path, "rev-parse", "main").strip())


def test_moved_lost_and_invented_tags_are_named(history: History) -> None:
    tags = [f"clause/{sample.SLUG}/1.{number}" for number in (1, 2)]
    git(history.path, "tag", "-f", tags[0], "main")
    git(history.path, "tag", "-d", tags[1])
    git(history.path, "tag", "clause/x/9.9", "main")
    git(history.path, "tag", "我的标签", "main")
    assert {(found.kind, found.name) for found in prove(history.path)} == {
        ("tag", tags[0]),
        ("tag", tags[1]),
        ("tag", "clause/x/9.9"),
    }


def test_a_file_edited_or_lost_is_named(history: History) -> None:
    (history.path / "第二章 设施.md").write_text("改\n", "utf-8")
    (history.path / "第三章 附则.md").unlink()
    assert [(found.kind, found.name) for found in prove(history.path)] == [
        ("file", "第三章 附则.md"),
        ("file", "第二章 设施.md"),
    ]


def loosen(path: Path) -> None:
    """Unpack all packs, so that single objects can be spoiled."""
    for pack in (path / ".git/objects/pack").glob("*.pack"):
        data = pack.read_bytes()
        for part in pack.parent.glob(f"{pack.stem}.*"):
            part.chmod(0o644)
            part.unlink()
        subprocess.run(["git", "-C", path, "unpack-objects", "-q"], input=data, check=True)


@pytest.mark.parametrize("what", ["{}", "{}^{{tree}}", "{}:第二章 设施.md"])
@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_a_lost_or_damaged_object_is_named(history: History, what: str, damage: str) -> None:
    history.close()
    loosen(history.path)
    commit = f"clause/{sample.SLUG}/1.7"
    lost = git(history.path, "rev-parse", what.format(commit)).strip()
    file = history.path / ".git/objects" / lost[:2] / lost[2:]
    file.chmod(0o644)
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(b"garbage")
    found = prove(history.path)
    assert any(one.kind == "object" and lost in one.message for one in found)
    assert ("commit", "1.7") in {(one.kind, one.name) for one in found}


def test_objects_in_disguise_are_named(history: History) -> None:
    git(history.path, "replace", f"clause/{sample.SLUG}/1.7", f"clause/{sample.SLUG}/1.6")
    (found,) = prove(history.path)
    assert found.kind == "reference"


def test_a_recomputation_that_fails_is_a_deviation(history: History) -> None:
    def expected(_: History) -> list[ClauseCommit]:
        raise DoesNotApply("条目 1.2：原文中没有")

    (found,) = fsck(history, expected)
    assert "1.2" in found.message
