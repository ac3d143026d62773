"""Plain git, set up by `xiuding git-setup`, shows redlines of words; removed, it is as before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.sample import git
from terminal_support import on_a_terminal

CHAPTER = "第一章 总则.md"
TEXT = "# 第一章 总则\n\n全区共有乌兰牧骑{}支。\n\n加强队伍建设。\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of somebody's own with a Chinese path, one commit, and an uncommitted change."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "某人")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "")
    path = tmp_path / "规 划"
    path.mkdir()
    git(path, "init", "-q")
    for number in (73, 75):
        (path / CHAPTER).write_text(TEXT.format(number), encoding="utf-8")
        git(path, "add", ".")
        git(path, "commit", "-qm", f"{number}支")
    (path / CHAPTER).write_text(TEXT.format(80), encoding="utf-8")
    return path


def test_git_diff_shows_words_in_a_pipe_and_colours_on_a_terminal(
    xiuding: Callable, repository: Path
) -> None:
    outcome = xiuding("git-setup", repository)
    assert (outcome.code, outcome.out) == (0, "")
    shown = git(repository, "diff")
    assert shown.startswith(f"==== {CHAPTER}\n")
    assert "[-75支-]" in shown
    assert "{+80支+}" in shown
    coloured = on_a_terminal("git", "diff", folder=repository)
    assert "\x1b[9;31m75支\x1b[0m" in coloured
    plain = on_a_terminal("git", "diff", NO_COLOR="1", LC_ALL="C", folder=repository)
    assert "{+80支+}" in plain
    assert "\x1b[9" not in plain


@pytest.mark.parametrize("verb", [["log", "-p", "-1"], ["show"]])
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_log_and_show_are_redlines_on_a_terminal(
    xiuding: Callable, repository: Path, verb: list[str], locale: str
) -> None:
    xiuding("git-setup", repository)
    shown = on_a_terminal("git", *verb, LC_ALL=locale, folder=repository)
    assert "\x1b[9;31m73支\x1b[0m" in shown
    assert "\x1b[4;32m75支\x1b[0m" in shown
    assert "加强队伍建设。" in shown
    assert "\n\x1b[31m-" not in shown


def test_what_is_no_patch_passes_through_byte_for_byte(xiuding: Callable, repository: Path) -> None:
    (repository / "旧.txt").write_bytes("国标\r\n".encode("gb18030"))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "旧")
    patch = subprocess.run(
        ["git", "show", "HEAD", "--", "旧.txt"], cwd=repository, capture_output=True, check=True
    ).stdout
    done = subprocess.run(
        [sys.executable, "-m", "xiuding", "git-pager"], input=patch, capture_output=True, check=True
    )
    assert done.stdout == patch


def test_difftool_and_a_piped_log_differ_in_what_they_are_for(xiuding: Callable, repository: Path) -> None:
    xiuding("git-setup", repository)
    assert "{+80支+}" in git(repository, "difftool", "-y")
    assert "\n+全区共有乌兰牧骑75支。" in git(repository, "log", "-p", "-1")
    assert "{+75支+}" in git(repository, "log", "-p", "-1", "--ext-diff")


def test_new_deleted_renamed_and_blank(xiuding: Callable, repository: Path) -> None:
    xiuding("git-setup", repository)
    git(repository, "checkout", "-q", ".")
    (repository / "第二章 附则.md").write_text("# 第二章 附则\n", encoding="utf-8")
    git(repository, "add", ".")
    assert git(repository, "diff", "--cached").startswith("==== 第二章 附则.md  (new file)\n")
    git(repository, "commit", "-qm", "增加")
    git(repository, "mv", "第二章 附则.md", "第二章 其他.md")
    assert "第二章 附则.md → 第二章 其他.md  (same text)" in git(repository, "diff", "--cached", "-M")
    git(repository, "reset", "-q", "--hard")
    (repository / CHAPTER).unlink()
    assert git(repository, "diff").startswith(f"==== {CHAPTER}  (deleted)\n")
    (repository / CHAPTER).write_text(TEXT.format(75).replace("\n\n", "\n"), encoding="utf-8")
    assert "only blank lines" in git(repository, "diff")


def test_a_hunk_names_its_section(xiuding: Callable, repository: Path) -> None:
    page = "## 第一节 队伍\n" + "乌兰牧骑。\n" * 9
    (repository / CHAPTER).write_text(page, encoding="utf-8")
    git(repository, "commit", "-qam", "一节")
    (repository / CHAPTER).write_text(page + "完。\n", encoding="utf-8")
    xiuding("git-setup", repository)
    assert "@@ ## 第一节 队伍\n" in git(repository, "diff", "--no-ext-diff")


def test_removal_gives_patches_back(xiuding: Callable, repository: Path) -> None:
    config = (repository / ".git/config").read_bytes()
    xiuding("git-setup", repository)
    assert xiuding("git-setup", repository, "--remove").code == 0
    assert git(repository, "diff").startswith("diff --git")
    assert "{+75支+}" not in on_a_terminal("git", "show", folder=repository)
    assert (repository / ".git/config").read_bytes().split() == config.split()


def test_a_pager_that_leaves_ends_the_log_quietly(xiuding: Callable, repository: Path) -> None:
    for number in range(40):
        (repository / CHAPTER).write_text(TEXT.format(number) * 30, encoding="utf-8")
        git(repository, "commit", "-qam", f"{number}支")
    xiuding("git-setup", repository)
    shown = on_a_terminal("git", "log", "-p", PAGER="head -n 3", folder=repository)
    assert "commit " in shown
    assert "Traceback" not in shown
    assert "xiuding:" not in shown


def test_no_program_of_the_folder_is_run(xiuding: Callable, repository: Path) -> None:
    (repository / "xiuding.py").write_text("raise SystemExit('ours')\n", encoding="utf-8")
    (repository / "click.py").write_text("raise SystemExit('ours')\n", encoding="utf-8")
    xiuding("git-setup", repository)
    assert "{+80支+}" in git(repository, "diff")


def test_outside_a_repository_and_outside_of_git(xiuding: Callable, tmp_path: Path) -> None:
    outcome = xiuding("git-setup", tmp_path)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (5, "", 1)
    assert xiuding("git-diff", "第一章.md", "x").code == 2
