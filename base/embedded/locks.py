"""Three locks in one file. The system frees them when their process ends, however
it ends, so nothing has to be tidied up after a process that was killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path


class Lock(IntEnum):
    """Which byte of the file is locked."""

    STARTING = 0  # held while a process finds or starts the server
    USERS = 1  # shared by all who use the server; exclusive while it is stopped
    GUARD = 2  # held by the process that looks after the server


class LockFile:
    """The lock file of one folder, opened once per process: closing any handle on
    a file frees all locks that the process has on it."""

    def __init__(self, path: Path):
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, lock: Lock) -> None:
        """Wait for an exclusive lock."""
        fcntl.lockf(self._handle, fcntl.LOCK_EX, 1, lock)

    def share(self, lock: Lock) -> None:
        """Wait for a shared lock."""
        fcntl.lockf(self._handle, fcntl.LOCK_SH, 1, lock)

    def release(self, lock: Lock) -> None:
        fcntl.lockf(self._handle, fcntl.LOCK_UN, 1, lock)

    def try_take(self, lock: Lock) -> bool:
        """An exclusive lock, if nobody else has it now."""
        return self._try(lock, fcntl.LOCK_EX)

    def try_share(self, lock: Lock) -> bool:
        """A shared lock, if nobody else has it for himself now."""
        return self._try(lock, fcntl.LOCK_SH)

    def _try(self, lock: Lock, kind: int) -> bool:
        try:
            fcntl.lockf(self._handle, kind | fcntl.LOCK_NB, 1, lock)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def is_free(self, lock: Lock) -> bool:
        """Whether nobody has this lock; for a lock that this process has not."""
        if free := self.try_take(lock):
            self.release(lock)
        return free

    @contextmanager
    def held(self, lock: Lock) -> Iterator[None]:
        self.take(lock)
        try:
            yield
        finally:
            self.release(lock)

    def close(self) -> None:
        os.close(self._handle)
