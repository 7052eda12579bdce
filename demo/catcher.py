"""A real SMTP server that keeps every letter as a file and sends nothing on; what
answers a letter goes into the mailbox for answers too.

Run as `python -m demo.catcher PORT FOLDER MAILROOM`.
"""

import re
import signal
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.configuration import HOST
from demo.mailroom import Mailroom, is_answer

READY_TIMEOUT_S = 30  # seconds
LONGEST_NAME = 150


class Keeper:
    """Writes each letter once per reader, complete or not at all."""

    def __init__(self, folder: Path, mailroom: Mailroom | None = None):
        self.folder, self.mailroom = folder, mailroom
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd calls)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        for reader in envelope.rcpt_tos:
            self._keep(reader, content)
            if self.mailroom and is_answer(reader):
                self.mailroom.deliver(content)
        return "250 OK"

    def _keep(self, reader: str, content: bytes) -> None:
        readable = re.sub(r"[^\w.@+-]", "_", reader)[:LONGEST_NAME]
        path = self.folder / f"{time.time_ns()}-{readable}.eml"
        path.with_suffix(".part").write_bytes(content)
        path.with_suffix(".part").rename(path)


def catch(port: int, folder: Path, mailroom: Mailroom) -> None:
    """Keep letters until SIGTERM."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    controller = Controller(
        Keeper(folder, mailroom),
        hostname=HOST,
        port=port,
        ready_timeout=READY_TIMEOUT_S,
    )
    controller.start()
    over.wait()
    controller.stop()


if __name__ == "__main__":
    catch(int(sys.argv[1]), Path(sys.argv[2]), Mailroom(Path(sys.argv[3])))
