"""Finding a real Chromium, or getting one. Without any, the browser tests fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.prepared import alone

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
UPDATE = ["apt-get", "update", "-qq"]
INSTALL = ["apt-get", "install", "-qq", "-y", "chromium"]
DOWNLOAD = [sys.executable, "-m", "playwright", "install", "chromium"]


class NoBrowserError(RuntimeError):
    """There is no Chromium on this machine and none could be installed."""


def installed():
    """The Chromium that is on this machine, if any."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def find(playwright):
    """The path of a Chromium that runs; installs one when there is none. One worker
    does, and the other waits: Debian installs for one at a time."""
    with alone():
        return _found(playwright) or _install(playwright)


def _found(playwright):
    of_playwright = Path(playwright.chromium.executable_path)
    return installed() or (str(of_playwright) if of_playwright.exists() else None)


def _install(playwright):
    if _is_root_on_debian() and _succeeds(UPDATE) and _succeeds(INSTALL):
        return installed()
    if _succeeds(DOWNLOAD) and (found := _found(playwright)):
        return found
    raise NoBrowserError(
        "No Chromium is installed and none could be installed. On Debian:"
        " apt-get install chromium; elsewhere: .venv/bin/playwright install chromium"
    )


def _is_root_on_debian():
    return os.getuid() == 0 and shutil.which("apt-get") is not None


def _succeeds(command):
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment).returncode == 0
