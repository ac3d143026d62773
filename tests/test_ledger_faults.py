"""Histories under real faults: signals, full disks, two writers, foreign environments."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from faults import full, kill, sample
from faults.sample import assert_complete, snapshot
from xiuding.errors import RepositoryError
from xiuding.ledger.history import History
from xiuding.ledger.proof import fsck

TESTS = Path(__file__).parent


def apply(path: Path, **environment: str) -> subprocess.Popen[str]:
    """The sample instrument, applied by a process in an environment of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "faults.apply", path],
        cwd=TESTS,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "历 史 'x' \"y\" $z"
    History.create(path, sample.base()).close()
    return path


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["apply", "undo"])
def test_a_kill_leaves_old_or_complete(verb: str) -> None:
    if not Path("/proc/self/task").exists():
        pytest.skip("finding all descendants of a process needs /proc")
    outcomes = kill.kill_many(12, 20, verb)
    assert sum(outcomes.values()) == 12


CREATE = """
import pathlib, sys
from faults import sample
from xiuding.ledger.history import History
print(flush=True)
History.create(pathlib.Path(sys.argv[1]), sample.base())
"""


def test_a_killed_creation_leaves_nothing_or_all(tmp_path: Path) -> None:
    for pause in range(8):
        path = tmp_path / f"h{pause}"
        with subprocess.Popen([sys.executable, "-c", CREATE, path], cwd=TESTS, stdout=subprocess.PIPE) as one:
            assert one.stdout is not None
            one.stdout.readline()
            time.sleep(pause * 0.02)
            one.kill()
        if path.exists():
            with History.open(path) as history:
                assert fsck(history, sample.expected()) == ()
        else:
            History.create(path, sample.base()).close()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [f"h{pause}" for pause in range(8)]


@pytest.mark.slow
def test_a_full_disk_changes_nothing() -> None:
    try:
        with full.small_disk():
            pass
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no tmpfs can be mounted here: {error}")
    outcomes = full.fill_many(8)
    assert outcomes["refused"] >= 1
    assert outcomes["complete"] >= 1


def test_of_two_writers_one_wins_and_nothing_is_lost(path: Path) -> None:
    writers = [apply(path), apply(path)]
    complaints = [writer.communicate()[1] for writer in writers]
    assert sorted(writer.returncode for writer in writers) == [0, 5]
    (complaint,) = filter(None, complaints)
    assert "another xiuding" in complaint or "applied already" in complaint
    assert complaint.count("\n") == 1
    assert_complete(path)


HOSTILE_CONFIGURATION = """
[user]
    name = 别人
    signingKey = 没有
[commit]
    gpgSign = true
[tag]
    gpgSign = true
[core]
    autocrlf = true
    hooksPath = {hooks}
    attributesFile = {attributes}
    quotePath = true
[i18n]
    commitEncoding = GB18030
    logOutputEncoding = GB18030
[init]
    defaultBranch = trunk
    templateDir = {template}
[log]
    showSignature = true
[filter "shout"]
    clean = tr a-z A-Z
    smudge = touch {hooks}/ran
[trailer]
    separators = "="
[safe]
    directory =
"""


def hostile_home(folder: Path) -> Path:
    """A home whose git configuration, hooks, templates and attributes all want to have their say."""
    hooks, template = folder / "hooks", folder / "template"
    (template / "hooks").mkdir(parents=True)
    hooks.mkdir()
    for hook in ("reference-transaction", "post-checkout", "pre-commit", "post-index-change"):
        for place in (hooks, template / "hooks"):
            (place / hook).write_text(f"#!/bin/sh\ntouch '{hooks}/ran'\nexit 1\n")
            (place / hook).chmod(0o755)
    (folder / "attributes").write_text("*.md text eol=crlf filter=shout\n")
    (folder / ".gitconfig").write_text(
        HOSTILE_CONFIGURATION.format(hooks=hooks, template=template, attributes=folder / "attributes")
    )
    return folder


ENVIRONMENTS = {
    "locale of C": {"LC_ALL": "C", "LANG": "C"},
    "Chinese locale of old": {"LC_ALL": "zh_CN.GB18030"},
    "another time zone": {"TZ": "America/New_York"},
    "inherited repository": {
        "GIT_DIR": "/nonexistent",
        "GIT_WORK_TREE": "/nonexistent",
        "GIT_INDEX_FILE": "/nonexistent/index",
        "GIT_OBJECT_DIRECTORY": "/nonexistent/objects",
        "GIT_COMMON_DIR": "/nonexistent",
        "GIT_NAMESPACE": "x",
        "GIT_CEILING_DIRECTORIES": "/",
    },
    "inherited identity and settings": {
        "GIT_AUTHOR_NAME": "x",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.autocrlf",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_PARAMETERS": "'commit.gpgsign'='true'",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_TRACE": "1",
    },
    "inherited programs": {
        "GIT_EXTERNAL_DIFF": "/bin/false",
        "GIT_PAGER": "/bin/false",
        "GIT_EDITOR": "/bin/false",
        "GIT_SSH_COMMAND": "/bin/false",
        "GIT_ASKPASS": "/bin/false",
        "GIT_PROXY_COMMAND": "/bin/false",
    },
    "inherited from a hook": {
        "GIT_QUARANTINE_PATH": "/nonexistent",
        "GIT_INTERNAL_SUPER_PREFIX": "x/",
        "GIT_PREFIX": "x/",
        "GIT_REFLOG_ACTION": "x",
        "GIT_PUSH_OPTION_COUNT": "1",
    },
    "inherited views": {
        "GIT_REPLACE_REF_BASE": "refs/x/",
        "GIT_SHALLOW_FILE": "/nonexistent",
        "GIT_GRAFT_FILE": "/nonexistent",
        "GIT_ICASE_PATHSPECS": "1",
        "GIT_ATTR_SOURCE": "HEAD",
        "GIT_REF_PARANOIA": "0",
        "GIT_DEFAULT_REF_FORMAT": "reftable",
    },
    "inherited traces": {
        "GIT_TRACE2": "1",
        "GIT_TRACE2_EVENT": "1",
        "GIT_TRACE_SETUP": "1",
        "GIT_TRACE_REFS": "1",
        "GIT_TRACE_PACK_ACCESS": "1",
        "GIT_PYTHON_TRACE": "full",
    },
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_environment_has_no_say(tmp_path: Path, path: Path, name: str) -> None:
    writer = apply(path, **ENVIRONMENTS[name])
    assert writer.communicate()[1] == ""
    assert writer.returncode == 0
    assert_complete(path)


@pytest.mark.parametrize("home", ["hostile", "none"])
def test_the_user_configuration_has_no_say(
    tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if home == "hostile":
        monkeypatch.setenv("HOME", str(hostile_home(tmp_path)))
    else:
        monkeypatch.delenv("HOME", raising=False)
    path = tmp_path / "h"
    with History.create(path, sample.base()) as history:
        history.append(sample.clauses(), sample.inputs())
        assert fsck(history, sample.expected()) == ()
        assert history.read_tree("main")["第二章 设施.md"].encode() == (path / "第二章 设施.md").read_bytes()
    assert not (tmp_path / "hooks" / "ran").exists()


def test_hooks_and_settings_of_the_repository_have_no_say(tmp_path: Path, path: Path) -> None:
    home = hostile_home(tmp_path)
    for hook in (home / "hooks").iterdir():
        (path / ".git/hooks").mkdir(exist_ok=True)
        (path / ".git/hooks" / hook.name).write_text(hook.read_text())
        (path / ".git/hooks" / hook.name).chmod(0o755)
    with (path / ".git/config").open("a") as configuration:
        configuration.write((home / ".gitconfig").read_text())
    with History.open(path) as history:
        history.append(sample.clauses(), sample.inputs())
        assert fsck(history, sample.expected()) == ()
    assert not (home / "hooks" / "ran").exists()


@contextmanager
def someone_else() -> Iterator[None]:
    """Run as a user without rights where we are root; else the modes of the files are enough."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A history that may be read by all and written by none."""
    with tempfile.TemporaryDirectory(prefix="xiuding-locked-") as room:
        Path(room).chmod(0o755)
        path = Path(room) / "h"
        History.create(path, sample.base()).close()
        everything = [path, *path.rglob("*")]
        for entry in everything:
            entry.chmod(entry.stat().st_mode & ~0o222)
        yield path
        for entry in everything:
            entry.chmod(entry.stat().st_mode | 0o200)


def test_a_read_only_history_is_read_and_refuses_writing(locked: Path) -> None:
    before = snapshot(locked)
    with someone_else(), History.open(locked) as history:
        assert len(history.log) == 1
        assert fsck(history, sample.expected()) == ()
        with pytest.raises(RepositoryError, match="cannot write"):
            history.append(sample.clauses(), sample.inputs())
        with pytest.raises(RepositoryError, match="cannot make"):
            History.create(locked / "新", sample.base())
    assert snapshot(locked) == before


def test_a_closed_pipe_leaves_old_or_complete(path: Path) -> None:
    before = snapshot(path)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "faults.apply", path],
        cwd=TESTS,
        stdout=writer,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(writer)
    assert done.returncode != 0
    assert snapshot(path) == before
