"""A training by quote: asked, priced, agreed, planned, done."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.instruments import broken_rules
from tests.browser.steps import press, send, write
from tests.browser.test_room import DESK, PHONE, RULES, write_time

WAYS = {
    "on a phone, without JavaScript": (
        "Tilcursus",
        {"javascript": False, "viewport": PHONE, "has_touch": True},
    ),
    "at a desk, with the keyboard alone": (
        "Cursus handhygiëne",
        {"viewport": DESK, "by_keyboard": True},
    ),
}
# Bram's training, and a workday on which it can be given.
OFFER = """
import json
from datetime import date, timedelta
from listings.models import Service
from members.models import User
from tests.browser.stage import _offer
bram = User.objects.get(email="bram@demo.example")
listing = _offer(bram, {title!r}, category="training-service", terms=["sale"],
                 quantity=1)
Service.objects.create(listing=listing, charge="quote", places=["asker"],
                       questions=["Voor hoeveel mensen?"])
day = date.today() + timedelta(10)
print(json.dumps([listing.pk, day.isoformat()]))
"""
# Its time has come.
COME = """
from datetime import timedelta
from django.utils import timezone
from claims.models import Visit
now = timezone.now()
Visit.objects.filter(job={claim}).update(
    starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
"""


@pytest.mark.parametrize("way", WAYS)
def test_a_service_by_quote(site, visitor, way):
    title, options = WAYS[way]
    said = site.manage("shell", "-v0", "-c", OFFER.format(title=title))
    offer, day = json.loads(said.splitlines()[-1])
    carla, bram = visitor("carla", **options), visitor("bram", **options)
    now = "main .now"

    carla.goto(f"/listings/{offer}/")
    expect(carla.locator("main")).to_contain_text("Prijs na vraag")
    press(carla, "main .offer a.button.primary")
    write(carla, "day_0", day)
    write(carla, "answer_0", "Twaalf")
    send(carla)
    expect(carla.locator(now)).to_contain_text("heeft bericht")
    claim = re.search(r"/claims/(\d+)/", carla.url)[1]

    bram.goto(f"/claims/{claim}/")
    press(bram, f"{now} a.button.primary")
    write(bram, "each_0", "450")
    send(bram)
    expect(bram.locator("#quote")).to_contain_text("Verstuurd")

    carla.reload()
    expect(carla.locator(now)).to_contain_text("€ 450")
    press(carla, f"{now} form button.primary")
    expect(carla.locator("#quote")).to_contain_text("Akkoord")
    press(carla, f"{now} a.button.primary")
    write_time(carla, "starts", "09:00")
    write_time(carla, "ends", "11:30")
    send(carla)
    expect(carla.locator("#visits")).to_contain_text("voorgesteld")

    bram.reload()
    press(bram, "#visits form button.primary")
    expect(bram.locator("#visits .room-times")).to_contain_text("9:00")
    site.manage("shell", "-v0", "-c", COME.format(claim=claim))

    bram.reload()
    press(bram, f"{now} a.button.primary")
    send(bram)
    expect(bram.locator(now)).to_contain_text("bevestigt")
    carla.reload()
    expect(carla.locator(now)).to_contain_text("Is het gedaan?")
    if options.get("javascript", True):
        size = options["viewport"]
        assert list(broken_rules(carla, [(size, "light", RULES)])) == []
    press(carla, f"{now} form button.primary")
    expect(carla.locator(now)).to_contain_text("Het is klaar")
