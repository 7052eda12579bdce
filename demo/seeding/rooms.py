"""Rooms by the hour of the cast, with a week that is half taken: played with the same
actions as everybody's."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from django.utils import timezone

from base.holidays import is_workday
from claims import actions, own_use
from claims.actions import Wish
from claims.models import Booking, Claim
from claims.series import times
from listings.forms.room import show_price
from listings.models import Listing, Room, RoomHours, RoomSetup
from listings.opening import Span, at
from members.models import User

HALL = "Vergaderzaal tot 20 personen"
HALVES = ["Vergaderzaal, tuinzijde", "Vergaderzaal, straatzijde"]
VIDEO = "Videoset op statief"
DAY = timedelta(days=1)
Repeats = Booking.Repeats
Shape, Equipment = RoomSetup.Shape, Room.Equipment


def play(people: dict[str, User], offer: Callable[..., None]) -> None:
    """Bram's hall and its two halves, and who uses them."""
    anna, bram, carla = (people[name] for name in ("anna", "bram", "carla"))
    hall = Listing.objects.get(title=HALL, organisation=bram.organisation)
    lent = {"quantity": 1, "terms": ["loan"], "condition": "good"}
    offer(bram, "tv-projector", title=VIDEO, **lent)
    video = Listing.objects.get(title=VIDEO, organisation=bram.organisation)
    whole = _room(hall, people=20, hour=45, half_day=150, day=260)
    halves = [
        _room(_offered(bram, offer, title), people=10, hour=25, half_day=85, day=150)
        for title in HALVES
    ]
    whole.parts.set(halves)
    for room in (whole, *halves):
        room.things.set([video])
    day = _next_workday()
    _book(halves[0], carla, bram, [_hours(day, 9, 11)], people=8)
    _book(halves[1], anna, bram, [_hours(day, 10, 12)], people=6)
    spans = times(
        day + DAY, time(13), time(16), repeats=Repeats.WEEKLY, every=2, number=6
    )
    weekly = {"repeats": Repeats.WEEKLY, "every": 2, "people": 14}
    _book(whole, anna, bram, spans, setup=Shape.U_SHAPE, things=[video], **weekly)
    own_use.block(hall, times(day, time(16), time(17)), title="Teamoverleg", by=bram)
    _book(whole, anna, None, [_hours(day + 2 * DAY, 9, 12)], people=18)
    _book(whole, carla, None, [_hours(day + 2 * DAY, 10, 11)], people=12)


def _offered(owner: User, offer: Callable[..., None], title: str) -> Listing:
    """One half of the hall."""
    rent = {"terms": ["rent"], "rent_eur": 25, "rent_per": "hour"}
    offer(owner, "meeting-room", title=title, quantity=1, unit="dagdeel", **rent)
    return Listing.objects.get(title=title, organisation=owner.organisation)


def _room(listing: Listing, *, people: int, hour: int, half_day: int, day: int) -> Room:
    room = Room.objects.create(
        listing=listing,
        people=people,
        equipment=[Equipment.SCREEN, Equipment.WIFI, Equipment.STEPLESS],
        catering=[Room.Catering.COFFEE, Room.Catering.LUNCH],
        hour_eur=Decimal(hour),
        half_day_eur=Decimal(half_day),
        day_eur=Decimal(day),
        buffer_minutes=0,
        report_at="Receptie in de centrale hal",
        way_in="De zaal is met de lift te bereiken; de receptie geeft een pasje mee.",
        cancel_terms="Later annuleren: de helft van de prijs.",
    )
    RoomHours.objects.bulk_create(
        RoomHours(room=room, weekday=weekday, opens=time(8), closes=time(18))
        for weekday in range(5)
    )
    seats = {Shape.THEATRE: people, Shape.U_SHAPE: people * 7 // 10}
    RoomSetup.objects.bulk_create(
        RoomSetup(room=room, shape=shape, people=number)
        for shape, number in seats.items()
    )
    show_price(room)
    return room


def _book(
    room: Room, asker: User, owner: User | None, spans: list[Span], **wish
) -> Claim:
    """Asked; and answered by its owner, if one is given. What is a holiday is left
    out."""
    place = asker.trades_for.locations.earliest("pk")
    closed = frozenset(
        span.start for span in spans if not is_workday(timezone.localdate(span.start))
    )
    asked = Wish(term="rent", location=place, leaving_out=closed, **wish)
    claim = actions.book(room.listing, spans, asked, by=asker)
    return actions.accept(claim, by=owner) if owner else claim


def _hours(day: date, first: int, last: int) -> Span:
    while not is_workday(day):
        day += DAY
    return Span(at(day, time(first)), at(day, time(last)))


def _next_workday() -> date:
    """A day of next week that is followed by a workday."""
    day = timezone.localdate() + 2 * DAY
    while not (is_workday(day) and is_workday(day + DAY)):
        day += DAY
    return day
