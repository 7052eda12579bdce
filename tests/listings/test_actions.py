"""What members and moderators do with listings."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections, connection, transaction
from django.utils import timezone, translation

from base.refusal import Refused
from catalogue.models import Category
from listings import actions
from listings.models import Listing
from members.models import Organisation
from outbox.models import Letter
from tests.factories import ListingFactory, LocationFactory, UserFactory
from upkeep import expiry
from upkeep.tasks import expire_past

State = Listing.State


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def known(anna):
    """Anna's organisation has shown three offers before."""
    ListingFactory.create_batch(3, made_by=anna, location=home_of(anna))
    return anna


def home_of(person):
    return person.organisation.locations.open().get()


def listing_of(person, **fields):
    fields = {"location": home_of(person), "title": "Care bed", **fields}
    if fields.get("state", State.LIVE) in (State.DRAFT, State.IN_REVIEW):
        fields.setdefault("live_at", None)
    return ListingFactory(made_by=person, **fields)


def draft_of(person, **fields):
    return listing_of(person, state=State.DRAFT, **fields)


def again(listing):
    return Listing.objects.get(pk=listing.pk)


def letters():
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def refused(deed, *args, **given):
    """The sentence of a refusal; the deed changed nothing."""
    before = list(Listing.objects.order_by("pk").values())
    with pytest.raises(Refused) as refusal, transaction.atomic():
        deed(*args, **given)
    assert list(Listing.objects.order_by("pk").values()) == before
    return str(refusal.value)


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


# -- Draft and publish ------------------------------------------------------


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


# -- Pause, resume, withdraw, relist ----------------------------------------


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


# -- Revise -----------------------------------------------------------------


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


# -- Moderation -------------------------------------------------------------


@pytest.fixture
def waiting(anna):
    return actions.publish(draft_of(anna), by=anna)


def test_an_approved_offer_is_live_and_its_maker_reads_so(waiting, mo):
    listing = again(actions.approve(waiting, by=mo))
    assert listing.state == State.LIVE
    assert listing.live_at is not None
    assert letters() == [("anna@example.org", "Your offer “Care bed” is live")]
    assert [(s.state, s.by.name) for s in listing.steps.all()] == [
        ("in_review", "Anna"),
        ("live", "Mo"),
    ]


def test_only_what_is_in_review_is_approved_or_sent_back(beds, mo):
    assert refused(actions.approve, beds, by=mo) == (
        "This is not possible: it is now “live”."
    )
    assert refused(actions.send_back, beds, by=mo, why="No") == (
        "This is not possible: it is now “live”."
    )
    assert letters() == []


def test_a_moderator_can_not_approve_what_is_prohibited(waiting, mo):
    Listing.objects.filter(pk=waiting.pk).update(title="Paracetamol")
    assert refused(actions.approve, waiting, by=mo).startswith(
        "This can't be published. "
    )


def test_an_offer_is_sent_back_with_a_reason(waiting, mo):
    listing = actions.send_back(waiting, by=mo, why="Which size is it?")
    assert again(listing).state == State.DRAFT
    assert letters() == [("anna@example.org", "Please change your offer “Care bed”")]
    assert Letter.objects.get().body.splitlines()[4] == "Which size is it?"
    assert [s.why for s in listing.steps.filter(state="draft")] == ["Which size is it?"]


def test_what_was_sent_back_is_seen_by_a_moderator_again(waiting, anna, mo):
    actions.send_back(waiting, by=mo, why="Which size is it?")
    ListingFactory.create_batch(3, made_by=anna, location=home_of(anna))
    assert actions.publish(waiting, by=anna).state == State.IN_REVIEW


@pytest.mark.parametrize("state", [State.LIVE, State.PAUSED, State.GONE])
def test_an_offer_is_taken_down_and_restored(anna, mo, state):
    listing = listing_of(anna, state=state)
    actions.take_down(listing, by=mo, why="Not yours to share.")
    taken = again(listing)
    assert taken.state == State.WITHDRAWN
    assert taken.taken_down_at == taken.steps.last().at
    actions.restore(listing, by=mo)
    restored = again(listing)
    assert (restored.state, restored.taken_down_at) == (State.LIVE, None)
    assert letters() == [
        ("anna@example.org", "Your offer “Care bed” was taken down"),
        ("anna@example.org", "Your offer “Care bed” is back"),
    ]
    assert "Not yours to share." in Letter.objects.first().body.splitlines()


def test_its_owner_can_not_relist_what_was_taken_down(anna, mo, beds):
    actions.take_down(beds, by=mo, why="Not yours to share.")
    with pytest.raises(PermissionDenied):
        actions.relist(beds, by=anna)
    assert again(beds).state == State.WITHDRAWN


def test_a_draft_is_nobodys_to_take_down(anna, mo):
    assert refused(actions.take_down, draft_of(anna), by=mo, why="No") == (
        "This is not possible: it is now “draft”."
    )


def test_what_was_never_live_is_restored_to_review(waiting, mo):
    actions.take_down(waiting, by=mo, why="No")
    assert actions.restore(waiting, by=mo).state == State.IN_REVIEW


def test_what_is_past_is_restored_to_its_owner(anna, mo):
    listing = listing_of(anna, available_until=yesterday())
    actions.take_down(listing, by=mo, why="No")
    assert actions.restore(listing, by=mo).state == State.EXPIRED


def test_what_is_prohibited_is_not_restored(anna, mo):
    listing = listing_of(anna, title="Paracetamol")
    actions.take_down(listing, by=mo, why="No")
    assert refused(actions.restore, listing, by=mo).startswith(
        "This can't be published. "
    )


def test_only_what_was_taken_down_is_restored(beds, anna, mo):
    actions.withdraw(beds, by=anna)
    assert refused(actions.restore, beds, by=mo) == "This listing was not taken down."


def test_coordinators_read_it_when_the_maker_left(waiting, anna, mo):
    boss = UserFactory(organisation=anna.organisation, role="coordinator")
    anna.is_active = False
    anna.save()
    actions.approve(waiting, by=mo)
    assert letters() == [(boss.email, "Your offer “Care bed” is live")]


# -- The clock --------------------------------------------------------------


def test_what_is_past_expires_and_its_maker_reads_so(anna, beds):
    over = listing_of(anna, available_until=yesterday(), title="Over")
    stale = listing_of(anna, expiry_date=yesterday(), state=State.PAUSED, title="Stale")
    listing_of(anna, available_until=timezone.localdate(), title="Today")
    draft_of(anna, available_until=yesterday(), title="Draft")
    assert expiry.expire_past() == 2
    expired = Listing.objects.filter(state=State.EXPIRED).order_by("pk")
    assert list(expired) == [over, stale]
    assert sorted(letters()) == [
        ("anna@example.org", "Your offer “Over” has ended"),
        ("anna@example.org", "Your offer “Stale” has ended"),
    ]
    assert over.steps.get().by is None
    assert expiry.expire_past() == 0
    assert Letter.objects.count() == 2


def test_the_task_runs_without_arguments(anna):
    listing = listing_of(anna, available_until=yesterday())
    expire_past()
    assert again(listing).state == State.EXPIRED


# -- Who --------------------------------------------------------------------


OWNER_DEEDS = [
    (actions.publish, State.DRAFT, {}),
    (actions.pause, State.LIVE, {}),
    (actions.resume, State.PAUSED, {}),
    (actions.withdraw, State.LIVE, {}),
    (actions.relist, State.WITHDRAWN, {}),
    (actions.copy, State.LIVE, {}),
]
MODERATOR_DEEDS = [
    (actions.approve, State.IN_REVIEW, {}),
    (actions.send_back, State.IN_REVIEW, {"why": "No"}),
    (actions.take_down, State.LIVE, {"why": "No"}),
    (actions.restore, State.WITHDRAWN, {}),
]


def denied(deed, listing, by, **given):
    with pytest.raises(PermissionDenied):
        deed(listing, by=by, **given)
    assert Listing.objects.count() == 1
    assert (again(listing).state, listing.steps.count()) == (listing.state, 0)


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS + MODERATOR_DEEDS)
def test_a_stranger_can_do_nothing(anna, carla, deed, state, given):
    denied(deed, listing_of(anna, state=state), carla, **given)


def test_a_stranger_can_not_change_an_offer(carla, beds):
    denied(actions.revise, beds, carla, title="Mine")


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS)
def test_a_moderator_is_not_the_owner(anna, mo, deed, state, given):
    denied(deed, listing_of(anna, state=state), mo, **given)


@pytest.mark.parametrize(("deed", "state", "given"), MODERATOR_DEEDS)
def test_the_owner_does_not_moderate(anna, deed, state, given):
    denied(deed, listing_of(anna, state=state), anna, **given)


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS)
def test_a_suspended_organisation_can_do_nothing(anna, deed, state, given):
    listing = listing_of(anna, state=state)
    Organisation.objects.update(state="suspended")
    anna.refresh_from_db()
    denied(deed, listing, anna, **given)


@pytest.mark.parametrize(("deed", "state", "given"), OWNER_DEEDS)
def test_a_colleague_may_do_what_the_maker_may(known, deed, state, given):
    colleague = UserFactory(organisation=known.organisation)
    deed(listing_of(known, state=state), by=colleague, **given)


# -- Races ------------------------------------------------------------------


def at_once(*deeds):
    """Each deed on its own connection; what they returned or raised."""

    def run(deed):
        try:
            with translation.override("en"):
                return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    close_old_connections()
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.django_db(transaction=True)
def test_a_lower_quantity_never_overtakes_a_promise(anna):
    """Ten promises of one piece race with "I have five": what is left is always the
    quantity less what was promised."""
    listing = listing_of(anna, quantity=10)

    @transaction.atomic
    def promise():
        Listing.objects.lock(listing.pk).set_aside(1)

    def lower():
        actions.revise(listing, by=anna, quantity=5)

    outcomes = at_once(*[promise] * 10, lower)
    promised = sum(outcome is None for outcome in outcomes[:10])
    kept = again(listing)
    assert kept.left == kept.quantity - promised
    assert kept.left >= 0
    assert kept.quantity == (5 if outcomes[10] is None else 10)


@pytest.mark.django_db(transaction=True)
def test_two_moderators_approve_once(anna, mo):
    waiting = listing_of(anna, state=State.IN_REVIEW)
    outcomes = at_once(*[lambda: actions.approve(waiting, by=mo)] * 4)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 3
    assert waiting.steps.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_end_each_offer_once(anna):
    for n in range(12):
        listing_of(anna, available_until=yesterday(), title=f"Bed {n}")
    at_once(*[expiry.expire_past] * 4)
    assert Listing.objects.filter(state=State.EXPIRED).count() == 12
    assert Letter.objects.count() == 12
