"""The process that looks after the server while anybody uses it.

It starts the server, waits until the last user is gone (a user that was killed is
gone too), stops the server, and ends. Run as `python -m base.embedded.guard VAR`.
"""

import sys
import time
from pathlib import Path

import psutil

from base.embedded.cluster import Cluster, bury, is_alive
from base.embedded.errors import NoServerError
from base.embedded.locks import Lock, LockFile

LOOK_AGAIN = 0.2  # seconds
TRIES = 10


def look_after(var: Path) -> None:
    """Start the server of this folder, or adopt a running one, until it is unused."""
    cluster = Cluster(var)
    lock = LockFile(cluster.lock)
    if not _is_only_guard(lock):
        return
    process = psutil.Process(cluster.pid() or cluster.start())
    while is_alive(process):
        if lock.try_take(Lock.USERS):
            cluster.stop(process)
            return
        time.sleep(LOOK_AGAIN)
    bury(process)


def _is_only_guard(lock: LockFile) -> bool:
    # More than one try: who merely looks whether there is a guard holds the lock
    # for a moment too.
    for _ in range(TRIES):
        if lock.try_take(Lock.GUARD):
            return True
        time.sleep(LOOK_AGAIN / TRIES)
    return False


if __name__ == "__main__":
    try:
        look_after(Path(sys.argv[1]))
    except (NoServerError, OSError) as reason:
        sys.exit(str(reason))
