"""What Carla's organisation sold and rented out: a statement of last month that is
fixed, one that waits for her, and this month's, with a credit. What happened last month
is history, which no action can write; its lines are reckoned as the clock does it."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from base.months import Month
from billing import actions
from billing.models import BillingDetails, Look, Statement
from catalogue.terms import Term
from claims.models import Claim, ClaimStep
from listings.models import Listing, ListingStep
from members.models import User

DAY = timedelta(days=1)
# IBANs of no bank, with check digits that are right; numbers of nobody.
DETAILS = {
    "anna": ("NL70DEEL0910000001", "NL910000013B01"),
    "carla": ("NL43DEEL0910000002", "NL910000037B01"),
}
DATA = Path(__file__).parent.parent / "data" / "statements.json"
WORDS = json.loads(DATA.read_text(encoding="utf-8"))
DESKS, BEAMER, SENSORY_ROOM = (WORDS[it] for it in ("desks", "beamer", "sensory_room"))
TITLES = [DESKS, BEAMER, SENSORY_ROOM]
SOLD = {"terms": ["sale"], "condition": "good", "quantity": 8, "price_eur": 45}
RENTED = {
    "terms": ["rent"],
    "condition": "good",
    "quantity": 2,
    "rent_eur": 12,
    "rent_per": "day",
}
ROOM = {"terms": ["rent"], "quantity": 1, "unit": "dagdeel", "rent_eur": 95}


def play(people: dict[str, User], offer: Callable[..., None]) -> None:
    """Carla sells to Anna and to Bram."""
    anna, bram, carla = (people[name] for name in ("anna", "bram", "carla"))
    for name in DETAILS:
        _details(people[name], *DETAILS[name])
    last = Month.now().before.first
    offer(carla, "sit-stand-desk", title=DESKS, **SOLD)
    offer(carla, "tv-projector", title=BEAMER, **RENTED)
    offer(carla, "meeting-room", title=SENSORY_ROOM, rent_per="day", **ROOM)
    _offered_long_ago(carla, last - 20 * DAY)
    desks = _sold(_of(carla, DESKS), anna, 4, last + 8 * DAY)
    beamer = _rented(_of(carla, BEAMER), anna, last + 10 * DAY, days=5)
    room = _rented(_of(carla, SENSORY_ROOM), anna, last + 17 * DAY, days=1)
    to_bram = _sold(_of(carla, DESKS), bram, 1, last + 20 * DAY)
    for claim in (desks, beamer, room, to_bram):
        actions.reckon(claim, day=claim.asked_at.date() + 3 * DAY)
    # What the other members did before nobody reckons; rooms to come are looked at.
    Look.objects.filter(claim__by_hour=False).delete()
    actions.close_months()
    fixed = Statement.objects.get(seller=carla.organisation, buyer=anna.organisation)
    _choose(fixed, carla)
    actions.fix(fixed, by=carla)
    line = fixed.charges.get(claim=desks)
    actions.give_credit(line, 1, by=carla, why=WORDS["credit"])
    again = _sold(_of(carla, DESKS), anna, 2, timezone.localdate() - 3 * DAY)
    actions.reckon(again)


def _offered_long_ago(owner: User, day: date) -> None:
    """Before anybody asked for it."""
    at = timezone.make_aware(datetime.combine(day, time(9)))
    theirs = Listing.objects.filter(organisation=owner.organisation, title__in=TITLES)
    theirs.update(made_at=at, live_at=at, announced_at=at)
    ListingStep.objects.filter(subject__in=theirs).update(at=at)


def _choose(statement: Statement, by: User) -> None:
    """Exempt with its reason for what is sold; 21 % for the rest."""
    for line in statement.charges.all():
        is_sold = line.claim.term == Term.SALE
        treatment, reason = ("exempt", WORDS["exempt"]) if is_sold else ("standard", "")
        actions.choose(line, treatment, by=by, reason=reason)


def _details(person: User, iban: str, vat_number: str) -> None:
    place = person.trades_for.locations.earliest("pk")
    BillingDetails.objects.create(
        organisation=person.trades_for,
        address=place.address,
        postcode=place.postcode,
        town=place.town,
        email=f"facturen@{person.email.partition('@')[2]}",
        iban=iban,
        vat_number=vat_number,
    )


def _of(owner: User, title: str) -> Listing:
    return Listing.objects.get(organisation=owner.organisation, title=title)


def _sold(listing: Listing, asker: User, quantity: int, day: date) -> Claim:
    """So many went for good, on that day."""
    listing.left -= quantity
    listing.save(update_fields=["left"])
    wish = {"term": Term.SALE, "price_eur": listing.price_eur, "quantity": quantity}
    states = ["asked", "accepted", "scheduled", "handed_over"]
    claim = _claim(listing, asker, day, states, handed_over=quantity, **wish)
    gone = TimestamptzRange(claim.asked_at, None)
    kept = {"listing": listing, "quantity": quantity, "period": gone}
    claim.holds.create(**kept, out_since=claim.asked_at)
    return claim


def _rented(listing: Listing, asker: User, day: date, days: int) -> Claim:
    """From that day on, and back when the days were over."""
    wish = {
        "term": Term.RENT,
        "price_eur": Decimal(listing.rent_eur or 0),
        "price_per": listing.rent_per,
        "starts_on": day,
        "ends_on": day + (days - 1) * DAY,
        "quantity": 1,
    }
    states = ["asked", "accepted", "scheduled", "handed_over", "returned"]
    if listing.mode != "thing":
        states = ["asked", "accepted", "done"]
    handed_over = 1 if listing.mode == "thing" else 0
    return _claim(listing, asker, day, states, handed_over=handed_over, **wish)


def _claim(
    listing: Listing, asker: User, day: date, states: list[str], **wish: Any
) -> Claim:
    at = timezone.make_aware(datetime.combine(day - 3 * DAY, time(10)))
    claim = Claim.objects.create(
        listing=listing,
        offered_by=listing.organisation,
        title=listing.title,
        organisation=asker.trades_for,
        asker=asker,
        location=asker.trades_for.locations.earliest("pk"),
        state=states[-1],
        asked_at=at,
        remind_at=None,
        expires_at=at + 14 * DAY,
        **wish,
    )
    owner = listing.made_by
    if listing.first_asked_at is None or at < listing.first_asked_at:
        listing.first_asked_at = at
        listing.save(update_fields=["first_asked_at"])
    for number, state in enumerate(states):
        by = owner if state == "accepted" else asker
        moment = at + number * DAY
        ClaimStep.objects.create(subject=claim, state=state, by=by, at=moment)
    return claim
