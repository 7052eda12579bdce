"""Which pickups."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Now

from claims.models import Claim
from claims.querysets import IN_LINES, ON_PAGE
from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import Organisation, User


class PickupQuerySet(models.QuerySet):
    """Which pickups."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation; staff see all."""
        if can_moderate(user):
            return self
        return self.of(user.organisation)

    def of(self, organisation: "Organisation | None") -> Self:
        """Those that an organisation takes part in, on either side."""
        return self.filter(Q(organisation=organisation) | Q(offered_by=organisation))

    def concerning(self, user: "User") -> Self:
        """With something along that this person asked, or offers."""
        theirs = Claim.objects.concerning(user)
        return self.filter(pk__in=theirs.values("pickup_lines__pickup"))

    def planned(self) -> Self:
        """Agreed, and not yet done or called off."""
        return self.filter(state="planned")

    def between(self, start: datetime, end: datetime) -> Self:
        """Starting in a span of time; the first one first."""
        return self.filter(starts_at__gte=start, starts_at__lt=end).order_by(
            "starts_at"
        )

    def ended(self, now: datetime | Now) -> Self:
        """Their time is over; the oldest first."""
        return self.filter(ends_at__lt=now).order_by("ends_at")

    def to_remind(self, now: datetime) -> Self:
        """The day before has come."""
        return self.planned().filter(remind_at__lte=now).order_by("remind_at")

    def to_chase(self, now: datetime) -> Self:
        """Their time is over and nobody said what happened."""
        return self.planned().filter(chase_at__lte=now).order_by("chase_at")

    def to_assume(self, now: datetime) -> Self:
        """Out long ago as it was planned, and nobody said a word of it."""
        return self.planned().filter(assumed_at__lte=now).order_by("assumed_at")

    def standing(self) -> Self:
        """Planned or done: not called off."""
        return self.exclude(state="called_off")

    def out(self) -> Self:
        """To the asker."""
        return self.filter(direction="out")

    def back(self) -> Self:
        """Back to the owner."""
        return self.filter(direction="back")

    def on(self, day: date) -> Self:
        """Starting on a day."""
        return self.filter(starts_at__date=day)

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self._with(IN_LINES)

    def for_page(self) -> Self:
        """With everything that the page of one pickup shows."""
        return self._with(ON_PAGE).select_related("location__organisation")

    def _with(self, of_claims: list[str]) -> Self:
        """And what goes along, with so much of each claim."""
        line: Any = self.model._meta.get_field("lines").related_model
        shown = line.objects.select_related(*(f"claim__{name}" for name in of_claims))
        pickups = self.select_related("location", "organisation", "offered_by")
        return pickups.prefetch_related(Prefetch("lines", shown))


class PickupLineQuerySet(models.QuerySet):
    """Which lines of pickups."""

    def planned(self) -> Self:
        """Of pickups that are agreed, and not yet done or called off."""
        return self.filter(pickup__state="planned")

    def out(self) -> Self:
        """Going to the asker."""
        return self.filter(pickup__direction="out")

    def back(self) -> Self:
        """Going back to the owner."""
        return self.filter(pickup__direction="back")


class CalendarFeedQuerySet(models.QuerySet):
    """Which calendars that are read elsewhere."""

    def of(self, user: "User") -> Self:
        """This person's, made for the organisation that they belong to now."""
        return self.filter(person=user, organisation=user.organisation)
