"""`make bench`: fill, serve, ask, and say it in a table and in JSON."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from base.embedded import server
from bench.spending import spent_ms
from bench.table import table
from demo.broker import Redis
from demo.configuration import CHECKOUT, Configuration, free_port
from demo.crew import Crew
from demo.run import BEAT, GUNICORN, PYTHON, WORKER, answers

SIZES = [10_000, 100_000, 1_000_000]
TIMES, SECONDS, CLIENTS = 40, 3, 8
POSTS = 25
FEWEST_ROUNDS = 2  # of which the later one says whether memory grows


def main() -> int:
    """Every size in turn; 1 when a whole table was read at the largest."""
    options = _options()
    var = Path(os.environ.get("VAR") or CHECKOUT / "var").resolve() / "bench"
    measured = []
    for size in options.sizes:
        print(f"{size} listings.", flush=True)
        measured.append(measure(var / str(size), size, options))
        (var / "measured.json").write_text(json.dumps(measured, indent=1))
        print(table(measured), flush=True)
    walks = measured[-1]["walks"]
    for walk in walks:
        print(f"A whole table is read: {walk}")
    return 1 if walks and options.sizes[-1] >= SIZES[-1] else 0


def measure(var: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """One size, with servers of its own that end with it."""
    var.mkdir(parents=True, exist_ok=True)
    configuration = Configuration.from_environment(
        {**os.environ, "VAR": str(var), "PORT": str(free_port())}
    )
    configuration.check()
    server.use(var)
    redis = Redis(var / "redis")
    crew = Crew(configuration.log, configuration.environment(redis.url))
    try:
        crew.start_server("redis", redis.command())
        catcher = [*PYTHON, "demo.catcher", str(configuration.mail_port)]
        crew.start_server("mail", [*catcher, var / "mail"])
        return {"listings": size, **_measured(crew, configuration, size, options)}
    finally:
        crew.stop()
        server.leave(var)


def _measured(
    crew: Crew, configuration: Configuration, size: int, options: argparse.Namespace
) -> dict:
    env = configuration.environment(crew.env["REDIS_URL"]) | {"DEBUG": ""}
    env["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    crowd = ["--listings", str(size), "--wants", str(size // 10 or 1)]
    _run(env, "manage.py", "prepare_demo", *crowd)
    asked = json.loads(_run(env, "-m", "bench.inside", "prepare", *options.only))
    crew.env = env
    crew.start_worker("web", [*PYTHON, *GUNICORN, f"127.0.0.1:{configuration.port}"])
    while not answers(configuration.port):
        pass
    pages = [_page(page, configuration) for page in asked["pages"]]
    (configuration.var / "pages.json").write_text(json.dumps(pages, indent=1))
    measured = {"pages": pages, "walks": asked["walks"], "sweeps": {}}
    if options.soak and size == options.sizes[-1]:
        measured["memory"] = _soak(asked["pages"], crew, configuration, options.soak)
    if not options.pages_only:
        measured["sweeps"] = json.loads(_run(env, "-m", "bench.inside", "sweeps"))
    return measured


def _page(page: dict, configuration: Configuration) -> dict[str, Any]:
    """One page, and its floor where it has one, measured by turns on one server."""
    task = page["task"] | {"port": configuration.port, "times": TIMES}
    if "posts" in task:
        return {
            "name": page["name"],
            **_costing(task | {"times": POSTS}, configuration),
        }
    measured = {"name": page["name"], **_costing(task, configuration)}
    if "floor" in page:
        floor = page["floor"] | {"port": configuration.port, "times": TIMES}
        measured |= {"queries": page["queries"], "floor": _load(floor)}
    many = {"seconds": SECONDS, "clients": CLIENTS}
    measured["many"] = _load(task | many)
    print(f"  {page['name']}: {measured['p50_ms']} ms", flush=True)
    return measured


def _costing(task: dict, configuration: Configuration) -> dict[str, Any]:
    """One client's times, and what each page cost the processors."""
    before = spent_ms(configuration.var)
    measured = _load(task)
    after = spent_ms(configuration.var)
    asked = measured["asked"]
    cost = {name: round((after[name] - before[name]) / asked, 1) for name in after}
    return {**measured, "cpu_ms": cost}


def _soak(
    pages: list[dict], crew: Crew, configuration: Configuration, minutes: float
) -> dict:
    """Memory of the web and of the worker, in MiB, after a round of load and after all
    of it. The worker matches what each round makes new."""
    beat = configuration.var / "beat"
    beat.mkdir(exist_ok=True)
    crew.start_worker("worker", [*PYTHON, *WORKER])
    crew.start_worker("beat", [*PYTHON, *BEAT, beat / "schedule"])
    reading = [page["task"] for page in pages if "posts" not in page["task"]]
    load = {"port": configuration.port, "seconds": SECONDS, "clients": CLIENTS}
    until = time.monotonic() + 60 * minutes
    rounds: list[dict] = []
    while time.monotonic() < until or len(rounds) < FEWEST_ROUNDS:
        _run(crew.env, "-m", "bench.inside", "stir")
        for task in reading:
            _load(task | load)
        rounds.append({name: _memory(name) for name in ("gunicorn", "celery")})
        print(f"  soak: {rounds[-1]} MiB", flush=True)
    return {"minutes": minutes, "rounds_mib": rounds}


def _memory(name: str) -> float:
    """Memory of our processes of that name, what they share counted once, in MiB."""
    ours = psutil.Process().children(recursive=True)
    return round(sum(_bytes(one, name) for one in ours) / 2**20, 1)


def _bytes(process: psutil.Process, name: str) -> int:
    """Of one process, if it has that name; PostgreSQL's, for one, come and go."""
    try:
        named = name in " ".join(process.cmdline())
        return process.memory_full_info().pss if named else 0
    except psutil.NoSuchProcess:
        return 0


def _load(task: dict) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.load"]
    told = json.dumps(task)
    return json.loads(
        subprocess.run(
            command, input=told, capture_output=True, text=True, check=True
        ).stdout
    )


def _run(env: dict[str, str], *words: str) -> str:
    """A command beside the server; the last line that it prints."""
    said = subprocess.run(
        [sys.executable, *words],
        env=env,
        cwd=CHECKOUT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return said.stdout.strip().rpartition("\n")[2]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument(
        "--soak", type=float, default=0, help="minutes of load, at the last size"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], help="pages with such a word in their names"
    )
    parser.add_argument("--pages-only", action="store_true", help="no sweeps")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
