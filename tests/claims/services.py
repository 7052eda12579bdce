"""Services with a form of their own, and what Bram asks of Anna."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from catalogue.models import Category
from claims import actions
from claims.actions import JobWish, Line
from listings.forms.service import show_price
from listings.models import Service
from tests.factories import ListingFactory

DAY = timedelta(days=1)
TWO_LINES = [
    Line("Training", Decimal(1), Decimal("450.00")),
    Line("Books", Decimal(12), Decimal("9.50")),
]


def a_service(anna, charge="quote", each=None, category="training-service", **fields):
    """Of Anna's, at the asker's, with one question."""
    listing = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.earliest("pk"),
        category=Category.objects.get(code=category),
        title=fields.pop("title", "Resuscitation course"),
        terms=["sale"],
        quantity=1,
        unit="",
        condition="",
        **fields.pop("listing", {}),
    )
    usual = {"places": ["asker", "online"], "questions": ["How many people?"]}
    service = Service.objects.create(
        listing=listing, charge=charge, each_eur=each, **usual | fields
    )
    show_price(service, unit="deelnemer")
    return service


def asks(service, person, **wish):
    usual = {
        "location": person.organisation.locations.earliest("pk"),
        "place": "asker",
        "days": [timezone.localdate() + 10 * DAY],
        "answers": ["Twelve"] * len(service.questions),
        "amount": Decimal(service.least) if service.is_counted else None,
    }
    wish = JobWish(**usual | wish)
    return actions.ask_service(service.listing, wish, by=person)


def quoted(claim, anna, lines=TWO_LINES, days=14, words=""):
    until = timezone.localdate() + days * DAY
    return actions.send_quote(claim, lines, by=anna, valid_until=until, words=words)
