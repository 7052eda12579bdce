"""Keeping what was rented or lent for longer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from base.mornings import moment
from base.refusal import Refused
from catalogue.models import Category
from claims import actions
from claims.availability import free_on, last_day_for
from claims.models import Claim, Extension
from listings.models import Listing
from tests.claims.bookings import booked, hours
from tests.claims.conftest import DAY, bram_asks, read_by
from tests.factories import ClaimFactory, ListingFactory

STATE = Extension.State


@pytest.fixture
def out(lift, bram, today):
    """Bram has one of the two lifts since a week, until the day after tomorrow."""
    return lent(lift, bram, today - 7 * DAY, today + 2 * DAY, "handed_over")


def lent(listing, asker, first, last, state="accepted", quantity=1):
    return ClaimFactory(
        listing=listing,
        asker=asker,
        location=asker.organisation.locations.get(),
        term="loan",
        quantity=quantity,
        starts_on=first,
        ends_on=last,
        state=state,
    )


def test_an_owner_says_yes_in_one_press(out, bram, anna, lift, today):
    until = today + 9 * DAY
    longer = actions.ask_extension(out, by=bram, until=until, why="Nog niet klaar.")
    assert read_by("claims/letters/extension_asked") == ["anna@example.org"]
    longer = actions.grant_extension(longer, by=anna)
    out.refresh_from_db()
    assert (longer.state, out.ends_on, out.state) == ("granted", until, "handed_over")
    assert read_by("claims/letters/extension_granted") == ["bram@example.org"]
    assert free_on(lift, until, until) == 1
    assert free_on(lift, until + DAY, until + DAY) == 2
    assert out.remind_at.date() == until - 3 * DAY


def test_an_owner_may_extend_unasked(out, anna, today):
    actions.extend(out, by=anna, until=today + 5 * DAY, why="Houd het gerust.")
    out.refresh_from_db()
    assert out.ends_on == today + 5 * DAY
    assert list(out.extensions.get().steps.values_list("state", "why")) == [
        ("asked", ""),
        ("granted", "Houd het gerust."),
    ]


def test_a_no_keeps_the_agreed_day(out, bram, anna, today):
    longer = actions.ask_extension(out, by=bram, until=today + 9 * DAY)
    with pytest.raises(Refused, match="Say why"):
        actions.decline_extension(longer, by=anna, why=" ")
    actions.decline_extension(longer, by=anna, why="We hebben het zelf nodig.")
    out.refresh_from_db()
    assert out.ends_on == today + 2 * DAY
    assert read_by("claims/letters/extension_declined") == ["bram@example.org"]


def test_asked_once_at_a_time_and_again_after_an_answer(out, bram, anna, today):
    longer = actions.ask_extension(out, by=bram, until=today + 9 * DAY)
    with pytest.raises(Refused, match="asked for already") as refused:
        actions.ask_extension(out, by=bram, until=today + 5 * DAY)
    assert refused.value.instead[1] == longer.get_absolute_url()
    actions.withdraw_extension(longer, by=bram)
    assert actions.ask_extension(out, by=bram, until=today + 5 * DAY).is_open


def test_what_somebody_else_has_then_can_not_be_kept(out, bram, carla, lift, today):
    lent(lift, carla, today + 6 * DAY, today + 9 * DAY, quantity=2)
    assert last_day_for(out) == today + 5 * DAY
    with pytest.raises(Refused, match="at most"):
        actions.ask_extension(out, by=bram, until=today + 6 * DAY)
    assert actions.ask_extension(out, by=bram, until=today + 5 * DAY).is_open


def test_free_when_asked_and_taken_when_answered(out, bram, anna, carla, lift, today):
    longer = actions.ask_extension(out, by=bram, until=today + 9 * DAY)
    lent(lift, carla, today + 6 * DAY, today + 9 * DAY, quantity=2)
    with pytest.raises(Refused, match="at most"):
        actions.grant_extension(longer, by=anna)
    longer.refresh_from_db()
    assert longer.is_open


def test_only_pieces_that_are_still_out_are_looked_at(out, bram, carla, lift, today):
    """Two were lent and one is back: the other lender's does not stand in the way."""
    lent(lift, carla, today + 3 * DAY, today + 30 * DAY)
    assert last_day_for(out).year == 2100
    assert actions.ask_extension(out, by=bram, until=today + 20 * DAY).is_open


def test_days_that_are_kept_free_count_as_well(out, carla, lift, today):
    Listing.objects.filter(pk=lift.pk).update(buffer_days=2)
    lent(lift, carla, today + 6 * DAY, today + 9 * DAY, quantity=2)
    out = Claim.objects.get(pk=out.pk)
    assert last_day_for(out) == today + 3 * DAY


def test_what_is_late_is_extended_from_today_on(lift, bram, anna, today):
    late = lent(lift, bram, today - 30 * DAY, today - 10 * DAY, "handed_over")
    with pytest.raises(Refused, match="This day is over"):
        actions.ask_extension(late, by=bram, until=today - 3 * DAY)
    longer = actions.ask_extension(late, by=bram, until=today + 7 * DAY)
    actions.grant_extension(longer, by=anna)
    late.refresh_from_db()
    assert (late.ends_on, late.is_overdue) == (today + 7 * DAY, False)
    assert longer.was == today - 10 * DAY  # that it was late stays written


def test_the_longest_time_and_the_last_day_bound_it(out, lift, today):
    Listing.objects.filter(pk=lift.pk).update(max_days=15)
    assert last_day_for(Claim.objects.get(pk=out.pk)) == today + 7 * DAY
    Listing.objects.filter(pk=lift.pk).update(available_until=today + 4 * DAY)
    assert last_day_for(Claim.objects.get(pk=out.pk)) == today + 4 * DAY


def test_what_nobody_answers_ends(out, bram, today):
    longer = actions.ask_extension(out, by=bram, until=today + 9 * DAY)
    assert actions.expire_extensions() == 0
    Extension.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert actions.expire_extensions() == 1
    longer.refresh_from_db()
    assert longer.state == STATE.EXPIRED
    assert read_by("claims/letters/extension_expired") == [
        "anna@example.org",
        "bram@example.org",
    ]


def test_strangers_and_the_wrong_side_can_not(out, bram, anna, carla, today):
    longer = actions.ask_extension(out, by=bram, until=today + 9 * DAY)
    for deed in (
        lambda: actions.grant_extension(longer, by=bram),
        lambda: actions.grant_extension(longer, by=carla),
        lambda: actions.decline_extension(longer, by=bram, why="x"),
        lambda: actions.withdraw_extension(longer, by=anna),
        lambda: actions.extend(out, by=carla, until=today + 4 * DAY),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_what_was_given_for_good_has_no_longer_time(asked, anna, today):
    claim = actions.accept(asked, by=anna)
    with pytest.raises(Refused, match="given for good"):
        actions.extend(claim, by=anna, until=today + DAY)


# -- Over HTTP -------------------------------------------------------------------
def test_the_owner_sees_who_else_asks(client, out, bram, anna, carla, lift, today):
    longer = actions.ask_extension(out, by=bram, until=today + 9 * DAY)
    wish = {"starts_on": today + 5 * DAY, "ends_on": today + 6 * DAY}
    other = bram_asks(lift, carla, term="loan", **wish)
    client.force_login(anna)
    page = client.get(longer.get_absolute_url())
    assert page.context["others"] == [other]
    client.force_login(bram)
    page = client.get(longer.get_absolute_url()).content.decode()
    assert str(carla.organisation) not in page


def test_from_asking_to_the_yes(client, out, bram, anna, today):
    client.force_login(bram)
    address = reverse("claims:extend", args=[out.pk])
    until = today + 9 * DAY
    wrong = client.post(address, {"until": today.isoformat()})
    assert list(wrong.context["form"].errors) == ["until"]
    client.post(address, {"until": until.isoformat(), "why": "Nog nodig"})
    longer = Extension.objects.get()
    client.force_login(anna)
    response = client.post(reverse("claims:extension_grant", args=[longer.pk]))
    assert response.url == out.get_absolute_url()
    page = client.get(out.get_absolute_url())
    told = [str(step.get_state_display()) for step in page.context["steps"]]
    assert len([words for words in told if words.startswith("Until ")]) == 2
    out.refresh_from_db()
    assert out.ends_on == until


# -- The deposit -----------------------------------------------------------------
@pytest.fixture
def with_deposit(out):
    Claim.objects.filter(pk=out.pk).update(deposit_eur=Decimal(50), quantity=1)
    return Claim.objects.get(pk=out.pk)


def test_a_deposit_is_written_down_and_given_back(with_deposit, anna):
    actions.receive_deposit(with_deposit, by=anna)
    deposit = actions.receive_deposit(with_deposit, by=anna)  # a double click
    assert (deposit.eur, deposit.returned_at) == (50, None)
    deposit = actions.return_deposit(
        with_deposit, by=anna, kept_eur=Decimal("12.50"), why="Wiel kapot"
    )
    assert (deposit.returned_eur, deposit.why) == (Decimal("37.50"), "Wiel kapot")
    assert read_by("claims/letters/deposit_returned") == ["bram@example.org"]
    with pytest.raises(Refused, match="No deposit waits"):
        actions.return_deposit(with_deposit, by=anna)


@pytest.mark.parametrize(
    ("kept", "why", "sentence"),
    [("50.01", "x", "more than the deposit"), ("1.00", " ", "Say why you keep it")],
)
def test_not_more_is_kept_than_there_was_and_not_silently(
    with_deposit, anna, kept, why, sentence
):
    actions.receive_deposit(with_deposit, by=anna)
    with pytest.raises(Refused, match=sentence):
        actions.return_deposit(with_deposit, by=anna, kept_eur=Decimal(kept), why=why)


def test_only_its_owner_writes_a_deposit_down(with_deposit, bram, out):
    with pytest.raises(PermissionDenied):
        actions.receive_deposit(with_deposit, by=bram)


def test_where_none_is_asked_none_is_received(out, anna):
    with pytest.raises(Refused, match="No deposit is asked"):
        actions.receive_deposit(out, by=anna)


# -- Rooms -----------------------------------------------------------------------
def test_a_room_by_the_hour_is_booked_again_and_not_extended(
    client, room, bram, anna, monday
):
    claim = booked(room, bram, anna, hours(monday, 10, 12))
    until = (monday + 3 * DAY).isoformat()
    for who in (anna, bram):
        client.force_login(who)
        address = reverse("claims:extend", args=[claim.pk])
        answer = client.post(address, {"until": until, "why": "x"})
        assert answer.status_code == 409
        assert "booked by the hour" in answer.content.decode()


def test_a_guest_room_that_is_kept_longer_is_over_later(anna, bram, today):
    guest_room = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        category=Category.objects.get(code="guest-room"),
        terms=["loan"],
        quantity=1,
    )
    days = {"starts_on": today, "ends_on": today + DAY}
    claim = actions.accept(bram_asks(guest_room, bram, term="loan", **days), by=anna)
    actions.extend(claim, by=anna, until=today + 4 * DAY)
    claim.refresh_from_db()
    assert claim.over_at == moment(today + 5 * DAY)
