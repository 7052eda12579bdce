"""Finding what is meant, being told of what comes, and putting together what one owner
has not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import link, press, send, write
from tests.running_demo import wait_until

BRAM = "bram@demo.example"
# Offers of members whom nobody plays: so many pieces of a thing, each in a town.
OFFERS = """
from catalogue.models import Category
from tests.factories import ListingFactory, LocationFactory, OrganisationFactory
from tests.factories import UserFactory
for number, (point, quantity) in enumerate({owners}):
    name = f"{title} {{number}}"
    maker = UserFactory(
        email=f"owner{{number}}@" + "{title}.example".replace(" ", ""),
        organisation=OrganisationFactory(name=name, kvk="9" + f"{seed:05}0{{number}}"),
    )
    place = LocationFactory(
        organisation=maker.organisation, latitude=point[0], longitude=point[1]
    )
    ListingFactory(
        made_by=maker, location=place, title="{title}", quantity=quantity,
        category=Category.objects.get(code="{category}"), declared={{}},
        description="Over na een verbouwing.",
    )
"""
ZWOLLE, AMERSFOORT, APELDOORN = (52.51, 6.09), (52.16, 5.39), (52.21, 5.97)


def offer(site, title, category, owners):
    words = {"title": title, "category": category, "owners": owners}
    seed = sum(map(ord, title)) * 7 % 100_000
    site.manage("shell", "-v0", "-c", OFFERS.format(seed=seed, **words))


@pytest.mark.parametrize("typed", ["rollatr", "bureau stoel", "patient lift"])
def test_what_is_typed_wrongly_apart_or_in_english_is_found(visitor, typed):
    kinds = {
        "rollatr": "rollator",
        "bureau stoel": "bureausto",
        "patient lift": "tillift",
    }
    anna = visitor("anna")
    anna.goto("/")
    box = anna.locator("header [name=q]").first
    box.fill(typed)
    box.press("Enter")
    first = anna.locator("#results .card-title").first
    expect(first).to_contain_text(re.compile(kinds[typed], re.IGNORECASE))
    expect(anna.locator(".chips")).to_contain_text("Gevonden in:")


def test_a_facet_narrows_down_without_a_new_page(visitor):
    anna = visitor("anna")
    anna.goto("/listings/")
    anna.evaluate("window.isTheSame = true")
    anna.locator(".facets summary").click()
    free = anna.locator(".facets a[href*='terms=free']")
    found = free.locator(".count").inner_text()
    free.click()
    expect(anna).to_have_url(re.compile("terms=free"))
    expect(anna.locator("#results [role=status] strong")).to_have_text(found)
    expect(anna.locator("#filters [value=free]")).to_be_checked()
    expect(anna.locator("#results")).to_be_focused()
    assert anna.evaluate("window.isTheSame")


def test_a_search_is_kept_and_its_daily_letter_tells_what_is_new(site, visitor):
    bram = visitor("bram")
    bram.goto("/listings/?q=weegschaal+voor+reuzen")
    press(bram, "form[action='/searches/save/'] button")
    expect(bram.locator("main")).to_contain_text("Weegschaal voor reuzen")
    expect(bram.locator("select[name=rhythm]").first).to_have_value("daily")

    title = "Weegschaal voor reuzen, geijkt"
    offer(site, title, "office-chair", [(ZWOLLE, 1)])
    told = "SELECT count(*) FROM listings_listing WHERE title = %s"
    wait_for(site, f"{told} AND announced_at IS NOT NULL", title)
    site.sql("UPDATE searches_savedsearch SET next_look_at = now()")
    site.sweep_now("searches.tasks.look")
    kept = "SELECT count(*) FROM outbox_letter WHERE kind = 'searches' AND \"to\" = %s"
    wait_for(site, kept, BRAM)
    site.sweep_now("outbox.tasks.gather_daily")
    letter = site.letter(to=BRAM, text=title)
    assert "dagoverzicht" in letter.subject
    bram.goto(link(letter, "/listings/"))
    expect(bram.locator("h1")).to_contain_text(title)


def test_a_want_is_met_by_three_owners_with_one_tap(site, visitor):
    title = "Klapstoelen oranje"
    owners = [(AMERSFOORT, 30), (ZWOLLE, 20), (APELDOORN, 10)]
    offer(site, title, "dining-chair", owners)
    carla = visitor("carla")
    carla.goto(f"/wanted/post/?title={title}&category=dining-chair&quantity=60")
    send(carla)
    expect(carla).to_have_url(re.compile(r"/wanted/\d+/$"))
    plan = carla.locator("form[action$='/ask-all/'] button")
    for _look in range(20):
        if plan.count():
            break
        carla.wait_for_timeout(1_000)
        carla.reload()
    expect(carla.locator("main")).to_contain_text("60 van 60 stuks van 3 plekken")
    expect(plan).to_have_text("Vraag het alle 3 aanbieders")
    plan.click()
    asked = carla.get_by_role("region", name="Al aangevraagd").get_by_role("listitem")
    expect(asked).to_have_count(3)
    for number in range(3):
        site.letter(to=f"owner{number}@Klapstoelenoranje.example", text="60 ×")


def test_before_buying_a_purchaser_looks_whether_it_is_there(visitor):
    anna = visitor("anna")
    anna.goto("/check/?q=rollator")
    main = anna.locator("main")
    expect(main.get_by_role("heading", level=2).first).to_be_visible()
    expect(main).to_contain_text(re.compile("rollator", re.IGNORECASE))
    write(anna, "q", "reuzenrad")
    press(anna, "main form.form button.primary")
    expect(anna).to_have_url(re.compile(r"/check/\?q=reuzenrad"))
    expect(main).to_contain_text("Oproep plaatsen")


def wait_for(site, statement, *values):
    """Until it counts something."""
    assert wait_until(lambda: site.sql(statement, *values)[0][0], 30)
