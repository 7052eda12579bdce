"""Buildings that are emptied."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, within_a_lifetime
from clearances.querysets import ClearanceQuerySet
from listings.models import ListingGroup
from listings.querysets import ListingQuerySet
from members.models import Location, User


class Clearance(ListingGroup):
    """A named batch of what stands in a building or ward that has to be empty on a
    day: collected in one walk, shared as one page."""

    location = models.ForeignKey(
        Location, models.PROTECT, related_name="clearances", verbose_name=_("location")
    )
    available_from = DayField(_("available from"))
    deadline = DayField(
        _("everything must be gone on"),
        help_text=_("The last day that anything can be collected."),
    )

    objects: ClassVar = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        constraints = [
            models.CheckConstraint(
                condition=within_a_lifetime("available_from", "deadline"),
                name="clearance_days_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("available_from")),
                name="clearance_deadline_after_from",
            ),
        ]

    def get_absolute_url(self) -> str:
        """The page to share."""
        return reverse("clearances:detail", args=[self.pk])

    def seen_by(self, user: User) -> ListingQuerySet:
        """What of it this person may see: others what is live, its own people all that
        is not withdrawn; room by room."""
        things = self.listings.visible_to(user).for_cards()
        is_own = user.organisation_id == self.organisation_id
        things = things.exclude(state="withdrawn") if is_own else things.live()
        return things.order_by("room", "pk")
