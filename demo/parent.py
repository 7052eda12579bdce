"""The `make` that started us.

Ctrl-C reaches make and us alike. But a SIGINT to make alone does not: make waits for
us to end before it ends itself, and tells us nothing.
"""

import os
import signal
from pathlib import Path

import psutil

MAKES = {"make", "gmake"}
SIGINT_BIT = 1 << (signal.SIGINT - 1)


class Parent:
    """Whoever started this process."""

    def __init__(self):
        self.pid = os.getppid()
        self.is_make = _name(self.pid) in MAKES

    def wants_to_stop(self) -> bool:
        """Whether it is a make that was interrupted, or that was killed."""
        return self.is_make and (os.getppid() != self.pid or _holds_sigint(self.pid))


def _name(pid: int) -> str:
    try:
        return psutil.Process(pid).name()
    except psutil.Error:
        return ""


def _holds_sigint(pid: int) -> bool:
    """Whether this process is dealing with a SIGINT now: the system holds back a
    second one meanwhile. Linux tells; elsewhere the answer is no."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return False
    blocked = next(line for line in lines if line.startswith("SigBlk:"))
    return bool(int(blocked.split()[1], 16) & SIGINT_BIT)
