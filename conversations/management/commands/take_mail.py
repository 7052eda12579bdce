"""`manage.py take_mail < e-mail`: for a mail server that hands e-mail to a program."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from conversations.mail import intake
from conversations.mail.parsing import MOST_BYTES

TRY_AGAIN_LATER = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps it


class Command(BaseCommand):
    """Writes one e-mail down; the clock reads it."""

    help = "Takes in one e-mail from standard input."
    requires_system_checks: list = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        try:
            intake.keep(raw)
        except DatabaseError as error:
            self.stderr.write(f"Try again later: {error}")
            sys.exit(TRY_AGAIN_LATER)
