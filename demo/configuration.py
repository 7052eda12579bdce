"""What a demo will use: its address, its folder and the settings of its processes."""

import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
LAST_PORT = 65535
REPLY_ADDRESS = "antwoord@demo.example"
IMAP_USER = "antwoord"
# Settings of a production that must not reach into a demo.
LEAVE_OUT = {
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CONTACT_EMAIL",
    "DEFAULT_FROM_EMAIL",
    "GUNICORN_CMD_ARGS",
    "MEDIA_ROOT",
    "STATIC_ROOT",
}


class NotPossibleError(Exception):
    """The demo cannot run; the message is one clear line."""


@dataclass(frozen=True)
class Configuration:
    """Read from the environment: PORT, VAR, DATABASE_URL, REDIS_URL."""

    var: Path
    port: int
    mail_port: int
    imap_port: int = 0
    imap_password: str = ""
    database_url: str = ""
    redis_url: str = ""
    others: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_environment(cls, given: dict[str, str]) -> "Configuration":
        return cls(
            var=Path(given.get("VAR") or CHECKOUT / "var").resolve(),
            port=_port(given.get("PORT") or "8000"),
            mail_port=free_port(),
            imap_port=free_port(),
            imap_password=secrets.token_hex(16),
            database_url=given.get("DATABASE_URL", ""),
            redis_url=given.get("REDIS_URL", ""),
            others={name: given[name] for name in given.keys() - LEAVE_OUT},
        )

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        return self.var / "log"

    def environment(self, redis_url: str) -> dict[str, str]:
        """The environment of every process of this demo."""
        return self.others | {
            "DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "deelplatform.settings",
            "EMAIL_URL": f"smtp://{HOST}:{self.mail_port}",
            "IMAP_URL": self.imap_url,
            "PYTHONUNBUFFERED": "1",
            "REDIS_URL": redis_url,
            "REPLY_ADDRESS": REPLY_ADDRESS,
            "SITE_URL": self.url,
            "VAR": str(self.var),
        }

    @property
    def imap_url(self) -> str:
        """The mailbox of answers, as the settings want it."""
        return f"imap://{IMAP_USER}:{self.imap_password}@{HOST}:{self.imap_port}/INBOX"

    def check(self) -> None:
        """Refuse, before anything is started, what cannot work."""
        _check_folder(self.log)
        _check_port(self.port)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        return door.getsockname()[1]


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= LAST_PORT):
        sentence = f"PORT={text} is not a port: use a number up to {LAST_PORT}."
        raise NotPossibleError(sentence)
    return int(text)


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "try").touch()
        (folder / "try").unlink()
    except OSError as error:
        raise NotPossibleError(
            f"The folder {folder} cannot be written ({error.strerror})."
            " Choose another one with VAR=/some/folder."
        ) from error


def _check_port(port: int) -> None:
    with socket.socket() as door:
        # As gunicorn does it: a connection that has just been closed is no hindrance.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError as error:
            raise NotPossibleError(
                f"Port {port} cannot be used ({error.strerror})."
                f" Choose another one with PORT={_another(port)}."
            ) from error


def _another(port: int) -> int:
    return port + 123 if port + 123 <= LAST_PORT else 8123
