"""`make audit`: Lighthouse, on its mobile profile, against a demo of its own.

Prints a table and writes each report to `var/audit/`. Ends with 1 when a page misses a
goal. Lighthouse comes from npm; where npm is missing, this says so and stops.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deelplatform.settings")
django.setup()

from demo.configuration import CHECKOUT  # noqa: E402 (Django comes first)
from tests import npm  # noqa: E402
from tests.browser import chromium  # noqa: E402
from tests.browser.conftest import set_up_stage  # noqa: E402
from tests.browser.pages import Page, address_of  # noqa: E402
from tests.browser.steps import log_in  # noqa: E402
from tests.prepared import copied_demo  # noqa: E402

PAGES = [
    Page("home:front"),
    Page("listings:index", "anna"),
    Page("listings:detail", "anna"),
    Page("claims:detail", "anna"),
    Page("listings:offer", "anna"),
]
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100}
TIMES = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}
RUNS = 3  # the median counts: machines are shared
TRIES = 4  # of a run: now and then a browser loses its trace, and Lighthouse says so
REPORTS = CHECKOUT / "var" / "audit"
FLAGS = "--headless=new --no-sandbox --disable-dev-shm-usage"


def main():
    if lacks := npm.missing("npm", "node"):
        sys.exit(
            f"Lighthouse comes from npm; this machine lacks {' and '.join(lacks)}."
        )
    lighthouse = npm.installed("lighthouse") / ".bin" / "lighthouse"
    REPORTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, copied_demo(Path(var)) as site:
        stage = set_up_stage(site)
        os.environ["CHROME_PATH"], cookies = _browser_and_cookies(site)
        rows = [_audit(lighthouse, site, page, stage, cookies) for page in PAGES]
    _print(rows)
    sys.exit(any(row[goal] < GOALS[goal] for row in rows for goal in GOALS))


def _browser_and_cookies(site):
    """Where Chromium is, and the cookies of each reader once logged in."""
    with sync_playwright() as playwright:
        path = chromium.find(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        cookies = {"": ""}
        for who in {page.who for page in PAGES if page.who}:
            window = browser.new_context(base_url=site.url).new_page()
            log_in(window, address_of(who))
            kept = window.context.cookies()
            cookies[who] = "; ".join(f"{it['name']}={it['value']}" for it in kept)
    return str(path or playwright.chromium.executable_path), cookies


def _audit(lighthouse, site, page, stage, cookies):
    """The medians of a page's figures."""
    runs = [
        _run(lighthouse, f"{site.url}{page.path(stage)}", page, number, cookies)
        for number in range(RUNS)
    ]
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    return {"page": page.label} | medians


def _run(lighthouse, url, page, number, cookies):
    report = REPORTS / f"{page.label}-{number + 1}"
    command = [
        *(lighthouse, url, "--quiet", f"--chrome-flags={FLAGS}"),
        *("--output=json", "--output=html", f"--output-path={report}"),
        f"--only-categories={','.join(GOALS)}",
        f"--extra-headers={json.dumps({'Cookie': cookies[page.who]})}",
    ]
    for _ in range(TRIES):
        if subprocess.run(command).returncode == 0:
            return _figures(json.loads(Path(f"{report}.report.json").read_text()))
    sys.exit(f"Lighthouse failed {TRIES} times on {url}; it says why above.")


def _figures(report):
    scores = {goal: 100 * report["categories"][goal]["score"] for goal in GOALS}
    return scores | {it: report["audits"][it]["numericValue"] for it in TIMES}


def _print(rows):
    heads = [*GOALS, *TIMES.values()]
    print(f"| page | {' | '.join(heads)} |")
    print(f"|---|{'---:|' * len(heads)}")
    for row in rows:
        scores = [f"{row[goal]:.0f}" for goal in GOALS]
        times = [
            f"{row[it]:.3g}" if "shift" in it else f"{row[it]:.0f}" for it in TIMES
        ]
        print(f"| {row['page']} | {' | '.join([*scores, *times])} |")


if __name__ == "__main__":
    main()
