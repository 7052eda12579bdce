"""Read a list in a process of its own: `python -m surplus NAME TODAY LANGUAGE` and two
limits, in seconds and megabytes.

The file comes on standard input after a line of JSON (the meanings of columns, and the
rows that are offers); on standard output goes JSON: the reading, or why there is none.
It knows no database and no settings, and takes no more time and memory than it is
allowed: a file that makes the program choke costs its sender a sentence and nobody else
anything."""

import json
import resource
import signal
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from surplus.unreadable import Unreadable

PATIENCE = 4  # times as long on the clock as of a processor: machines are busy


def main(name: str, today: str, language: str, seconds: str, megabytes: str) -> None:
    """Write the reading of the file on standard input."""
    _limit(resource.RLIMIT_CPU, int(seconds))
    signal.alarm(PATIENCE * int(seconds))  # it may also hang, and take no time at all
    _limit(resource.RLIMIT_DATA, int(megabytes) * 1024**2)
    settings.configure(LOCALE_PATHS=[Path(__file__).parent.parent / "locale"])
    django.setup()
    with translation.override(language):
        answer = _answer(name, date.fromisoformat(today))
    json.dump(answer, sys.stdout)


def _answer(name: str, today: date) -> dict:
    from surplus.reader import read_surplus  # noqa: PLC0415 (within the limits)

    said = json.loads(sys.stdin.buffer.readline())
    said["offers"] = [(sheet, row) for sheet, row in said["offers"]]
    file = BytesIO(sys.stdin.buffer.read())
    try:
        surplus = read_surplus(file, name, today=today, **said)
    except Unreadable as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": _("This file takes too much memory. Split it up.")}
    return {"surplus": surplus.to_json()}


def _limit(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, hard))


if __name__ == "__main__":
    main(*sys.argv[1:])
