"""Pictures of listings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.fields import LineField
from listings.models.listing import Listing
from listings.querysets import PhotoQuerySet


class Pictured(models.Model):
    """A picture of something, kept in three sizes without metadata (WebP)."""

    SIZES = {"card": 480, "page": 1200, "full": 2400}  # longest side in pixels

    name = models.CharField(max_length=64, help_text=_("Stem of the file names."))
    width = models.PositiveSmallIntegerField(help_text=_("Pixels of the full size."))
    height = models.PositiveSmallIntegerField(help_text=_("Pixels of the full size."))

    class Meta:
        abstract = True

    def path(self, size: str) -> str:
        """Where one size lies, below MEDIA_ROOT."""
        return f"photos/{self.name[:2]}/{self.name}-{size}.webp"


class Photo(Pictured):
    """A picture of a listing."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="photos")
    alt = LineField(_("what the photo shows"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.alt or self.name
