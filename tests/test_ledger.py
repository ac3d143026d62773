"""Histories: what is written can be read with git alone, and what cannot be written leaves no trace."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from faults import sample
from faults.sample import git, snapshot
from xiuding.errors import DoesNotApply, RepositoryError
from xiuding.ledger.history import History
from xiuding.ledger.nouns import BaseCommit, ClauseCommit, Inputs, ReadTree, Signature

HEAD = "9dbaaaeb99df309d2691d66a9b61aed3be729d83"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "历 史"


@pytest.fixture
def history(path: Path) -> History:
    return History.create(path, sample.base(), inputs=Inputs("base", {"规划.txt": b"\xb9\xe6"}))


def test_plain_git_reads_clauses_in_order(history: History) -> None:
    history.append(sample.clauses(), sample.inputs())
    ids = git(history.path, "log", "--reverse", "--format=%(trailers:key=Clause,valueonly)").split()
    assert ids == [f"1.{number}" for number in range(1, 13)]
    assert git(history.path, "status", "--porcelain") == ""
    assert git(history.path, "fsck", "--strict") == ""
    assert git(history.path, "log", "-1", "--format=%an|%cn|%aI|%cI").strip() == (
        "某市人民政府办公室|xiuding|2023-07-09T00:00:00+08:00|2023-07-09T00:00:00+08:00"
    )


def test_ids_are_those_of_every_other_machine(history: History) -> None:
    history.append(sample.clauses(), sample.inputs())
    assert history.head == HEAD


def test_log_gives_back_what_was_planned(history: History) -> None:
    planned = [sample.base(), *sample.clauses()]
    history.append(planned[1:], sample.inputs())
    assert len(history.log) == len(planned)
    for record, commit in zip(history.log, planned, strict=True):
        assert record.subject == commit.subject
        assert record.body == commit.body
        assert record.trailers == tuple(commit.trailers)
        assert record.author == commit.author
        assert record.tags == tuple(sorted(commit.tags))
        assert record.paths == tuple(sorted(commit.files))


def test_trees_follow_the_planned_files(history: History) -> None:
    ids = history.append(sample.clauses(), sample.inputs())
    texts = dict(sample.base().files)
    for made, commit in zip(ids, sample.clauses(), strict=True):
        texts |= commit.files
        assert history.read_tree(made) == {path: text for path, text in texts.items() if text is not None}
    assert history.read_tree("2020-03-01") == sample.base().files
    assert {str(file.relative_to(history.path)) for file in history.path.rglob("*.md")} == set(
        history.read_tree("main")
    )


def test_inputs_are_kept_byte_for_byte(history: History) -> None:
    history.append(sample.clauses(), sample.inputs())
    assert history.instruments == (sample.SLUG,)
    assert history.inputs(sample.SLUG) == sample.inputs().files
    assert history.base_inputs() == {"规划.txt": b"\xb9\xe6"}


def test_instruments_are_listed_in_the_order_of_their_application(history: History) -> None:
    for number, slug in enumerate(["丙", "甲", "乙"]):
        commit = replace(sample.clauses(1)[0], files={"新.md": f"{number}\n"}, tags=(f"clause/{slug}/1",))
        history.append([commit], Inputs(slug, {f"{slug}.txt": slug.encode()}))
    assert history.instruments == ("丙", "甲", "乙")
    assert history.inputs("甲") == {"甲.txt": "甲".encode()}
    git(history.path, "reset", "-q", "--hard", "2020-03-01")
    git(history.path, "update-ref", "-d", "refs/xiuding/instruments/甲")
    with History.open(history.path) as again:
        assert again.instruments == ("丙", "乙")


def test_two_originals_of_one_name_are_refused(history: History) -> None:
    with pytest.raises(RepositoryError, match="one name"):
        history.append(sample.clauses(1), Inputs("x", {"a/b": b"1", "a//b": b"2"}))


def test_a_file_may_become_a_folder_and_back(history: History) -> None:
    def step(number: int, **files: str | None) -> ClauseCommit:
        named = {name.replace("_", "/"): text for name, text in files.items()}
        return replace(sample.clauses(1)[0], files=named, tags=(f"step/{number}",))

    history.append([step(1, 甲="一\n"), step(2, 甲=None, 甲_乙="二\n")], Inputs("one", {}))
    assert (history.path / "甲" / "乙").read_text("utf-8") == "二\n"
    history.append([step(3, 甲_乙=None, 甲="三\n")], Inputs("two", {}))
    assert (history.path / "甲").read_text("utf-8") == "三\n"
    assert git(history.path, "status", "--porcelain") == ""


def test_clauses_are_found_by_id_and_label(history: History) -> None:
    ids = history.append(sample.clauses(), sample.inputs())
    assert history.find("1.3").id == history.find("一（3）").id == ids[2]
    assert history.parent(ids[0]) == history.resolve("2020-03-01")
    assert history.parent(history.log[0].id) is None
    with pytest.raises(RepositoryError, match=r"9\.9"):
        history.find("9.9")


def test_a_clause_of_two_instruments_must_be_told_apart(history: History) -> None:
    history.append(sample.clauses(1), sample.inputs())
    again = replace(
        sample.clauses(1)[0],
        trailers=(("Clause", "1.1"), ("Instrument", "某政发〔2024〕1号")),
        files={"第四章.md": "新增。\n"},
        tags=("clause/二/1.1",),
    )
    (second,) = history.append([again], Inputs("二", {}))
    with pytest.raises(RepositoryError, match="某政发〔2024〕1号"):
        history.find("1.1")
    assert history.find("1.1", "某政发〔2024〕1号").id == second


def test_check_sees_the_commits_and_can_refuse_without_trace(history: History) -> None:
    seen: list[str] = []

    def check(read_tree: ReadTree, ids: Sequence[str]) -> None:
        seen.extend(read_tree(made)["第一章 总则.md"][:20] for made in ids[:3])
        raise DoesNotApply("条目 1.3")

    before = snapshot(history.path)
    with pytest.raises(DoesNotApply, match=r"1\.3"):
        history.append(sample.clauses(), sample.inputs(), check=check)
    assert len(seen) == 3
    assert "分馆3" in seen[2]
    assert "分馆3" not in seen[1]
    assert snapshot(history.path) == before
    assert not (history.path / ".git/xiuding/pending").exists()


def _edit(path: Path) -> None:
    (path / "第一章 总则.md").write_text("改\n", "utf-8")


def _stage(path: Path) -> None:
    text = (path / "第一章 总则.md").read_text("utf-8")
    _edit(path)
    git(path, "add", ".")
    (path / "第一章 总则.md").write_text(text, "utf-8")


def _delete(path: Path) -> None:
    (path / "第一章 总则.md").unlink()


def _link(path: Path) -> None:
    (path / "第一章 总则.md").rename(path.parent / "elsewhere.md")
    (path / "第一章 总则.md").symlink_to(path.parent / "elsewhere.md")


@pytest.mark.parametrize("spoil", [_edit, _stage, _delete, _link])
def test_uncommitted_changes_are_named_and_kept(history: History, spoil: object) -> None:
    assert callable(spoil)
    spoil(history.path)
    before = snapshot(history.path)
    with pytest.raises(RepositoryError, match=r"第一章 总则\.md"):
        history.append(sample.clauses(), sample.inputs())
    assert snapshot(history.path) == before


def test_untracked_files_stay_unless_they_are_in_the_way(history: History) -> None:
    (history.path / "笔记.txt").write_text("我的\n", "utf-8")
    (history.path / "第三章 附则.md").write_text("我的\n", "utf-8")
    before = snapshot(history.path)
    with pytest.raises(RepositoryError, match=r"第三章 附则\.md"):
        history.append(sample.clauses(), sample.inputs())
    assert snapshot(history.path) == before
    (history.path / "第三章 附则.md").unlink()
    history.append(sample.clauses(), sample.inputs())
    assert (history.path / "笔记.txt").read_text("utf-8") == "我的\n"


@pytest.mark.parametrize("obstacle", ["file", "link", "full"])
def test_new_folders_do_not_go_over_or_through_what_is_there(
    tmp_path: Path, history: History, obstacle: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    if obstacle == "file":
        (history.path / "新").write_text("我的\n", "utf-8")
    elif obstacle == "link":
        (history.path / "新").symlink_to(outside)
    else:
        (history.path / "新" / "章.md" / "我的").mkdir(parents=True)
    commit = replace(sample.clauses(1)[0], files={"新/章.md": "一\n"})
    with pytest.raises(RepositoryError, match="in the way"):
        history.append([commit], sample.inputs())
    assert list(outside.iterdir()) == []
    assert len(history.log) == 1


def test_a_tracked_folder_turned_into_a_link_is_a_change(tmp_path: Path, history: History) -> None:
    (history.path / "附件").rename(tmp_path / "outside")
    (history.path / "附件").symlink_to(tmp_path / "outside")
    with pytest.raises(RepositoryError, match="附件"):
        history.append(sample.clauses(), sample.inputs())


def test_another_branch_is_left_alone(history: History) -> None:
    git(history.path, "checkout", "-q", "-b", "草稿")
    with pytest.raises(RepositoryError, match="main"):
        history.append(sample.clauses(), sample.inputs())


def test_an_instrument_is_applied_once(history: History) -> None:
    history.append(sample.clauses(), sample.inputs())
    before = snapshot(history.path)
    with pytest.raises(RepositoryError, match=sample.SLUG):
        history.append(sample.clauses(), sample.inputs())
    assert snapshot(history.path) == before


def test_a_taken_tag_is_never_moved(history: History) -> None:
    git(history.path, "tag", f"clause/{sample.SLUG}/1.5", "main")
    before = snapshot(history.path)
    with pytest.raises(RepositoryError, match=r"1\.5"):
        history.append(sample.clauses(), sample.inputs())
    assert snapshot(history.path) == before


def test_two_commits_cannot_share_a_tag(history: History) -> None:
    commits = [replace(commit, tags=("同一",)) for commit in sample.clauses(3)]
    with pytest.raises(RepositoryError, match="同一"):
        history.append(commits, sample.inputs())


def test_only_histories_are_opened(tmp_path: Path, history: History) -> None:
    with pytest.raises(RepositoryError, match="init"):
        History.open(tmp_path / "没有")
    inside = history.path / "附件"
    with pytest.raises(RepositoryError, match="附件"):
        History.open(inside)
    foreign = tmp_path / "foreign"
    subprocess.run(["git", "init", "-q", "-b", "main", foreign], check=True)
    with pytest.raises(RepositoryError, match="foreign"):
        History.open(foreign)
    git(foreign, "-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "--allow-empty", "-m", "x")
    with pytest.raises(RepositoryError, match="foreign"):
        History.open(foreign)


def test_a_clone_is_a_history_and_tells_how_to_fetch_its_originals(tmp_path: Path, history: History) -> None:
    git(tmp_path, "clone", "-q", str(history.path), "early")
    assert History.open(tmp_path / "early").log == history.log
    history.append(sample.clauses(), sample.inputs())
    git(tmp_path, "clone", "-q", str(history.path), "clone")
    clone = History.open(tmp_path / "clone")
    assert clone.log == history.log
    with pytest.raises(RepositoryError, match="git fetch"):
        clone.inputs(sample.SLUG)


@pytest.mark.parametrize("taken", ["file", "folder", "link"])
def test_nothing_is_created_over_something(tmp_path: Path, taken: str) -> None:
    path = tmp_path / "h"
    if taken == "file":
        path.write_text("x")
    elif taken == "folder":
        path.mkdir()
        (path / "x").write_text("x")
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(RepositoryError, match="exists"):
        History.create(path, sample.base())


def test_an_empty_folder_is_filled_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "h").mkdir()
    (tmp_path / ".h.xiuding-killed").mkdir()
    (tmp_path / ".h.xiuding-killed" / "lock").write_text("")
    History.create(tmp_path / "h", sample.base())
    assert [entry.name for entry in tmp_path.iterdir()] == ["h"]


def test_a_failed_creation_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError):
        History.create(tmp_path / "h", replace(sample.base(), files={"../x.md": "x"}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bad", ["../x", ".git/config", "a/.git/x", "-rf", "a\nb", "a//b", "/x", "con", '"x'])
def test_unsafe_paths_are_refused(history: History, bad: str) -> None:
    commit = replace(sample.clauses(1)[0], files={bad: "x"})
    before = snapshot(history.path)
    with pytest.raises(RepositoryError, match="safe"):
        history.append([commit], sample.inputs())
    assert snapshot(history.path) == before


def test_text_that_is_not_unicode_is_refused(history: History) -> None:
    commit = replace(sample.clauses(1)[0], files={"x.md": "\ud800"})
    with pytest.raises(RepositoryError, match=r"x\.md"):
        history.append([commit], sample.inputs())


def test_nouns_refuse_what_would_make_ids_differ_or_trailers_lie() -> None:
    with pytest.raises(ValueError, match="zone"):
        Signature("某", "", datetime(2020, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="trailer"):
        BaseCommit("题", "", (), sample.ENACTED, {})
    with pytest.raises(ValueError, match="trailer"):
        BaseCommit("题", "", (("Clause: 9", "x"),), sample.ENACTED, {})
