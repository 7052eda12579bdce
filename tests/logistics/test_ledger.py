"""Whatever is planned, moved, called off, handed over, returned and damaged in any
order: no piece is lost or invented, and no claim is without a next step."""

from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim, Damage, Hold
from listings.models import Listing
from logistics import actions
from logistics.models import Pickup
from logistics.remaining import to_plan
from logistics.returns import Came
from tests.logistics.test_parts import agreed_on

DAY = timedelta(days=1)
small = st.integers(0, 3)
deeds = st.tuples(
    st.sampled_from(
        ["out", "out", "van", "back", "move", "off", "done", "done", "done", "happened"]
        + ["stays", "settle", "mend", "end"]
    ),
    small,
    small,
    small,
)


class Ledger:
    """What moved, counted by hand beside the database."""

    def __init__(self, anna, bram):
        self.anna, self.bram = anna, bram
        day = timezone.localdate() + DAY
        loan = {"term": "loan", "starts_on": day, "ends_on": day + 30 * DAY}
        self.claims = [
            agreed_on(anna, bram, "Chair", 3),
            agreed_on(anna, bram, "Lift", 4, **loan),
            agreed_on(anna, bram, "Lamp", 2, **loan),
        ]
        self.there = {claim.pk: claim.quantity for claim in self.claims}

    def do(self, name, *numbers):
        """One deed; what is refused changes nothing."""
        with suppress(Refused), transaction.atomic():
            getattr(self, f"do_{name}")(*numbers)

    def do_out(self, which, pieces, day):
        self.plan(which, "out", pieces, 2 + day)

    def do_back(self, which, pieces, day):
        self.plan(which, "back", pieces, 10 + day)

    def do_van(self, which, pieces, day):
        also = [(self.claim(which + 1), pieces)]
        self.plan(which, "out", None, 2 + day, also=also)

    def plan(self, which, direction, pieces, days, **more):
        start = timezone.now() + days * DAY
        actions.schedule(
            self.claim(which),
            by=self.bram,
            mover="asker",
            direction=direction,
            quantity=pieces or None,
            starts_at=start,
            ends_at=start + DAY / 24,
            agreed=True,
            **more,
        )

    def do_move(self, which, day, _two):
        if pickup := self.planned(which):
            start = pickup.starts_at + (day + 1) * DAY
            times = {"starts_at": start, "ends_at": start + DAY / 24}
            actions.reschedule(
                pickup, by=self.anna, mover="asker", agreed=True, **times
            )

    def do_off(self, which, _one, _two):
        if pickup := self.planned(which):
            actions.call_off(pickup, by=self.bram, why="Ill.")

    def do_stays(self, which, less, _two):
        self.do_done(which, less, 0, stays=True)

    def do_done(self, which, less, missing, stays=False):
        pickup = self.planned(which)
        if pickup is None:
            return
        done = Counter(self.out())
        if pickup.is_return:
            (line, *_others) = pickup.lines.all()
            whole = max(0, line.quantity - less)
            broken = min(less, 1)
            came = {line.claim_id: Came(whole, broken, min(missing, 1), "Oops.")}
            actions.complete(pickup, by=self.anna, came=came)
        else:
            went = {
                line.claim_id: max(0, line.quantity - less)
                for line in pickup.lines.all()
            }
            actions.complete(
                pickup, by=self.anna, went=went, stays=stays, why="No room."
            )
        self.count(done)

    def do_happened(self, which, back, _two):
        before = Counter(self.out())
        direction = "back" if back > 1 else "out"
        actions.happened(self.claim(which), by=self.bram, direction=direction)
        self.count(before)

    def count(self, before):
        """What went away from its owner, or came back whole."""
        harmed = self.harmed()
        for claim in self.claims:
            gone = self.out()[claim.pk] - before[claim.pk]
            newly = harmed[claim.pk] - self.known_harm[claim.pk]
            self.there[claim.pk] -= gone + newly
        self.known_harm = harmed

    known_harm = Counter()

    def do_settle(self, which, _one, _two):
        if damage := self.damage(which):
            damage = claiming.propose_for_damage(damage, by=self.anna, words="Pay.")
            damage = claiming.agree_on_damage(damage, by=self.bram, proposal="Pay.")
            claiming.write_off(damage, by=self.anna)
            self.known_harm = self.harmed()

    def do_mend(self, which, _one, _two):
        if damage := self.damage(which):
            claiming.mend_damaged(damage, by=self.anna)
            self.there[damage.claim_id] += damage.quantity
            self.known_harm = self.harmed()

    def do_end(self, which, who, _two):
        claim = self.claim(which)
        if who > 1:
            claiming.withdraw(claim, by=self.bram, why="No.")
        else:
            claiming.decline(claim, by=self.anna, why="No.")

    def claim(self, which):
        return Claim.objects.get(pk=self.claims[which % 3].pk)

    def planned(self, which):
        found = list(Pickup.objects.planned().order_by("pk"))
        return found[which % len(found)] if found else None

    def damage(self, which):
        found = list(Damage.objects.open())
        return found[which % len(found)] if found else None

    def out(self):
        counted = Counter()
        for hold in Hold.objects.handed_over():
            counted[hold.claim_id] += hold.quantity
        return counted

    def harmed(self):
        counted = Counter()
        for damage in Damage.objects.open():
            counted[damage.claim_id] += damage.quantity
        return counted

    def check(self):
        for first in self.claims:
            claim = Claim.objects.get(pk=first.pk)
            listing = Listing.objects.get(pk=claim.listing_id)
            if listing.state == "gone" and claim.is_temporary:
                continue  # its last piece was written off
            out, harmed = self.out()[claim.pk], self.harmed()[claim.pk]
            assert self.there[claim.pk] + out + harmed == listing.quantity
            for_good = Hold.objects.of(listing).for_good().pieces()
            assert listing.left + for_good == listing.quantity
            check_next_step(claim, out)


def check_next_step(claim, out):
    """Its state is what its pieces say, and something can be done."""
    waiting = claim.holds.waiting().pieces()
    is_planned = claim.pickups.planned().out().exists()
    if claim.state in ("withdrawn", "declined"):
        assert (waiting, out, is_planned) == (0, 0, False)
        return
    assert waiting == claim.rest
    if waiting:
        assert claim.state == ("scheduled" if is_planned else "accepted")
        assert is_planned or to_plan(claim, "out") == waiting
        if to_plan(claim, "out") and (is_planned or claim.handed_over):
            assert claim.rest_due_at is not None
    elif claim.is_temporary:
        assert claim.state == ("handed_over" if out else "returned")
    else:
        assert claim.state == "handed_over"
    if claim.is_temporary and out:
        backs = claim.pickups.planned().back()
        assert backs.exists() or to_plan(claim, "back")


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(deeds, min_size=4, max_size=14))
def test_no_piece_is_lost_and_no_claim_falls_asleep(anna, bram, story):
    with undone():
        ledger = Ledger(anna, bram)
        for name, *numbers in story:
            ledger.do(name, *numbers)
            ledger.check()
