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
    title = re.compile(kinds[typed], re.IGNORECASE)
    expect(anna.locator("#results .card-title", has_text=title).first).to_be_visible()
    expect(anna.locator(".chips")).to_contain_text("Gevonden in:")


def test_a_filter_says_what_it_leaves_and_leaves_that(visitor):
    """Without a new page; and the next choice of the keyboard starts where one was."""
    anna = visitor("anna")
    anna.goto("/listings/")
    anna.evaluate("window.isTheSame = true")
    free = anna.locator("#filters [value=free]")
    found = anna.locator("#filters label:has([value=free]) .count").inner_text()
    free.press("Space")
    expect(anna).to_have_url(re.compile("terms=free"))
    expect(anna.locator("#results [role=status] strong")).to_have_text(found)
    expect(free).to_be_checked()
    expect(free).to_be_focused()
    all_of_them = anna.locator("#filters [name=available] + label .count")
    expect(all_of_them).to_have_text(re.compile(r"\d+"))
    assert int(all_of_them.inner_text()) <= int(found)
    assert anna.evaluate("window.isTheSame")


def test_new_words_go_with_the_filters_that_stand_there(visitor):
    anna = visitor("anna")
    anna.goto("/listings/?terms=free")
    anna.evaluate("window.isTheSame = true")
    box = anna.locator("header [name=q]")
    box.fill("stoel")
    box.press("Enter")
    expect(anna).to_have_url(re.compile("q=stoel"))
    expect(anna).to_have_url(re.compile("terms=free"))
    assert anna.evaluate("window.isTheSame")


def test_without_script_a_button_shows_the_results(visitor):
    anna = visitor("anna", javascript=False)
    anna.goto("/listings/")
    anna.locator("#filters [value=free]").check()
    anna.locator("#filters").get_by_role("button", name="Resultaten").click()
    expect(anna).to_have_url(re.compile("terms=free"))
    expect(anna.locator("#filters [value=free]")).to_be_checked()


IN_SIGHT = """({card, low}) => [...document.querySelectorAll(card)].filter(
  (it) => [".card-media", ".card-title", ".price"].every(
    (part) => it.querySelector(part).getBoundingClientRect().bottom <= low)).length"""


@pytest.mark.parametrize(
    ("width", "height", "foot", "most"),
    [(390, 844, 56, 4), (360, 740, 56, 4), (1280, 800, 0, 6)],
)
def test_offers_are_in_sight_without_scrolling(visitor, width, height, foot, most):
    """Photo, title and price of each, above the bar at the foot of a phone."""
    anna = visitor("anna", viewport={"width": width, "height": height})
    for query in ("", "?terms=free&terms=sale&condition=good"):
        anna.goto(f"/listings/{query}")
        seen = {"card": "#results .card", "low": height - foot}
        assert anna.evaluate(IN_SIGHT, seen) >= most
        assert anna.evaluate("document.documentElement.scrollWidth") == width


def test_a_phone_shows_rows_and_cards_on_request_from_then_on(visitor):
    anna = visitor("anna", viewport={"width": 390, "height": 844})
    anna.goto("/listings/?terms=free")
    photo = anna.locator("#results .card-media").first
    assert photo.bounding_box()["width"] < 120
    anna.get_by_role("button", name="kaarten").click()
    expect(anna).to_have_url(re.compile("terms=free"))
    anna.goto("/listings/")
    assert photo.bounding_box()["width"] > 300


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
