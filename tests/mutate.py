"""Mutation testing of one module: python tests/mutate.py render/visible [TEST ...].

cosmic-ray changes the code bit by bit and runs the tests named after the module (or those given); a
change that no test notices is listed as a survivor.  It all happens in `.mutation/`, a copy.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPY = ROOT / ".mutation"
BIN = Path(sys.executable).parent

CONFIGURATION = """
[cosmic-ray]
module-path = {module!r}
timeout = 60.0
excluded-modules = []
test-command = {command!r}

[cosmic-ray.distributor]
name = "local"
"""


def main(name: str, tests: list[str]) -> int:
    """Mutate the module, run the tests on every mutant, and print the survivors and the score."""
    target = Path("tools/xiuding", name)
    if not (ROOT / target).is_dir():
        target = target.with_suffix(".py")
    if not name or not (ROOT / target).exists():
        sys.exit(f"make mutate MODULE=...: a module or package below tools/xiuding, not {name!r}")
    stem = f"test_{name.replace('/', '_')}"
    tests = tests or sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(f"tests/{stem}*.py"))
    if not tests:
        sys.exit(f"no tests/{stem}*.py; name the tests after the module")
    _copy()
    # The copy comes first on the path, before the installed package.
    command = (
        f"env PYTHONPATH=tools CI=true {sys.executable} -m pytest -q -x -p no:cacheprovider {' '.join(tests)}"
    )
    (COPY / "cosmic-ray.toml").write_text(
        CONFIGURATION.format(module=str(target), command=command), encoding="utf-8"
    )
    subprocess.run(command.split(), cwd=COPY, check=True)
    for step in (
        ["init", "cosmic-ray.toml", "session.sqlite"],
        ["exec", "cosmic-ray.toml", "session.sqlite"],
    ):
        subprocess.run([str(BIN / "cosmic-ray"), *step], cwd=COPY, check=True)
    report = [str(BIN / "cr-report"), "--show-diff", "--surviving-only", "session.sqlite"]
    return subprocess.run(report, cwd=COPY, check=False).returncode


def _copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in ("tools", "tests", "docs", "requirements"):
        shutil.copytree(
            ROOT / folder, COPY / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for file in [*ROOT.glob("*.md"), ROOT / "pyproject.toml"]:
        shutil.copy(file, COPY)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:]))
