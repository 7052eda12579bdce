"""Which bundles."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from members.rules import can_moderate

if TYPE_CHECKING:
    from members.models import User


class BundleQuerySet(models.QuerySet):
    """Which bundles."""

    def baskets_of(self, user: "User") -> Self:
        """What this person collects and did not ask for yet."""
        return self.filter(asker=user, asked_at=None).select_related("owner")

    def visible_to(self, user: "User") -> Self:
        """What was asked, for both sides; staff see all of it."""
        asked = self.filter(asked_at__isnull=False).select_related(
            "owner", "organisation", "asker"
        )
        if can_moderate(user):
            return asked
        ours = user.organisation
        return asked.filter(Q(organisation=ours) | Q(owner=ours))
