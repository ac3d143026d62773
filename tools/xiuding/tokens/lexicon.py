"""The word lists under `data`, one word a line, which a drafter can read and extend."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def lexicon(name: str) -> list[str]:
    """The words of the list `name`, e.g. 嘎查村 among the ``terms``."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
