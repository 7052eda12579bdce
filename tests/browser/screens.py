"""`make screens`: a picture of every page, on a phone, at a desk and in the dark.

They are written to `var/screens/<view>/<page>.png`, to be looked at. The few in
PICTURES are those of the README, and are written to `docs/images/` as well.
"""

import os
import shutil
import tempfile
from itertools import groupby
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deelplatform.settings")
django.setup()

from demo.configuration import CHECKOUT  # noqa: E402 (Django comes first)
from tests.browser import chromium  # noqa: E402
from tests.browser.conftest import set_up_stage  # noqa: E402
from tests.browser.pages import DEEDS, PAGES, STATES, address_of  # noqa: E402
from tests.browser.steps import log_in  # noqa: E402
from tests.prepared import copied_demo  # noqa: E402

DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}
VIEWS = {
    "phone": {"viewport": PHONE, "has_touch": True},
    "desk": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
}
SCREENS, IMAGES = CHECKOUT / "var/screens", CHECKOUT / "docs/images"
PICTURES = {
    "front.png": ("desk", "nobody-home-front"),
    "offers.png": ("desk", "anna-listings-index-terms-free-within-25"),
    "offer.png": ("desk", "anna-listings-detail"),
    "work.png": ("phone", "anna-home-front"),
    "request.png": ("phone", "anna-claims-detail-planned"),
}


def main():
    with (
        tempfile.TemporaryDirectory() as var,
        copied_demo(Path(var)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright), args=["--no-sandbox"]
        )
        stage = set_up_stage(site)
        for view, options in VIEWS.items():
            context = {"base_url": site.url, "locale": "nl-NL", **options}
            photograph_all(browser, view, context, stage)
    for picture, (view, label) in PICTURES.items():
        shutil.copy(file_of(view, label, "fold"), IMAGES / picture)


def photograph_all(browser, view, context, stage):
    by_reader = sorted(PAGES + STATES, key=lambda page: page.who)
    for who, pages in groupby(by_reader, key=lambda page: page.who):
        window = browser.new_context(**context).new_page()
        if who:
            log_in(window, address_of(who))
        for page in pages:
            photograph(window, view, page, stage)
        window.context.close()


def photograph(window, view, page, stage):
    """Each page twice: whole, and as much as one sees at first."""
    window.goto(page.path(stage))
    window.wait_for_load_state("networkidle")
    if page.deed and (view == "phone" or not page.on_phones_only):
        DEEDS[page.deed](window)
    for cut in ("whole", "fold"):
        target = file_of(view, page.label, cut)
        window.screenshot(path=target, full_page=cut == "whole")
        print(target.relative_to(CHECKOUT))


def file_of(view, label, cut):
    """`var/screens/phone/anna-listings-offer.whole.png`"""
    return SCREENS / view / f"{label}.{cut}.png"


if __name__ == "__main__":
    main()
