"""What Anna sells and rents out, and what a claim of Bram comes to."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from billing import actions
from billing.models import BillingDetails, Charge, Statement
from claims import actions as claiming
from claims.models import Claim
from tests.factories import ListingFactory, pickup_of

DAY = timedelta(days=1)
IBAN, VAT_NUMBER = "NL91ABNA0417164300", "NL004495445B01"


@pytest.fixture
def anna(anna):
    """She is a coordinator, so that she can fix; of an organisation that is known."""
    anna.role = "coordinator"
    anna.save()
    BillingDetails.objects.create(
        organisation=anna.organisation,
        address="Dorpsstraat 1",
        postcode="3511 AB",
        town="Utrecht",
        email="facturen@zonnehof.example",
        iban=IBAN,
        vat_number=VAT_NUMBER,
    )
    return anna


@pytest.fixture
def bram(bram):
    bram.role = "coordinator"
    bram.save()
    return bram


def offer(anna, **fields):
    known = {"title": "Bureaustoel", "terms": ["sale"], "quantity": 20}
    place = anna.organisation.locations.get()
    return ListingFactory(made_by=anna, location=place, **known | fields)


def bought(anna, bram, quantity=2, price="40.00", **fields):
    """Bram has so many of Anna's chairs."""
    listing = offer(anna, price_eur=price and Decimal(price), **fields)
    return handed(accepted(listing, anna, bram, quantity, term="sale"), bram)


def rented(anna, bram, quantity=1, days=7, **fields):
    """Bram has it from today on, for so many days."""
    rents = {"terms": ["rent"], "rent_eur": 15, "rent_per": "day"}
    today = timezone.localdate()
    period = {"starts_on": today, "ends_on": today + (days - 1) * DAY}
    listing = offer(anna, **rents | fields)
    claim = accepted(listing, anna, bram, quantity, term="rent", **period)
    return handed(claim, bram)


def accepted(listing, anna, bram, quantity, **wish):
    place = bram.organisation.locations.get()
    claim = claiming.ask(listing, by=bram, location=place, quantity=quantity, **wish)
    return claiming.accept(claim, by=anna)


def handed(claim, bram, quantity=None):
    claim = claiming.mark_scheduled(claim, by=bram)
    return claiming.hand_over(claim, by=bram, quantity=quantity)


def reckoned(claim):
    """What stands on the statements for it: cause, quantity, amount."""
    actions.look_at_claims()
    rows = Charge.objects.filter(claim=claim).order_by("pk")
    return [(row.cause, row.quantity, row.amount_eur) for row in rows]


def charged(claim):
    """What all lines of a claim come to."""
    rows = Charge.objects.filter(claim=claim)
    return sum((row.amount_eur for row in rows), Decimal(0))


def the_statement():
    actions.look_at_claims()
    return Statement.objects.get()


def over(statement=None):
    """Its month is over."""
    statement = statement or the_statement()
    Statement.objects.filter(pk=statement.pk).update(closes_at=timezone.now() - DAY)
    actions.close_months()
    statement.refresh_from_db()
    return statement


def chosen(statement, by, treatment="standard", reason=""):
    for charge in statement.charges.filter(treatment=""):
        actions.choose(charge, treatment, by=by, reason=reason)


def fixed(by, treatment="standard", reason="", statement=None):
    """All lines of it treated alike, and fixed."""
    statement = over(statement)
    chosen(statement, by, treatment, reason)
    actions.fix(statement, by=by)
    statement.refresh_from_db()
    return statement


__all__ = ["Claim", "pickup_of"]
