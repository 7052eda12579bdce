"""What members do with listings."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalogue.models import Category
from listings import actions
from listings.models import Listing
from tests.factories import LocationFactory
from tests.listings.conftest import (
    State,
    again,
    draft_of,
    home_of,
    listing_of,
    refused,
    tomorrow,
    yesterday,
)

# -- Draft and publish ----------------------------------------------------------


def test_a_draft_belongs_to_the_organisation_of_who_makes_it(anna):
    listing = actions.draft(
        by=anna,
        location=home_of(anna),
        category=Category.objects.get(code="care-bed"),
        title="Care bed",
        terms=["free"],
        quantity=3,
        unit="stuk",
    )
    assert (listing.state, listing.organisation, listing.left) == (
        State.DRAFT,
        anna.organisation,
        3,
    )
    assert [(s.state, s.by) for s in listing.steps.all()] == [("draft", anna)]


def test_a_draft_at_somebody_elses_location_is_not_allowed(anna, bram, beds):
    with pytest.raises(PermissionDenied):
        actions.draft(
            by=anna,
            location=home_of(bram),
            category=beds.category,
            title="Bed",
            terms=["free"],
            unit="stuk",
        )
    assert Listing.objects.count() == 1


def test_the_offer_of_a_known_organisation_goes_live(known):
    listing = actions.publish(draft_of(known), by=known)
    listing = again(listing)
    assert listing.state == State.LIVE
    assert timezone.now() - listing.live_at < timedelta(minutes=1)
    assert listing.announced_at is None
    assert [(s.state, s.by) for s in listing.steps.all()] == [("live", known)]


def test_a_moderator_sees_the_first_three_offers_of_a_new_organisation(anna, mo):
    first = [actions.publish(draft_of(anna), by=anna) for _ in range(4)]
    assert [listing.state for listing in first] == [State.IN_REVIEW] * 4
    assert first[0].steps.get().why == "One of the first offers of this organisation."
    for listing in first[:3]:
        actions.approve(listing, by=mo)
    assert actions.publish(draft_of(anna), by=anna).state == State.LIVE


def test_three_live_offers_of_another_organisation_do_not_count(known, bram):
    assert actions.publish(draft_of(bram), by=bram).state == State.IN_REVIEW


def test_words_for_a_moderator_go_to_review(known):
    listing = actions.publish(draft_of(known, title="Tabletten onbekend"), by=known)
    assert again(listing).state == State.IN_REVIEW
    assert listing.steps.get().why == (
        "“Tabletten”: This looks like a medicine. A moderator checks first. "
        "(Geneesmiddelenwet art. 18)"
    )


def test_what_is_prohibited_stays_a_draft_and_says_why(known):
    listing = draft_of(known, title="Paracetamol 500 mg")
    assert refused(actions.publish, listing, by=known) == (
        "This can't be published. “Paracetamol”: Medicines may not be shared here, "
        "not even for free. Pharmacies can use PharmaSwap. (Geneesmiddelenwet art. 18)"
    )
    assert (again(listing).state, listing.steps.count()) == (State.DRAFT, 0)


@pytest.mark.parametrize("code", ["medicines", "implants", "staff-care"])
def test_a_closed_category_stays_a_draft(known, code):
    listing = draft_of(known, category=Category.objects.get(code=code))
    assert refused(actions.publish, listing, by=known).startswith(
        "This can't be published. "
    )


def test_what_is_past_or_stands_nowhere_stays_a_draft(known):
    past = draft_of(known, available_until=yesterday())
    assert refused(actions.publish, past, by=known) == (
        "Its last day is over. Give it a new date."
    )
    stale = draft_of(known, expiry_date=yesterday())
    assert refused(actions.publish, stale, by=known) == (
        "Its last day is over. Give it a new date."
    )
    closed = LocationFactory(
        organisation=known.organisation, closed_at=timezone.now(), name="Oud"
    )
    homeless = draft_of(known, location=closed)
    assert refused(actions.publish, homeless, by=known) == (
        "Its location is closed. Choose another one."
    )
    today = draft_of(known, available_until=timezone.localdate())
    assert actions.publish(today, by=known).state == State.LIVE


def test_only_a_draft_is_published(known, beds):
    assert refused(actions.publish, beds, by=known) == (
        "This is not possible: it is now “live”."
    )


# -- Pause, resume, withdraw, relist --------------------------------------------


def test_a_paused_offer_is_resumed(anna, beds):
    live_at = beds.live_at
    assert actions.pause(beds, by=anna).state == State.PAUSED
    assert actions.resume(beds, by=anna).state == State.LIVE
    assert again(beds).live_at == live_at
    assert [s.state for s in beds.steps.all()] == ["paused", "live"]


def test_only_what_is_paused_is_resumed(anna, beds):
    assert refused(actions.resume, beds, by=anna) == (
        "This is not possible: it is now “live”."
    )
    late = listing_of(anna, state=State.PAUSED, available_until=yesterday())
    assert refused(actions.resume, late, by=anna) == (
        "Its last day is over. Give it a new date."
    )


def test_what_was_given_away_in_a_pause_is_gone_when_resumed(anna):
    listing = listing_of(anna, state=State.PAUSED, left=0)
    assert actions.resume(listing, by=anna).state == State.GONE


def test_a_withdrawn_offer_is_live_again_as_new(known, beds):
    Listing.objects.filter(pk=beds.pk).update(
        live_at=timezone.now() - timedelta(days=90), announced_at=timezone.now()
    )
    actions.withdraw(beds, by=known)
    listing = again(actions.relist(beds, by=known))
    assert (listing.state, listing.announced_at) == (State.LIVE, None)
    assert timezone.now() - listing.live_at < timedelta(minutes=1)


def test_an_expired_offer_needs_a_new_last_day(known):
    listing = listing_of(known, state=State.EXPIRED, available_until=yesterday())
    assert refused(actions.relist, listing, by=known) == (
        "Its last day is over. Give it a new date."
    )
    listing = actions.relist(listing, by=known, available_until=tomorrow())
    assert (listing.state, listing.available_until) == (State.LIVE, tomorrow())


def test_nothing_is_relisted_when_nothing_is_left(known):
    listing = listing_of(known, state=State.WITHDRAWN, left=0)
    assert refused(actions.relist, listing, by=known) == (
        "Nothing is left. Raise the quantity first."
    )


def test_a_relisted_offer_is_judged_again(known):
    medicine = listing_of(known, state=State.WITHDRAWN, title="Morfine")
    assert refused(actions.relist, medicine, by=known).startswith(
        "This can't be published. "
    )
    tablets = listing_of(known, state=State.WITHDRAWN, title="Tabletten")
    assert actions.relist(tablets, by=known).state == State.IN_REVIEW


def test_a_new_organisation_does_not_slip_past_by_relisting(anna):
    listing = actions.withdraw(draft_of(anna), by=anna)
    assert actions.relist(listing, by=anna).state == State.IN_REVIEW


def test_what_was_live_before_is_relisted_without_a_moderator(anna):
    listing = listing_of(anna, state=State.WITHDRAWN)
    assert actions.relist(listing, by=anna).state == State.LIVE


def test_a_copy_is_a_draft_without_the_past_of_the_first(anna):
    listing = listing_of(
        anna, quantity=5, left=1, lot="L1", expiry_date=tomorrow(), title="Gloves"
    )
    copy = actions.copy(listing, by=anna)
    assert copy.pk != listing.pk
    assert (copy.state, copy.title, copy.quantity, copy.left) == (
        State.DRAFT,
        "Gloves",
        5,
        5,
    )
    assert (copy.lot, copy.expiry_date, copy.live_at) == ("", None, None)


# -- Revise ---------------------------------------------------------------------


def test_a_draft_is_changed_without_being_judged(anna):
    listing = actions.revise(draft_of(anna), by=anna, title="Paracetamol")
    assert (again(listing).title, listing.state) == ("Paracetamol", State.DRAFT)


def test_a_live_offer_that_changes_is_looked_for_again(anna, beds):
    Listing.objects.filter(pk=beds.pk).update(announced_at=timezone.now())
    listing = again(actions.revise(beds, by=anna, title="Three care beds"))
    assert (listing.title, listing.state, listing.announced_at) == (
        "Three care beds",
        State.LIVE,
        None,
    )


def test_an_offer_saved_unchanged_is_not_announced_again(anna, beds):
    Listing.objects.filter(pk=beds.pk).update(announced_at=timezone.now())
    actions.revise(beds, by=anna, title=beds.title, category=beds.category)
    assert again(beds).announced_at is not None


@pytest.mark.parametrize(
    "state", [State.LIVE, State.PAUSED, State.GONE, State.IN_REVIEW]
)
def test_a_published_offer_can_not_become_prohibited(anna, state):
    listing = listing_of(anna, state=state)
    sentence = refused(actions.revise, listing, by=anna, description="Met morfine")
    assert sentence.startswith("This can't be published. “morfine”: ")


@pytest.mark.parametrize("state", [State.LIVE, State.PAUSED, State.GONE])
def test_new_words_for_a_moderator_wait_and_the_old_ones_stay(anna, state):
    left = 0 if state == State.GONE else 1
    listing = listing_of(anna, state=state, left=left, description="Met lade")
    actions.revise(listing, by=anna, description="Met tabletten", condition="used")
    now = again(listing)
    assert (now.state, now.description, now.condition) == (state, "Met lade", "used")
    assert now.proposals.get().fields == {"description": "Met tabletten"}


def test_words_that_a_moderator_approved_are_not_reviewed_again(anna):
    listing = listing_of(anna, title="Tabletten onbekend")
    actions.revise(listing, by=anna, quantity=9)
    assert again(listing).state == State.LIVE
    actions.revise(listing, by=anna, title="Tabletten en capsules")
    assert again(listing).title == "Tabletten onbekend"


def test_a_moderators_own_words_need_no_review(mo, beds):
    actions.revise(beds, by=mo, description="Met tabletten")
    assert again(beds).state == State.LIVE


def test_what_is_left_follows_the_quantity(anna):
    listing = listing_of(anna, quantity=5, left=3)
    actions.revise(listing, by=anna, quantity=10)
    assert again(listing).left == 8
    actions.revise(listing, by=anna, quantity=2)
    assert (again(listing).left, again(listing).state) == (0, State.GONE)
    assert refused(actions.revise, listing, by=anna, quantity=1) == (
        "2 pieces are promised already: the quantity can't be lower."
    )
    actions.revise(listing, by=anna, quantity=3)
    assert (again(listing).left, again(listing).state) == (1, State.LIVE)


def test_an_offer_can_not_be_moved_to_somebody_elses_location(anna, bram, beds):
    with pytest.raises(PermissionDenied):
        actions.revise(beds, by=anna, location=home_of(bram))
