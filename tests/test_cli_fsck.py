"""`xiuding fsck`: a history of its own making is proven; what was tampered with is named."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.sample import git
from xiuding.ledger import stream

BASE = "某某条例\n第一条　全区共有乌兰牧骑73支。\n第二条　本条例自2015年3月1日起施行。\n"
ORDER = (
    "关于修改《某某条例》的决定\n"
    "一、将第一条中的“73支”修改为“75支”。\n"
    "二、将第二条修改为：“第二条　本条例自公布之日起施行。”\n"
)


@pytest.fixture
def history(xiuding: Callable, tmp_path: Path) -> Path:
    (tmp_path / "条例.txt").write_text(BASE, encoding="utf-8")
    (tmp_path / "决定.txt").write_text(ORDER, encoding="utf-8")
    path = tmp_path / "沿 革"
    assert xiuding("init", tmp_path / "条例.txt", "-o", path, "--date", "2015-03-01").code == 0
    outcome = xiuding("apply", tmp_path / "决定.txt", "--repo", path, "--date", "2022-08-17")
    assert outcome.code == 0, outcome.err
    return path


def tag(history: Path, clause: str) -> str:
    return next(name for name in git(history, "tag").split() if name.endswith(f"/{clause}"))


def amend(history: Path, message: str) -> None:
    """Another last commit, and its tags moved with it."""
    tags = git(history, "tag", "--points-at", "main").split()
    identity = ("-c", "user.name=x", "-c", "user.email=x")
    git(history, *identity, "commit", "-q", "--amend", "--allow-empty", "-m", message)
    for name in tags:
        git(history, "tag", "-f", name)


def test_an_untouched_history_is_proven(xiuding: Callable, history: Path) -> None:
    outcome = xiuding("fsck", history)
    assert (outcome.code, outcome.out) == (0, "")
    assert "3 commits" in outcome.err


def test_the_history_of_this_folder_is_meant(
    xiuding: Callable, history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(history)
    assert xiuding("fsck").code == 0


def test_a_rewritten_message_is_named(xiuding: Callable, history: Path) -> None:
    amend(history, "二 改写\n\nClause: 2")
    outcome = xiuding("fsck", history)
    assert (outcome.code, outcome.err) == (5, "")
    assert outcome.out == "commit 2: another message\n"
    assert xiuding("--lang", "zh", "fsck", history).out == "提交 2：提交说明有异\n"


def test_a_commit_with_another_text_is_named(xiuding: Callable, history: Path) -> None:
    message = git(history, "log", "-1", "--format=%B")
    (history / "正文.md").write_text("**第一条**　乌兰牧骑76支。\n", encoding="utf-8")
    git(history, "add", ".")
    amend(history, message)
    outcome = xiuding("fsck", history)
    assert outcome.code == 5
    assert outcome.out == "commit 2: other text in 正文.md\n"


def test_a_moved_tag_and_an_edited_file_are_named(xiuding: Callable, history: Path) -> None:
    moved = tag(history, "1")
    git(history, "tag", "-f", moved, "main")
    (history / "正文.md").write_text("改\n", encoding="utf-8")
    outcome = xiuding("fsck", history)
    assert outcome.code == 5
    assert outcome.out.splitlines() == [
        f"tag {moved}: has been moved",
        "file 正文.md: differs from the last commit",
    ]


def test_another_original_is_named(xiuding: Callable, history: Path) -> None:
    reference = next(
        name for name in git(history, "for-each-ref", "--format=%(refname)").split() if "instruments/" in name
    )
    forged = history.parent / "伪.txt"
    forged.write_text(ORDER.replace("75支", "76支"), encoding="utf-8")
    blob = git(history, "hash-object", "-w", str(forged)).strip()
    listing = git(history, "ls-tree", reference).splitlines()
    kept = [line if "决定" not in line else f"100644 blob {blob}\t决定.txt" for line in listing]
    tree = subprocess.run(
        ["git", "-C", history, "mktree"],
        input="\n".join(kept) + "\n",
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()
    identity = ("-c", "user.name=x", "-c", "user.email=x")
    made = git(history, *identity, "commit-tree", tree, "-m", "原件").strip()
    git(history, "update-ref", reference, made)
    outcome = xiuding("fsck", history)
    assert outcome.code == 5
    reported = outcome.out.splitlines()
    assert reported[0].startswith(f"reference {reference}: ")
    assert "commit 1: other text in 正文.md" in reported


def test_a_damaged_object_is_named(xiuding: Callable, history: Path) -> None:
    pack = next((history / ".git/objects/pack").glob("*.pack"))
    pack.chmod(0o644)
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 0xFF
    pack.write_bytes(data)
    outcome = xiuding("fsck", history)
    assert outcome.code == 5
    assert outcome.out or outcome.err


def test_a_plain_repository_is_not_proven(xiuding: Callable, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    outcome = xiuding("fsck", tmp_path)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (5, "", 1)


def test_a_machine_without_git_is_told_what_to_do(xiuding_process: Callable, history: Path) -> None:
    for verb in (["log", "--repo", history], ["fsck", history], ["git-setup", history]):
        outcome = xiuding_process(*verb, PATH="/nowhere")
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (5, "", 1), outcome.err
        assert "install git" in outcome.err


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The history as another version of the program has made it."""
    with monkeypatch.context() as patch:
        patch.setattr(stream, "PROGRAM", "xiuding 0.0.9")
        return request.getfixturevalue("history")


def test_a_history_of_another_version_is_proven_where_this_one_makes_the_same(
    xiuding: Callable, older: Path
) -> None:
    assert git(older, "cat-file", "-p", "refs/xiuding/base-program") == "xiuding 0.0.9\n"
    outcome = xiuding("fsck", older)
    assert (outcome.code, outcome.out) == (0, "")


def test_a_commit_that_another_version_has_made_otherwise_says_so(xiuding: Callable, older: Path) -> None:
    amend(older, "二 另一版本的说明\n\nClause: 2")
    outcome = xiuding("fsck", older)
    slug = tag(older, "2").split("/")[1]
    assert outcome.code == 5
    assert outcome.out == (
        "commit 2: another message\n"
        f"program xiuding 0.0.9: made base, {slug}; this is {stream.PROGRAM}: "
        "prove it with that version\n"
    )


def test_a_file_that_was_edited_is_no_matter_of_the_version(xiuding: Callable, older: Path) -> None:
    (older / "正文.md").write_text("**第一条**　乌兰牧骑76支。\n", encoding="utf-8")
    outcome = xiuding("fsck", older)
    assert (outcome.code, outcome.out) == (5, "file 正文.md: differs from the last commit\n")


def test_a_history_that_does_not_say_its_version_is_told_when_it_deviates(
    xiuding: Callable, history: Path
) -> None:
    git(history, "update-ref", "-d", "refs/xiuding/base-program")
    assert xiuding("fsck", history).code == 0
    amend(history, "二 改写\n\nClause: 2")
    assert "program ?: made base; this is" in xiuding("fsck", history).out


def test_the_version_changes_no_id(
    xiuding: Callable, history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "PROGRAM", "xiuding 99")
    again = tmp_path / "again"
    assert xiuding("init", tmp_path / "条例.txt", "-o", again, "--date", "2015-03-01").code == 0
    assert xiuding("apply", tmp_path / "决定.txt", "--repo", again, "--date", "2022-08-17").code == 0

    def ids(path: Path) -> list[str]:
        lines = git(path, "for-each-ref", "--format=%(refname) %(objectname)").splitlines()
        return [line for line in lines if "program" not in line]

    assert ids(again) == ids(history)
    assert git(again, "cat-file", "-p", "refs/xiuding/base-program") == "xiuding 99\n"


def test_a_clone_without_the_originals_is_told_how_to_get_them(
    xiuding: Callable, history: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "副本"
    git(tmp_path, "clone", "-q", str(history), str(clone))
    outcome = xiuding("fsck", "--repo", clone)
    assert (outcome.code, outcome.out.count("\n")) == (5, 1)  # nothing else follows from it
    assert "git fetch origin 'refs/xiuding/*:refs/xiuding/*'" in outcome.out
    git(clone, "fetch", "-q", "origin", "refs/xiuding/*:refs/xiuding/*")
    assert xiuding("fsck", "--repo", clone).code == 0
    assert xiuding("fsck", clone, "--repo", clone).code == 2
