"""The clock and its muscles, for tests that pull the plug: Redis, beat and a worker as
a demo starts them, but nothing starts itself again. The test says what, and when."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

import redis
from aiosmtpd.controller import Controller
from celery import Celery
from kombu.exceptions import OperationalError

from base.embedded import server
from base.embedded.cluster import Cluster
from demo.broker import Redis
from demo.configuration import CHECKOUT, HOST, Configuration
from demo.crew import Crew
from demo.run import BEAT, PYTHON, WORKER
from tests.prepared import copy_to
from tests.running_demo import NOT_OURS, sql, wait_until

# One process writes the letters of all tests: to start one takes seconds.
WRITE = """
import sys
from outbox.actions import write
for line in sys.stdin:
    for name in line.split():
        write(name, "outbox/letters/daily", to=f"{name}@example.org", language="nl",
              total=0)
    print("written", flush=True)
"""
NOBODY = "TRUNCATE members_organisation, members_user CASCADE"
DELIVER = "outbox.tasks.deliver_due"
TRIED = "UPDATE outbox_letter SET next_try_at = now() WHERE sent_at IS NULL"


class MailServer:
    """A real SMTP server. While it `hangs` it takes letters and never says so."""

    def __init__(self, port):
        self.hangs = False
        self.held, self.kept = [], []  # the readers of letters, once for each letter
        self.controller = None
        self.port = port

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        (address,) = envelope.rcpt_tos
        reader = address.partition("@")[0]
        self.held.append(reader)
        while self.hangs:
            await asyncio.sleep(0.05)
        self.kept.append(reader)
        return "250 OK"

    def open(self):
        if self.controller is None:
            self.controller = Controller(self, hostname=HOST, port=self.port)
            self.controller.start()

    def close(self):
        if self.controller:
            self.controller.stop()
            self.controller = None


class Clockwork:
    """PostgreSQL, Redis, beat, a worker, and a mail server of the test's own."""

    def __init__(self, var):
        server.use(var)
        kept = {name: os.environ[name] for name in os.environ.keys() - NOT_OURS}
        configuration = Configuration.from_environment(kept | {"VAR": str(var)})
        configuration.check()
        self.var, self.redis = var, Redis(var / "redis")
        self.mail = MailServer(configuration.mail_port)
        self.environment = configuration.environment(self.redis.url)
        self.crew = Crew(configuration.log, self.environment)
        self.children = {}
        self.writer = None

    # -- Starting and pulling the plug ---------------------------------------
    def start(self, name):
        command = {
            "redis": self.redis.command,  # writes its settings: only when it starts
            "worker": lambda: [*PYTHON, *WORKER],
            "beat": lambda: [*PYTHON, *BEAT, self.var / "schedule"],
        }
        self.children[name] = self.crew.child(name, command[name]())

    def make_whole(self):
        """Start whatever a test left in ruins, with nothing to deliver."""
        self.sql("DELETE FROM outbox_letter")
        self.mail.hangs = False
        self.mail.open()
        for name in {"redis", "beat", "worker"} - self.children.keys():
            self.start(name)

    def kill(self, name):
        """With all processes that it started, as when the power goes."""
        child = self.children.pop(name)
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()

    def stop(self):
        for name in list(self.children):
            self.kill(name)
        if self.writer:
            self.writer.communicate()
        self.mail.close()
        server.leave(self.var)

    # -- Letters -------------------------------------------------------------
    def write(self, *names):
        """One letter to each, as a deed would write it."""
        if self.writer is None:
            self.writer = subprocess.Popen(
                [sys.executable, "manage.py", "shell", "-v0", "-c", WRITE],
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        print(*names, file=self.writer.stdin, flush=True)
        assert self.writer.stdout.readline() == "written\n"

    def tick(self):
        """As beat does every five seconds; a broker that is not back gets none."""
        clock = Celery(broker=self.redis.url, set_as_current=False)
        with clock, suppress(OperationalError):
            clock.send_task(DELIVER, ignore_result=True, expires=5, retry=False)

    def sql(self, statement, *values):
        return sql(Cluster(self.var), statement, *values)

    def attempts(self):
        """How often each letter that waits was tried, the least first."""
        waiting = "SELECT attempts FROM outbox_letter WHERE sent_at IS NULL"
        return sorted(attempts for (attempts,) in self.sql(waiting))

    def let_the_next_try_come(self):
        """What was tried already is not tried again before minutes have passed."""
        self.sql(TRIED)

    def wait_for(self, *names, patience=30):
        """Until each letter has come at least once, by beat's own ticks."""
        wait_until(lambda: set(names) <= set(self.mail.kept), patience)
        assert set(names) - set(self.mail.kept) == set()

    def hurry(self, *names):
        """The same, with a tick a second: where beat is not what is looked at."""
        for _ in range(30):
            if wait_until(lambda: set(names) <= set(self.mail.kept), 1):
                break
            self.tick()
        self.wait_for(*names)

    # -- Redis ---------------------------------------------------------------
    def broker(self):
        return redis.Redis.from_url(self.redis.url)


@contextmanager
def running_clockwork(var):
    """All that letters need, to be made whole first; whatever happens, it ends here."""
    copy_to(var)
    clock = Clockwork(var)
    try:
        clock.sql(NOBODY)  # only the letters of the test
        yield clock
    finally:
        clock.stop()
