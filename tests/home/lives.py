"""A claim in each state, as people bring it there."""

from datetime import timedelta

from approvals.models import Rule
from catalogue.models import Category
from claims import actions as claiming
from logistics import actions as moving
from tests.claims import services
from tests.claims.bookings import a_room, asks, hours
from tests.factories import ClaimFactory, ListingFactory, UserFactory
from tests.logistics.conftest import plan, workday

DAY = timedelta(days=1)
WISHED = {"term", "starts_on", "ends_on"}


def asked(anna, bram, **fields):
    place, home = (one.organisation.locations.get() for one in (anna, bram))
    wish = {"term": "free", "quantity": 2, "location": home}
    wish |= {key: fields.pop(key) for key in WISHED & fields.keys()}
    listing = {"made_by": anna, "location": place, "quantity": 2}
    offered = ListingFactory(**listing | {"terms": [wish["term"]]} | fields)
    return claiming.ask(offered, by=bram, **wish)


def to_approve(anna, bram):
    UserFactory(organisation=bram.organisation, role="coordinator")
    Rule.objects.create(organisation=bram.organisation, deed="ask")
    claim = asked(anna, bram)
    Rule.objects.all().delete()  # it holds for no other one
    return claim


def asked_and_given(anna, bram):
    """The owner's yes waits for approval at the owner's own."""
    UserFactory(organisation=anna.organisation, role="coordinator")
    Rule.objects.create(organisation=anna.organisation, deed="give")
    claim = accepted(anna, bram)
    Rule.objects.all().delete()
    return claim


def waiting(anna, bram):
    first = asked(anna, bram)
    rival = ClaimFactory(listing=first.listing, quantity=2)
    claiming.accept(rival, by=anna)
    first.refresh_from_db()
    return first


def proposed(anna, bram):
    claim = asked(anna, bram)
    claiming.divide(claim.listing, {claim.pk: 1}, by=anna)
    claim.refresh_from_db()
    return claim


def accepted(anna, bram, **fields):
    return claiming.accept(asked(anna, bram, **fields), by=anna)


def scheduled(anna, bram):
    return plan(accepted(anna, bram), bram).carried[0]


def lent(anna, bram):
    first = workday(2).date()
    return accepted(anna, bram, term="loan", starts_on=first, ends_on=first + 14 * DAY)


def lent_and_planned(anna, bram):
    return plan(lent(anna, bram), bram, workday(2)).carried[0]


def lent_and_out(anna, bram):
    claim = lent(anna, bram)
    moving.happened(claim, by=bram)
    return claim


def lent_and_return_planned(anna, bram):
    claim = lent_and_out(anna, bram)
    plan(claim, bram, workday(9), direction="back")
    return claim


def gone_in_part(anna, bram):
    claim = accepted(anna, bram)
    moving.happened(claim, by=bram, went={claim.pk: 1}, why="The van is full.")
    return claim


def of_a_room_by_the_hour(anna, bram):
    monday = workday(3).date()
    claim = asks(a_room(anna), bram, hours(monday, 9, 12))
    return claiming.accept(claim, by=anna)


def of_a_room_by_the_day(anna, bram):
    first = workday(2).date()
    days = {"term": "rent", "starts_on": first, "ends_on": first + 2 * DAY}
    room = {"category": Category.objects.get(code="guest-room"), "unit": "nacht"}
    room |= {"condition": "", "rent_eur": 45, "rent_per": "day"}
    return accepted(anna, bram, **days, **room)


def of_a_service(anna, bram):
    return claiming.accept(
        services.asks(services.a_service(anna, "free"), bram), by=anna
    )


def of_a_service_said_done(anna, bram):
    return claiming.say_done(of_a_service(anna, bram), by=anna)


def of_a_service_with_a_quote(anna, bram):
    claim = services.asks(services.a_service(anna), bram)
    services.quoted(claim, anna)
    return claim


def of_a_service_that_went_wrong(anna, bram):
    claim = of_a_service_said_done(anna, bram)
    return claiming.say_wrong(claim, by=bram, words="Nobody came.")


STATES = [
    asked,
    to_approve,
    asked_and_given,
    waiting,
    proposed,
    accepted,
    scheduled,
    lent,
    lent_and_planned,
    lent_and_out,
    lent_and_return_planned,
    gone_in_part,
    of_a_room_by_the_hour,
    of_a_room_by_the_day,
    of_a_service,
    of_a_service_said_done,
    of_a_service_with_a_quote,
    of_a_service_that_went_wrong,
]
# What is still with somebody is not ended by a clock: it is asked for, ever again.
STAYS_OUT = {lent_and_planned, lent_and_out, lent_and_return_planned, gone_in_part}
STAYS_OUT |= {of_a_service_that_went_wrong}
