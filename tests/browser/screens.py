"""`make screens`: a picture of every page, on a phone, at a desk and in the dark.

They are written to `var/screens/<view>/<page>.png`, to be looked at. The few in
PICTURES are those of the README, and are written to `docs/images/` as well.
"""

import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from home.demo.plan import CHECKOUT
from tests.browser import chromium
from tests.browser.pages import OF_MEMBERS, OPEN_TO_ALL, of_the_story
from tests.browser.steps import log_in
from tests.demo import running_demo

DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}
VIEWS = {
    "phone": {"viewport": PHONE, "has_touch": True},
    "desk": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
}
SCREENS, IMAGES = CHECKOUT / "var/screens", CHECKOUT / "docs/images"
PICTURES = {
    "front.png": ("desk", "everybody", "/"),
    "offers.png": ("desk", "anna", "/listings/"),
    "work.png": ("phone", "anna", "/"),
}


def main():
    with tempfile.TemporaryDirectory() as var, running_demo(Path(var)) as site:
        people = {
            "everybody": OPEN_TO_ALL,
            "anna": OF_MEMBERS + of_the_story(site),
            "mo": ["/admin/"],
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.find(playwright), args=["--no-sandbox"]
            )
            for view, options in VIEWS.items():
                context = {"base_url": site.url, "locale": "nl-NL", **options}
                for name, paths in people.items():
                    page = browser.new_context(**context).new_page()
                    photograph(page, view, name, paths)
    for picture, (view, name, path) in PICTURES.items():
        shutil.copy(file_of(view, name, path, "fold"), IMAGES / picture)


def photograph(page, view, name, paths):
    """Each page twice: whole, and as much as one sees at first."""
    if name != "everybody":
        log_in(page, f"{name}@demo.example")
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        for cut in ("whole", "fold"):
            target = file_of(view, name, path, cut)
            page.screenshot(path=target, full_page=cut == "whole")
            print(target.relative_to(CHECKOUT))


def file_of(view, name, path, cut):
    """`var/screens/phone/anna-listings-offer.whole.png`"""
    words = re.findall(r"[\w=]+", path) or ["start"]
    return SCREENS / view / f"{name}-{'-'.join(words)}.{cut}.png"


if __name__ == "__main__":
    main()
