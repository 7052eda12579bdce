"""Surplus lists that were sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from listings.querysets import ImportQuerySet
from members.models import Location, Organisation


class Import(models.Model):
    """A surplus list that was uploaded, and what was read in it.

    `surplus` is the reading (`listings.surplus`), kept between preview and
    confirmation; `done_at` says when its rows became listings."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="imports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    surplus = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    # What was chosen when it was confirmed, and how far a worker is.
    location = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="+"
    )
    live = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=dict, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(
                fields=["organisation", "-made_at"], name="import_of_organisation"
            ),
            models.Index(
                fields=["confirmed_at"],
                name="import_to_place",
                condition=Q(confirmed_at__isnull=False, done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_being_placed(self) -> bool:
        """Was it confirmed, and is a worker not ready with it?"""
        return self.confirmed_at is not None and self.done_at is None

    @property
    def is_placed(self) -> bool:
        """Is what could be placed there, and not taken back?"""
        return self.done_at is not None and self.undone_at is None

    @property
    def tried(self) -> int:
        """How many rows were placed or refused so far."""
        return self.placed + len(self.refused)
