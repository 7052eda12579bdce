"""What the servers cost: processor time, so far, in milliseconds."""

from pathlib import Path

import psutil

from base.embedded.cluster import Cluster


def spent_ms(var: Path) -> dict[str, float]:
    """Of the web processes that we started, and of the PostgreSQL in this folder."""
    ours = psutil.Process().children(recursive=True)
    web = [process for process in ours if _is_web(process)]
    server = psutil.Process(Cluster(var).pid())
    return {
        "web": sum(map(_ms, web)),
        "postgres": _ms_of_ended(server)
        + sum(map(_ms, [server, *server.children(recursive=True)])),
    }


def _is_web(process: psutil.Process) -> bool:
    try:
        return "gunicorn" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


def _ms(process: psutil.Process) -> float:
    """PostgreSQL's processes come and go."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return 1_000 * (times.user + times.system)


def _ms_of_ended(process: psutil.Process) -> float:
    """What those cost that it started and that are gone."""
    times = process.cpu_times()
    return 1_000 * (times.children_user + times.children_system)
