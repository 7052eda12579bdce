"""From claims to lines."""

from decimal import Decimal

from django.utils import timezone

from billing import actions
from billing.models import Charge, Look, Statement
from claims import actions as claiming
from claims.models import Claim, Extension
from tests.claims.bookings import a_room, booked, hours
from tests.claims.services import a_service, asks, quoted
from tests.conftest import person
from tests.factories import ListingFactory

from .conftest import (
    DAY,
    accepted,
    bought,
    fixed,
    handed,
    offer,
    reckoned,
    rented,
)


def test_what_is_sold_is_a_line_when_it_is_handed_over(anna, bram):
    claim = bought(anna, bram, quantity=2, price="40.00")
    assert reckoned(claim) == [("pieces", 2, Decimal("80.00"))]
    charge = Charge.objects.get()
    assert charge.day == timezone.localdate()
    statement = charge.statement
    sides = (statement.seller, statement.buyer, statement.state)
    assert sides == (anna.organisation, bram.organisation, "running")
    assert statement.month == timezone.localdate().replace(day=1)


def test_nothing_is_owed_before_it_is_handed_over(anna, bram):
    claim = accepted(offer(anna, price_eur=40), anna, bram, 2, term="sale")
    assert reckoned(claim) == []


def test_free_and_lent_make_no_line(anna, bram):
    free = accepted(offer(anna, terms=["free"]), anna, bram, 2, term="free")
    handed(free, bram)
    actions.reckon(free)
    assert not Look.objects.exists()
    assert not Charge.objects.exists()


def test_a_price_of_nothing_makes_no_line(anna, bram):
    assert reckoned(bought(anna, bram, price="0.00")) == []


def test_each_part_that_is_handed_over_is_a_line(anna, bram):
    claim = accepted(offer(anna, price_eur=40), anna, bram, 5, term="sale")
    claim = handed(claim, bram, 2)
    actions.look_at_claims()
    claiming.hand_over(claim, by=bram, quantity=3)
    assert reckoned(claim) == [
        ("pieces", 2, Decimal("80.00")),
        ("pieces", 3, Decimal("120.00")),
    ]


def test_ten_runs_of_the_clock_make_one_line_and_one_statement(anna, bram):
    claim = bought(anna, bram)
    for _run in range(10):
        Look.objects.create(claim=claim)
        actions.look_at_claims()
    assert (Charge.objects.count(), Statement.objects.count()) == (1, 1)


def test_rent_is_owed_for_the_period_that_was_agreed(anna, bram):
    claim = rented(anna, bram, quantity=2, days=7)
    assert reckoned(claim) == [("pieces", 2, claim.total_eur)]
    charge = Charge.objects.get()
    assert charge.days == (claim.starts_on, claim.ends_on)


def test_bringing_it_back_early_changes_nothing_that_was_agreed(anna, bram):
    claim = rented(anna, bram)
    before = reckoned(claim)
    claiming.take_back(claim, by=bram)
    assert reckoned(claim) == before


def test_a_longer_time_adds_what_the_whole_costs_more(anna, bram):
    claim = rented(anna, bram, days=7, rent_week_eur=60)
    assert reckoned(claim) == [("pieces", 1, Decimal(60))]
    claiming.extend(claim, by=anna, until=claim.ends_on + 2 * DAY)
    claim.refresh_from_db()
    longer = Extension.objects.get()
    assert reckoned(claim)[1:] == [(f"longer {longer.pk}", 1, Decimal(30))]
    assert claim.total_eur == Decimal(90)


def test_a_time_in_a_room_is_owed_once_it_is_over(anna, bram, monkeypatch):
    room = a_room(anna)
    day = timezone.localdate() + DAY
    while day.weekday() > 4:
        day += DAY
    claim = booked(room, bram, anna, hours(day, 9, 11))
    assert reckoned(claim) == []
    look = Look.objects.get()
    time = claim.booking.occasions.get()
    assert look.due_at == time.ends_at
    _past(time)
    look.due_at = timezone.now()
    look.save()
    assert reckoned(claim) == [(f"time {time.pk}", 1, Decimal("50.00"))]
    assert Charge.objects.get().times == "09:00–11:00"


def _past(time):
    """It was thirty days ago."""
    time.starts_at, time.ends_at = time.starts_at - 30 * DAY, time.ends_at - 30 * DAY
    time.save(update_fields=["starts_at", "ends_at"])


def test_a_cancelled_time_is_not_owed(anna, bram):
    room = a_room(anna)
    day = timezone.localdate() + 7 * DAY
    while day.weekday() > 4:
        day += DAY
    claim = booked(room, bram, anna, hours(day, 9, 11), hours(day, 13, 15))
    first, second = claim.booking.occasions.all()
    claiming.cancel_times(claim, [first], by=bram)
    _past(second)
    actions.reckon(claim)
    assert [charge.cause for charge in Charge.objects.all()] == [f"time {second.pk}"]


def test_a_service_is_owed_when_it_is_done_for_what_was_made(anna, bram):
    service = a_service(anna, "hour", Decimal("37.75"), notice_days=0)
    today = {"days": [timezone.localdate()]}
    claim = asks(service, bram, amount=Decimal(2), **today)
    claim = claiming.accept(claim, by=anna)
    assert reckoned(claim) == []
    claim = claiming.say_done(claim, by=anna, made=Decimal(3))
    assert reckoned(claim) == []
    claim = claiming.confirm_done(claim, by=bram, made=Decimal(3))
    assert reckoned(claim) == [("pieces", 1, claim.total_eur)]
    assert claim.total_eur == Decimal("113.25")
    assert Charge.objects.get().subject == "service"


def test_a_quote_that_was_accepted_is_owed_when_it_is_done(anna, bram):
    claim = asks(a_service(anna, notice_days=0), bram, days=[timezone.localdate()])
    quote = quoted(claim, anna)
    claim = claiming.accept_quote(quote, by=bram)
    claiming.say_done(claim, by=anna)
    claim = claiming.confirm_done(claim, by=bram)
    assert reckoned(claim) == [("pieces", 1, quote.total_eur)]


def test_agreed_damage_is_a_line_without_a_price(anna, bram):
    claim = rented(anna, bram)
    actions.look_at_claims()
    damage = claiming.report_damage(claim, "damaged", 1, by=anna, words="Leg is off")
    claiming.propose_for_damage(damage, by=anna, words="You pay 40 euro.")
    damage.refresh_from_db()
    claiming.agree_on_damage(damage, by=bram, proposal=damage.proposal)
    assert reckoned(claim)[1:] == [(f"damage {damage.pk}", 1, None)]
    claiming.propose_for_damage(damage, by=bram, words="Shall we say 30?")
    assert len(reckoned(claim)) == 1


def test_less_than_was_charged_shortens_a_line_that_is_on_no_invoice(anna, bram):
    claim = bought(anna, bram, quantity=5)
    actions.look_at_claims()
    Claim.objects.filter(pk=claim.pk).update(handed_over=3)
    assert reckoned(claim) == [("pieces", 3, Decimal("120.00"))]


def test_less_than_was_charged_credits_what_is_on_an_invoice(anna, bram):
    claim = bought(anna, bram, quantity=5)
    fixed(anna)
    Claim.objects.filter(pk=claim.pk).update(handed_over=3)
    assert reckoned(claim) == [
        ("pieces", 5, Decimal("200.00")),
        ("pieces", -2, Decimal("-80.00")),
    ]
    credit = Charge.objects.latest("pk")
    assert credit.credits == Charge.objects.earliest("pk")
    assert credit.treatment == "standard"


def test_a_month_that_is_fixed_gets_nothing_more(anna, bram):
    this = timezone.localdate().replace(day=1)
    past = (this - DAY).replace(day=1)
    actions.reckon(bought(anna, bram), day=past)
    Look.objects.all().delete()
    earlier = Statement.objects.get()
    fixed(anna, statement=earlier)
    claim = bought(anna, bram)
    actions.reckon(claim, day=past)
    later = Charge.objects.get(claim=claim).statement
    assert (earlier.month, later.month) == (past, this)


def test_unused_stock_is_told_from_used_goods(anna, bram):
    bought(anna, bram, condition="new")
    bought(anna, bram, condition="used")
    actions.look_at_claims()
    assert [it.subject for it in Charge.objects.order_by("pk")] == ["unused", "used"]


def test_two_buyers_have_two_statements(anna, bram, carla):
    dora = person("Dora", "Dennenrust")
    for buyer in (bram, dora):
        bought(anna, buyer)
    actions.look_at_claims()
    assert Statement.objects.count() == 2
    assert not Statement.objects.visible_to(carla).exists()
    assert Statement.objects.visible_to(anna).count() == 2
    assert Statement.objects.visible_to(bram).count() == 1


__all__ = ["ListingFactory"]
