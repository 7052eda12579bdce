"""One run of the demo, from its first process to its last."""

import fcntl
import http.client
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from base.embedded import server
from demo.box import box
from demo.broker import Redis
from demo.configuration import HOST, Configuration, NotPossibleError
from demo.crew import Crew
from demo.mailroom import Mailroom
from demo.parent import Parent

WEB_TIMEOUT_S = 120  # seconds until the web must answer
LOOK_AGAIN = 0.2  # seconds
PYTHON = [sys.executable, "-m"]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Run:
    """Starts everything, watches it until a signal comes, and stops it again."""

    def __init__(self, configuration: Configuration, seed_options: list[str]):
        self.configuration, self.seed_options = configuration, seed_options
        url, self.redis = configuration.redis_url, None
        if not url:
            self.redis = Redis(configuration.var / "redis")
            url = self.redis.url
        self.mailroom = Mailroom(configuration.var / "answers")
        self.crew = Crew(configuration.log, configuration.environment(url))
        self.over, self.parent = threading.Event(), Parent()
        self._take_signals()

    def _take_signals(self) -> None:
        """Whatever we inherited: a script's background job ignores SIGINT. Nor do our
        children inherit a signal that is held back: they are stopped by one."""
        for number in SIGNALS:
            signal.signal(number, lambda *_: self.over.set())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    def until_over(self) -> None:
        """Raises `NotPossibleError` or `NoServerError`; leaves nothing behind."""
        self.configuration.check()
        with only_run_in(self.configuration.var):
            try:
                self._start()
                self._watch()
            finally:
                self._stop()

    def _start(self) -> None:
        for step in (
            self._start_servers,
            self._prepare,
            self._start_workers,
            self._wait_for_web,
            self._tell,
        ):
            if not self.over.is_set():
                step()

    def _start_servers(self) -> None:
        print("Starting the servers.", flush=True)
        if self.redis:
            self.crew.start_server("redis", self.redis.command())
        self.crew.start_server(
            "mail",
            [
                *PYTHON,
                "demo.catcher",
                str(self.configuration.mail_port),
                self.configuration.var / "mail",
                self.mailroom.folder,
            ],
        )
        self.crew.start_server(
            "imap",
            self.mailroom.command(
                self.configuration.imap_port, self.configuration.imap_password
            ),
        )
        self._see_to_database()

    def _see_to_database(self) -> None:
        if not self.configuration.database_url:
            server.use(self.configuration.var)

    def _prepare(self) -> None:
        print("Preparing. The first time this takes half a minute.", flush=True)
        command = [sys.executable, "manage.py", "prepare_demo", *self.seed_options]
        child = self.crew.child("prepare", command)
        while child.is_alive() and not self._is_over():
            pass
        child.ask_to_stop()
        child.end(time.monotonic() + LOOK_AGAIN)
        if child.process.returncode and not self.over.is_set():
            raise NotPossibleError(
                f"The demo could not be prepared. {child.last_words()}"
            )

    def _start_workers(self) -> None:
        beat = self.configuration.var / "beat"
        beat.mkdir(exist_ok=True)
        self.crew.start_worker(
            "web", [*PYTHON, *GUNICORN, f"{HOST}:{self.configuration.port}"]
        )
        self.crew.start_worker("worker", [*PYTHON, *WORKER])
        self.crew.start_worker("beat", [*PYTHON, *BEAT, beat / "schedule"])

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + WEB_TIMEOUT_S
        while not (self._is_over() or answers(self.configuration.port)):
            self._mend()
            if time.monotonic() > deadline:
                raise NotPossibleError(
                    f"The web does not answer at {self.configuration.url}."
                )

    def _tell(self) -> None:
        print(box(self.configuration), flush=True)

    def _watch(self) -> None:
        while not self._is_over():
            self._mend()

    def _is_over(self) -> bool:
        """Wait a moment; then say whether somebody wants us to stop."""
        if self.parent.wants_to_stop():
            self.over.set()
        return self.over.wait(LOOK_AGAIN)

    def _mend(self) -> None:
        self._see_to_database()
        for name in self.crew.mend():
            print(f"{name} had stopped and was started again.", flush=True)

    def _stop(self) -> None:
        print("Stopping.", flush=True)
        self.crew.stop()
        if not server.leave(self.configuration.var):
            print("PostgreSQL still runs: other commands are using it.", flush=True)


GUNICORN = [
    "gunicorn",
    "deelplatform.wsgi",
    "--workers=2",
    "--threads=4",
    "--graceful-timeout=5",
    "--no-control-socket",
    "--access-logfile=-",
    "--bind",
]
WORKER = [
    "celery",
    "--app=deelplatform",
    "worker",
    "--loglevel=INFO",
    "--concurrency=2",
    "--without-gossip",
    "--without-mingle",
]
BEAT = ["celery", "--app=deelplatform", "beat", "--pidfile=", "--schedule"]


def answers(port: int) -> bool:
    """Whether the site is up; it may have some work to catch up with (503)."""
    door = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        door.request("GET", "/healthz")
        return door.getresponse().status in (200, 503)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        door.close()


@contextmanager
def only_run_in(var: Path) -> Iterator[None]:
    """Two demos may not share a folder; the lock goes when its process goes."""
    with (var / "demo.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise NotPossibleError(
                f"A demo already runs in {var} (process {file.read()})."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
