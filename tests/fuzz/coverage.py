"""Coverage-guided fuzzing of single-text targets with atheris, where it is installed.

    python -m fuzz.coverage parse|markdown|typography|redline|read [ARGUMENTS OF LIBFUZZER, e.g. -runs=100000]

Dev-only: atheris is no dependency of the project.  A crashing input is written where libFuzzer says; to keep
it, put it into ``fuzz/corpus/TARGET``.
"""

from __future__ import annotations

import sys
from random import Random


def main() -> int:
    """Instrument the package, then hand over to atheris."""
    try:
        import atheris
    except ImportError:
        sys.stderr.write(
            "coverage-guided fuzzing is skipped: atheris is not installed (pip install atheris)\n"
        )
        return 0
    with atheris.instrument_imports(include=["xiuding"]):
        import xiuding.instrument.parse
        import xiuding.markdown
        import xiuding.readers.docx
        import xiuding.readers.html
        import xiuding.redline
        import xiuding.typography  # noqa: F401 - imported here to be instrumented
        from fuzz.targets import TARGETS, run
    name = sys.argv.pop(1)
    target = TARGETS[name]

    def one(data: bytes) -> None:
        if name == "read":
            endings = ("a.txt", "a.html", "a.md", "a.docx")
            run(target, (endings[data[0] % 4].encode(), data[1:]) if data else (b"a.txt", b""))
        elif name == "redline":
            old, _, new = data.partition(b"\x00")
            run(target, (old, new))
        else:
            run(target, (data,))

    seeds = [target.make(Random(f"{name} coverage {n}")) for n in range(200)]  # noqa: S311
    folder = _seeded(name, seeds)
    atheris.Setup([*sys.argv, folder], one)
    atheris.Fuzz()
    return 0


def _seeded(name: str, seeds: list[tuple[bytes, ...]]) -> str:
    """A folder of seeds for libFuzzer to begin with."""
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp(prefix=f"xiuding-fuzz-{name}-"))
    for number, parts in enumerate(seeds):
        first = bytes([number % 4]) if name == "read" else b""
        held = parts[-1:] if name == "read" else parts
        (folder / str(number)).write_bytes(first + b"\x00".join(held))
    return str(folder)


if __name__ == "__main__":
    sys.exit(main())
