"""How it went, said in one press; and what everybody may know of a member's deeds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from claims import actions
from claims.deeds import FEWEST, Share, deeds_of
from claims.models import Claim, Feedback
from outbox.models import Letter
from tests.factories import ClaimFactory, ListingFactory, LocationFactory

DAY = timedelta(days=1)


@pytest.fixture
def over(anna, bram):
    """Bram has what Anna gave."""
    return ended(anna, bram, "handed_over")


def ended(anna, bram, *states, **fields):
    given = ListingFactory(made_by=anna, location=anna.organisation.locations.get())
    home = bram.organisation.locations.earliest("pk")
    claim = ClaimFactory(
        listing=given, asker=bram, location=home, state=states[-1], **fields
    )
    for state in ("asked", *states):
        claim.steps.create(state=state, by=anna)
    return claim


def letters():
    found = Letter.objects.filter(key__startswith="claims/letters/could_be_better ")
    return list(found.values_list("to", flat=True))


# -- Saying it ---------------------------------------------------------------------
def test_one_press_says_that_all_was_well_and_a_second_one_does_no_harm(
    client, over, bram
):
    client.force_login(bram)
    page = reverse("claims:feedback", args=[over.pk])
    for _press in range(2):
        assert client.post(page, {"all_well": "yes"}).status_code == 302
    said = Feedback.objects.get()
    assert (said.is_good, said.organisation, said.about) == (
        True,
        bram.organisation,
        over.owner,
    )
    assert letters() == []


def test_what_was_not_good_needs_words_and_the_other_side_reads_them(
    client, over, bram, anna
):
    client.force_login(bram)
    page = reverse("claims:feedback", args=[over.pk])
    answer = client.post(page, {"as_described": "on", "again": "on"})
    assert "Say what could be better" in answer.content.decode()
    client.post(page, {"as_described": "on", "again": "on", "words": "An hour late."})
    assert letters() == [anna.email]
    assert "An hour late." in Letter.objects.get().body
    shown = client.get(over.get_absolute_url()).content.decode()
    assert "An hour late." in shown


def test_both_sides_say_it_for_themselves(over, anna, bram):
    actions.give_feedback(over, by=anna)
    actions.give_feedback(over, by=bram, on_time=False, words="Late.")
    about = {one.about.name: one.is_good for one in Feedback.objects.all()}
    assert about == {bram.organisation.name: True, anna.organisation.name: False}


@pytest.mark.parametrize("state", Claim.State.values)
def test_only_of_what_is_over(anna, bram, state):
    days = {"term": "loan", "starts_on": timezone.localdate() - DAY}
    days |= {"ends_on": timezone.localdate()}
    claim = ended(anna, bram, state, **days)
    is_over = state in ("returned", "done")
    assert claim.is_over_well == is_over
    if is_over:
        assert actions.give_feedback(claim, by=anna).is_good
    else:
        with pytest.raises(Refused):
            actions.give_feedback(claim, by=anna)


def test_nobody_says_it_of_what_was_over_long_ago(over, bram):
    over.steps.update(at=timezone.now() - 91 * DAY)
    assert not actions.may_be_told(over)
    with pytest.raises(Refused, match="long ago"):
        actions.give_feedback(over, by=bram)


def test_a_stranger_neither_says_nor_reads_it(client, over, carla, mo):
    with pytest.raises(PermissionDenied):
        actions.give_feedback(over, by=carla)
    client.force_login(carla)
    for name in ("feedback", "next_letter"):
        page = reverse(f"claims:{name}", args=[over.pk])
        assert client.get(page).status_code == 404
        assert client.post(page, {"all_well": "yes"}).status_code in (404, 405)


# -- Deeds -------------------------------------------------------------------------
CASES = st.lists(
    st.sampled_from(
        [("handed_over",), ("accepted", "handed_over"), ("accepted", "declined")]
        + [("accepted", "expired"), ("declined",), ("withdrawn",), ("expired",)]
        + [("accepted", "withdrawn"), ("waiting",), ()]
    ),
    max_size=6,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cases=CASES, hours=st.integers(0, 120))
def test_promises_and_answers_are_counted(cases, hours, anna, bram):
    Claim.objects.all().delete()
    for states in cases:
        claim = ended(anna, bram, "asked", *states)
        past = timezone.now() - 9 * DAY
        Claim.objects.filter(pk=claim.pk).update(asked_at=past)
        claim.steps.filter(state="asked").update(at=past)
        answered = past + timedelta(hours=hours)
        claim.steps.exclude(state="asked").update(at=answered)
    gave, took = deeds_of(anna.organisation), deeds_of(bram.organisation)
    well = sum("handed_over" in states for states in cases)
    lapsed = cases.count(("accepted", "expired"))
    broken = cases.count(("accepted", "declined")) + lapsed
    assert gave.kept == Share(well, well + broken)
    taken_back = cases.count(("accepted", "withdrawn")) + lapsed
    assert took.kept == Share(well, well + taken_back)
    silent = cases.count(()) + cases.count(("withdrawn",))
    asked = len(cases) - cases.count(("withdrawn",))
    in_time = len(cases) - silent if hours <= 72 else 0
    assert gave.answered == Share(in_time, asked)
    assert bool(gave.kept) == (well + broken >= FEWEST)


def test_how_far_things_went_is_the_middle_one(anna, bram):
    for north in (0, 0.09, 3):
        claim = ended(anna, bram, "accepted", "handed_over")
        home = LocationFactory(organisation=bram.organisation)
        here = claim.listing.location
        home.latitude, home.longitude = here.latitude + north, here.longitude
        home.save()
        Claim.objects.filter(pk=claim.pk).update(location=home)
    assert round(deeds_of(anna.organisation).gave_km) == 10
    assert round(deeds_of(bram.organisation).took_km) == 10
    assert deeds_of(bram.organisation).gave_km is None


def test_few_deeds_say_nothing_and_the_page_costs_little(
    client, carla, anna, bram, django_assert_max_num_queries
):
    client.force_login(carla)
    page = reverse("members:organisation_detail", args=[anna.organisation_id])
    assert "not shared often enough" in client.get(page).content.decode()
    for _number in range(FEWEST):
        claim = ended(anna, bram, "accepted", "handed_over")
        actions.give_feedback(claim, by=bram)
    with django_assert_max_num_queries(10):
        shown = client.get(page).content.decode()
    assert shown.count("5 of 5") == 5
