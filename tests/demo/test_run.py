import http.client
import os
import signal
import socket
import sys
from contextlib import contextmanager

import pytest

from base.embedded.cluster import Cluster
from tests.prepared import copied_demo
from tests.running_demo import (
    COMMAND,
    RunningDemo,
    running_demo,
    started_demo,
    wait_until,
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A small demo in a folder with spaces."""
    with copied_demo(tmp_path_factory.mktemp("a demo") / "var é") as demo:
        yield demo


def status(demo, path):
    door = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=30)
    door.request("GET", path)
    return door.getresponse().status


def refused(var, port=None):
    """What a demo says that cannot run."""
    demo = RunningDemo(var, port=port)
    assert demo.process.wait(60) == 1
    return demo.output.strip().splitlines()


@contextmanager
def begun(var, **how):
    """A demo that is at work, but not yet ready."""
    with started_demo(var, **how) as demo:
        demo.wait_for_output("Preparing.")
        yield demo


def test_it_ends_with_one_box(demo):
    lines = demo.output.strip().splitlines()
    box = [line.strip("│ ") for line in lines if line.startswith("│")]
    assert box == [
        f"The Deelplatform runs at  {demo.url}/",
        "",
        "Log in with password  deel-demo-2026  as",
        "anna@demo.example    nursing home: offers",
        "bram@demo.example    hospital: asks",
        "carla@demo.example   coordinator of a third organisation",
        "mo@demo.example      moderator at the cooperative",
        "",
        f"Every letter it sends is at  {demo.url}/demo/letters/",
        f"Data and logs are in  {demo.var}",
        "Stop with Ctrl-C.",
    ]


def test_the_site_is_up(demo):
    pages = ["/", "/demo/letters/", "/accounts/login/"]
    assert [status(demo, page) for page in pages] == [200] * 3
    assert wait_until(lambda: status(demo, "/healthz") == 200, 60)


def test_a_worker_that_was_killed_is_started_again(demo):
    demo.named("celery --app=deelplatform worker").kill()
    demo.wait_for_output("worker had stopped and was started again.")


def test_a_database_that_was_killed_is_started_again(demo):
    cluster = Cluster(demo.var)
    killed = cluster.pid()
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: cluster.pid() not in (None, killed), 60)
    assert wait_until(lambda: status(demo, "/healthz") == 200, 60)


def test_second_demo_in_the_same_folder_is_refused(demo):
    assert refused(demo.var) == [
        f"A demo already runs in {demo.var} (process {demo.process.pid})."
    ]


def test_port_in_use_is_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        lines = refused(tmp_path / "var", port)
    assert len(lines) == 1
    assert lines[0].startswith(f"Port {port} cannot be used")


def test_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    lines = refused(tmp_path / "file" / "var")
    assert len(lines) == 1
    assert lines[0].startswith(f"The folder {tmp_path / 'file' / 'var' / 'log'} cannot")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_while_it_starts_leaves_no_process(tmp_path, number):
    with begun(tmp_path / "var") as demo:
        assert demo.end(number) == 0
        assert demo.processes() == []
        assert "Traceback" not in demo.output


# As a shell starts a job in the background, and worse: held back too.
DEAF = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_are_taken_though_whoever_started_it_took_none(tmp_path, number):
    deaf = (sys.executable, "-c", DEAF, *COMMAND[1:])
    with begun(tmp_path / "var", command=deaf) as demo:
        assert demo.end(number) == 0
        assert demo.processes() == []


def test_nothing_is_left_of_a_demo_whose_test_fails(tmp_path):
    with pytest.raises(AssertionError), begun(tmp_path / "var") as demo:
        raise AssertionError
    assert demo.processes() == []


def test_signal_leaves_no_process_and_second_start_keeps_the_data(demo):
    """The last test here: it ends the demo that the others use."""
    before = demo.manage("shell", "-v0", "-c", COUNT)
    assert demo.end(signal.SIGINT) == 0
    assert demo.processes() == []
    with running_demo(demo.var) as again:
        assert again.manage("shell", "-v0", "-c", COUNT) == before
    assert again.processes() == []


COUNT = "from members.models import User; print(User.objects.count())"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_to_make_alone_ends_the_demo(tmp_path, number):
    with begun(tmp_path / "var", command=("make", "demo")) as demo:
        assert demo.end(number) == -number
        assert demo.processes() == []
