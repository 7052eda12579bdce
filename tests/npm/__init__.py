"""Tools that the tests take from npm: a folder for each, with its package.json."""

import shutil
import subprocess
from pathlib import Path

from demo.configuration import CHECKOUT

WANTED = Path(__file__).parent
QUIET = ("--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


def missing(*programs):
    """Those of these programs that this machine lacks."""
    return [program for program in programs if not shutil.which(program)]


def installed(tool):
    """The folder of a tool's modules, made first if its package.json has changed."""
    wanted = WANTED / tool / "package.json"
    folder = CHECKOUT / "var" / "npm" / tool
    there = folder / "package.json"
    if not there.exists() or there.read_text() != wanted.read_text():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, there)
        _install(folder, there)
    return folder / "node_modules"


def _install(folder, there):
    """What is half installed is not there."""
    try:
        subprocess.run(["npm", "install", *QUIET], cwd=folder, check=True)
    except BaseException:
        there.unlink()
        raise
