import os
import sys
import time

import psutil
import pytest

from demo.configuration import NotPossibleError
from demo.crew import Crew

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('ready', flush=True); time.sleep(60)",
]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time;"
    "print(subprocess.Popen([sys.executable, '-c',"
    " 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)",
]
FAILING = [sys.executable, "-c", "print('first'); raise SystemExit('no such table')"]


@pytest.fixture
def crew(tmp_path):
    crew = Crew(tmp_path, dict(os.environ))
    yield crew
    crew.stop()


def wait_for_line(child):
    deadline = time.monotonic() + 10
    while not child.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    return child.log.read_text().strip()


def test_what_died_is_started_again_once(crew):
    crew.start_worker("worker", SLEEPER)
    child = crew.workers[0]
    first = child.process.pid
    child.process.kill()
    child.process.wait()
    assert crew.mend() == ["worker"]
    assert child.is_alive()
    assert child.process.pid != first
    assert crew.mend() == []


def test_what_dies_twice_ends_the_demo_with_the_end_of_its_log(crew):
    crew.start_worker("web", FAILING)
    child = crew.workers[0]
    child.process.wait()
    assert crew.mend() == ["web"]
    child.process.wait()
    with pytest.raises(NotPossibleError) as end:
        crew.mend()
    first, *tail = str(end.value).splitlines()
    assert first == f"The demo ends: web stopped twice. From {child.log}:"
    assert tail[-1] == "    no such table"


def test_grandchildren_are_stopped_too(crew):
    crew.start_worker("parent", PARENT)
    grandchild = psutil.Process(int(wait_for_line(crew.workers[0])))
    crew.stop()
    gone, _ = psutil.wait_procs([grandchild], timeout=10)
    assert gone == [grandchild] or grandchild.status() == psutil.STATUS_ZOMBIE


def test_who_does_not_listen_is_killed(crew, monkeypatch):
    monkeypatch.setattr("demo.crew.STOP_TIMEOUT_S", 0.2)
    crew.start_server("stubborn", STUBBORN)
    child = crew.servers[0]
    wait_for_line(child)
    crew.stop()
    assert child.process.returncode == -9
