"""Finding the server, or having it started, and using it until this process ends."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from base.embedded.cluster import Cluster
from base.embedded.errors import NoServerError
from base.embedded.locks import Lock, LockFile

CHECKOUT = Path(__file__).resolve().parent.parent.parent
START_TIMEOUT_S = 60  # seconds; repairing after a power cut takes a while
LOOK_AGAIN = 0.03  # seconds

_threads = threading.Lock()
_locks: dict[Path, LockFile] = {}
_users: set[Path] = set()
_guards: dict[Path, subprocess.Popen] = {}


def use(var: Path) -> Path:
    """Make sure that the server in this folder runs as long as this process does.

    Returns the folder of its socket. Raises `NoServerError` with one clear line.
    May be called again at any time: a server that fell over is started again.
    """
    cluster = Cluster(var)
    with _threads:
        socket = cluster.socket_folder() if var in _users else None
        return socket or _join(cluster, _lock_file(var))


def leave(var: Path, patience: float = 30) -> bool:
    """Stop using the server. Returns whether it has stopped; if not, others use it."""
    with _threads:
        _users.discard(var)
        lock = _locks.pop(var, None)
        if lock is None:
            return True
        lock.release(Lock.USERS)
        stopped = _wait_for_end(lock, patience)
        lock.close()
        if stopped and (guard := _guards.pop(var, None)):
            guard.wait(patience)
        return stopped


def _lock_file(var: Path) -> LockFile:
    if var not in _locks:
        cluster = Cluster(var)
        try:
            cluster.log.parent.mkdir(parents=True, exist_ok=True)
            cluster.home.mkdir(parents=True, exist_ok=True)
            _locks[var] = LockFile(cluster.lock)
        except OSError as error:
            raise NoServerError(f"{error.filename}: {error.strerror}.") from error
    return _locks[var]


def _join(cluster: Cluster, lock: LockFile) -> Path:
    """Become a user; while another guard stops the server, this waits."""
    with lock.held(Lock.STARTING):
        lock.share(Lock.USERS)
        _users.add(cluster.var)
        return _guarded_socket(cluster, lock)


def _guarded_socket(cluster: Cluster, lock: LockFile) -> Path:
    """Where the server listens, once it does and somebody looks after it."""
    guard, deadline = None, time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if guard is None and lock.is_free(Lock.GUARD):
            guard = _guards[cluster.var] = _start_guard(cluster)
        if socket := cluster.socket_folder():
            return socket
        if guard and guard.poll() is not None and lock.is_free(Lock.GUARD):
            break
        time.sleep(LOOK_AGAIN)
    raise NoServerError(f"PostgreSQL did not start: {cluster.last_words()}")


def _start_guard(cluster: Cluster) -> subprocess.Popen:
    # A session of its own: Ctrl-C is for us, not for what others may be using.
    with cluster.log.open("a") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "base.embedded.guard", str(cluster.var)],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait_for_end(lock: LockFile, patience: float) -> bool:
    """Wait while a guard is there, but not for a guard that others still need."""
    deadline = time.monotonic() + patience
    while not lock.is_free(Lock.GUARD):
        others = not lock.is_free(Lock.USERS)
        if others and lock.try_share(Lock.USERS):
            lock.release(Lock.USERS)
            return False
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_AGAIN)
    return True


def _begin_anew() -> None:
    # A forked child has its parent's memory but not its locks.
    global _threads
    _threads = threading.Lock()
    for lock in _locks.values():
        lock.close()
    _locks.clear()
    _users.clear()
    _guards.clear()


os.register_at_fork(after_in_child=_begin_anew)
