"""Which times of bookings."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from claims.states import (
    ACCEPTED,
    AGREED,
    ASKED,
)

if TYPE_CHECKING:
    from members.models import Organisation, User


from claims.querysets.claims import IN_LINES


class OccasionQuerySet(models.QuerySet):
    """Which times of bookings."""

    def standing(self) -> Self:
        """Part of their booking: not left out, not cancelled."""
        return self.filter(left_out="", cancelled_at=None)

    def promised(self) -> Self:
        """Those that an owner said yes to."""
        return self.standing().filter(booking__claim__state__in=AGREED)

    def asked(self) -> Self:
        """Those that wait for an owner's yes or no."""
        return self.standing().filter(booking__claim__state=ASKED)

    def to_remind(self, now: datetime) -> Self:
        """Promised for tomorrow; the first one first."""
        due = self.standing().filter(booking__claim__state=ACCEPTED)
        return due.filter(remind_at__lte=now).order_by("remind_at")

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that have something in common with a span of time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def of(self, organisation: "Organisation | None") -> Self:
        """Those that an organisation takes part in, on either side."""
        claim = "booking__claim__"
        return self.filter(
            Q(**{f"{claim}organisation": organisation})
            | Q(**{f"{claim}offered_by": organisation})
        )

    def concerning(self, user: "User") -> Self:
        """Of what this person asked, or offers."""
        asked = Q(booking__claim__asker=user)
        return self.filter(asked | Q(booking__claim__listing__made_by=user))

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self.select_related(*(f"booking__claim__{name}" for name in IN_LINES))
