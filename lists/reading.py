"""A worker reads the lists that were sent, each in a process of its own that knows no
database and takes no more time and memory than a list may cost."""

import json
import logging
import signal
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from base.sweeps import sweep
from lists.models import Import

logger = logging.getLogger(__name__)
SECONDS, MEGABYTES = 20, 300  # of a processor, and besides what Python itself takes
PATIENCE = 120  # seconds on the clock, should it not end by itself
READ = ["surplus", "unreadable", "file", "photos"]


def read_due() -> int:
    """Read the lists that were sent; returns how many."""
    return sweep(Import.objects.to_read(), read_one)


def read_one(imported: Import) -> None:
    """Read one list, or say why it can't be."""
    with imported.file.open("rb") as file:
        content = file.read()
    keep(imported, _read_apart(imported, content))


def keep(imported: Import, answer: dict[str, Any]) -> None:
    """What was read, by the names of `surplus.__main__`; a file that can't be read is
    not kept."""
    imported.surplus = answer.get("surplus")
    imported.unreadable = answer.get("unreadable", "")
    if imported.surplus is None:
        for file in (imported.file, imported.photos):
            file.delete(save=False)
    imported.save(update_fields=READ)


def _read_apart(imported: Import, content: bytes) -> dict[str, Any]:
    with translation.override(imported.by.language):
        try:
            done = subprocess.run(
                _command(imported),
                input=_said(imported) + content,
                capture_output=True,
                timeout=PATIENCE,
                cwd=settings.BASE_DIR,
                env={"PYTHONUTF8": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"unreadable": _too_long()}
        if done.returncode == 0:
            return json.loads(done.stdout)
        logger.warning("List %s: %s", imported.pk, done.stderr[-2_000:].decode())
        if done.returncode in (-signal.SIGXCPU, -signal.SIGALRM):
            return {"unreadable": _too_long()}
        return {"unreadable": _cant_be_read()}


def _command(imported: Import) -> list[str]:
    name, today = imported.file_name, timezone.localdate().isoformat()
    limits = [str(SECONDS), str(MEGABYTES)]
    language = imported.by.language
    return [sys.executable, "-m", "surplus", name, today, language, *limits]


def _said(imported: Import) -> bytes:
    said = {
        "meanings": imported.meanings,
        "offers": imported.offers,
        "shown": imported.shown_sheets,
    }
    return json.dumps(said).encode() + b"\n"


def _too_long() -> str:
    return _(
        "It takes too long to read this file. Save only the rows that offer something"
        " as a new file, and send that."
    )


def _cant_be_read() -> str:
    return _(
        "This file can't be read. Save it as an Excel workbook (.xlsx) or as .csv, and"
        " send that."
    )
