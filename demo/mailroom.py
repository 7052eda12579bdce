"""The mailbox of a demo that answers by e-mail come in at, behind a real IMAP server
which listens to this machine only."""

import mailbox
import sys
from pathlib import Path

from pysasl.hashing import BuiltinHash

from demo.configuration import HOST, IMAP_USER, REPLY_ADDRESS

BOX = "inbox"
SERVE = "from pymap.main import main; main()"


class Mailroom:
    """A folder with one mailbox, and who may open it."""

    def __init__(self, folder: Path):
        self.folder = folder

    def command(self, port: int, password: str) -> list[str | Path]:
        """What starts its server, with the password written down for its eyes only."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write("pymap-etc-passwd", f"{IMAP_USER}::1000:1000::{BOX}:\r\n")
        hashed = BuiltinHash(rounds=1_000).hash(password)
        self._write("pymap-etc-shadow", f"{IMAP_USER}:{hashed}\r\n")
        # No TLS: it would want a certificate, and nobody listens in on this machine.
        options = ["--host", HOST, "--port", str(port), "--no-tls"]
        return [sys.executable, "-c", SERVE, *options, "maildir", self.folder]

    def deliver(self, content: bytes) -> None:
        """Put an e-mail into the mailbox."""
        box = mailbox.Maildir(self.folder / BOX)
        box.add(content)

    def waiting(self) -> int:
        """How many lie in it."""
        return len(mailbox.Maildir(self.folder / BOX))

    def _write(self, name: str, line: str) -> None:
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_text(line)


def is_answer(address: str) -> bool:
    """Is it one of the addresses that letters are answered at?"""
    local, _at, domain = REPLY_ADDRESS.partition("@")
    given, _at, where = address.lower().partition("@")
    return given.partition("+")[0] == local and where == domain
