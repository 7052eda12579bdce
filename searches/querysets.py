"""Which saved searches."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from claims.models import ClaimStep
from claims.states import HOLDING, TEMPORARY, UNDECIDED
from listings.models import Listing
from listings.visibility import shown_in
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


class WatchQuerySet(models.QuerySet):
    """Which watched listings."""

    def of(self, person: User) -> Self:
        """What one person waits for, the latest first."""
        rows = self.filter(person=person).order_by("-made_at", "-pk")
        return rows.select_related("listing")

    def free(self) -> Self:
        """It can be had now and its person may find it: there is more of it than there
        was, or what was out or kept for a time came free; the first to watch first."""
        seen = shown_in(OuterRef("person__organisation__province"))
        live = Listing.objects.live().filter(seen, pk=OuterRef("listing"))
        came_free = ClaimStep.objects.filter(
            subject__listing=OuterRef("listing"),
            subject__term__in=TEMPORARY,
            subject__steps__state="accepted",
            at__gt=OuterRef("made_at"),
        ).exclude(state__in=[*UNDECIDED, *HOLDING])
        is_more = Q(listing__left__gt=F("left")) | Exists(came_free)
        return self.filter(Exists(live), is_more).order_by("made_at", "pk")
