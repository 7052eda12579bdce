"""Processes that belong together: started, watched and stopped as one."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from demo.configuration import CHECKOUT, NotPossibleError

STOP_TIMEOUT_S = 20  # seconds for a process to stop by itself
TAIL = 12  # lines


class Child:
    """One process with its own log. In a session of its own, so that Ctrl-C
    reaches it only through us, in the right order."""

    def __init__(self, name: str, command: Sequence[str | Path], log: Path, env: dict):
        self.name, self.command, self.env = name, command, env
        self.log = log / f"{name}.log"
        self.restarted = False
        self.start()

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_again(self) -> None:
        self.end(time.monotonic())
        self.restarted = True
        self.start()

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.is_alive():
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait until it has stopped; what is left of it then is killed."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0, deadline - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self) -> str:
        """The end of its log."""
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL:]
        return "\n".join([f"From {self.log}:", *(f"    {line}" for line in lines)])


class Crew:
    """The children of one demo: servers, and workers who need those servers."""

    def __init__(self, log: Path, env: dict[str, str]):
        self.log, self.env = log, env
        self.servers: list[Child] = []
        self.workers: list[Child] = []

    def child(self, name: str, command: Sequence[str | Path]) -> Child:
        """A process that is not watched: whoever starts it waits for it."""
        return Child(name, command, self.log, self.env)

    def start_server(self, name: str, command: Sequence[str | Path]) -> None:
        self.servers.append(self.child(name, command))

    def start_worker(self, name: str, command: Sequence[str | Path]) -> None:
        self.workers.append(self.child(name, command))

    def mend(self) -> list[str]:
        """Start again what has died, once; at the second time the demo ends.
        Returns the names of what was started again."""
        dead = [c for c in self.servers + self.workers if not c.is_alive()]
        for child in dead:
            if child.restarted:
                raise NotPossibleError(
                    f"The demo ends: {child.name} stopped twice. {child.last_words()}"
                )
            child.start_again()
        return [child.name for child in dead]

    def stop(self) -> None:
        """Stop everything; what serves the others goes last."""
        for group in (self.workers, self.servers):
            deadline = time.monotonic() + STOP_TIMEOUT_S
            for child in group:
                child.ask_to_stop()
            for child in group:
                child.end(deadline)
            group.clear()
