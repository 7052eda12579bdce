"""A statement of a month that is over: VAT is chosen for all lines alike, it is fixed,
and the buyer finds the invoice with its UBL."""

import re

import pytest
from playwright.sync_api import expect

from tests.billing.en16931 import broken_rules as broken_rules_of_invoices
from tests.browser.instruments import broken_rules
from tests.browser.steps import press, send, tick, write

DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Each takes a month of its own, so many before this one.
WAYS = {
    "on a phone, without JavaScript": (
        2,
        {"javascript": False, "viewport": PHONE, "has_touch": True},
    ),
    "at a desk, with the keyboard alone": (3, {"viewport": DESK, "by_keyboard": True}),
}
# What Bram bought of Carla then, twice; in one go, before the clock looks at it.
BOUGHT = """
from django.db import transaction
from django.utils import timezone
from base.months import Month
from billing import actions
from billing.models import VatChoice
from members.models import User
from tests.factories import ClaimFactory, ListingFactory
bram = User.objects.get(email="bram@demo.example")
carla = User.objects.get(email="carla@demo.example")
# The way before this one chose for all that comes later.
VatChoice.objects.filter(organisation=carla.organisation).delete()
month = Month.now()
for _n in range(MONTHS):
    month = month.before
known = {"location": carla.organisation.locations.first(), "quantity": 9}
with transaction.atomic():
    for title in ("Wandrek", "Kapstok"):
        claim = ClaimFactory(
            listing=ListingFactory(made_by=carla, title=title, **known),
            asker=bram,
            location=bram.organisation.locations.first(),
            term="sale",
            price_eur="12.35",
            quantity=3,
            state="handed_over",
        )
        actions.reckon(claim, day=month.first)
actions.close_months()
print(claim.charges.get().statement_id)
"""


@pytest.mark.parametrize("way", WAYS)
def test_a_statement_is_fixed_and_read_with_its_ubl(site, visitor, way):
    months, options = WAYS[way]
    script = BOUGHT.replace("MONTHS", str(months))
    number = site.manage("shell", "-v0", "-c", script).split()[-1]
    carla, bram = visitor("carla", **options), visitor("bram", **options)

    carla.goto(f"/statements/{number}/")
    expect(carla.locator("main .now")).to_contain_text("btw nog niet gekozen")
    press(carla, "main .now .button.primary")
    tick(carla, "main [name=treatment][value=exempt]")
    write(carla, "reason", "Art. 11 lid 1 onder r")
    tick(carla, "main [name=for_all]")
    send(carla)
    expect(carla.locator("main")).to_contain_text("vrijgesteld")
    press(carla, "main .now button.primary")
    if options.get("javascript", True):
        press(carla, "dialog[open] button.primary, dialog[open] .button.danger")
    expect(carla.locator("main .now")).to_contain_text("is vastgesteld")

    bram.goto(f"/statements/{number}/")
    files = bram.locator("aside")
    expect(files).to_contain_text(re.compile(r"Factuur DP\d{4}-\d{5}"))
    address = files.locator("a[href$='.xml']").get_attribute("href")
    ubl = bram.request.get(address).body()
    assert broken_rules_of_invoices(ubl) == []
    assert b">74.10<" in ubl
    pdf = bram.request.get(files.locator("a[href$='.pdf']").get_attribute("href"))
    assert pdf.headers["content-type"] == "application/pdf"
    # Ada coordinates what Bram is a colleague of.
    letter = site.letter_now(
        to="ada@demo.example", subject="Afrekening van", text=f"/statements/{number}/"
    )
    assert "Factuur DP" in letter.text
    if options.get("javascript", True):
        size = options["viewport"]
        assert list(broken_rules(bram, [(size, "light", RULES)])) == []
