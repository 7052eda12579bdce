"""Nobody can forget a new page: every address is looked at, or said to be none."""

from django.urls import get_resolver

from tests.browser.pages import DEEDS, NO_PAGES, PAGES, STATES
from tests.stories.test_doors import addresses


def names():
    accounts = [it for it in get_resolver().reverse_dict if isinstance(it, str)]
    return {name for name, _ in addresses()} | set(accounts)


def looked_at():
    return {page.name for page in PAGES if not page.name.startswith(("admin:", "/"))}


def test_every_address_is_looked_at_or_is_no_page():
    assert looked_at() | set(NO_PAGES) == names()
    assert looked_at() & set(NO_PAGES) == set()


def test_no_two_looks_bear_the_same_name():
    labels = [page.label for page in PAGES + STATES]
    assert sorted(set(labels)) == sorted(labels)


def test_every_state_is_one_of_a_page_by_a_deed_that_is_done():
    assert {page.name for page in STATES} <= looked_at()
    assert {page.deed for page in STATES} == set(DEEDS)
