"""What is owed for a claim as it stands now, by cause.

Everything comes from the claim itself and what was agreed about it, so that what was
charged can be compared with it at any moment, as often as one likes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Min
from django.utils import timezone

from billing.vat import Subject
from catalogue.modes import Mode
from catalogue.terms import Condition, Term
from claims.models import Claim, Extension
from claims.pricing import rent
from claims.states import AGREED, DONE


@dataclass(frozen=True)
class Owed:
    """So many of one cause, each at so much without VAT (None: to be agreed), on a day
    or for a period. The price of a cause never changes; how many, does."""

    cause: str
    quantity: int
    unit_eur: Decimal | None
    subject: str
    first: date | None = None
    last: date | None = None
    times: str = ""


def owed(claim: Claim, now: datetime) -> dict[str, Owed]:
    """By cause; what is free is not among them."""
    parts = [*_shared(claim, now), *_damage(claim)]
    return {it.cause: it for it in parts if it.quantity and it.unit_eur != 0}


def next_moment(claim: Claim, now: datetime) -> datetime | None:
    """When more is owed by itself: with the end of the next time in a room."""
    if not claim.by_hour or claim.state not in AGREED:
        return None
    ahead = claim.booking.occasions.standing().filter(ends_at__gt=now)
    return ahead.aggregate(first=Min("ends_at"))["first"]


def subject_of(claim: Claim) -> str:
    """What kind of line it makes."""
    if claim.mode == Mode.ROOM:
        return Subject.ROOM
    if claim.mode == Mode.SERVICE:
        return Subject.SERVICE
    if claim.term == Term.RENT:
        return Subject.RENT
    is_new = claim.listing.condition == Condition.NEW
    return Subject.UNUSED_STOCK if is_new else Subject.USED_GOODS


def _shared(claim: Claim, now: datetime) -> Iterator[Owed]:
    if claim.by_hour and claim.term == Term.RENT:
        yield from _times(claim, now)
    elif claim.term == Term.RENT:
        yield from _rent(claim)
    elif claim.term == Term.SALE:
        yield Owed("pieces", _delivered(claim), claim.price_eur, subject_of(claim))


def _delivered(claim: Claim) -> int:
    """How many were handed over; of what does not move, all when it is done."""
    if claim.is_of_thing:
        return claim.handed_over
    return claim.quantity if claim.state == DONE else 0


def _times(claim: Claim, now: datetime) -> Iterator[Owed]:
    """Each time in a room once it is over. Its price is for all that was asked."""
    if claim.state not in AGREED:
        return
    for time in claim.booking.occasions.standing().filter(ends_at__lte=now):
        start, end = map(timezone.localtime, (time.starts_at, time.ends_at))
        words = f"{start:%H:%M}–{end:%H:%M}"
        yield Owed(
            cause=f"time {time.pk}",
            quantity=1,
            unit_eur=claim.price_eur,
            subject=Subject.ROOM,
            first=start.date(),
            last=end.date(),
            times=words,
        )


def _rent(claim: Claim) -> Iterator[Owed]:
    """The period as it was agreed at first, and what each longer time added: together
    what the whole period costs."""
    quantity, subject = _delivered(claim), subject_of(claim)
    granted = claim.extensions.filter(state=Extension.State.GRANTED).order_by("until")
    longer = list(granted)
    last = longer[0].was if longer else claim.last_day
    before = _price(claim, last)
    first = claim.first_day
    yield Owed("pieces", quantity, before, subject, first, last)
    for extension in longer:
        after = _price(claim, extension.until)
        more = None if after is None or before is None else after - before
        cause = f"longer {extension.pk}"
        yield Owed(cause, quantity, more, subject, first, extension.until)
        before = after


def _price(claim: Claim, last: date) -> Decimal | None:
    """Of one piece until that day; longer never costs less (`claims.pricing`)."""
    found = rent(claim.rents, claim.first_day, last)
    return found.total_eur if found else None


def _damage(claim: Claim) -> Iterator[Owed]:
    """What both agreed on is words; its price is filled in by who sells."""
    for damage in claim.damages.filter(agreed_at__isnull=False):
        yield Owed(f"damage {damage.pk}", 1, None, Subject.DAMAGE)
