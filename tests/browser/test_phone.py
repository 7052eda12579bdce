"""On the phone of somebody who walks through a storeroom."""

import pytest

from tests.browser.test_import import upload

WIDTH = 360
OPEN_TO_ALL = ["/", "/accounts/login/", "/accounts/signup/", "/apply/"]
OF_MEMBERS = [
    "/",
    "/listings/",
    "/listings/offer/",
    "/listings/mine/",
    "/listings/import/",
    "/wanted/",
    "/wanted/post/",
    "/claims/",
    "/organisation/",
    "/preferences/",
]


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
    assert too_wide(anna, OF_MEMBERS + pages_of_the_story(site)) == []


def test_the_preview_of_a_list_does_not_scroll_sideways(phone):
    anna = phone("anna")
    upload(anna)
    assert anna.evaluate("document.documentElement.scrollWidth") <= WIDTH


def pages_of_the_story(site):
    """What Anna, Bram and Carla of the demo have to do with each other."""
    ((listing, accepted),) = site.sql(CLAIM, "Infuusstandaards, 5-poots")
    ((own, planned),) = site.sql(CLAIM, "Kledingkasten, 2 deurs")
    ((pickup,),) = site.sql(
        "SELECT id FROM logistics_pickup WHERE claim_id = %s", planned
    )
    ((room,),) = site.sql(
        "SELECT id FROM listings_listing WHERE title = 'Vergaderzaal tot 20 personen'"
    )
    ((want,),) = site.sql("SELECT id FROM wanted_want WHERE title = 'Hoog-laagbed'")
    return [
        *(f"/listings/{listing}/", f"/listings/{own}/", f"/listings/{own}/edit/"),
        *(f"/wanted/{want}/", f"/wanted/{want}/answer/"),
        *(f"/claims/ask/{room}/", f"/claims/{accepted}/", f"/claims/{planned}/"),
        *(f"/pickups/schedule/{accepted}/", f"/pickups/{pickup}/"),
        f"/pickups/{pickup}/reschedule/",
    ]


CLAIM = (
    "SELECT listing_id, claim.id FROM claims_claim claim"
    " JOIN listings_listing listing ON listing.id = listing_id WHERE title = %s"
)
