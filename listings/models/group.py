"""Listings that are shown together."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField
from members.models import Organisation


class ListingGroup(models.Model):
    """Listings of one organisation that belong together under a name, such as all that
    stands in a building; what kind of group it is, an app above says by a subclass."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="listing_groups"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    name = LineField(
        _("name"), max_length=80, help_text=_("Such as: De Linde, second floor.")
    )

    def __str__(self) -> str:
        return self.name

    @property
    def rooms(self) -> list[str]:
        """The rooms that were named, in order."""
        named = self.listings.exclude(room="").order_by("room")
        return list(named.values_list("room", flat=True).distinct())
