"""What must be true after every deed, counted once more by hand: row by row, moment by
moment, without the arithmetic that the platform itself counts with."""

from datetime import datetime, timedelta

from django.utils import timezone

from base.models import Failure
from base.months import Month
from base.periods import moments
from claims import availability, rooms
from claims.free_days import FreeMonth
from claims.models import Bundle, Claim, Damage, Extension, Hold, Occasion
from claims.promises import otherwise_left, oversold
from claims.room_week import RoomWeek
from claims.states import (
    ACCEPTED,
    ASKED,
    DONE,
    HANDED_OVER,
    KEPT,
    PROPOSED,
    SCHEDULED,
    UNDECIDED,
    WAITING,
)
from home.promises import asleep
from listings.models import Listing
from logistics.models import PickupLine

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SECOND = timedelta(seconds=1)


class Books:
    """All that is promised, as it stands in the database, read once."""

    def __init__(self):
        self.now = timezone.now()
        self.listings = Listing.objects.select_related("organisation").in_bulk()
        claims = Claim.objects.select_related("organisation").order_by("asked_at", "pk")
        self.claims = {claim.pk: claim for claim in claims}
        for claim in self.claims.values():
            claim.listing = self.listings[claim.listing_id]
        self.holds = list(Hold.objects.select_related("occasion").order_by("pk"))
        self.broken = list(Damage.objects.open().select_related("claim"))
        lines = PickupLine.objects.planned()
        self.planned = set(lines.values_list("claim_id", "pickup__direction"))

    def of(self, claim):
        return [hold for hold in self.holds if hold.claim_id == claim.pk]

    def of_listing(self, listing):
        return [hold for hold in self.holds if hold.listing_id == listing.pk]

    def page(self, listing):
        """All that its promises are counted from."""
        holds = [
            (hold.quantity, hold.period, hold.out_since, self._is_late(hold))
            for hold in self.of_listing(listing)
        ]
        broken = [
            damage.quantity
            for damage in self.broken
            if damage.claim.listing_id == listing.pk
        ]
        return (listing.pk, listing.quantity, listing.left, *holds, *broken)

    def _is_late(self, hold):
        ends = hold.due_at or hold.period.upper
        return ends is not None and ends <= self.now

    def promised(self, listing, at):
        """How many pieces are promised at this moment, as it was said."""
        holds = self.of_listing(listing)
        return sum(hold.quantity for hold in holds if _holds(hold.period, at))

    def free(self, listing, at):
        """How many nobody has or will have at this moment. What is late, or broken,
        is not there; what nobody fetched before its end is."""
        holds = self.of_listing(listing)
        taken = sum(hold.quantity for hold in holds if self._keeps(hold, at))
        broken = sum(
            damage.quantity
            for damage in self.broken
            if damage.claim.listing_id == listing.pk
        )
        return listing.quantity - taken - broken

    def _keeps(self, hold, at):
        end = hold.period.upper
        if hold.out_since is None:
            return _holds(hold.period, at)
        begins = min(hold.period.lower, hold.out_since)
        return begins <= at and (end is None or self._is_late(hold) or at < end)

    def borders(self, listing):
        """The minutes around which something begins or ends, from now on."""
        edges = {self.now}
        for hold in self.of_listing(listing):
            edges |= {hold.period.lower, hold.period.upper, hold.due_at} - {None}
        around = {edge + step for edge in edges for step in (-MINUTE, 0 * MINUTE)}
        return sorted(moment for moment in around if moment >= self.now)


def _holds(period, at):
    return period.lower <= at and (period.upper is None or at < period.upper)


def never_more_promised_than_there_is(books, seen):
    """`seen`: what was counted before; only what is new is counted again."""
    assert oversold() == []
    assert otherwise_left() == []
    for listing in books.listings.values():
        if (page := books.page(listing)) not in seen:
            seen.add(page)
            _is_counted_alike(books, listing)


def _is_counted_alike(books, listing):
    holds = books.of_listing(listing)
    for_good = sum(hold.quantity for hold in holds if hold.period.upper is None)
    assert listing.left == listing.quantity - for_good
    kept = availability.holds(listing)
    for at in books.borders(listing):
        assert books.promised(listing, at) <= listing.quantity
        said = availability.free(listing, at, at + SECOND, kept)
        assert said == books.free(listing, at)


def who_is_promised_something_has_exactly_that(books):
    """And who is not has nothing; nothing is kept twice."""
    for claim in books.claims.values():
        holds = books.of(claim)
        if claim.by_hour:
            _times_are_kept_once(claim, holds)
            continue
        assert all(_lasts_as_agreed(hold, claim) for hold in holds)
        here = sum(hold.quantity for hold in holds if hold.out_since is None)
        out = sum(hold.quantity for hold in holds if hold.out_since)
        if claim.state in KEPT:
            assert here == claim.rest > 0
            assert out <= claim.handed_over
        elif claim.state == HANDED_OVER:
            assert here == 0
            assert claim.rest == 0
            assert out <= claim.quantity if claim.is_temporary else out
            if not claim.is_temporary:
                assert out == claim.quantity
        else:
            assert holds == []


def _lasts_as_agreed(hold, claim):
    """Until its last day is over, and the days that are kept free after that."""
    if not claim.is_temporary:
        return hold.period.upper is hold.due_at is None
    buffer = timedelta(days=claim.listing.buffer_days)
    _start, due = moments(claim.first_day, claim.last_day)
    _start, end = moments(claim.first_day, claim.last_day + buffer)
    return (hold.due_at, hold.period.upper) == (due, end)


def _times_are_kept_once(claim, holds):
    keys = [(hold.occasion_id, hold.listing_id) for hold in holds]
    assert len(keys) == len(set(keys))
    assert all(hold.occasion.stands for hold in holds)
    assert all(hold.occasion.starts_at == hold.period.lower for hold in holds)
    if claim.state not in (ACCEPTED, DONE):
        # What was used, or was about to be, stays until it is over.
        assert all(not hold.occasion.is_ahead for hold in holds)
    if claim.state == ACCEPTED:
        standing = claim.booking.occasions.standing().values_list("pk", flat=True)
        assert {key for key, _listing in keys} == set(standing)
        assert standing


def nobody_has_two_places(books):
    """An organisation asks for pieces of a thing once at a time."""
    asks = [
        (claim.listing_id, claim.organisation_id)
        for claim in books.claims.values()
        if claim.state in UNDECIDED and not claim.by_hour
    ]
    assert len(asks) == len(set(asks))


def everything_open_has_a_way_out(books):
    """The clock comes to it, or a side can do something about it."""
    for claim in books.claims.values():
        out = [hold for hold in books.of(claim) if hold.out_since]
        if claim.state in (ASKED, WAITING, PROPOSED):
            assert claim.expires_at
            assert claim.asked_quantity is None or claim.state == PROPOSED
            is_swept = claim.expires_at > books.now or claim in _due(claim, books)
            assert is_swept
        elif claim.state == ACCEPTED and claim.mode == "room":
            assert claim.over_at
        elif claim.state == ACCEPTED and not claim.handed_over:
            assert claim.expires_at
        elif claim.state == ACCEPTED:
            assert claim.rest_due_at
        elif claim.state == SCHEDULED:
            assert (claim.pk, "out") in books.planned
        elif claim.state == HANDED_OVER and claim.is_temporary:
            assert out
            assert claim.remind_at


def _due(claim, books):
    to_end = Claim.objects.to_expire if claim.state == ASKED else Claim.objects.to_lapse
    return to_end(books.now)


def nobody_waits_for_what_is_free(books):
    """Who could be served moved up; who does not want a part waits for all."""
    for claim in books.claims.values():
        if claim.by_hour or claim.listing.state not in ("live", "gone"):
            continue
        if claim.is_temporary and claim.last_day < timezone.localdate():
            continue
        if claim.state == WAITING:
            free = availability.free_for(claim)
            assert free < 1 or (claim.only_whole_since and free < claim.quantity)


def kinds(books):
    """What there is to do something with."""
    found = {claim.state for claim in books.claims.values()}
    agreed = (ACCEPTED, SCHEDULED, HANDED_OVER)
    for claim in books.claims.values():
        if claim.by_hour:
            found.add("booking")
        elif claim.is_temporary and claim.state in agreed:
            found.add("for a time")
            if claim.state == HANDED_OVER:
                found.add("lent")
    if books.planned:
        found.add("pickup")
    if books.broken:
        found.add("damage")
    rows = {
        "extension": Extension.objects.unanswered(),
        "left out": Occasion.objects.exclude(left_out=""),
        "moving": Occasion.objects.filter(new_starts_at__isnull=False),
        "basket": Bundle.objects.filter(asked_at=None),
        "bundle": Bundle.objects.exclude(asked_at=None),
    }
    found |= {name for name, some in rows.items() if some.exists()}
    found |= {listing.state for listing in books.listings.values()}
    if any(hold.own_use_id for hold in books.holds):
        found.add("own use")
    return found


def places(books):
    """By listing, who is on the list, in the order of asking."""
    listed = {}
    for claim in books.claims.values():
        if claim.state == WAITING:
            listed.setdefault(claim.listing_id, []).append(claim.pk)
    return listed


def no_place_is_lost(books, before, after):
    """Who stays on a list stays in the same order, whoever comes or leaves; and who
    left it has something else, or an end."""
    for listing, was in before.items():
        now = after.get(listing, [])
        stayed = [pk for pk in was if pk in now]
        assert [pk for pk in now if pk in was] == stayed
    waited = {pk for was in before.values() for pk in was}
    left = waited - {pk for now in after.values() for pk in now}
    for pk in left:
        assert books.claims[pk].state in Claim.MOVES[WAITING]


def the_clock_comes_to_everything():
    """Some sweep of the timetable finds it, now or in all time to come."""
    assert list(asleep().values_list("pk", "state")) == []


def the_clock_failed_at_nothing():
    assert list(Failure.objects.values_list("deed", "error")) == []


def the_week_shows_what_is_kept(books, room, person):
    """Hour by hour, what is free on the page is what nobody has."""
    room = rooms.room_of(room.listing)
    walls = [part.listing for part in room.parts.all()] or [room.listing]
    buffer = timedelta(minutes=room.buffer_minutes)
    for day in RoomWeek(room, timezone.localdate() + 7 * DAY, person).days:
        for slot in day.slots:
            span = (slot.span.start, slot.span.end + buffer)
            is_free = all(
                _least(books, books.listings[wall.pk], *span)
                >= (wall.quantity if room.parts.exists() else 1)
                for wall in walls
            )
            assert (slot.state == "free") is is_free, slot


def the_month_shows_what_is_kept(books, listing):
    """Day by day, as many are free as at the fullest moment of the day."""
    listing = books.listings[listing.pk]
    for week in FreeMonth(listing, Month.now()).weeks:
        for day in week:
            start, end = moments(day.date, day.date)
            if start > books.now:
                assert day.free == max(0, _least(books, listing, start, end)), day


def _least(books, listing, start: datetime, end: datetime):
    """The fewest that are free at any moment of a span."""
    edges = {start}
    for hold in books.of_listing(listing):
        begins = [hold.period.lower, hold.out_since]
        edges |= {at for at in begins if at and start < at < end}
    return min(books.free(listing, at) for at in edges)
