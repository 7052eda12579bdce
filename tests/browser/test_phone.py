"""On the phone of somebody who walks through a storeroom."""

import pytest

from tests.browser.pages import OF_MEMBERS, OPEN_TO_ALL, of_the_story
from tests.browser.test_import import upload

WIDTH = 360


@pytest.fixture
def phone(visitor):
    """A phone's browser; opens a page and says how wide its contents are."""

    def open_as(name=None):
        return visitor(name, viewport={"width": WIDTH, "height": 780}, has_touch=True)

    return open_as


def too_wide(page, paths):
    """Those pages that must be moved sideways to be read."""
    return [path for path in paths if width_of(page, path) > WIDTH]


def width_of(page, path):
    assert page.goto(path).ok, path
    return page.evaluate("document.documentElement.scrollWidth")


def test_no_page_for_everybody_scrolls_sideways(phone):
    assert too_wide(phone(), OPEN_TO_ALL) == []


def test_no_page_for_members_scrolls_sideways(phone, site):
    anna = phone("anna")
    assert too_wide(anna, OF_MEMBERS + of_the_story(site)) == []


def test_the_preview_of_a_list_does_not_scroll_sideways(phone):
    anna = phone("anna")
    upload(anna)
    assert anna.evaluate("document.documentElement.scrollWidth") <= WIDTH
