"""Plain git shows redlines of words after setup, and what it showed before after removal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from faults import sample
from faults.sample import git
from xiuding.errors import RepositoryError, UsageError
from xiuding.ledger import driver
from xiuding.ledger.history import History
from xiuding.ledger.patches import rewrite

VERBS = """
import sys
from xiuding.ledger import driver, patches
def draw(old, new):
    return [f"[-{old}-]{{+{new}+}}"]
verb, *arguments = sys.argv[1:]
if verb == "git-diff":
    pair = driver.pair(arguments)
    print(pair.path, *draw(pair.old, pair.new))
elif verb == "git-pager":
    sys.stdin.reconfigure(encoding="utf-8")
    driver.page(patches.rewrite((line.rstrip("\\n") for line in sys.stdin), draw))
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    path = tmp_path / "历 史"
    with History.create(path, sample.base()) as history:
        history.append(sample.clauses(2), sample.inputs())
    (path / "第一章 总则.md").write_text("全区共有乌兰牧骑75支。\n", "utf-8")
    return path


@pytest.fixture
def command(tmp_path: Path) -> str:
    script = tmp_path / "verbs.py"
    script.write_text(VERBS, "utf-8")
    return f"{sys.executable} '{script}'"


def state(path: Path) -> tuple[bytes, str]:
    attributes = path / ".git/info/attributes"
    return (path / ".git/config").read_bytes(), attributes.read_text("utf-8") if attributes.exists() else ""


def test_git_diff_calls_the_driver(repository: Path, command: str) -> None:
    driver.setup(repository / "附件", command)
    shown = git(repository, "diff")
    assert shown.startswith("第一章 总则.md [-")
    assert shown.endswith("全区共有乌兰牧骑75支。\n+}\n")
    assert git(repository, "diff", "--no-ext-diff").startswith("diff --git")
    assert "[-" in git(repository, "log", "-p", "--ext-diff", "-1")


@pytest.mark.parametrize("verb", [["log", "-p", "-1"], ["show", "2023-07-09"]])
def test_log_and_show_page_redlines_on_a_terminal_and_patches_in_a_pipe(
    repository: Path, command: str, verb: list[str]
) -> None:
    if not shutil.which("script"):
        pytest.skip("a terminal is made with script(1), which is not here")
    driver.setup(repository, command)
    call = " ".join(["git", *verb])
    shown = subprocess.run(
        ["script", "-qec", call, "/dev/null"],
        cwd=repository,
        env=os.environ | {"PAGER": "cat", "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert "{+" in shown
    assert "\n+" not in shown
    assert "{+" not in git(repository, *verb)


def test_git_difftool_calls_the_driver(repository: Path, command: str) -> None:
    driver.setup(repository, command)
    assert git(repository, "difftool").startswith("第一章 总则.md [-")


def test_setup_is_idempotent_and_removal_complete(repository: Path, command: str) -> None:
    attributes = repository / ".git/info/attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.txt text\n", "utf-8")
    settings = git(repository, "config", "--local", "--list")
    driver.setup(repository, "old xiuding")
    driver.setup(repository, command)
    once = state(repository)
    driver.setup(repository, command)
    assert state(repository) == once
    assert once[1] == "*.txt text\n*.md diff=xiuding\n"
    driver.remove(repository)
    driver.remove(repository)
    assert git(repository, "config", "--local", "--list") == settings
    assert state(repository)[1] == "*.txt text\n"


def test_settings_of_the_user_are_kept(repository: Path, command: str) -> None:
    git(repository, "config", "pager.log", "delta")
    before = state(repository)
    with pytest.raises(RepositoryError, match=r"pager\.log"):
        driver.setup(repository, command)
    driver.remove(repository)
    assert state(repository) == before


def test_only_repositories_are_set_up(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="no git repository"):
        driver.setup(tmp_path, "xiuding")


def test_pairs_of_added_deleted_and_unmerged_files(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes("增加\n".encode() + b"\xff")
    added = driver.pair(["章.md", "/dev/null", ".", ".", str(tmp_path / "new"), "a" * 40, "100644"])
    assert added == driver.Pair("章.md", None, "增加\n\N{REPLACEMENT CHARACTER}")
    assert driver.pair(["章.md"]) == driver.Pair("章.md", None, None)
    with pytest.raises(UsageError):
        driver.pair(["章.md", "x"])


PATCH = """commit 1234
    --- a/x.md
    @@ -1 +1 @@
diff --git a/x.md b/x.md
--- a/x.md
+++ b/x.md
@@ -1,2 +1,2 @@ 第一章
 不变
-乌兰牧骑73支
+乌兰牧骑75支
\\ No newline at end of file
diff --git a/x.py b/x.py
--- a/x.py
+++ b/x.py
@@ -1 +1 @@
--- a/x.md
+++ b/x.md
@@ -9 +9,0 @@
-y
diff --git "a/\\347\\253\\240.md" "b/\\347\\253\\240.md"
new file mode 100644
--- /dev/null
+++ "b/\\347\\253\\240.md"
@@ -0,0 +1 @@
+新章"""

REWRITTEN = """commit 1234
    --- a/x.md
    @@ -1 +1 @@
diff --git a/x.md b/x.md
--- a/x.md
+++ b/x.md
@@ -1,2 +1,2 @@ 第一章
<不变
乌兰牧骑73支|不变
乌兰牧骑75支>
diff --git a/x.py b/x.py
--- a/x.py
+++ b/x.py
@@ -1 +1 @@
--- a/x.md
+++ b/x.md
@@ -9 +9,0 @@
-y
diff --git "a/\\347\\253\\240.md" "b/\\347\\253\\240.md"
new file mode 100644
--- /dev/null
+++ "b/\\347\\253\\240.md"
@@ -0,0 +1 @@
<|新章>"""


def draw(old: str, new: str) -> list[str]:
    return f"<{old}|{new}>".split("\n")


def test_only_hunks_of_markdown_are_drawn() -> None:
    assert "\n".join(rewrite(PATCH.split("\n"), draw)) == REWRITTEN


def test_colours_of_git_do_not_hide_a_hunk() -> None:
    coloured = [
        f"\x1b[1m{line}\x1b[m" if not line.startswith("+") else f"\x1b[32m+\x1b[m\x1b[32m{line[1:]}\x1b[m"
        for line in PATCH.split("\n")
    ]
    assert "乌兰牧骑75支>" in list(rewrite(coloured, draw))


def test_word_diffs_and_cut_off_patches_pass_through() -> None:
    word_diff = ["+++ b/x.md", "@@ -1,2 +1,2 @@", "全区[-73支-]{+75支+}", "完"]
    assert list(rewrite(word_diff, draw)) == word_diff
    cut = PATCH.split("\n")[:8]
    assert list(rewrite(cut, draw)) == cut


def test_a_pipe_gets_the_lines_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    driver.page(["一", "二"])
    assert capsys.readouterr().out == "一\n二\n"
