"""When a room is free: the one place that knows, for what is offered to choose from and
for the last check alike.

A room that is joined of others keeps those, not itself: so two parties can each have
one of its parts, and it is free when all of them are. A thing that rooms share is kept
with the room. Locks go in the order of the listings' numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from claims.models import Booking, Claim, Hold, Occasion
from listings.holds import Kept, peak
from listings.models import Listing, Room
from listings.models.room import ROWS
from listings.opening import Opening, Span
from members.models import User

FARTHEST = timedelta(days=6 * 366)  # three hundred weeks
PLACE = "listing__location__closed_days"


class Needed(NamedTuple):
    """So many pieces of a listing."""

    listing: Listing
    quantity: int


def room_of(listing: Listing) -> Room | None:
    """What is said of a listing that is booked by the hour; None: it is not."""
    rooms = Room.objects.select_related("listing__location")
    return rooms.prefetch_related(*ROWS, PLACE).filter(pk=listing.pk).first()


def said_of(listing: Listing) -> Room | None:
    """The same, when all that is asked for is what is written of it."""
    return getattr(listing, "by_hour", None)


def opening_of(listing: Listing) -> Room | None:
    """The same, when all that is asked for is whether it can be had."""
    room = said_of(listing)
    if room:
        prefetch_related_objects([room], "hours", "days", "parts__listing", PLACE)
    return room


def seen_by(user: User, pk: int) -> Room | None:
    """The same of a listing that somebody may see, with what its week shows."""
    shown = ("location", "organisation", "category")
    rooms = Room.objects.select_related(*(f"listing__{name}" for name in shown))
    rooms = rooms.filter(listing__in=Listing.objects.visible_to(user), pk=pk)
    return rooms.prefetch_related("hours", "days", "parts__listing", PLACE).first()


def lock(listing_pk: int, things: Iterable[Listing] = ()) -> dict[int, Listing]:
    """A room with all that a booking of it touches, held: its parts, what it is part
    of, and things; in the order of their numbers. Only in a transaction."""
    parts = Room.parts.through.objects.filter(
        Q(from_room=listing_pk) | Q(to_room=listing_pk)
    ).values_list("from_room", "to_room")
    keys = {listing_pk, *(key for pair in parts for key in pair)}
    keys |= {thing.pk for thing in things}
    rows = Listing.objects.filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(of=("self",))}


def needed(room: Room, parties: int, things: Iterable[Listing] = ()) -> list[Needed]:
    """What one use of the room keeps."""
    parts = [part.listing for part in room.parts.all()]
    rooms = [Needed(part, part.quantity) for part in parts]
    rooms = rooms or [Needed(room.listing, parties)]
    return rooms + [Needed(thing, 1) for thing in things]


class Diary:
    """What keeps a room between two moments, read once; asked for many times. Binding
    only under the locks. `without`: what this claim keeps is not counted."""

    def __init__(
        self,
        room: Room,
        start: datetime,
        end: datetime,
        *,
        parties: int = 1,
        things: Iterable[Listing] = (),
        without: Claim | None = None,
    ):
        self.room, self.opening = room, Opening(room)
        self.needed = needed(room, parties, things)
        self.now = timezone.now()
        self._span, self._without = Span(start, end), without

    @property
    def buffer(self) -> timedelta:
        """How long the room stays free after each use."""
        return timedelta(minutes=self.room.buffer_minutes)

    @cached_property
    def holds(self) -> list[Hold]:
        """All that is kept of it in that time, with whose it is."""
        keys = [need.listing.pk for need in self.needed]
        around = (self._span.start - self.buffer, self._span.end + self.buffer)
        rows = Hold.objects.filter(listing__in=keys).for_a_time().standing(self.now)
        rows = rows.filter(Q(period__overlap=around) | Q(out_since__isnull=False))
        if self._without:
            rows = rows.exclude(claim=self._without)
        whose = ["claim__organisation", "claim__listing", "own_use", "occasion"]
        return list(rows.select_related(*whose))

    @cached_property
    def _kept(self) -> dict[int, list[Kept]]:
        kept = defaultdict(list)
        for hold in self.holds:
            kept[hold.listing_id].append(hold.kept(self.now))
        return kept

    def obstacle(self, span: Span) -> str:
        """Why the room can't be had then, as a sentence; empty when it can."""
        return self.closed(span) or self.taken(span)

    def closed(self, span: Span) -> str:
        """The same, of time and opening hours only."""
        day, listing = timezone.localdate(span.start), self.room.listing
        first, last = listing.available_from, listing.available_until
        if span.start < self.now:
            return _("This time is over.")
        if span.start > self.now + FARTHEST:
            return _("This is too far ahead.")
        if (first and day < first) or (last and day > last):
            return _("The room is not offered then.")
        return "" if self.opening.holds(*span) else self._outside(day)

    def _outside(self, day: date) -> str:
        """Why it is not open for all of a time on this day."""
        if why := self.opening.reason(day):
            return _("Closed: %(why)s.") % {"why": why}
        hours = self.opening.hours(day)
        if hours is None:
            return _("Closed on that day.")
        opens, closes = map(time_format, hours)
        sentence = _("Open from %(opens)s until %(closes)s.")
        return sentence % {"opens": opens, "closes": closes}

    def taken(self, span: Span) -> str:
        """What is taken then; the time to tidy up afterwards counts."""
        end = span.end + self.buffer
        for listing, quantity in self.needed:
            if peak(self._kept[listing.pk], span.start, end) + quantity > listing.left:
                if listing == self.room.listing:
                    return _("Taken already.")
                return _("%(what)s is taken already.") % {"what": listing}
        return ""

    def why_left_out(self, span: Span) -> str:
        """The same as a word to keep; empty when it can be had."""
        if self.closed(span):
            return Occasion.LeftOut.CLOSED
        return Occasion.LeftOut.TAKEN if self.taken(span) else ""

    def period(self, span: Span) -> tuple[datetime, datetime]:
        """What a use of the room keeps: the time to tidy up belongs to it."""
        return span.start, span.end + self.buffer


def diary_of(
    claim: Claim, room: Room, occasions: Iterable[Occasion] | None = None
) -> Diary:
    """For the times of a claim. `occasions`: those, when they were read already."""
    booking: Booking = claim.booking
    known = booking.occasions.all() if occasions is None else occasions
    times = [(it.starts_at, it.ends_at) for it in known]
    start = min((start for start, _end in times), default=timezone.now())
    end = max((end for _start, end in times), default=start)
    things = list(booking.things.all())
    return Diary(room, start, end, parties=claim.quantity, things=things, without=claim)


def asking(room: Room, spans: Sequence[Span]) -> list[Occasion]:
    """Times that somebody asks for and nobody answered, that meet any of these spans:
    of the room, its parts or what it is part of, since they are the same walls."""
    if not spans:
        return []
    around = (min(span.start for span in spans), max(span.end for span in spans))
    rows = Occasion.objects.asked().between(*around)
    same = [room.pk, *(part.pk for part in room.parts.all())]
    wholes = Room.parts.through.objects.filter(to_room=room.pk).values("from_room")
    listing = "booking__claim__listing__in"
    rows = rows.filter(Q(**{listing: same}) | Q(**{listing: wholes})).for_lines()
    return [row for row in rows if any(meets(row, span) for span in spans)]


def meets(occasion: Occasion, span: Span) -> bool:
    """Have they any moment in common?"""
    return occasion.starts_at < span.end and occasion.ends_at > span.start


def in_words(span: Span) -> str:
    """Its day and hours: Tue 1 December, 10:00–12:00."""
    start, end = timezone.localtime(span.start), timezone.localtime(span.end)
    day = date_format(start, "WEEKDAY_FORMAT")
    return f"{day}, {time_format(start)}–{time_format(end)}"
