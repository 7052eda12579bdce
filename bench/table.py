"""What was measured, as the tables of `docs/benchmarks.md`."""

from typing import Any


def table(measured: list[dict[str, Any]]) -> str:
    """Pages, then sweeps, one column of figures per size; then memory over time."""
    soaked = [_memory(one["memory"]) for one in measured if "memory" in one]
    pages = [_pages(one) for one in measured]
    return "\n\n".join([*pages, _sweeps(measured), *soaked])


def _pages(one: dict[str, Any]) -> str:
    head = [
        f"{one['listings']:,} listings",
        *("p50", "p95", "floor p50", "× floor", "req/s, 1 client"),
        *("req/s, 8 clients", "p95, 8 clients", "CPU web", "CPU PostgreSQL"),
        *("queries", "bytes"),
    ]
    return _rows(head, [_page(page) for page in one["pages"]])


def _page(page: dict[str, Any]) -> list[str]:
    floor, many, cpu = page.get("floor"), page.get("many"), page["cpu_ms"]
    return [
        page["name"],
        f"{page['p50_ms']} ms",
        f"{page['p95_ms']} ms",
        f"{floor['p50_ms']} ms" if floor else "–",
        f"{page['p50_ms'] / floor['p50_ms']:.1f}" if floor else "–",
        str(page["per_second"]),
        str(many["per_second"]) if many else "–",
        f"{many['p95_ms']} ms" if many else "–",
        f"{cpu['web']} ms",
        f"{cpu['postgres']} ms",
        str(page.get("queries", "–")),
        f"{page['bytes']:,}",
    ]


def _sweeps(measured: list[dict[str, Any]]) -> str:
    names = {
        "wants": "open wants",
        "one_listing_ms": "one new listing matched, median (ms)",
        "one_listing_slowest_ms": "the slowest of thirty (ms)",
        "placing_s": "a list of 10,000 rows published (s)",
        "placing_worker_s": "… processor time of the worker (s)",
        "placing_postgres_s": "… of PostgreSQL (s)",
        "many_listings_s": "10,000 imported listings matched (s)",
        "news_first_per_s": "wants told of matches each second, the first hundred",
        "news_last_per_s": "… the last hundred",
        "told": "… after so many matches",
        "letters_s": "1,000 letters to a local SMTP server (s)",
        "paper_ms": "a paper drawn, median over its kinds and languages (ms)",
        "slowest_paper_ms": "… the slowest kind (ms)",
        "first_paper_ms": "… the first one of a process (ms)",
    }
    head = ["sweeps", *(f"{one['listings']:,}" for one in measured)]
    rows = [
        [words, *(str(one["sweeps"].get(name, "–")) for one in measured)]
        for name, words in names.items()
    ]
    return _rows(head, rows)


def _memory(soaked: dict[str, Any]) -> str:
    rounds = soaked["rounds_mib"]
    head = [
        "memory under load",
        "after one round",
        f"after {soaked['minutes']:g} minutes",
    ]
    rows = [[name, *(f"{one[name]} MiB" for one in (rounds[0], rounds[-1]))]
            for name in rounds[0]]  # fmt: skip
    return _rows(head, rows)


def _rows(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
