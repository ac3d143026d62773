"""What the histories that somebody has prepared are made with: git without a configuration, traps, traces."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

Change = Callable[[Path], None]
"""What somebody does to a sound history."""

TRACE = "xiuding-was-here"
PAGE = "第二章 设施.md"
"""A page of the history that is prepared."""


def git(repository: Path, *arguments: str, feed: bytes = b"") -> str:
    """What git says in a repository, without a configuration of its own."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=x", "-c", "user.email=x", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", repository, *identity, *arguments],
        input=feed,
        capture_output=True,
        check=True,
        env=environment,
    )
    return done.stdout.decode(errors="replace").strip()


def write(repository: Path, kind: str, data: bytes) -> str:
    """An object of that kind, whatever it holds; its id."""
    return git(repository, "hash-object", "-w", "--literally", "-t", kind, "--stdin", feed=data)


def script(repository: Path, name: str) -> str:
    """A program that leaves a trace where the repository stands."""
    path = repository / ".git" / name
    path.write_text(f"#!/bin/sh\ntouch '{repository.parent / TRACE}'\n", "utf-8")
    path.chmod(0o755)
    return str(path)
