"""On what terms something is lent, and which days are free."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.months import Month
from base.refusal import Refused
from claims import actions, free_days, holding
from claims.availability import free_on
from claims.free_days import FreeMonth
from claims.models import Claim
from listings import actions as offering
from listings.models import Listing
from listings.models.lent import NOT_KNOWN
from tests.claims.conftest import DAY, bram_asks
from tests.factories import ClaimFactory, ListingFactory


def change(listing, **fields):
    Listing.objects.filter(pk=listing.pk).update(**fields)
    listing.refresh_from_db()


def asks(listing, bram, first, last, **wish):
    wish = {"term": "loan", "starts_on": first, "ends_on": last} | wish
    return bram_asks(listing, bram, **wish)


# -- How long --------------------------------------------------------------------
def test_it_goes_out_neither_shorter_nor_longer_than_its_owner_says(lift, bram, today):
    change(lift, min_days=3, max_days=5)
    with pytest.raises(Refused, match="for 3 days at least"):
        asks(lift, bram, today, today + DAY)
    with pytest.raises(Refused, match="for 5 days at most"):
        asks(lift, bram, today, today + 5 * DAY)
    assert asks(lift, bram, today, today + 4 * DAY).days == 5


def test_after_each_use_it_stays_some_days(lift, anna, bram, carla, today):
    change(lift, buffer_days=2)
    first = asks(lift, bram, today, today + 3 * DAY, quantity=2)
    actions.accept(first, by=anna)
    assert free_on(lift, today + 5 * DAY, today + 5 * DAY) == 0
    assert free_on(lift, today + 6 * DAY, today + 6 * DAY) == 2
    with pytest.raises(Refused, match="Nothing is free"):
        asks(lift, carla, today + 4 * DAY, today + 9 * DAY)
    other = ListingFactory(terms=["loan"], quantity=1, buffer_days=2)
    ClaimFactory(
        listing=other,
        term="loan",
        state="accepted",
        starts_on=today + 5 * DAY,
        ends_on=today + 6 * DAY,
    )
    with pytest.raises(Refused, match="Nothing is free"):
        asks(other, bram, today, today + 3 * DAY)
    assert asks(other, bram, today, today + 2 * DAY).pk


# -- What it costs ---------------------------------------------------------------
def test_prices_are_those_of_when_it_was_asked_for(lift, bram, today):
    change(lift, rent_week_eur=60, rent_month_eur=150, deposit_eur=25)
    claim = asks(lift, bram, today, today + 8 * DAY, term="rent", quantity=2)
    change(lift, rent_eur=99, rent_week_eur=None, deposit_eur=0)
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.rents == {"day": 15, "week": 60, "month": 150}
    assert claim.total_eur == 2 * (60 + 2 * 15)
    assert claim.deposit_total_eur == 50


def test_a_loan_costs_nothing_and_a_rent_to_be_agreed_neither(lift, bram, today):
    assert asks(lift, bram, today, today + DAY).total_eur is None
    change(lift, rent_eur=None)
    later = {"starts_on": today, "ends_on": today + DAY, "term": "rent"}
    Claim.objects.all().delete()
    assert bram_asks(lift, bram, **later).total_eur is None


def test_the_sum_is_shown_while_one_chooses_days(client, lift, bram, today):
    change(lift, rent_week_eur=60, deposit_eur=Decimal("12.50"))
    client.force_login(bram)
    wish = {
        "term": "rent",
        "quantity": 2,
        "starts_on": today.isoformat(),
        "ends_on": (today + 8 * DAY).isoformat(),
    }
    page = client.get(reverse("claims:total", args=[lift.pk]), wish).content.decode()
    assert "€180.00" in page
    assert "Deposit €25.00" in page


# -- Which days are free ---------------------------------------------------------
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(1, 2)), max_size=5
    ),
    st.integers(0, 3),
)
def test_the_calendar_says_what_the_last_check_says(db, today, lent, buffer_days):
    beds = ListingFactory(terms=["loan"], quantity=12, buffer_days=buffer_days)
    for first, length, quantity in lent:
        claim = ClaimFactory(
            listing=beds,
            term="loan",
            quantity=quantity,
            starts_on=today + first * DAY,
            ends_on=today + (first + length) * DAY,
        )
        holding.keep(claim, quantity)
    for day in shown(beds, today):
        if day.is_of_month and day.is_open:
            kept = sum(
                quantity
                for first, length, quantity in lent
                if first <= (day.date - today).days <= first + length + buffer_days
            )
            assert day.free == 12 - kept


def shown(listing, today):
    months = [Month.now(), Month.now().after]
    return [
        day
        for month in months
        for week in FreeMonth(listing, month).weeks
        for day in week
    ]


def test_the_calendar_asks_two_questions(db, today, django_assert_num_queries):
    beds = ListingFactory(terms=["loan"], quantity=2)
    with django_assert_num_queries(2):
        assert len(FreeMonth(beds, Month.now().after).weeks) >= 4


def test_weeks_that_are_over_are_not_shown(db, today):
    beds = ListingFactory(terms=["loan"])
    assert FreeMonth(beds, Month.now().before).weeks == []
    assert all(week[-1].date >= today for week in FreeMonth(beds, Month.now()).weeks)


def test_days_that_are_over_or_not_offered_are_not_to_choose(db, today):
    month = Month.now().after
    first = month.first + 2 * DAY
    beds = ListingFactory(
        terms=["loan"], available_from=first, available_until=first + 3 * DAY
    )
    open_days = [
        day.date
        for week in FreeMonth(beds, month).weeks
        for day in week
        if day.is_open and day.is_of_month
    ]
    assert open_days == [first + n * DAY for n in range(4)]


def test_the_page_and_its_part_show_a_month(client, lift, bram):
    client.force_login(bram)
    address = reverse("claims:free_days", args=[lift.pk])
    month = Month.now().after
    page = client.get(address, {"month": month.key})
    assert page.context["free"].month == month
    part = client.get(address, {"month": "nonsense"}, headers={"HX-Request": "true"})
    assert part.context["free"].month == Month.now()
    assert b"<html" not in part.content
    given_away = ListingFactory(terms=["free"])
    assert (
        client.get(reverse("claims:free_days", args=[given_away.pk])).status_code == 404
    )


# -- From when, on its card -------------------------------------------------------
def test_a_card_says_from_when_something_is_free(lift, anna, bram, today):
    change(lift, buffer_days=1)
    claim = asks(lift, bram, today, today + 3 * DAY, quantity=2)
    actions.accept(claim, by=anna)
    lift.refresh_from_db()
    assert (lift.free_from, lift.is_out) == (today + 5 * DAY, True)
    actions.withdraw(claim, by=bram)
    lift.refresh_from_db()
    assert (lift.free_from, lift.is_out) == (None, False)


def test_a_piece_that_is_left_is_free_today(lift, anna, bram, today):
    actions.accept(asks(lift, bram, today, today + 3 * DAY), by=anna)
    lift.refresh_from_db()
    assert lift.free_from is None


def test_what_is_late_is_free_on_no_known_day(db, today):
    lift = ListingFactory(terms=["loan"], quantity=1, free_from=today)
    ClaimFactory(
        listing=lift,
        term="loan",
        state="handed_over",
        starts_on=today - 9 * DAY,
        ends_on=today - DAY,
    )
    assert free_days.note_what_is_free() == 1
    lift.refresh_from_db()
    assert (lift.free_from, lift.is_late) == (NOT_KNOWN, True)


def test_when_the_day_has_come_the_card_says_nothing(db, today):
    lift = ListingFactory(terms=["loan"], quantity=1, free_from=today - DAY)
    assert free_days.note_what_is_free() == 1
    lift.refresh_from_db()
    assert lift.free_from is None
    assert free_days.note_what_is_free() == 0


# -- The form --------------------------------------------------------------------
def test_the_form_of_an_offer_takes_what_is_said_of_lending(client, lift, anna):
    client.force_login(anna)
    address = reverse("listings:edit", args=[lift.pk])
    form = client.get(address).context["form"]
    typed = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, "")
    }
    typed |= {"rent_week_eur": "60", "min_days": "5", "max_days": "3"}
    wrong = client.post(address, typed)
    assert list(wrong.context["form"].errors) == ["max_days"]
    typed |= {"max_days": "30", "buffer_days": "2", "deposit_eur": "25,50"}
    client.post(address, typed)
    lift.refresh_from_db()
    assert (lift.rents, lift.min_days, lift.max_days, lift.buffer_days) == (
        {"day": 15, "week": 60},
        5,
        30,
        2,
    )
    assert lift.deposit_eur == Decimal("25.50")


def test_without_rent_there_are_no_longer_rents(lift, anna):
    change(lift, rent_week_eur=60, rent_month_eur=100)
    plain = offering.revise(lift, by=anna, terms=["loan"], rent_eur=None, rent_per="")
    assert (plain.rent_week_eur, plain.rent_month_eur, plain.rents) == (None, None, {})


def test_a_month_is_read_from_an_address_within_a_few_years():
    assert Month.read("2027-02") == Month(timezone.localdate().replace(2027, 2, 1))
    for odd in ("", "2027-13", "9999-01", "2027-2", "x"):
        assert Month.read(odd) is None
    assert Month.read(" 2027-02 ").key == "2027-02"


def test_months_follow_each_other():
    month = Month.now()
    for _ in range(30):
        assert month.after.before == month
        assert month.first + timedelta(days=31) >= month.after.first
        month = month.after
