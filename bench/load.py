"""The second process: asks a server for one page, again and again, and times it.

Reads what to ask as JSON from its standard input, and writes what it measured.
"""

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from statistics import quantiles
from urllib.parse import urlencode

WARM_UP = 5
HOST = "127.0.0.1"


def ask(door: http.client.HTTPConnection, task: dict, number: int = 0) -> int:
    """One request, the one whose turn it is; returns the bytes of the answer, as they
    went over the line."""
    cookies, paths = task.get("cookies"), task.get("paths") or [task.get("path")]
    cookie = cookies[number % len(cookies)] if cookies else task["cookie"]
    headers = {"Accept-Encoding": "gzip", "Cookie": cookie}
    headers |= task.get("headers", {})
    method, path, body = "GET", paths[number % len(paths)], None
    if task.get("posts"):
        path, form = task["posts"][number]
        method, body = "POST", urlencode(form | {"csrfmiddlewaretoken": task["csrf"]})
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    door.request(method, path, body, headers)
    answer = door.getresponse()
    size = len(answer.read())
    expected = 302 if method == "POST" else 200
    if answer.status != expected:
        raise SystemExit(f"{path} answers {answer.status}, not {expected}.")
    return size


def one_client(task: dict) -> dict:
    """One after the other: milliseconds and bytes."""
    door = http.client.HTTPConnection(HOST, task["port"], timeout=60)
    warm_up = 2 if task.get("posts") else WARM_UP
    times, size = [], 0
    for number in range(warm_up + task["times"]):
        began = time.perf_counter()
        size = ask(door, task, number)
        times.append((time.perf_counter() - began) * 1_000)
    door.close()
    times = times[warm_up:]
    cuts = quantiles(times, n=20, method="inclusive")
    return {
        "p50_ms": round(cuts[9], 1),
        "p95_ms": round(cuts[18], 1),
        "per_second": round(1_000 * len(times) / sum(times), 1),
        "bytes": size,
        "asked": warm_up + len(times),
    }


def many_clients(task: dict) -> dict:
    """At the same time, for some seconds: requests per second, and milliseconds."""
    until = time.perf_counter() + task["seconds"]

    def go_on(client: int) -> list[float]:
        door = http.client.HTTPConnection(HOST, task["port"], timeout=60)
        times: list[float] = []
        while time.perf_counter() < until:
            began = time.perf_counter()
            ask(door, task, client + len(times) * task["clients"])
            times.append((time.perf_counter() - began) * 1_000)
        door.close()
        return times

    began = time.perf_counter()
    with ThreadPoolExecutor(task["clients"]) as clients:
        times = list(chain.from_iterable(clients.map(go_on, range(task["clients"]))))
    took = time.perf_counter() - began
    return {
        "per_second": round(len(times) / took, 1),
        "p95_ms": round(quantiles(times, n=20, method="inclusive")[18], 1),
    }


if __name__ == "__main__":
    task = json.load(sys.stdin)
    print(json.dumps((many_clients if task.get("clients") else one_client)(task)))
