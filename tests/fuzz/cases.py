"""Inputs as files: the parts of one input, one after the other, between lines of ``%%``."""

from __future__ import annotations

from pathlib import Path

_BETWEEN = b"\n%%%%\n"


def write(path: Path, parts: tuple[bytes, ...]) -> None:
    """Keep an input."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(join(parts))


def read(path: Path) -> tuple[bytes, ...]:
    """The parts of a kept input."""
    return split(path.read_bytes())


def join(parts: tuple[bytes, ...]) -> bytes:
    """The parts of an input as one piece."""
    return _BETWEEN.join(parts)


def split(data: bytes) -> tuple[bytes, ...]:
    """What `join` has joined."""
    return tuple(data.split(_BETWEEN))
