import socket
from pathlib import Path

import pytest

from demo.box import box
from demo.configuration import CHECKOUT, Configuration, NotPossibleError, free_port


def plan_in(folder, **given):
    return Configuration.from_environment({"VAR": str(folder)} | given)


def test_without_wishes_it_is_port_8000_and_var_in_the_checkout():
    configuration = Configuration.from_environment({})
    assert (configuration.url, configuration.var) == (
        "http://127.0.0.1:8000",
        CHECKOUT / "var",
    )


def test_every_process_gets_the_same_settings(tmp_path):
    given = {"PORT": "8123", "PATH": "/bin", "ALLOWED_HOSTS": "deel.example.nl"}
    configuration = plan_in(tmp_path, **given)
    assert configuration.environment("redis://here") == {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "deelplatform.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{configuration.mail_port}",
        "IMAP_URL": configuration.imap_url,
        "PATH": "/bin",
        "PORT": "8123",
        "PYTHONUNBUFFERED": "1",
        "REDIS_URL": "redis://here",
        "REPLY_ADDRESS": "antwoord@demo.example",
        "SITE_URL": "http://127.0.0.1:8123",
        "VAR": str(tmp_path),
    }


@pytest.mark.parametrize("port", ["http", "0", "-1", "65536", "80.5"])
def test_what_is_no_port_is_refused(tmp_path, port):
    with pytest.raises(NotPossibleError) as refusal:
        plan_in(tmp_path, PORT=port)
    assert str(refusal.value) == (
        f"PORT={port} is not a port: use a number up to 65535."
    )


def test_port_in_use_is_refused(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(NotPossibleError) as refusal:
            plan_in(tmp_path, PORT=str(port)).check()
    assert str(refusal.value).startswith(
        f"Port {port} cannot be used (Address already in use). Choose another one with"
    )


def test_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotPossibleError) as refusal:
        plan_in(tmp_path / "file", PORT=str(free_port())).check()
    assert str(refusal.value) == (
        f"The folder {tmp_path / 'file' / 'log'} cannot be written (Not a directory)."
        " Choose another one with VAR=/some/folder."
    )


def test_check_leaves_nothing_in_the_folder_but_its_log(tmp_path):
    plan_in(tmp_path, PORT=str(free_port())).check()
    assert [path.name for path in tmp_path.rglob("*")] == ["log"]


def test_box_is_a_box():
    configuration = Configuration(var=Path("/some where"), port=8123, mail_port=1)
    lines = box(configuration).splitlines()
    assert {len(line) for line in lines} == {len(lines[0])}
    assert lines[1].strip("│ ") == "The Deelplatform runs at  http://127.0.0.1:8123/"
