"""A loan of ten comes back in part: eight whole, one damaged, one missing."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.steps import attach, open_the_rest, press, send, write

VIEWS = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "desk": {"viewport": {"width": 1280, "height": 860}},
}


@pytest.fixture
def photo(tmp_path):
    """A photo of what is broken."""
    path = tmp_path / "broken.jpg"
    Image.new("RGB", (640, 480), "saddlebrown").save(path)
    return path


@pytest.mark.parametrize("view", VIEWS)
def test_ten_come_back_in_part_and_both_settle_it(site, visitor, photo, view):
    lend = f"from tests.browser.stage import loan_of_ten as lend; lend('Tien {view}')"
    site.manage("shell", "-v0", "-c", lend)
    ((pickup, claim),) = site.sql(
        "SELECT pickup_id, claim.id FROM logistics_pickupline"
        " JOIN logistics_pickup pickup ON pickup.id = pickup_id AND direction = 'back'"
        " JOIN claims_claim claim ON claim.id = claim_id"
        " JOIN listings_listing listing ON listing.id = listing_id"
        " WHERE listing.title = %s",
        f"Tien {view}",
    )
    anna, bram = (
        visitor(name, javascript=False, **VIEWS[view]) for name in ("anna", "bram")
    )
    anna.goto(f"/pickups/{pickup}/")
    press(anna, f"a[href='/pickups/{pickup}/confirm/']")
    for name, pieces in (("whole", 8), ("damaged", 1), ("missing", 1)):
        write(anna, f"{name}_{claim}", str(pieces))
    open_the_rest(anna)
    write(anna, "words", "Van één is het blad gebarsten; één is niet gevonden.")
    attach(anna, "pictures", photo)
    send(anna)
    expect(anna).to_have_url(re.compile(f"/pickups/{pickup}/$"))
    anna.goto(f"/claims/{claim}/damage/")
    expect(anna.locator("section.panel")).to_have_count(2)
    press(anna, "section.panel a[href$='/propose/']")
    write(anna, "words", "Jullie betalen 40 euro.")
    send(anna)
    bram.goto(f"/claims/{claim}/damage/")
    press(bram, "form[action$='/agree/'] button")
    expect(bram.get_by_text("Jullie betalen 40 euro.").first).to_be_visible()
    expect(bram.locator("form[action$='/agree/']")).to_have_count(0)
