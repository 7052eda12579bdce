"""The whole story, from a bed that is not used to a bed that is."""

import re
import time

import pytest
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import expect

from tests.browser.steps import (
    answer,
    attach,
    choose,
    link,
    open_the_rest,
    path_of,
    press,
    send,
    tick,
    write,
)
from tests.lawful import USED_DEVICE

ANNA, BRAM = "anna@demo.example", "bram@demo.example"


@pytest.fixture
def photo(tmp_path):
    """A small photo, as a phone makes them."""
    path = tmp_path / "bed.jpg"
    Image.new("RGB", (640, 480), "steelblue").save(path)
    return path


# How people come: each meets the same story, in rooms of its own.
WAYS = {
    "with JavaScript": {},
    "without JavaScript": {"javascript": False},
    "on a phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "in the dark": {"color_scheme": "dark"},
    "in English": {"language": "en"},
    "with letters twice as large": {"twice_as_large": True},
    "with the keyboard alone": {"by_keyboard": True},
}


# Whose letters, matches and reminders come by the clock itself. In the other ways the
# same sweeps are called at once: nobody waits for a beat.
BY_THE_CLOCK = "with JavaScript"


@pytest.mark.parametrize("way", WAYS)
def test_a_surplus_bed_finds_a_new_owner(site, visitor, photo, way):
    bram, anna = (visitor(name, **WAYS[way]) for name in ("bram", "anna"))
    ward, offer = f"een afdeling {way}", f"Hoog-laagbedden {way}"
    want = f"Hoog-laagbed voor {ward}"
    letter = site.letter if way == BY_THE_CLOCK else site.letter_now
    post_want(bram, want)
    listing = offer_two_beds(anna, offer, photo)

    bram.goto(link(letter(to=BRAM, subject=want, text=listing), listing))
    claim = ask_for_one(bram, listing)

    anna.goto(link(letter(to=ANNA, subject=offer), claim))
    waits_for(anna, claim)
    plan = accept(anna, claim)

    bram.goto(link(letter(to=BRAM, subject=offer, text=plan), plan))
    pickup = plan_it(bram)
    for reader in (ANNA, BRAM):
        invited = letter(to=reader, subject=offer, text=pickup)
        assert appointment(invited)["METHOD"] == "REQUEST"

    moment = let_the_day_before_come(site, pickup)
    for reader in (ANNA, BRAM):
        reminder = letter(to=reader, subject=offer, text=pickup, after=moment)
        assert "Lindelaan 12" in reminder.text
        assert reminder.attachments == []

    let_the_day_after_come(site, pickup)
    asked = letter(to=ANNA, subject=offer, text=f"{pickup}confirm/")
    anna.goto(link(asked, f"{pickup}confirm/"))
    confirm(anna, pickup)
    assert state_of(site, "claims_claim", claim) == "handed_over"
    assert how_many_are_left(bram, listing) == "1"


# -- Wanting and offering ----------------------------------------------------
def post_want(bram, title):
    bram.goto("/wanted/")
    press(bram, "a[href='/wanted/post/']")
    write(bram, "title", title)
    choose(bram, "category", CARE_BED[language_of(bram)])
    open_the_rest(bram)
    write(bram, "radius_km", "60")
    tick(bram, "[name=terms][value=rent]", wanted=False)
    tick(bram, "[name=terms][value=loan]", wanted=False)
    write(bram, "max_price_eur", "400")
    send(bram)
    expect(bram).to_have_url(re.compile(r"/wanted/\d+/$"))
    expect(bram.locator("h1")).to_contain_text(title)


def offer_two_beds(anna, title, photo):
    anna.goto("/")
    press(anna, "a[href='/listings/offer/']")
    attach(anna, "new_photos", photo)
    write(anna, "title", title)
    choose(anna, "category", CARE_BED[language_of(anna)])
    write(anna, "quantity", "2")
    tick(anna, "[name=terms][value=sale]")
    write(anna, "price_eur", "350")
    choose(anna, "location", "De Linde, Amersfoort")
    for answers in (WHOSE, USED_DEVICE):
        if not anna.locator("html.has-script").count():
            send(anna)  # without JavaScript the questions come with the answer
        answer(anna, answers)
    send(anna)
    expect(anna).to_have_url(re.compile(r"/listings/\d+/$"))
    expect(anna.locator("form[action*='/pause/']")).to_be_visible()  # it is live
    expect_a_picture(anna)
    assert how_many_are_left(anna) == "2"
    return path_of(anna)


WHOSE = {"owner": "own", "device_is": "none", "device_use": "used"}
CARE_BED = {"nl": "Zorgbed en hoog-laagbed", "en": "Care bed and hospital bed"}


def language_of(page):
    return page.locator("html").get_attribute("lang")


def expect_a_picture(page):
    """The photo is on the page, in a size of our own making."""
    source = page.locator(".gallery img").get_attribute("src")
    answer = page.request.get(source)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    assert (
        page.context.browser.new_context()
        .request.get(f"{page.url.split('/listings')[0]}{source}", max_redirects=0)
        .status
        == 302
    )


def how_many_are_left(page, path=None):
    if path:
        page.goto(path)
    left = page.locator(".offer-facts strong").first.inner_text()
    return re.search(r"\d+", left).group()


# -- Asking and answering ----------------------------------------------------
def ask_for_one(bram, listing):
    number = listing.split("/")[-2]
    press(bram, f"a[href='/claims/ask/{number}/']")
    expect(bram.locator(".goods")).to_contain_text(re.compile("2 (stuks|pieces)"))
    write(bram, "quantity", "1")
    write(bram, "message", "Voor een tijdelijke afdeling.")
    send(bram)
    expect(bram).to_have_url(re.compile(r"/claims/\d+/$"))
    return path_of(bram)


def waits_for(page, path):
    """It stands on the page that says what waits for somebody."""
    page.goto("/")
    press(page, f"main a[href='{path}']")


def accept(anna, claim):
    press(anna, f"form[action='{claim}accept/'] button")
    expect(anna).to_have_url(re.compile(r"/pickups/schedule/\d+/$"))
    return path_of(anna)


# -- Moving ------------------------------------------------------------------
def plan_it(bram):
    press(bram, "a[href='?mover=owner']")
    expect(bram.locator("[name=mover]")).to_have_value("owner")
    press(bram, "a[href='?mover=asker']")
    expect(bram.locator("[name=mover]")).to_have_value("asker")
    tick(bram, "details[open] [name=slot] >> nth=0")
    write(bram, "why", "Met twee mensen en een bakwagen.")
    send(bram)
    expect(bram).to_have_url(re.compile(r"/pickups/\d+/$"))
    return path_of(bram)


def appointment(letter):
    (file,) = letter.attachments
    assert file.get_filename() == "deelplatform.ics"
    return Calendar.from_ical(file.get_content())


def let_the_day_before_come(site, pickup):
    number, moment = pickup.split("/")[-2], time.time()
    site.sql("UPDATE logistics_pickup SET remind_at = now() WHERE id = %s", number)
    site.sweep_now("logistics.tasks.remind_of_tomorrow")
    return moment


def let_the_day_after_come(site, pickup):
    site.sql(
        "UPDATE logistics_pickup SET starts_at = now() - interval '1 day',"
        " ends_at = now() - interval '23 hours', chase_at = now() WHERE id = %s",
        pickup.split("/")[-2],
    )
    site.sweep_now("logistics.tasks.ask_what_happened")


def confirm(anna, pickup):
    press(anna, "main .now form button.primary")
    expect(anna).to_have_url(re.compile(f"{pickup}$"))
    expect(anna.locator(".page-head .badge")).to_have_attribute("data-state", "done")


def state_of(site, table, path):
    number = path.split("/")[-2]
    return site.sql(f"SELECT state FROM {table} WHERE id = %s", number)[0][0]
