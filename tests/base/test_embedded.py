import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from base.embedded import server
from base.embedded.cluster import Cluster
from base.embedded.errors import NoServerError

USER = """
import sys
from pathlib import Path
from base.embedded import server
print(server.use(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def var(tmp_path):
    """A data folder with spaces, accents and a path too long for a socket."""
    folder = tmp_path / "een map met spaties é" / ("lang " * 15).strip()
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def start_user(var):
    """Starts processes that use the server until they are told to end."""
    users = []

    def start():
        users.append(
            subprocess.Popen(
                [sys.executable, "-c", USER, str(var)],
                cwd=server.CHECKOUT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env=os.environ | {"PYTHONUTF8": "1"},
            )
        )
        return users[-1], Path(users[-1].stdout.readline().strip())

    yield start
    for user in users:
        user.stdin.close()
        user.wait(20)
        user.stdout.close()
    assert wait_until_stopped(var)


def wait_until(happened, patience=20):
    deadline = time.monotonic() + patience
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    return happened()


def wait_until_stopped(var):
    return wait_until(lambda: Cluster(var).pid() is None)


def ask(socket_folder, sql):
    with psycopg.connect(host=str(socket_folder), user="deel", dbname="deel") as db:
        return db.execute(sql).fetchone()[0]


def test_all_processes_share_one_server(start_user):
    _, first = start_user()
    _, second = start_user()
    assert first == second
    assert ask(first, "SELECT 1 + 1") == 2


def test_server_outlives_all_but_its_last_user(start_user, var):
    first, socket_folder = start_user()
    second, _ = start_user()
    first.stdin.close()
    first.wait(20)
    time.sleep(0.5)
    assert ask(socket_folder, "SELECT 1 + 1") == 2
    second.stdin.close()
    assert wait_until_stopped(var)


def test_server_stops_when_its_last_user_is_killed(start_user, var):
    user, _ = start_user()
    user.send_signal(signal.SIGKILL)
    assert wait_until_stopped(var)


def test_server_whose_guard_was_killed_is_adopted(start_user, var):
    user, _ = start_user()
    pid = Cluster(var).pid()
    psutil.Process(pid).parent().kill()
    other, socket_folder = start_user()
    assert Cluster(var).pid() == pid
    user.stdin.close()
    other.stdin.close()
    assert wait_until_stopped(var)
    assert wait_until(lambda: not socket_folder.exists())


def test_server_that_was_killed_is_repaired(start_user, var):
    _, socket_folder = start_user()
    ask_to_make = "CREATE TABLE kept AS SELECT 7 AS number; SELECT number FROM kept"
    with psycopg.connect(host=str(socket_folder), user="deel", dbname="deel") as db:
        db.execute(ask_to_make)
    killed = Cluster(var).pid()
    os.kill(killed, signal.SIGKILL)
    _, again = start_user()
    assert again == socket_folder
    assert ask(socket_folder, "SELECT number FROM kept") == 7


def test_half_made_folder_is_made_anew(start_user, var):
    (var / "postgres" / "data.new").mkdir(parents=True)
    (var / "postgres" / "data.new" / "PG_VERSION").write_text("1")
    _, socket_folder = start_user()
    assert ask(socket_folder, "SELECT 1 + 1") == 2


def test_notice_of_another_living_process_is_forgotten(start_user, var):
    user, _ = start_user()
    data = Cluster(var).data
    user.stdin.close()
    assert wait_until_stopped(var)
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n1\n5432\n/tmp\n")
    _, socket_folder = start_user()
    assert ask(socket_folder, "SELECT 1 + 1") == 2


def test_others_on_this_machine_cannot_reach_it(start_user):
    _, socket_folder = start_user()
    assert stat.S_IMODE(socket_folder.stat().st_mode) == 0o700
    assert ask(socket_folder, "SHOW listen_addresses") == ""


def test_data_of_another_version_are_refused_in_one_line(start_user, var):
    user, _ = start_user()
    user.stdin.close()
    assert wait_until_stopped(var)
    (Cluster(var).data / "PG_VERSION").write_text("9\n")
    with pytest.raises(NoServerError) as refusal:
        server.use(var)
    server.leave(var)
    assert str(refusal.value).endswith(
        "was made by PostgreSQL 9, this is 18.6. Remove it to begin anew."
    )
    assert "\n" not in str(refusal.value)


def test_folder_that_cannot_be_written_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NoServerError) as refusal:
        server.use(tmp_path / "file")
    assert str(refusal.value) == f"{tmp_path / 'file' / 'log'}: Not a directory."
