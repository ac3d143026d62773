"""All benchmarks, or those named, one after the other: python -m benchmarks [NAME...]."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPTS = {path.stem: path for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))}


def main(names: list[str]) -> int:
    """Run the scripts, each as a process of its own; the number of those that failed."""
    if unknown := [name for name in names if name not in SCRIPTS]:
        sys.exit(f"no benchmark {unknown[0]}; there are: {', '.join(SCRIPTS)}")
    failed = 0
    for name in names or SCRIPTS:
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, str(SCRIPTS[name])], check=False)
        failed += done.returncode != 0
        print(flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
