"""A real demo for tests: every process of it, on a port and in a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cached_property

import psutil
import psycopg
from celery import Celery

from base.embedded.cluster import DATABASE, USER, Cluster
from demo.configuration import CHECKOUT, free_port
from demo.mailbox import Mailbox

SMALL = ("--organisations=12", "--listings=60", "--wants=20")
NOT_OURS = {"DATABASE_URL", "REDIS_URL", "DEMO", "SITE_URL"}
COMMAND = (sys.executable, "-m", "demo")
LETTER_SWEEPS = (
    "wanted.tasks.match_new_listings",
    "wanted.tasks.match_new_wants",
    "outbox.tasks.deliver_due",
)
HURRIES = 30
PASSWORD = "deel-demo-2026"


class RunningDemo:
    """`python -m demo`, as somebody would have started it."""

    def __init__(self, var, *options, port=None, command=COMMAND):
        self.var, self.port = var, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.mailbox = Mailbox(var / "mail")
        self.printed = tempfile.TemporaryFile()  # noqa: SIM115 (as long as we live)
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=CHECKOUT,
            env=self.environment | {"PORT": str(self.port)},
            stdout=self.printed,
            stderr=self.printed,
            start_new_session=True,
            preexec_fn=take_every_signal,
        )

    @property
    def environment(self):
        kept = {name: os.environ[name] for name in os.environ.keys() - NOT_OURS}
        return kept | {"VAR": str(self.var), "PYTHONUTF8": "1"}

    @property
    def output(self):
        size = os.fstat(self.printed.fileno()).st_size
        return os.pread(self.printed.fileno(), size, 0).decode()

    def wait_for_output(self, words, patience=120):
        """Wait until it has printed these words, or has ended."""
        wait_until(
            lambda: words in self.output or self.process.poll() is not None, patience
        )
        assert words in self.output, self.output

    def processes(self):
        """Every process that works in this demo's folder."""
        return [process for process in psutil.process_iter() if self._owns(process)]

    def _owns(self, process):
        try:
            own = process.environ().get("VAR") == str(self.var)
            return own or str(self.var) in process.cmdline()
        except psutil.Error:
            return False

    def named(self, words):
        """The oldest process of the demo with these words in its command."""
        found = [p for p in self.processes() if words in " ".join(p.cmdline())]
        return min(found, key=lambda process: process.create_time())

    def end(self, number=signal.SIGTERM, patience=60):
        """Send a signal, wait, and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(patience)

    def put_away(self):
        """End it, or whatever a test that failed has left of it."""
        with suppress(subprocess.TimeoutExpired):
            self.end()
        for process in self.processes():
            with suppress(psutil.Error):
                process.kill()
        self.process.wait()

    def manage(self, *words):
        """Run a `manage.py` command beside the demo; returns what it prints."""
        environment = self.environment | {"DEMO": "1", "SITE_URL": self.url}
        return _printed_by("manage.py", *words, env=environment)

    def sql(self, statement, *values):
        """One statement in the demo's own database; returns the rows that it gives."""
        return sql(Cluster(self.var), statement, *values)

    @cached_property
    def broker(self):
        """The address of its Redis, with the password of this run."""
        return self.named("celery --app=deelplatform beat").environ()["REDIS_URL"]

    def sweep_now(self, *tasks):
        """What beat does when the time of these tasks has come: the rest is up to the
        demo's own Redis and worker."""
        with Celery(broker=self.broker, set_as_current=False) as clock:
            for task in tasks:
                clock.send_task(task, ignore_result=True)

    def letter_now(self, **what):
        """As `letter`, but the sweeps that write and send letters are called at once,
        and again until it is there: no time goes by with waiting for beat."""
        for _ in range(HURRIES):
            self.sweep_now(*LETTER_SWEEPS)
            if wait_until(lambda: self._letter(**what), 1):
                break
        return self.letter(**what)

    def letter(self, *, to, subject="", text="", after=0.0, patience=30):
        """The newest letter to this reader with these words in its subject and its
        text. Waits, as a letter takes up to fifteen seconds. `after`: `time.time()`."""

        what = {"to": to, "subject": subject, "text": text, "after": after}
        wait_until(lambda: self._letter(**what), patience)
        letter = self._letter(**what)
        subjects = [f"{one.to}: {one.subject}" for one in self.mailbox.letters()]
        assert letter, (
            f"No letter to {to} with {subject!r}, {text!r}. There are: {subjects}"
        )
        return letter

    def _letter(self, *, to, subject="", text="", after=0.0):
        """The newest that is like this, if there is one now."""
        return next(
            (
                letter
                for letter in self.mailbox.letters(to)
                if subject in letter.subject
                and text in letter.text
                and letter.at.timestamp() > after
            ),
            None,
        )


def sql(cluster, statement, *values):
    """One statement in a database of the embedded PostgreSQL, past Django."""
    where = {"host": str(cluster.socket_folder()), "user": USER, "dbname": DATABASE}
    with psycopg.connect(**where) as connection:
        answer = connection.execute(statement, values or None)
        return answer.fetchall() if answer.description else []


def _printed_by(*command, env):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def links(letter):
    """The addresses in the text of a letter, in their order."""
    return re.findall(r"https?://[^\s<>]+[^\s<>.,)]", letter.text)


def wait_until(happened, patience):
    deadline = time.monotonic() + patience
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.1)
    return bool(happened())


def take_every_signal():
    """A clean slate for a process: we may be a background job, which ignores SIGINT,
    and `make` goes on to ignore what it found ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


@contextmanager
def started_demo(var, *options, **how):
    """A demo that has only begun; nothing is left of it in the end."""
    demo = RunningDemo(var, *options, **how)
    try:
        yield demo
    finally:
        demo.put_away()


@contextmanager
def running_demo(var, *options):
    """A demo that is ready; it is stopped at the end, whatever happens."""
    with started_demo(var, *(options or SMALL)) as demo:
        demo.wait_for_output("Stop with Ctrl-C.")
        yield demo
