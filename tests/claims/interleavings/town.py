"""Who meet in an interleaving, what they share, and what they do with it.

Every deed is done as a view does it. What it is done with is chosen by a number among
what there is, so that one that fails is made smaller by Hypothesis.
"""

from datetime import time, timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from base.refusal import Refused
from catalogue.models import Category
from claims import actions, own_use
from claims.actions import Wish
from claims.models import Bundle, Claim, Damage, Extension, Occasion, OwnUse
from claims.series import times
from claims.states import (
    ACCEPTED,
    ASKED,
    HANDED_OVER,
    KEPT,
    PROPOSED,
    SCHEDULED,
    TEMPORARY,
    WAITING,
    WANTED,
)
from listings import actions as offering
from logistics import actions as moving
from logistics.models import Pickup
from logistics.returns import Came
from tests.claims.bookings import a_room, hours
from tests.conftest import person
from tests.factories import ListingFactory

ASKERS = 4
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OFTEN = 8  # of ten picks, those among what the deed is meant for
WAYS = {"out": Pickup.Direction.OUT, "back": Pickup.Direction.BACK}


class Nothing(Exception):
    """There is nothing yet to do it with."""


def pick(rows, number):
    found = list(rows.order_by("pk"))
    if not found:
        raise Nothing
    return found[number % len(found)]


def claim_in(states, number, **fields):
    """A claim in one of these states; now and then another one, for a refusal."""
    claims = Claim.objects.filter(**fields)
    meant = claims.filter(state__in=states)
    is_meant = number % 10 < OFTEN and meant.exists()
    return pick(meant if is_meant else claims, number // 10)


class Town:
    """Anna offers chairs, lifts, a video set and three rooms, of which the hall is two
    joined; colleagues of four other organisations ask."""

    def __init__(self):
        self.anna = person("Anna", "Zonnehof")
        self.askers = [person(f"Asker{n}", f"Zorghuis {n}") for n in range(ASKERS)]
        self.place = self.anna.organisation.locations.get()
        self.chairs = self._thing("Chairs", ["free", "loan"], 4)
        rent = {"rent_eur": 15, "rent_per": "day", "buffer_days": 1}
        self.lifts = self._thing("Lifts", ["rent", "loan"], 2, **rent)
        self.video = self._thing("Video set", ["loan"], 1)
        self.room = a_room(self.anna, "Garden room", buffer_minutes=15)
        self.desks = a_room(self.anna, "Desks", quantity=3)
        self.hall = a_room(self.anna, "Hall")
        self.hall.parts.set([self.room, self.desks])
        self.rooms = [self.room, self.desks, self.hall]
        for room in self.rooms:
            room.things.set([self.video])
        self.things = [self.chairs, self.lifts, self.video]

    def _thing(self, title, terms, quantity, **fields):
        return ListingFactory(
            made_by=self.anna,
            location=self.place,
            category=Category.objects.get(code="office-chair"),
            title=title,
            terms=terms,
            quantity=quantity,
            **fields,
        )

    def side(self, claim, number):
        """Either side of it."""
        return claim.asker if number % 2 else self.anna

    def deed(self, name):
        return partial(self.do, name)

    def do(self, name, *given):
        """Done, or refused with a sentence; whatever else comes is a bug."""
        try:
            with transaction.atomic():
                getattr(self, name)(*given)
                connection.check_constraints()  # some wait for the end
        except Refused as refusal:
            return str(refusal)
        except Nothing:
            return "nothing"
        return "done"

    # -- Pieces --------------------------------------------------------------
    def ask(self, what, who, quantity, term, first, days):
        listing, asker = self.things[what], self.askers[who]
        wish = self._wish(listing, quantity, term, first, days)
        if wish["term"] not in TEMPORARY and first:
            wish["needed_by"] = timezone.localdate() + first * 4 * DAY
        actions.ask(
            listing, by=asker, location=_home(asker), wait=True, message="", **wish
        )

    def _wish(self, listing, quantity, term, first, days):
        term = listing.terms[term % len(listing.terms)]
        wish = {"term": term, "quantity": quantity}
        if term in TEMPORARY:
            start = timezone.localdate() + first * DAY
            wish |= {"starts_on": start, "ends_on": start + days * DAY}
        return wish

    def accept(self, number):
        actions.accept(claim_in(WANTED, number), by=self.anna)

    def decline(self, number):
        states = [*WANTED, *KEPT]
        actions.decline(claim_in(states, number), by=self.anna, why="No.")

    def withdraw(self, number):
        claim = claim_in([*WANTED, *KEPT], number)
        actions.withdraw(claim, by=claim.asker)

    def divide(self, number, pieces):
        listing = claim_in(WANTED, number, by_hour=False).listing
        wanted = Claim.objects.wanted().filter(listing=listing).order_by("pk")
        keys = wanted.values_list("pk", flat=True)
        given = dict(zip(keys, pieces, strict=False))
        actions.divide(listing, given, by=self.anna)

    def agree(self, number):
        claim = claim_in([PROPOSED], number)
        actions.agree(claim, by=claim.asker)

    def wait_for_all(self, number):
        claim = claim_in([PROPOSED], number)
        actions.wait_for_all(claim, by=claim.asker)

    def stay(self, number):
        claim = claim_in([WAITING], number)
        actions.stay(claim, by=claim.asker)

    def change(self, number, quantity, shift):
        claim = claim_in([ASKED, WAITING, ACCEPTED], number, by_hour=False)
        wish = {"quantity": quantity, "needed_by": claim.needed_by}
        if claim.is_temporary:
            wish["starts_on"] = claim.first_day + shift * DAY
            wish["ends_on"] = claim.last_day + shift * DAY
        actions.change(claim, by=claim.asker, **wish)

    def put_in(self, what, who, quantity, term, first, days):
        listing, asker = self.things[what], self.askers[who]
        wish = self._wish(listing, quantity, term, first, days)
        actions.put_in(listing, by=asker, **wish)

    def ask_together(self, number):
        basket = pick(Bundle.objects.filter(asked_at=None), number)
        actions.ask_together(basket, by=basket.asker, location=_home(basket.asker))

    def answer_together(self, number, pieces):
        bundle = pick(Bundle.objects.exclude(asked_at=None), number)
        keys = bundle.claims.order_by("pk").values_list("pk", flat=True)
        given = dict(zip(keys, pieces, strict=False))
        actions.answer_together(bundle, given, by=self.anna)

    def agree_to_all(self, number):
        bundle = pick(Bundle.objects.exclude(asked_at=None), number)
        actions.agree_to_all(bundle, by=bundle.asker)

    # -- Going out and coming back -------------------------------------------
    def plan(self, number, way, quantity, ahead):
        states = [ACCEPTED, SCHEDULED, HANDED_OVER]
        claim = claim_in(states, number, by_hour=False)
        start = timezone.now() + ahead * HOUR
        moving.schedule(
            claim,
            by=self.side(claim, number),
            mover="asker",
            direction=WAYS[way],
            quantity=quantity or None,
            starts_at=start,
            ends_at=start + HOUR,
            agreed=True,
        )

    def _pickup(self, number):
        planned = Pickup.objects.planned()
        is_meant = number % 10 < OFTEN and planned.exists()
        return pick(planned if is_meant else Pickup.objects.all(), number // 10)

    def replan(self, number, ahead):
        pickup, start = self._pickup(number), timezone.now() + ahead * HOUR
        moving.reschedule(
            pickup,
            by=self.anna,
            mover=pickup.mover,
            starts_at=start,
            ends_at=start + HOUR,
            agreed=True,
        )

    def call_off(self, number):
        moving.call_off(self._pickup(number), by=self.anna, why="Nobody came.")

    def complete(self, number, less, damaged, missing, stays):
        pickup = self._pickup(number)
        told = self._told(pickup.lines.all(), less, damaged, missing)
        what = {"came": told} if pickup.is_return else {"went": _pieces(told)}
        moving.complete(pickup, by=self.anna, stays=stays, why="So it was.", **what)

    def happened(self, number, way, less, damaged, missing):
        """Though nobody planned it."""
        states = [ACCEPTED, SCHEDULED, HANDED_OVER]
        claim = claim_in(states, number, by_hour=False)
        direction = WAYS[way]
        actions.check_moves(claim)
        line = _Line(claim.pk, moving.unplanned(claim, direction))
        told = self._told([line], less, damaged, missing)
        what = {"came": told} if way == "back" else {"went": _pieces(told)}
        by = self.side(claim, number)
        moving.happened(claim, by=by, direction=direction, why="So it was.", **what)

    def _told(self, lines, less, damaged, missing):
        """So many fewer than planned moved; of a return, some damaged or missing."""
        told = {}
        for line in lines:
            whole = max(0, line.quantity - less - damaged - missing)
            told[line.claim_id] = Came(whole, damaged, missing, "Broke.")
        return told

    # -- Longer, and damage --------------------------------------------------
    def ask_extension(self, number, days):
        claim = self._lent(number)
        until = claim.last_day + days * DAY
        actions.ask_extension(claim, by=claim.asker, until=until)

    def extend(self, number, days):
        claim = self._lent(number)
        actions.extend(claim, by=self.anna, until=claim.last_day + days * DAY)

    def _lent(self, number):
        states = [ACCEPTED, SCHEDULED, HANDED_OVER]
        return claim_in(states, number, term__in=TEMPORARY)

    def answer_extension(self, number, answer):
        extension = pick(Extension.objects.all(), number)
        if answer == "grant":
            actions.grant_extension(extension, by=self.anna)
        elif answer == "decline":
            actions.decline_extension(extension, by=self.anna, why="No.")
        else:
            actions.withdraw_extension(extension, by=extension.claim.asker)

    def settle(self, number, how):
        damage = pick(Damage.objects.select_related("claim__asker"), number)
        if how == "propose":
            by = self.side(damage.claim, number)
            actions.propose_for_damage(damage, by=by, words="Half.")
        elif how == "agree" and damage.proposed_by_id:
            is_ours = damage.proposed_by_id == self.anna.organisation_id
            by = damage.claim.asker if is_ours else self.anna
            if damage.agreed_at is None:
                said = damage.proposal
                actions.agree_on_damage(damage, by=by, proposal=said)
        elif how == "mend":
            actions.mend_damaged(damage, by=self.anna)
        elif how == "write off":
            actions.write_off(damage, by=self.anna)

    # -- The offer -----------------------------------------------------------
    def revise(self, what, quantity):
        offering.revise(self.things[what], by=self.anna, quantity=quantity)

    def rule(self, what, gives_to):
        listing = [*self.things, self.room.listing][what]
        offering.revise(listing, by=self.anna, gives_to=gives_to)

    def offer(self, what, deed):
        listing = [*self.things, self.room.listing][what]
        getattr(offering, deed)(listing, by=self.anna)

    # -- Rooms ---------------------------------------------------------------
    def book(self, room, who, day, hour, length, number, parties, thing, leave_out):
        room, asker = self.rooms[room], self.askers[who]
        first = timezone.localdate() + day * DAY
        span = hours(first, hour, hour + length)
        local = [timezone.localtime(moment).time() for moment in span]
        spans = times(first, *local, repeats="weekly", number=number)
        wish = Wish(
            term="rent",
            location=_home(asker),
            people=2,
            parties=parties if room == self.desks else 1,
            things=[self.video] if thing else [],
            repeats="weekly" if number > 1 else "once",
            leaving_out=frozenset(it.start for it in spans if leave_out),
        )
        actions.book(room.listing, spans, wish, by=asker)

    def cancel_times(self, number, every):
        claim = claim_in([ASKED, ACCEPTED], number, by_hour=True)
        chosen = list(claim.booking.occasions.all())[::every]
        actions.cancel_times(claim, chosen, by=self.side(claim, number))

    def add_time(self, number):
        rows = Occasion.objects.exclude(left_out="")
        occasion = pick(rows.select_related("booking__claim__asker"), number)
        actions.add_time(occasion, by=occasion.booking.claim.asker)

    def move_times(self, number, days, hour, all_later):
        rows = Occasion.objects.standing().select_related("booking__claim__asker")
        occasion = pick(rows, number)
        day = timezone.localdate(occasion.starts_at) + days * DAY
        actions.move_times(
            occasion,
            by=self.side(occasion.booking.claim, number),
            day=day,
            starts=time(hour),
            ends=time(hour + 1),
            all_later=all_later,
        )

    def answer_move(self, number, is_yes):
        rows = Occasion.objects.filter(new_starts_at__isnull=False)
        waiting = pick(rows.select_related("booking__claim__asker"), number)
        claim = waiting.booking.claim
        ours = self.anna.organisation_id
        is_ours = waiting.new_asked_by_id == ours
        other = claim.asker if is_ours else self.anna
        deed = actions.agree_to_move if is_yes else actions.refuse_move
        deed(claim, by=other)

    def finish(self, number):
        claim = claim_in([ACCEPTED], number, by_hour=True)
        actions.finish(claim, by=self.side(claim, number))

    def block(self, room, day, hour, length, number):
        first = timezone.localdate() + day * DAY
        span = hours(first, hour, hour + length)
        local = [timezone.localtime(moment).time() for moment in span]
        spans = times(first, *local, repeats="weekly", number=number)
        own_use.block(self.rooms[room].listing, spans, title="Own", by=self.anna)

    def unblock(self, number):
        own_use.unblock(pick(OwnUse.objects.all(), number), by=self.anna)


class _Line:
    def __init__(self, claim_id, quantity):
        self.claim_id, self.quantity = claim_id, quantity


def _pieces(told):
    return {pk: came.whole for pk, came in told.items()}


def _home(asker):
    return asker.organisation.locations.get()
