"""A terminal for commands under test: what they print where stdout is one."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

XIUDING = (sys.executable, "-m", "xiuding")


def on_a_terminal(*command: str, folder: Path | None = None, **environment: str) -> str:
    """What a command prints on a terminal of 80 columns: ``on_a_terminal(*XIUDING, "diff", "--help")``."""
    leader, follower = pty.openpty()
    settings = {**os.environ, "TERM": "xterm", "PAGER": "cat", "COLUMNS": "80", **environment}
    with subprocess.Popen(
        command, cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=settings
    ) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the last writer has closed it
                break
            if not piece:
                break
            shown += piece
        assert process.wait(60) in {0, -signal.SIGPIPE}
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")
