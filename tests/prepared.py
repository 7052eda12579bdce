"""A demo that was started once, from an empty folder; whoever needs one gets a copy.

The letters of its story link to the address that it had then, as with any demo that is
started again at another port.
"""

import fcntl
import hashlib
import shutil
import subprocess
import time
from contextlib import contextmanager

from django.conf import settings

from demo.configuration import CHECKOUT
from tests.running_demo import SMALL, running_demo, started_demo

NOT_OF_IT = {"var", "mutants", "tests", "docs", "bench"}
OF_ONE_RUN = ("log", "redis", "beat", "demo.lock", "postgres/lock", "postgres/socket")
MAX_AGE = 2 * 3600  # seconds: its story tells of "an hour ago" and "tomorrow"
READY_TIMEOUT_S = 300  # all pictures are drawn, and two cores may be shared
# No copy has to survive a power cut.
UNSAFE_AND_FAST = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


@contextmanager
def copied_demo(var):
    """A small demo that is ready; it is stopped at the end, whatever happens."""
    copy_to(var)
    with running_demo(var) as demo:
        yield demo


def copy_to(var):
    """All that a small demo has after its first start: database, pictures, letters."""
    with alone():
        prepared = newest() or make()
        var.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-pR", f"{prepared}/.", var], check=True)


def newest():
    """The prepared folder, unless the code has changed or the story has become old."""
    made = place()
    is_new = made.exists() and time.time() - made.stat().st_mtime < MAX_AGE
    return made if is_new else None


def make():
    """Beside its place, and moved there when it is complete."""
    shutil.rmtree(home(), ignore_errors=True)
    new = home() / "a demo é"
    with started_demo(new, *SMALL) as demo:
        demo.wait_for_output("Stop with Ctrl-C.", READY_TIMEOUT_S)
    for name in OF_ONE_RUN:
        path = new / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    with (new / "postgres/data/postgresql.auto.conf").open("a") as options:
        options.write(UNSAFE_AND_FAST)
    new.touch()
    return new.rename(place())


def home():
    return settings.VAR / "prepared"


def place():
    return home() / fingerprint()


def fingerprint():
    """Says whether a file that the demo is made of has changed."""
    seen = hashlib.sha256()
    for path in sorted(sources()):
        seen.update(str(path).encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def sources():
    """Every file of the house, but none that was made from another."""
    for folder in CHECKOUT.iterdir():
        if folder.name not in NOT_OF_IT and not folder.name.startswith("."):
            yield from (p for p in folder.rglob("*") if is_source(p))


def is_source(path):
    return path.is_file() and path.suffix not in {".pyc", ".mo"}


@contextmanager
def alone():
    """The other workers of this run wait meanwhile."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
