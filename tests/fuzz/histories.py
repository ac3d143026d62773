"""Histories prepared by somebody else (`hostile.repositories`) through every verb that opens one.

python -m fuzz.histories [PART]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from fuzz.hostile import SLOW, Outcome, faults, load, prepare, run, tree
from fuzz.inputs import ORDER
from hostile.prepared import TRACE
from hostile.repositories import REPOSITORIES, verbs

LATER = ORDER.replace("2022年", "2023年").replace("“三座”修改为“五座”", "“五座”修改为“八座”")


def sweep(part: str) -> int:
    """Run what was asked for; returns the number of faults."""
    wrong = runs = 0
    slowest: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory(prefix="xiuding-histories-") as folder:
        box = Path(folder).resolve()
        load()
        sound = _sound(box)
        for name, change in REPOSITORIES.items():
            if part not in name:
                continue
            place = box / "out" / "given" / "history"
            shutil.copytree(sound, place)
            change(place)
            for verb, arguments in verbs(place, box):
                before = tree(box)
                outcome = run(arguments, box)
                runs += 1
                slowest.append((outcome.seconds, f"{verb} {name}"))
                for fault in [*faults(verb, outcome, box, before), *_ours(outcome, place)]:
                    wrong += 1
                    sys.stdout.write(f"{verb} | {name}: {fault!a}\n")
                    sys.stdout.flush()
            shutil.rmtree(box / "out")
            (box / "out").mkdir()
    sys.stdout.write(f"{runs} processes, {wrong} faults\n")
    for seconds, what in sorted(slowest)[-6:]:
        sys.stdout.write(f"  {seconds:6.1f} s  {what!a}\n")
    return wrong


def _sound(box: Path) -> Path:
    prepare(box)
    (box / "later.txt").write_text(LATER, encoding="utf-8")
    outcome = run(["apply", "--repo", str(box / "history"), "--", str(box / "order.txt")], box)
    assert outcome.code == 0, outcome.err.decode()
    return box / "history"


def _ours(outcome: Outcome, place: Path) -> list[str]:
    """What a hostile history must not bring about."""
    found = []
    if any(place.parent.rglob(TRACE)):
        found.append("a program was run, or a file written outside")
        next(place.parent.rglob(TRACE)).unlink()
    if (place.parent / "precious").exists() and not (place.parent / "precious/pending/letter.txt").exists():
        found.append("a file outside was removed")
    if outcome.seconds > SLOW:
        found.append(f"{outcome.seconds:.0f} s of the processor")
    return found


if __name__ == "__main__":
    sys.exit(bool(sweep(sys.argv[1] if len(sys.argv) > 1 else "")))
