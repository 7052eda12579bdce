"""Surplus lists that were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from listings.querysets import ImportQuerySet
from members.models import Organisation


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
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(
                fields=["organisation", "-made_at"], name="import_of_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.file_name
