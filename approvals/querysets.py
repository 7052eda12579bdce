"""Which rules, which deputies, and what waits."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import Organisation, User


class RuleQuerySet(models.QuerySet):
    """Which rules."""

    def of(self, organisation: "Organisation | None") -> Self:
        """Those of one organisation."""
        known = self.select_related("category", "location")
        return known.filter(organisation=organisation)


class DeputyQuerySet(models.QuerySet):
    """Which deputies."""

    def of(self, organisation: "Organisation | None") -> Self:
        """For coordinators of one organisation, by people of it."""
        of_it = {
            "coordinator__organisation": organisation,
            "deputy__organisation": organisation,
        }
        return self.filter(**of_it).exclude(coordinator__organisation=None)

    def on(self, day: date) -> Self:
        """Those that hold on that day."""
        return self.filter(first__lte=day, last__gte=day)

    def not_over(self, day: date) -> Self:
        """Those that hold on that day or later."""
        return self.filter(last__gte=day).select_related("coordinator", "deputy")


class ApprovalQuerySet(models.QuerySet):
    """What waits, and what was decided."""

    def visible_to(self, user: "User") -> Self:
        """That of one's own organisation; staff see all, for where no coordinator is
        left they decide."""
        if can_moderate(user):
            return self
        ours = self.filter(organisation=user.organisation)
        return ours.exclude(organisation=None)

    def waiting(self) -> Self:
        """Not decided yet; the oldest first."""
        return self.filter(state="waiting").order_by("asked_at", "pk")

    def decided(self) -> Self:
        """Approved, declined or ended; the last one first."""
        return self.exclude(state="waiting").order_by("-asked_at", "-pk")

    def about(self, path: str) -> Self:
        """What was asked about the thing with that page; the last one first."""
        return self.filter(path=path).order_by("-pk")

    def without_anybody(self) -> Self:
        """Waiting in an organisation where no coordinator but the one who asks is
        left: the cooperative decides."""
        return self.waiting().filter(principal=None)

    def to_go_on(self, now: datetime) -> Self:
        """Somebody is reminded, or the next is asked; the oldest first."""
        due = self.filter(state="waiting", due_at__lte=now)
        return due.order_by("due_at")

    def to_end(self, now: datetime) -> Self:
        """Nobody decided in time; the oldest first."""
        return self.filter(state="waiting", ends_at__lte=now).order_by("ends_at")

    def for_lines(self) -> Self:
        """With what a line shows."""
        return self.select_related(
            "asked_by", "principal", "organisation", "category", "location"
        )

    def for_page(self) -> Self:
        """With what its own page shows."""
        return self.for_lines().select_related("earlier")
