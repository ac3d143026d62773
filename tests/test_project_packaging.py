"""What is installed is what is here: locked, complete, and without the address of any package host."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_pinned_with_hashes_and_without_an_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=[a-z])", text)
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "runtime": project["project"]["dependencies"],
        "fast": project["project"]["optional-dependencies"]["fast"],
        **{name: project["dependency-groups"][name] for name in ("build", "dev", "maintain")},
    }
    for lock, requirements in wanted.items():
        text = (ROOT / f"requirements/{lock}.lock").read_text(encoding="utf-8")
        for requirement in requirements:
            name = re.match(r"[A-Za-z0-9-]+", requirement)
            assert name
            assert re.search(rf"^{re.escape(name.group().lower())}==", text, re.MULTILINE), requirement


def test_the_locks_agree() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(
            r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE
        ):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.slow
def test_a_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    tracked = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "tools/xiuding"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    source = tmp_path / "source"
    for name in [*filter(None, tracked), "pyproject.toml", "README.md", "LICENSE"]:
        if (ROOT / name).exists():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(source)], check=True, capture_output=True)
    packed = zipfile.ZipFile(next(tmp_path.glob("xiuding-*.whl"))).namelist()
    expected = {
        str(path.relative_to(source / "tools"))
        for path in (source / "tools/xiuding").rglob("*")
        if path.is_file()
    }
    expected = {name for name in expected if "egg-info" not in name}
    assert expected
    assert expected - set(packed) == set()
