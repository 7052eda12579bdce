"""What members do with wants."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from base.refusal import Refused
from catalogue.models import Category
from listings import actions as offers
from listings.models import Listing
from outbox.models import Letter
from tests.factories import ListingFactory, UserFactory, WantFactory
from tests.lawful import BED
from wanted import actions
from wanted.models import Answer, Match, Want

TODAY = timezone.localdate()
State = Want.State


def said(user, **fields):
    given = {
        "title": "Rolstoel",
        "category": Category(pk="wheelchair"),
        "location": user.organisation.locations.get(),
        "terms": ["free"],
    }
    return given | fields


def letters():
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def states(want):
    return list(want.steps.values_list("state", "by__name", "why"))


def test_whoever_trades_can_ask(bram):
    want = actions.post_want(by=bram, **said(bram))
    assert (want.organisation, want.made_by, want.state) == (
        bram.organisation,
        bram,
        State.OPEN,
    )
    assert states(want) == [("open", "Bram", "")]


@pytest.mark.parametrize("state", ["applied", "suspended"])
def test_people_of_an_inactive_organisation_can_not_ask(bram, state):
    bram.organisation.state = state
    bram.organisation.save()
    with pytest.raises(PermissionDenied):
        actions.post_want(by=bram, **said(bram))


def test_a_want_goes_to_a_place_of_ones_own(bram, carla):
    elsewhere = carla.organisation.locations.get()
    with pytest.raises(PermissionDenied):
        actions.post_want(by=bram, **said(bram, location=elsewhere))


def test_medicines_can_not_be_asked_for(bram):
    with pytest.raises(Refused):
        actions.post_want(by=bram, **said(bram, title="Paracetamol 500 mg"))
    assert not Want.objects.exists()


def test_a_blocked_category_can_not_be_asked_for(bram):
    medicines = Category.objects.get(pk="medicines")
    with pytest.raises(Refused):
        actions.post_want(by=bram, **said(bram, category=medicines))


def test_a_change_makes_it_looked_for_again(want, bram):
    Want.objects.filter(pk=want.pk).update(matched_at=timezone.now())
    actions.revise(want, by=bram, quantity=5)
    want.refresh_from_db()
    assert (want.quantity, want.matched_at) == (5, None)


def test_saving_without_a_change_looks_for_nothing(want, bram):
    then = timezone.now()
    Want.objects.filter(pk=want.pk).update(matched_at=then)
    actions.revise(want, by=bram, quantity=want.quantity)
    want.refresh_from_db()
    assert want.matched_at == then


def test_carla_can_not_revise(want, carla):
    with pytest.raises(PermissionDenied):
        actions.revise(want, by=carla, quantity=5)


def test_a_want_does_not_move_to_a_strangers_place(want, bram, carla):
    with pytest.raises(PermissionDenied):
        actions.revise(want, by=bram, location=carla.organisation.locations.get())


def test_what_is_closed_can_not_be_revised(want, bram):
    actions.close(want, by=bram)
    with pytest.raises(Refused) as refusal:
        actions.revise(want, by=bram, quantity=5)
    assert refusal.value.instead[1] == want.get_absolute_url()


def test_its_people_close_it(want, bram):
    actions.close(want, by=bram)
    want.refresh_from_db()
    assert (want.state, letters()) == (State.CLOSED, [])


def test_the_maker_reads_that_a_colleague_closed_it(want, bram):
    colleague = UserFactory(organisation=bram.organisation, name="Bea")
    actions.close(want, by=colleague)
    assert letters() == [(bram.email, "Zorgbed gezocht is no longer looked for")]


def test_a_moderator_closes_it_with_a_reason(want, mo):
    actions.close(want, by=mo, why="Not for here.")
    assert states(want) == [("closed", "Mo", "Not for here.")]
    body = Letter.objects.get().body
    assert body.count("Not for here.") == 1


def test_carla_can_not_close(want, carla):
    with pytest.raises(PermissionDenied):
        actions.close(want, by=carla)


def test_closing_twice_is_refused(want, bram):
    actions.close(want, by=bram)
    with pytest.raises(Refused):
        actions.close(want, by=bram)


def test_its_people_say_that_it_is_met(want, bram):
    actions.meet(want, by=bram)
    want.refresh_from_db()
    assert want.state == State.MET


def test_carla_can_not_say_that_it_is_met(want, carla):
    with pytest.raises(PermissionDenied):
        actions.meet(want, by=carla)


def test_those_who_answered_read_that_it_is_over(want, bram, anna, beds):
    actions.answer(want, by=anna, listing=beds)
    Letter.objects.all().delete()
    actions.close(want, by=bram)
    subject = "Stadsziekenhuis no longer looks for Zorgbed gezocht"
    assert letters() == [(anna.email, subject)]


@pytest.mark.parametrize("state", ["met", "closed", "expired"])
def test_it_can_be_asked_again(bram, state):
    long_ago = timezone.now() - timedelta(days=40)
    want = WantFactory(
        made_by=bram,
        state=state,
        posted_at=long_ago,
        matched_at=long_ago,
        needed_by=TODAY - timedelta(days=3),
    )
    actions.reopen(want, by=bram)
    want.refresh_from_db()
    assert (want.state, want.matched_at, want.needed_by) == (State.OPEN, None, None)
    assert want.posted_at.date() == timezone.now().date()


def test_what_is_open_can_not_be_reopened(want, bram):
    with pytest.raises(Refused):
        actions.reopen(want, by=bram)


def test_it_can_not_be_asked_again_for_a_closed_place(want, bram):
    actions.close(want, by=bram)
    want.location.closed_at = timezone.now()
    want.location.save()
    with pytest.raises(Refused):
        actions.reopen(want, by=bram)


def test_what_a_moderator_closed_stays_closed(want, bram, mo):
    actions.close(want, by=mo, why="Not for here.")
    with pytest.raises(Refused):
        actions.reopen(want, by=bram)


def test_carla_can_not_reopen(want, bram, carla):
    actions.close(want, by=bram)
    with pytest.raises(PermissionDenied):
        actions.reopen(want, by=carla)


def test_an_answer_with_a_live_offer_is_told_at_once(want, bram, anna, beds):
    given = actions.answer(want, by=anna, listing=beds, message="Fetch them soon.")
    assert (given.by, given.announced_at is None) == (anna, False)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject, letter.for_daily) == (
        bram.email,
        "Zonnehof says: we have this (Zorgbed gezocht)",
        False,
    )
    assert letter.body.count("Fetch them soon.") == 1
    assert letter.body.count(f"/listings/{beds.pk}/") == 1


def test_an_answer_is_told_even_to_who_wants_no_alerts(want, bram, anna, beds):
    bram.letters = "off"
    bram.save()
    actions.answer(want, by=anna, listing=beds)
    assert Letter.objects.count() == 1


def test_answering_twice_with_one_offer_is_refused(want, anna, beds):
    actions.answer(want, by=anna, listing=beds)
    with pytest.raises(Refused):
        actions.answer(want, by=anna, listing=beds)
    assert Answer.objects.count() == 1


def test_ones_own_want_can_not_be_answered(want, bram):
    own = ListingFactory(made_by=bram)
    with pytest.raises(PermissionDenied):
        actions.answer(want, by=bram, listing=own)


def test_carla_can_not_answer_with_annas_offer(want, carla, beds):
    with pytest.raises(PermissionDenied):
        actions.answer(want, by=carla, listing=beds)


def test_what_is_closed_can_not_be_answered(want, bram, anna, beds):
    actions.close(want, by=bram)
    with pytest.raises(Refused):
        actions.answer(want, by=anna, listing=beds)


def test_staff_can_not_answer(want, mo, beds):
    with pytest.raises(PermissionDenied):
        actions.answer(want, by=mo, listing=beds)


def test_an_answer_leaves_nothing_more_to_tell_of_the_match(want, anna, beds):
    match = Match.objects.create(want=want, listing=beds, score=0.8)
    actions.answer(want, by=anna, listing=beds)
    match.refresh_from_db()
    assert match.announced_at is not None


def test_an_answer_can_start_a_new_offer(want, anna):
    listing = actions.answer_with_new(want, by=anna)
    assert (listing.state, listing.title, listing.quantity, listing.left) == (
        Listing.State.DRAFT,
        "Zorgbed",
        2,
        2,
    )
    assert (listing.location, listing.category_id, listing.terms) == (
        anna.organisation.locations.get(),
        "care-bed",
        ["free"],
    )
    assert (letters(), Answer.objects.get().announced_at) == ([], None)


@pytest.mark.parametrize(
    ("terms", "chosen"),
    [(["sale", "free"], "free"), (["rent", "loan"], "loan"), (["rent"], "rent")],
)
def test_a_new_offer_takes_the_terms_that_cost_least(bram, anna, terms, chosen):
    want = WantFactory(made_by=bram, terms=terms)
    assert actions.answer_with_new(want, by=anna).terms == [chosen]


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Gezocht: rolstoel", "Rolstoel"),
        ("Wie heeft een bed?", "Een bed?"),
        ("Rolstoel gezocht", "Rolstoel"),
        ("Gezocht", "Gezocht"),
        ("wandbord", "Wandbord"),
    ],
)
def test_a_new_offer_is_no_longer_a_question(bram, anna, asked, offered):
    want = WantFactory(made_by=bram, title=asked)
    assert actions.answer_with_new(want, by=anna).title == offered


def test_starting_twice_gives_the_same_draft(want, anna):
    first = actions.answer_with_new(want, by=anna)
    assert actions.answer_with_new(want, by=anna) == first
    assert (Listing.objects.count(), Answer.objects.count()) == (1, 1)


def test_a_new_offer_needs_a_place(want, anna):
    anna.organisation.locations.update(closed_at=timezone.now())
    with pytest.raises(Refused):
        actions.answer_with_new(want, by=anna)
    assert not Listing.objects.exists()


def test_carla_can_not_answer_with_a_new_offer_when_suspended(want, carla):
    carla.organisation.state = "suspended"
    carla.organisation.save()
    with pytest.raises(PermissionDenied):
        actions.answer_with_new(want, by=carla)
    assert not Listing.objects.exists()


def test_a_new_offer_is_told_when_it_is_live_and_only_once(want, bram, anna):
    ListingFactory.create_batch(3, made_by=anna)  # no newcomer: no moderator first
    Listing.objects.update(announced_at=timezone.now())
    listing = actions.answer_with_new(want, by=anna)
    actions.match_new_listings()
    assert letters() == []
    offers.revise(listing, by=anna, declared=BED)
    offers.publish(listing, by=anna)
    for _ in range(2):
        actions.match_new_listings()
    assert letters() == [(bram.email, "Zonnehof says: we have this (Zorgbed gezocht)")]


def test_the_database_knows_no_want_of_nothing(want):
    with pytest.raises(IntegrityError), transaction.atomic():
        Want.objects.filter(pk=want.pk).update(quantity=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Want.objects.filter(pk=want.pk).update(terms=[])
