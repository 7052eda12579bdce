"""Whatever members do with one listing, in whatever order: never more promised than
there is, never a place lost, no state without a way out."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from claims import actions, availability
from claims.models import Claim, Hold
from claims.states import HOLDING, LAPSING, WANTED
from listings import actions as offering
from listings.holds import peak
from tests.claims.conftest import DAY, bram_asks
from tests.conftest import person
from tests.factories import ListingFactory

ASKERS = 4
OTHER_NAMES = {"plan": "mark_scheduled", "call_off": "mark_unscheduled"}
terms = st.sampled_from(["free", "free", "loan"])
numbers, askers = st.integers(1, 6), st.integers(0, ASKERS - 1)
deeds = st.one_of(
    st.tuples(st.just("ask"), askers, numbers, terms),
    st.tuples(st.just("accept"), askers),
    st.tuples(st.just("divide"), st.lists(st.integers(0, 4), max_size=ASKERS)),
    st.tuples(st.just("agree"), askers),
    st.tuples(st.just("wait_for_all"), askers),
    st.tuples(st.just("stay"), askers),
    st.tuples(st.just("withdraw"), askers),
    st.tuples(st.just("decline"), askers),
    st.tuples(st.just("change"), askers, numbers),
    st.tuples(st.just("plan"), askers),
    st.tuples(st.just("call_off"), askers),
    st.tuples(st.just("hand_over"), askers),
    st.tuples(st.just("take_back"), askers),
    st.tuples(st.just("lapse"), askers),
    st.tuples(st.just("quantity"), numbers),
    st.tuples(st.just("rule"), st.sampled_from(["first", "choose"])),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume")),
)


class Members:
    """Anna offers, four ask; each deed is done, or refused with a sentence."""

    def __init__(self, anna, askers, listing):
        self.anna, self.askers, self.listing = anna, askers, listing

    def claim(self, who):
        """The last one of this asker."""
        theirs = Claim.objects.filter(organisation=self.askers[who].organisation)
        return theirs.filter(listing=self.listing).order_by("-pk").first()

    def do(self, name, *args):
        self.listing.refresh_from_db()
        try:
            with transaction.atomic():
                getattr(self, name)(*args)
        except Refused:
            return

    def ask(self, who, quantity, term):
        days = {}
        if term == "loan":
            first = timezone.localdate() + quantity * DAY
            days = {"starts_on": first, "ends_on": first + 3 * DAY}
        wish = {"term": term, "quantity": quantity, "wait": True, **days}
        bram_asks(self.listing, self.askers[who], **wish)

    def divide(self, pieces):
        wanted = Claim.objects.wanted().filter(listing=self.listing).order_by("pk")
        given = dict(zip(wanted.values_list("pk", flat=True), pieces, strict=False))
        actions.divide(self.listing, given, by=self.anna)

    def change(self, who, quantity):
        if claim := self.claim(who):
            kept = ["needed_by", "starts_on", "ends_on"]
            days = {name: getattr(claim, name) for name in kept}
            by = self.askers[who]
            actions.change(claim, by=by, quantity=quantity, **days)

    def lapse(self, who):
        if claim := self.claim(who):
            Claim.objects.filter(pk=claim.pk).update(expires_at=timezone.now())
            actions.lapse()

    def quantity(self, quantity):
        offering.revise(self.listing, by=self.anna, quantity=quantity)

    def rule(self, gives_to):
        offering.revise(self.listing, by=self.anna, gives_to=gives_to)

    def pause(self):
        offering.pause(self.listing, by=self.anna)

    def resume(self):
        offering.resume(self.listing, by=self.anna)

    def __getattr__(self, name):
        """A deed on one claim: by its asker, or by the owner."""
        deed = OTHER_NAMES.get(name, name)
        by = self.anna if name in ("accept", "decline") else None
        why = {"why": "No."} if name == "decline" else {}

        def do(who):
            if claim := self.claim(who):
                getattr(actions, deed)(claim, by=by or self.askers[who], **why)

        return do


def check(listing):
    """What must be true after each deed."""
    listing.refresh_from_db()
    now = timezone.now()
    claims = list(Claim.objects.filter(listing=listing))
    holds = list(Hold.objects.filter(listing=listing).select_related("claim"))
    # Never more promised than there is, and what is left is what is not promised.
    for_good = sum(hold.quantity for hold in holds if hold.period.upper is None)
    assert listing.left == listing.quantity - for_good
    assert peak([h.kept(now) for h in holds], now, now + 400 * DAY) <= listing.quantity
    assert availability.free(listing) >= 0
    # Who is promised something has exactly that; nobody else has anything.
    kept = {hold.claim_id: hold.quantity for hold in holds}
    assert len(kept) == len(holds)
    assert kept == {c.pk: c.quantity for c in claims if c.state in HOLDING}
    # Nobody who could move up is left waiting, and nobody has two places.
    open_now = listing.state in ("live", "gone")
    for claim in claims:
        claim.listing = listing
        if claim.state == "waiting" and open_now:
            free = availability.free_for(claim)
            assert free < 1 or (claim.only_whole_since and free < claim.quantity)
        if claim.state in WANTED:
            assert claim.asked_quantity is None
        # Whoever has to do something is asked before it ends by itself.
        if claim.state in [*LAPSING, "asked"]:
            assert claim.remind_at < claim.expires_at or claim.expires_at <= now
    undecided = [c.organisation_id for c in claims if c.state in [*WANTED, "proposed"]]
    assert len(undecided) == len(set(undecided))


@pytest.fixture
def members(anna):
    askers = [person(f"Asker{n}", f"Zorghuis {n}") for n in range(ASKERS)]
    return anna, askers


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.integers(1, 6),
    st.lists(st.tuples(numbers, terms), min_size=ASKERS, max_size=ASKERS),
    st.lists(deeds, min_size=4, max_size=12),
)
def test_no_order_of_deeds_breaks_a_promise(members, there, asked, done):
    anna, askers = members
    listing = ListingFactory(made_by=anna, terms=["free", "loan"], quantity=there)
    people = Members(anna, askers, listing)
    begin = [("ask", who, *wish) for who, wish in enumerate(asked)]
    begin[1:1] = [("accept", 0)]  # so that somebody soon waits
    for name, *args in begin + done:
        places = placed(listing)
        people.do(name, *args)
        check(listing)
        assert_places_are_kept(places, placed(listing))


def placed(listing):
    """Who is on the list, in the order of their places."""
    waiting = Claim.objects.waiting().filter(listing=listing)
    return list(waiting.values_list("pk", flat=True))


def assert_places_are_kept(before, after):
    """Who stays on the list stays in the same order, whoever comes or leaves."""
    stayed = [pk for pk in before if pk in after]
    assert [pk for pk in after if pk in before] == stayed


@pytest.mark.parametrize("state", ["asked", *LAPSING])
def test_every_state_that_waits_for_somebody_has_its_end(state):
    assert {"expired", "withdrawn", "declined"} <= Claim.MOVES[state]
