"""Which longer times, and which damages."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from claims.states import ASKED, DONE, ENDED, RETURNED
from listings.models import Listing
from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import Organisation, User


from claims.querysets.claims import IN_LINES, ON_PAGE


class DamageQuerySet(models.QuerySet):
    """Which damages."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        return self.filter(Q(claim__organisation=ours) | Q(claim__offered_by=ours))

    def of(self, listing: Listing) -> Self:
        """Of pieces of this listing."""
        return self.filter(claim__listing=listing)

    def open(self) -> Self:
        """Not settled: nobody else can have these pieces."""
        return self.filter(state="unsettled")

    def waiting_for(self, organisation: "Organisation | None") -> Self:
        """Of which this one says what comes next: yes to the other's proposal; the
        owner also the first word, and what became of the pieces in the end."""
        theirs = Q(claim__organisation=organisation) | Q(claim__offered_by=organisation)
        to_answer = theirs & Q(agreed_at=None) & ~Q(proposed_by=organisation)
        first = Q(proposed_by=None, claim__offered_by=organisation)
        last = Q(agreed_at__isnull=False, claim__offered_by=organisation)
        answer = to_answer & Q(proposed_by__isnull=False)
        return self.open().filter(answer | first | last).order_by("reported_at")

    def to_remind(self, now: datetime) -> Self:
        """Not settled for so long that who is to say what comes next reads so again;
        the oldest first."""
        return self.open().filter(remind_at__lte=now).order_by("remind_at")

    def for_lines(self) -> Self:
        """With everything that a line in a list shows."""
        return self.select_related(*(f"claim__{name}" for name in IN_LINES))

    def for_page(self) -> Self:
        """With everything that a report shows."""
        known = self.for_lines().select_related("agreed_by", "proposed_by")
        return known.prefetch_related("photos", "steps__by")


class DamagePhotoQuerySet(models.QuerySet):
    """Which pictures of damage."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        mine = Q(damage__claim__organisation=ours)
        return self.filter(mine | Q(damage__claim__offered_by=ours))


class DepositQuerySet(models.QuerySet):
    """Which deposits."""

    def to_give_back(self, now: datetime) -> Self:
        """Of what is over, and still with the owner; the oldest first."""
        over = Q(claim__state__in=[RETURNED, DONE]) | Q(claim__state__in=ENDED)
        kept = self.filter(over, returned_at=None, remind_at__lte=now)
        return kept.order_by("remind_at")

    def for_page(self) -> Self:
        """With everything that a letter about it says."""
        return self.select_related(*(f"claim__{name}" for name in ON_PAGE))


class ExtensionQuerySet(models.QuerySet):
    """Which wishes to keep something for longer."""

    def visible_to(self, user: "User") -> Self:
        """Those of claims of one's own organisation, on either side; staff see all."""
        if can_moderate(user):
            return self
        ours = user.organisation
        return self.filter(Q(claim__organisation=ours) | Q(claim__offered_by=ours))

    def unanswered(self) -> Self:
        """Still waiting for the owner's yes or no."""
        return self.filter(state=ASKED)

    def asked_of(self, organisation: "Organisation | None") -> Self:
        """What others ask of this organisation."""
        return self.filter(claim__offered_by=organisation)

    def to_expire(self, now: datetime) -> Self:
        """Unanswered for so long that it ends; the oldest first."""
        return self.unanswered().filter(expires_at__lte=now).order_by("expires_at")

    def for_page(self) -> Self:
        """With everything that its page shows."""
        return self.select_related(*(f"claim__{name}" for name in ON_PAGE))
