"""Asking for what is offered."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from base.refusal import Refused
from claims import actions
from claims.deadlines import workdays_later
from claims.models import Claim
from outbox.models import Letter
from tests.claims.conftest import DAY, bram_asks, read_by
from tests.factories import LocationFactory, UserFactory


def refusal(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    return str(refused.value)


def test_asking_writes_a_claim_its_first_step_and_the_owners_letter(beds, bram):
    claim = bram_asks(beds, bram, quantity=2, message="For the new ward.")
    assert (claim.state, claim.quantity, claim.organisation) == (
        "asked",
        2,
        bram.organisation,
    )
    assert list(claim.steps.values_list("state", "by")) == [("asked", bram.pk)]
    assert read_by("claims/letters/asked") == ["anna@example.org"]
    letter = Letter.objects.get()
    assert letter.subject == "Stadsziekenhuis asks for 2 × Two care beds"
    assert f"Say yes or no: http://127.0.0.1:8000/claims/{claim.pk}/" in letter.body
    assert "For the new ward." in letter.body


def test_the_owner_is_reminded_after_three_workdays_and_it_ends_after_two_weeks(asked):
    assert asked.expires_at == asked.asked_at + timedelta(days=14)
    assert asked.remind_at == workdays_later(asked.asked_at, 3)


def test_asking_promises_nothing_yet(asked, beds):
    beds.refresh_from_db()
    assert beds.left == 2


def test_a_price_is_kept_as_it_was_when_asked(anna, beds, lift, bram, today):
    beds.terms, beds.price_eur = ["sale", "free"], Decimal("40.00")
    beds.save()
    sold = bram_asks(beds, bram, term="sale")
    rented = bram_asks(
        lift, bram, term="rent", starts_on=today + DAY, ends_on=today + DAY
    )
    assert (sold.price_eur, sold.price_per) == (Decimal("40.00"), "")
    assert (rented.price_eur, rented.price_per) == (15, "day")


def test_what_is_asked_for_a_time_needs_no_day_by_which(lift, bram, today):
    wish = {"starts_on": today, "ends_on": today + DAY, "needed_by": today}
    claim = bram_asks(lift, bram, term="loan", **wish)
    assert (claim.starts_on, claim.needed_by) == (today, None)


def test_what_is_asked_for_good_has_no_period(beds, bram, today):
    wish = {"starts_on": today, "ends_on": today + DAY, "needed_by": today}
    claim = bram_asks(beds, bram, **wish)
    assert (claim.starts_on, claim.ends_on, claim.needed_by) == (None, None, today)


def test_nobody_asks_for_what_is_their_own(beds, anna):
    place = anna.organisation.locations.get()
    with pytest.raises(Refused, match="your own organisation"):
        actions.ask(beds, by=anna, term="free", quantity=1, location=place)


def test_nobody_asks_for_a_strangers_location(beds, bram, carla):
    place = carla.organisation.locations.get()
    with pytest.raises(PermissionDenied):
        actions.ask(beds, by=bram, term="free", quantity=1, location=place)


def test_nobody_asks_for_a_closed_location(beds, bram):
    place = LocationFactory(organisation=bram.organisation, closed_at=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.ask(beds, by=bram, term="free", quantity=1, location=place)


def test_a_moderator_does_not_ask(beds, mo, bram):
    with pytest.raises(PermissionDenied):
        actions.ask(
            beds,
            by=mo,
            term="free",
            quantity=1,
            location=bram.organisation.locations.get(),
        )


@pytest.mark.parametrize("state", ["paused", "gone", "expired", "withdrawn"])
def test_what_is_not_live_is_refused(beds, bram, state):
    beds.state = state
    beds.save()
    assert refusal(bram_asks, beds, bram) == "This can't be asked for now."


def test_what_a_suspended_organisation_offers_is_refused(beds, bram):
    beds.organisation.state = "suspended"
    beds.organisation.save()
    assert refusal(bram_asks, beds, bram) == "This can't be asked for now."


def test_asking_twice_points_to_what_was_asked(asked, beds, bram):
    with pytest.raises(Refused, match="asked for this already") as refused:
        bram_asks(beds, bram)
    assert refused.value.instead == ("To the claim", f"/claims/{asked.pk}/")
    assert Claim.objects.count() == 1


def test_a_colleague_can_not_ask_for_it_again(asked, beds, bram):
    colleague = UserFactory(organisation=bram.organisation)
    assert "already" in refusal(bram_asks, beds, colleague)


def test_asking_again_after_a_no_is_possible(asked, beds, bram, anna):
    actions.decline(asked, by=anna, why="Not this week.")
    assert bram_asks(beds, bram).state == "asked"


def test_more_than_there_is_says_what_is_left(beds, bram):
    assert refusal(bram_asks, beds, bram, quantity=3) == "Only 2 left."


def test_a_way_that_is_not_offered_is_refused(beds, bram):
    assert refusal(bram_asks, beds, bram, term="sale") == (
        "It is not offered in this way."
    )


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (None, 3, "For rent or on loan: fill in from when until when."),
        (3, None, "For rent or on loan: fill in from when until when."),
        (3, 2, "This is before the first day."),
        (-1, 2, "This day is over."),
    ],
)
def test_a_period_that_can_not_be_is_refused(lift, bram, today, starts, ends, sentence):
    starts_on = None if starts is None else today + starts * DAY
    ends_on = None if ends is None else today + ends * DAY
    wish = {"term": "loan", "starts_on": starts_on, "ends_on": ends_on}
    assert refusal(bram_asks, lift, bram, **wish) == sentence


def test_a_period_lies_within_what_is_available(lift, bram, today):
    lift.available_from, lift.available_until = today + 2 * DAY, today + 5 * DAY
    lift.save()
    early = {"term": "loan", "starts_on": today + DAY, "ends_on": today + 3 * DAY}
    late = {"term": "loan", "starts_on": today + 3 * DAY, "ends_on": today + 6 * DAY}
    just = {"term": "loan", "starts_on": today + 2 * DAY, "ends_on": today + 5 * DAY}
    assert refusal(bram_asks, lift, bram, **early).startswith("It is available from")
    assert refusal(bram_asks, lift, bram, **late).startswith("It is available until")
    assert bram_asks(lift, bram, **just).state == "asked"


def test_a_period_in_which_others_have_it_is_refused(lent, anna, lift, carla, today):
    actions.accept(lent, by=anna)
    wish = {"term": "loan", "quantity": 1}
    overlap = {"starts_on": today + 8 * DAY, "ends_on": today + 9 * DAY}
    after = {"starts_on": today + 9 * DAY, "ends_on": today + 9 * DAY}
    assert refusal(bram_asks, lift, carla, **wish, **overlap) == (
        "Nothing is free in this period."
    )
    assert bram_asks(lift, carla, **wish, **after).state == "asked"


def test_needed_before_it_is_available_is_refused(beds, bram, today):
    beds.available_from = today + 9 * DAY
    beds.save()
    sentence = refusal(bram_asks, beds, bram, needed_by=today + DAY)
    assert sentence.startswith("It is available from")
