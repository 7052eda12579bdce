"""Which quotes, and which times of services."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from claims.querysets.claims import IN_LINES
from claims.states import ACCEPTED
from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import Organisation, User


class QuoteQuerySet(models.QuerySet):
    """Which quotes."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation, on either side; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        return self.filter(Q(claim__organisation=ours) | Q(claim__offered_by=ours))

    def standing(self) -> Self:
        """Waiting for the asker, or accepted: one of a claim at most."""
        return self.filter(state__in=["sent", "accepted"])

    def for_page(self) -> Self:
        """With everything that a page shows, the newest version first."""
        known = self.select_related("sent_by").prefetch_related("lines")
        return known.order_by("-version")


class VisitQuerySet(models.QuerySet):
    """Which times of services."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation, on either side; staff see all."""
        return self if can_moderate(user) else self.of(user.organisation)

    def of(self, organisation: "Organisation | None") -> Self:
        """Those that an organisation takes part in, on either side."""
        ours = Q(job__claim__organisation=organisation)
        return self.filter(ours | Q(job__claim__offered_by=organisation))

    def standing(self) -> Self:
        """Proposed or agreed, and not cancelled."""
        return self.filter(cancelled_at=None)

    def agreed(self) -> Self:
        """Said yes to by both sides."""
        return self.standing().filter(agreed_at__isnull=False)

    def to_remind(self, now: datetime) -> Self:
        """Agreed for tomorrow; the first one first."""
        due = self.filter(remind_at__lte=now, job__claim__state=ACCEPTED)
        return due.order_by("remind_at")

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self.select_related(*(f"job__claim__{name}" for name in IN_LINES))
