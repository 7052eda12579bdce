"""Which claims."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from claims.states import (
    ACCEPTED,
    AGREED,
    ASKED,
    HANDED_OVER,
    HOLDING,
    KEPT,
    LAPSING,
    OPEN_STATES,
    PROPOSED,
    RUNNING,
    SCHEDULED,
    TEMPORARY,
    UNDECIDED,
    WAITING,
    WANTED,
)
from listings.models import Listing, ListingStep
from listings.rules import UNDO_FOR
from listings.visibility import shown_in
from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import Organisation, User


IN_LINES = ["listing__organisation", "listing__location", "organisation", "asker"]
ON_PAGE = [
    *IN_LINES,
    "listing__category",
    "listing__made_by",
    "location__organisation",
]


class ClaimQuerySet(models.QuerySet):
    """Which claims."""

    def visible_to(self, user: "User") -> Self:
        """Those of one's own organisation, as asker or as owner; staff see all."""
        if can_moderate(user):
            return self
        return self.between(user.organisation)

    def between(self, organisation: "Organisation | None") -> Self:
        """Those that an organisation takes part in, on either side."""
        known = Q(offered_by=organisation, reached_at__isnull=False)
        return self.filter(Q(organisation=organisation) | known)

    def reached(self) -> Self:
        """Those that their owner knows of: nothing waits at the asker's own first."""
        return self.filter(reached_at__isnull=False)

    def to_answer(self) -> Self:
        """Of which the owner has not said yes: that would wait for approval now."""
        return self.filter(giving=None)

    def shown(self, listing: Listing) -> Self:
        """Those for a listing that their asker may see now."""
        seen = shown_in(F("organisation__province"), "listing__")
        return self.filter(seen, listing=listing)

    def concerning(self, user: "User") -> Self:
        """What this person asked, or what was asked of an offer that they made."""
        known = Q(listing__made_by=user, reached_at__isnull=False)
        return self.filter(Q(asker=user) | known)

    def open(self) -> Self:
        """Asked, accepted or scheduled."""
        return self.filter(state__in=OPEN_STATES)

    def running(self) -> Self:
        """Open, or out for a time: somebody still has something to do."""
        return self.filter(RUNNING)

    def ended(self) -> Self:
        """Nothing more to do: done, or come to nothing."""
        return self.exclude(RUNNING)

    def asked_of(self, organisation: "Organisation | None") -> Self:
        """What others ask of this organisation."""
        return self.reached().filter(offered_by=organisation)

    def asked_by(self, organisation: "Organisation | None") -> Self:
        """What this organisation asks of others."""
        return self.filter(organisation=organisation)

    def last_place_of(self, asker: "User") -> int | None:
        """Where somebody wanted to have what they asked for last."""
        theirs = self.filter(asker=asker).order_by("-asked_at", "-pk")
        return theirs.values_list("location_id", flat=True).first()

    def last_cost_centre_of(self, asker: "User") -> str:
        """What somebody booked under the last time; empty when they did not."""
        theirs = self.filter(asker=asker, organisation=asker.organisation)
        named = theirs.exclude(cost_centre="").order_by("-asked_at", "-pk")
        return named.values_list("cost_centre", flat=True).first() or ""

    def unanswered(self) -> Self:
        """Still waiting for the owner's yes or no."""
        return self.filter(state=ASKED)

    def wanted(self) -> Self:
        """Still to be given: asked, or on the waiting list."""
        return self.filter(state__in=WANTED)

    def of_pieces(self) -> Self:
        """What asks for pieces for days or for good: no hours of a room, no service
        with a form of its own."""
        return self.filter(by_hour=False, is_job=False)

    def undecided(self) -> Self:
        """Not yet agreed by both sides."""
        return self.filter(state__in=UNDECIDED)

    def waiting(self) -> Self:
        """On the waiting list, in the order of their places."""
        return self.filter(state=WAITING).order_by("asked_at", "pk")

    def before(self, asked_at: datetime, pk: int) -> Self:
        """Those who asked earlier than that; two at once in the order of their
        numbers."""
        return self.filter(Q(asked_at__lt=asked_at) | Q(asked_at=asked_at, pk__lt=pk))

    def proposed(self) -> Self:
        """Offered to the asker, who agrees or lets go; the first to end first."""
        return self.filter(state=PROPOSED).order_by("expires_at")

    def kept(self) -> Self:
        """For whom pieces lie ready with the owner, which may come free again."""
        return self.filter(Q(state__in=KEPT) | Q(giving__isnull=False))

    def accepted(self) -> Self:
        """Agreed, and waiting for a pickup to be planned, for all or for the rest; the
        oldest first."""
        rest = Q(state=SCHEDULED, rest_due_at__isnull=False)
        return self.filter(Q(state=ACCEPTED) | rest).order_by("asked_at")

    def to_move_out(self) -> Self:
        """Agreed, and not all of it handed over; the oldest first."""
        return self.filter(state__in=[ACCEPTED, SCHEDULED]).order_by("asked_at")

    def of_things(self) -> Self:
        """Of what moves: no rooms, no services."""
        return self.filter(listing__category__kind="goods")

    def of_services(self) -> Self:
        """Of what somebody does."""
        return self.filter(listing__category__kind__in=["service", "staff"])

    def jobs_to_ask_after(self, now: datetime) -> Self:
        """Services that should be done, of which nobody said how it went; the oldest
        first."""
        due = self.filter(state=ACCEPTED, job__ask_at__lte=now)
        return due.select_related("job").order_by("job__ask_at")

    def at_turn(self, organisation: "Organisation | None") -> Self:
        """Of services only those of which this side is at turn, or either is."""
        theirs = Q(job__waits_for=organisation) | Q(job__waits_for=None)
        return self.filter(Q(is_job=False) | theirs)

    def to_decide_by(self, organisation: "Organisation | None") -> Self:
        """Services that this side asked for, and of which it reads a price or a
        question; the oldest first."""
        asked = self.filter(organisation=organisation, is_job=True, state=ASKED)
        return asked.filter(job__waits_for=organisation).order_by("expires_at")

    def to_end(self, now: datetime) -> Self:
        """Agreed uses of rooms that are over, of which nobody said anything; the
        oldest first."""
        return self.filter(state=ACCEPTED, over_at__lte=now).order_by("over_at")

    def agreed(self) -> Self:
        """Said yes to, whatever came of it; the oldest first."""
        return self.filter(state__in=AGREED).order_by("asked_at", "pk")

    def to_return(self) -> Self:
        """Out for rent or on loan, whole or in part; the first to come back first."""
        part = Q(state__in=[ACCEPTED, SCHEDULED], handed_over__gt=0) & self._some_out()
        out = self.filter(Q(state=HANDED_OVER) | part, term__in=TEMPORARY)
        return out.order_by("ends_on")

    def _some_out(self) -> Exists:
        """Not everything that was handed over is back."""
        hold: Any = self.model._meta.get_field("holds").related_model
        return Exists(
            hold.objects.filter(claim=OuterRef("pk"), out_since__isnull=False)
        )

    def due_until(self, day: date) -> Self:
        """Whose agreed last day is that day or earlier."""
        return self.filter(ends_on__lte=day)

    def due_after(self, day: date) -> Self:
        """Whose agreed last day is later."""
        return self.filter(ends_on__gt=day)

    def to_agree_by(self, organisation: "Organisation | None") -> Self:
        """With a paper that the other side has agreed to, and this organisation not
        yet; the oldest first."""
        asked = self.filter(papers__waits_for=organisation, state__in=AGREED)
        return asked.order_by("asked_at", "pk")

    def to_remind(self, now: datetime) -> Self:
        """Unanswered for so long that the owner is reminded; the oldest first."""
        return self.unanswered().filter(remind_at__lte=now).order_by("remind_at")

    def to_expire(self, now: datetime) -> Self:
        """Unanswered for so long that it ends; the oldest first."""
        return self.unanswered().filter(expires_at__lte=now).order_by("expires_at")

    def to_warn(self, now: datetime) -> Self:
        """What ends by itself before long; the oldest first."""
        return self._lapsing().filter(remind_at__lte=now).order_by("remind_at")

    def to_lapse(self, now: datetime) -> Self:
        """What ends by itself now: a place on the list, a proposal, or a promise of
        which nobody planned the pickup; the oldest first."""
        lapsing = self._lapsing().filter(expires_at__lte=now)
        return lapsing.order_by("expires_at", "pk")

    def _lapsing(self) -> Self:
        """Agreed goods of which nobody planned anything yet: of what is handed over in
        part the rest is asked after (`to_ask_for_the_rest`), and the use of a room or
        a service ends otherwise."""
        goods = Q(listing__category__kind="goods", handed_over=0)
        return self.filter(goods | ~Q(state=ACCEPTED), state__in=LAPSING)

    def on_closed_listings(self, now: datetime) -> Self:
        """Still wanted, but what they ask for is no longer offered, and that can't be
        undone any more."""
        closed = [Listing.State.WITHDRAWN, Listing.State.EXPIRED]
        fresh = ListingStep.objects.filter(
            subject=OuterRef("listing"), at__gt=now - UNDO_FOR
        )
        wanted = self.wanted().to_answer()
        wanted = wanted.filter(~Exists(fresh), listing__state__in=closed)
        return wanted.order_by("pk")

    def to_bring_back(self, now: datetime) -> Self:
        """Handed over for a time that nears its end; the oldest first."""
        due = self.filter(
            state__in=HOLDING, term__in=TEMPORARY, remind_at__lte=now
        ).filter(self._some_out())
        return due.order_by("remind_at")

    def to_ask_for_the_rest(self, now: datetime) -> Self:
        """Both sides are to hear of what is not planned; the oldest first."""
        return self.filter(rest_due_at__lte=now).order_by("rest_due_at")

    def out_of(self, listing: Listing) -> Self:
        """Rentals and loans that have pieces of a listing; the first to come back
        first."""
        return self.to_return().filter(listing=listing)

    def waiting_first(self) -> Self:
        """Those that wait for an answer first, then what else is undecided, then the
        newest."""
        waits = models.Case(
            models.When(state=ASKED, then=0),
            models.When(state__in=UNDECIDED, then=1),
            default=2,
        )
        return self.order_by(waits, "-asked_at", "-pk")

    def counted_by_listing(self, listings: Iterable[Listing]) -> dict[int, dict]:
        """By the number of the listing: how many there are (`all`), and how many of
        them wait for an answer (`unanswered`)."""
        of_these = self.filter(listing__in=[listing.pk for listing in listings])
        counted = (
            of_these.order_by()
            .values("listing")
            .annotate(all=Count("pk"), unanswered=Count("pk", filter=Q(state=ASKED)))
        )
        return {row.pop("listing"): row for row in counted}

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self.select_related(*IN_LINES)

    def for_page(self) -> Self:
        """With everything that the page of one claim shows."""
        return self.select_related(*ON_PAGE)

    def with_booking(self) -> Self:
        """And what was asked of a room by the hour, and what is written of that."""
        return self.select_related("booking", "listing__by_hour")
