"""What waits for somebody: the count in the menu, the week of times, the paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

CLAIM = (
    "SELECT claim.id FROM claims_claim claim"
    " JOIN listings_listing listing ON listing.id = listing_id WHERE listing.title = %s"
)


def claim_of(site, title):
    return site.sql(CLAIM, title)[0][0]


def test_the_count_in_the_menu_grows_and_is_said_aloud(visitor):
    anna = visitor("carla")
    link = anna.get_by_role("link", name=re.compile(r"^Mijn werk \(\d+ wacht"))
    waiting = int(re.search(r"\d+", link.inner_text()).group())
    anna.locator("#waits").evaluate(
        "it => it.setAttribute('data-hx-get', '/waits/?known=0')"
    )
    anna.evaluate("htmx.process(document.getElementById('waits'))")
    anna.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    news = anna.get_by_role("status").filter(has_text=re.compile("nieuwe"))
    expect(news).to_have_text(re.compile(f"^{waiting} nieuwe ta"))
    expect(link).to_have_count(1)
    expect(anna.locator("#waits")).to_have_attribute(
        "data-hx-get", f"/waits/?known={waiting}"
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_a_week_leads_to_the_next_and_back(site, visitor, javascript):
    anna = visitor("anna", javascript=javascript)
    claim = claim_of(site, "Infuusstandaards, 5-poots")
    anna.goto(f"/pickups/schedule/{claim}/")
    first, second = (anna.locator(".week").nth(n) for n in (0, 1))
    expect(first.locator(".days")).to_be_visible()
    first.get_by_role("link", name="Volgende week").click()
    expect(second.locator(".days")).to_be_visible()
    expect(first.locator(".days")).to_be_hidden()
    second.get_by_role("link", name="Vorige week").click()
    expect(first.locator(".days")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_chosen_time_stays_in_sight_with_its_button(site, visitor, javascript):
    phone = {"viewport": {"width": 360, "height": 740}}
    anna = visitor("anna", javascript=javascript, **phone)
    claim = claim_of(site, "Infuusstandaards, 5-poots")
    anna.goto(f"/pickups/schedule/{claim}/")
    slot = anna.locator("details[open] [name=slot]").first
    slot.check()
    expect(anna.locator(".plan-bar .button")).to_be_in_viewport(ratio=1)
    if javascript:
        words = slot.get_attribute("data-says")
        expect(anna.locator("[data-says-chosen]")).to_have_text(words)
        expect(anna.locator("[data-says-chosen]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("javascript", [True, False])
def test_ticked_offers_are_changed_and_downloaded_together(visitor, javascript):
    anna = visitor("anna", javascript=javascript)
    anna.goto("/listings/mine/")
    expect(anna.get_by_role("button", name="Wijzigen…")).to_be_hidden()
    for nth in (0, 2):
        anna.locator("[name=chosen]").nth(nth).check()
    if javascript:
        expect(anna.locator("[data-picked]")).to_have_text("2 gekozen")
        anna.locator("[data-pick-all]").check()
        rows = anna.locator("[name=chosen]").count()
        expect(anna.locator("[data-picked]")).to_have_text(f"{rows} gekozen")
        anna.locator("[data-pick-all]").uncheck()
        for nth in (0, 2):
            anna.locator("[name=chosen]").nth(nth).check()
    with anna.expect_download() as download:
        anna.get_by_role("button", name="CSV").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    anna.get_by_role("button", name="Wijzigen…").click()
    expect(anna.locator("h1")).to_have_text("2 keer aanbod wijzigen")


def test_a_pickup_prints_on_one_page_with_room_to_sign(site, visitor):
    anna = visitor("anna")
    claim = claim_of(site, "Kledingkasten, 2 deurs")
    ((pickup,),) = site.sql(
        "SELECT pickup_id FROM logistics_pickupline WHERE claim_id = %s", claim
    )
    anna.goto(f"/pickups/{pickup}/")
    expect(anna.get_by_role("button", name="Print deze pagina")).to_be_visible()
    expect(anna.locator(".signatures")).to_be_hidden()
    anna.emulate_media(media="print")
    expect(anna.locator(".signatures")).to_be_visible()
    expect(anna.locator(".site-header")).to_be_hidden()
    assert pages_of(anna.pdf(prefer_css_page_size=True)) == 1


def pages_of(pdf):
    """How many pages; each is an object of its own, and those are not compressed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
