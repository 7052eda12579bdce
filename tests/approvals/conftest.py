"""Bram works for a hospital with two coordinators, Ada and Ben: what costs € 100 or
more waits for one of them. Anna offers six chairs at € 25."""

from datetime import timedelta

import pytest
from django.utils import timezone

from approvals.models import Approval, Deputy, Rule
from catalogue.models import Category
from claims import actions
from outbox.models import Letter
from tests.factories import ListingFactory, UserFactory

DAY = timedelta(days=1)


def colleague(of, name, **fields):
    email = f"{name.lower()}@example.org"
    return UserFactory(email=email, name=name, organisation=of.organisation, **fields)


@pytest.fixture
def ada(bram):
    return colleague(bram, "Ada", role="coordinator")


@pytest.fixture
def ben(ada):
    return colleague(ada, "Ben", role="coordinator")


@pytest.fixture
def dirk(ada):
    """A colleague who decides for nobody yet."""
    return colleague(ada, "Dirk")


@pytest.fixture
def chairs(anna):
    return ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        category=Category.objects.get(code="office-chair"),
        title="Chairs",
        quantity=6,
        terms=["sale"],
        price_eur=25,
        new_price_eur=80,
    )


@pytest.fixture
def rule(bram):
    return a_rule(bram, "ask", 100)


def a_rule(of, deed, from_eur=None, **fields):
    rule = {"deed": deed, "from_eur": from_eur, **fields}
    return Rule.objects.create(organisation=of.organisation, **rule)


def asks(listing, who, quantity=4, **wish):
    place = who.organisation.locations.first()
    wish = {"term": "sale", "location": place} | wish
    return actions.ask(listing, by=who, quantity=quantity, **wish)


@pytest.fixture
def waiting(rule, ada, ben, chairs, bram):
    """Four chairs for € 100, of which Ada was asked."""
    return asks(chairs, bram)


def away(who, deputy, first=0, last=3):
    today = timezone.localdate()
    return Deputy.objects.create(
        coordinator=who,
        deputy=deputy,
        first=today + first * DAY,
        last=today + last * DAY,
    )


def fresh(row):
    row.refresh_from_db()
    return row


def due(approval, column="due_at"):
    Approval.objects.filter(pk=approval.pk).update(**{column: timezone.now()})


def readers(name):
    """Who got the letters of this name, in the order in which they were written."""
    known = Letter.objects.filter(key__startswith=f"approvals/letters/{name} ")
    return [
        it.partition("@")[0] for it in known.order_by("pk").values_list("to", flat=True)
    ]
