"""What every deed on a claim does: lock it, look where it stands, end it."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from base import ics
from base.refusal import Refused
from claims import approving, booking_letters, cancelling, holding, rooms, visits
from claims.actions import waiting_list
from claims.models import Claim, ClaimStep
from listings.models import Listing
from members.models import User

State = Claim.State


def lock(claim: Claim) -> Claim:
    """The claim read afresh and held, after its listing. Only in a transaction."""
    listing = _lock_listing(claim)
    people = Claim.objects.select_related("organisation", "asker", "location")
    claim = people.select_for_update(of=("self",)).get(pk=claim.pk)
    claim.listing = listing
    return claim


def lock_all(claims: Iterable[Claim]) -> list[Claim]:
    """Some claims read afresh and held, after their listings, each in the order of
    their numbers. Only in a transaction."""
    asked = list(claims)
    listings = Listing.objects.lock_all({claim.listing_id for claim in asked})
    people = Claim.objects.select_related("organisation", "asker", "location")
    rows = people.select_for_update(of=("self",)).order_by("pk")
    found = list(rows.filter(pk__in=[claim.pk for claim in asked]))
    for claim in found:
        claim.listing = listings[claim.listing_id]
    return found


def _lock_listing(claim: Claim) -> Listing:
    """Its listing; of a room by the hour, with all that its booking touches."""
    if not claim.by_hour:
        return Listing.objects.lock(claim.listing_id)
    things = list(claim.booking.things.all())
    return rooms.lock(claim.listing_id, things)[claim.listing_id]


def end(
    claim: Claim,
    state: str,
    *,
    by: User | None,
    why: str,
    tell: Callable[[ClaimStep], None] | None = None,
) -> ClaimStep:
    """Nothing comes of it; a promise is given back. `tell` writes the letter, unless
    its times stand in calendars, which are told of it themselves, or its owner never
    knew of it."""
    if claim.by_hour and claim.is_agreed:
        return _end_times(claim, state, by=by, why=why)
    if claim.is_job:
        visits.cancel_all(claim, by=by)
        claim.job.waits_for = claim.job.ask_at = None
        claim.job.save(update_fields=["waits_for", "ask_at"])
    approving.forget(claim)
    step = claim.move(state, by=by, why=why)
    let_go(claim, by=by)
    if tell and claim.reached_at:
        tell(step)
    return step


def let_go(claim: Claim, *, by: User | None) -> None:
    """Its pieces that were not handed over are free again, and go at once to who waits
    for them. With `bring_in` the one way by which pieces come free."""
    holding.let_go(claim, by=by)
    waiting_list.follow(claim.listing)


def bring_in(claim: Claim, quantity: int, *, by: User | None) -> None:
    """So many of its pieces are back, and go at once to who waits for them."""
    holding.bring_in(claim, quantity, by=by)
    waiting_list.follow(claim.listing)


def _end_times(claim: Claim, state: str, *, by: User | None, why: str) -> ClaimStep:
    """An agreed booking of a room ends: what is to come is cancelled; when it was used
    before, it is done."""
    cancelled = cancelling.cancel_what_is_ahead(claim, by=by)
    if cancelling.was_used(claim):
        state = State.DONE
    step = claim.move(state, by=by, why=why)
    booking_letters.tell_both("cancelled", step, cancelled, method=ics.CANCEL)
    follow_things(claim)
    return step


def follow_things(claim: Claim) -> None:
    """What went along with times of a room that are cancelled is free again, for who
    waits for it. They are locked with the room."""
    for thing in claim.booking.things.order_by("pk"):
        waiting_list.follow(thing)


def check_is(claim: Claim, *states: str) -> None:
    """Refuse who comes too late, with what is possible now. Stricter than the table
    of moves: a claim becomes accepted by a yes, and by calling a pickup off."""
    if claim.state in states:
        return
    if claim.state == State.SCHEDULED and State.ACCEPTED in states:
        pickup = reverse("logistics:schedule", args=[claim.pk])
        sentence = _("A pickup is planned. Call it off first.")
        raise Refused(sentence, instead=(_("To the pickup"), pickup))
    raise Refused(claim.refusal(), instead=to_page(claim))


def check_not_said_done(claim: Claim) -> None:
    """Refuse to call a service off that was done already."""
    if claim.is_job and claim.job.is_said_done:
        sentence = _("It is said to be done. Say first whether that is right.")
        raise Refused(sentence, instead=to_page(claim))


def to_page(claim: Claim) -> tuple[str, str]:
    """What a refusal offers instead: where it stands."""
    return _("To the claim"), claim.get_absolute_url()


def to_decline(claim: Claim) -> tuple[str, str]:
    """What a refusal offers instead, to an owner who can't say yes any more."""
    return _("Decline, and say why"), reverse("claims:decline", args=[claim.pk])
