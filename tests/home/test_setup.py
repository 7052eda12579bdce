import shutil
import subprocess

import pytest

from demo.configuration import CHECKOUT

NEEDED = ("sh", "dirname", "cksum", "id", "grep", "cat", "rm", "touch", "tail")
WITHOUT_VENV = """#!/bin/sh
case "$2" in
    *ensurepip*) exit 1 ;;
    *%d.%d*) echo 3.12 ;;
esac
"""


@pytest.fixture
def machine(tmp_path):
    """A checkout with spaces in its path, and a PATH with the barest tools."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in NEEDED:
        (tools / name).symlink_to(shutil.which(name))
    shutil.copytree(CHECKOUT / "requirements", tmp_path / "a checkout/requirements")
    return tools


def add_python(machine, script):
    (machine / "python3").write_text(script)
    (machine / "python3").chmod(0o755)


def set_up(machine):
    done = subprocess.run(
        ["sh", "requirements/install.sh", "base"],
        cwd=machine.parent / "a checkout",
        env={"PATH": str(machine)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_machine_without_python_is_told_in_one_line(machine):
    assert set_up(machine) == (
        1,
        "Python 3.11 or newer is needed, and was not found on the PATH.\n",
    )


def test_python_that_is_too_old_does_not_count(machine):
    add_python(machine, "#!/bin/sh\nexit 1\n")
    assert set_up(machine) == (
        1,
        "Python 3.11 or newer is needed, and was not found on the PATH.\n",
    )


def test_python_that_cannot_make_a_venv_says_what_to_install(machine):
    add_python(machine, WITHOUT_VENV)
    assert set_up(machine) == (
        1,
        f"{machine}/python3 cannot make a .venv."
        " On Debian: apt-get install python3.12-venv\n",
    )


def test_what_is_installed_is_not_installed_again():
    done = subprocess.run(
        ["sh", "requirements/install.sh", "base", "demo", "dev"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
