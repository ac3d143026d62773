"""One writer at a time: a lock that the operating system releases when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xiuding.errors import RepositoryError
from xiuding.language import reason, say


@contextmanager
def held(folder: Path, *, patience: float = 0.0) -> Iterator[int]:
    """Hold the lock of `folder` and yield its descriptor, for children that outlive us to inherit.

    Raises RepositoryError, at once or after `patience` seconds, where another process holds it.
    """
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise RepositoryError(
            say(f"cannot write in {folder}: {reason(error)}", f"无法写入 {folder}：{reason(error)}")
        ) from error
    try:
        _acquire(descriptor, folder, time.monotonic() + patience)
        yield descriptor
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, folder: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _refusal(descriptor, folder) from None
            time.sleep(0.02)
        else:
            with suppress(OSError):  # a courtesy to whom we refuse; a full disk may forbid it
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, str(os.getpid()).encode(), 0)
            return


def _refusal(descriptor: int, folder: Path) -> RepositoryError:
    holder = os.pread(descriptor, 20, 0).decode(errors="replace")
    place = folder.parent.parent
    return RepositoryError(
        say(
            f"another xiuding (process {holder}) is writing to {place}; try again when it is done",
            f"另一个 xiuding（进程 {holder}）正在写入 {place}；请待其结束后再试",
        )
    )
