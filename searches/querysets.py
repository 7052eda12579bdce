"""Which saved searches."""

from datetime import datetime
from typing import Self

from django.db import models

from members.models import User


class SavedSearchQuerySet(models.QuerySet):
    """Which saved searches."""

    def of(self, person: User) -> Self:
        """What one person keeps, the latest first."""
        return self.filter(person=person).order_by("-made_at", "-pk")

    def due(self, now: datetime, newest: datetime | None) -> Self:
        """It is time to look again, and something was offered since the last look:
        the `newest` listing. The longest ago first."""
        if newest is None:
            return self.none()
        due = self.filter(next_look_at__lte=now, looked_until__lt=newest)
        return due.select_related("person__organisation").order_by("next_look_at")
