"""A real SMTP server that keeps every letter as a file and sends nothing on.

Run as `python -m demo.catcher PORT FOLDER`.
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

READY_TIMEOUT_S = 30  # seconds
LONGEST_NAME = 150


class Keeper:
    """Writes each letter once per reader, complete or not at all."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd calls)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        for reader in envelope.rcpt_tos:
            self._keep(reader, envelope.original_content or b"")
        return "250 OK"

    def _keep(self, reader: str, content: bytes) -> None:
        readable = re.sub(r"[^\w.@+-]", "_", reader)[:LONGEST_NAME]
        path = self.folder / f"{time.time_ns()}-{readable}.eml"
        path.with_suffix(".part").write_bytes(content)
        path.with_suffix(".part").rename(path)


def catch(port: int, folder: Path) -> None:
    """Keep letters until SIGTERM."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    controller = Controller(
        Keeper(folder), hostname=HOST, port=port, ready_timeout=READY_TIMEOUT_S
    )
    controller.start()
    over.wait()
    controller.stop()


if __name__ == "__main__":
    catch(int(sys.argv[1]), Path(sys.argv[2]))
