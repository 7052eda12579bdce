"""A room every week, of which one time is taken."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.instruments import broken_rules
from tests.browser.steps import choose, press, send, write

DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Each takes an hour of its own.
WAYS = {
    "on a phone, without JavaScript": (
        "09:00",
        "10:00",
        {"javascript": False, "viewport": PHONE, "has_touch": True},
    ),
    "at a desk, with the keyboard alone": (
        "10:00",
        "11:00",
        {"viewport": DESK, "by_keyboard": True},
    ),
}
# The hall of the demo, and the day on which one of its halves is taken from nine on.
HALL = """
import json
from claims.models import Claim
from django.utils import timezone
from listings.models import Listing
half = Claim.objects.get(listing__title="Vergaderzaal, tuinzijde")
hall = Listing.objects.get(title="Vergaderzaal tot 20 personen")
print(json.dumps([hall.pk, half.starts_on.isoformat()]))
"""


@pytest.mark.parametrize("way", WAYS)
def test_a_room_every_week_with_one_time_taken(site, visitor, way):
    starts, ends, options = WAYS[way]
    said = site.manage("shell", "-v0", "-c", HALL).splitlines()[-1]
    hall, day = json.loads(said)
    carla, bram = visitor("carla", **options), visitor("bram", **options)

    carla.goto(f"/claims/rooms/{hall}/?week={day}")
    press(carla, f"main a[href$='/rooms/{hall}/book/']")
    write_times(carla, day, starts, ends)
    write(carla, "people", "8")
    send(carla)

    expect(carla.locator("main")).to_contain_text("1 tijd kan niet.")
    expect(carla.locator(".room-times > li[data-state=taken]")).to_have_count(1)
    press(carla, "main section form button.primary")
    expect(carla.locator("main .now")).to_contain_text("antwoordt")
    claim = re.search(r"/claims/(\d+)/", carla.url)[1]

    bram.goto(f"/claims/{claim}/")
    press(bram, "main .now button.primary")
    expect(bram.locator("main .now")).to_contain_text("De ruimte is gereserveerd")

    carla.reload()
    expect(carla.locator("#times")).to_contain_text("Weggelaten")
    expect(carla.locator("main")).to_contain_text("Receptie in de centrale hal")
    if options.get("javascript", True):
        size = options["viewport"]
        assert list(broken_rules(carla, [(size, "light", RULES)])) == []


def write_times(page, day, starts, ends):
    """Every week, three times."""
    write(page, "day", day)
    write_time(page, "starts", starts)
    write_time(page, "ends", ends)
    press(page, "main details.more > summary")
    choose(page, "repeats", "Wekelijks")
    write(page, "number", "3")


def write_time(page, name, clock):
    """The browser asks a time in parts, its own way."""
    field = page.locator(f"main [name={name}]")
    if not getattr(page, "by_keyboard", False):
        return field.fill(clock)
    page.keyboard.press("Tab")
    while not field.evaluate("(it) => it === document.activeElement"):
        page.keyboard.press("Tab")
    hour, minute = clock.split(":")
    page.keyboard.type(f"{hour}{minute}AM")
    return None
