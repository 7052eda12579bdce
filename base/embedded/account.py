"""Under which account the server runs. PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from pathlib import Path

from base.embedded.errors import NoServerError

NOBODY = "nobody"
CAPABILITIES = ("dac_read_search", "dac_override")


def account_for(data: Path) -> pwd.struct_passwd:
    """Our own; for root, the owner of the data that are there, or else nobody."""
    if not _is_root():
        return pwd.getpwuid(os.getuid())
    owner = data.stat().st_uid if data.exists() else 0
    return pwd.getpwuid(owner) if owner else pwd.getpwnam(NOBODY)


def prefix_for(account: pwd.struct_passwd, paths: list[Path]) -> list[str]:
    """The words before a command that make it run under this account.

    When a folder above `paths` is closed to others (a checkout in /root), the
    server may pass it by a capability; we do not change anybody's folders.
    """
    if account.pw_uid == os.getuid():
        return []
    change = [
        "setpriv",
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
    ]
    extra = [[], *(_with(capability) for capability in CAPABILITIES)]
    for prefix in (change + more for more in extra):
        if all(_can_enter(prefix, path) for path in paths):
            return prefix
    raise NoServerError(
        f"PostgreSQL does not run as root, and {account.pw_name} cannot reach"
        f" {paths[-1]}. Run as an ordinary user, or use another folder."
    )


def _is_root() -> bool:
    return os.geteuid() == 0


def _with(capability: str) -> list[str]:
    # The securebit keeps the capability in access(2), which PostgreSQL asks.
    return [
        "--securebits=+no_setuid_fixup",
        f"--inh-caps=+{capability}",
        f"--ambient-caps=+{capability}",
    ]


def _can_enter(prefix: list[str], path: Path) -> bool:
    try:
        test = subprocess.run(
            [*prefix, "test", "-x", str(path)],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise NoServerError(
            "PostgreSQL does not run as root here: `setpriv` (util-linux) is missing."
            " Run as an ordinary user."
        ) from None
    return test.returncode == 0
