"""Buildings that are emptied."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Location, Organisation, User
from members.rules import can_moderate

if TYPE_CHECKING:
    from listings.querysets import ListingQuerySet


class ClearanceQuerySet(models.QuerySet):
    """Which clearances."""

    def of(self, organisation: Organisation | None) -> Self:
        """Those of one organisation, the last deadline first."""
        return self.filter(organisation=organisation).order_by("-deadline", "-pk")

    def visible_to(self, user: User) -> Self:
        """One's own organisation's, and those of which one may see something live;
        staff see all."""
        if can_moderate(user):
            return self
        listings = self.model.listings.rel.related_model.objects
        seen = listings.visible_to(user).live().filter(clearance=OuterRef("pk"))
        return self.filter(Q(organisation=user.organisation_id) | Exists(seen))

    def for_page(self) -> Self:
        """With whose it is and where."""
        return self.select_related("location", "organisation")

    def counted(self) -> Self:
        """With `things`, how many there are in it, and `drafts` among them."""
        there = ~Q(listings__state="withdrawn")
        return self.annotate(
            things=Count("listings", filter=there),
            drafts=Count("listings", filter=Q(listings__state="draft")),
        )


class Clearance(models.Model):
    """A named batch of what stands in a building or ward that has to be empty on a
    day: collected in one walk, shared as one page."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="clearances"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(
        _("name"), max_length=80, help_text=_("Such as: De Linde, second floor.")
    )
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="clearances", verbose_name=_("location")
    )
    available_from = models.DateField(_("available from"))
    deadline = models.DateField(
        _("everything must be gone on"),
        help_text=_("The last day that anything can be collected."),
    )

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__gte=F("available_from")),
                name="clearance_deadline_after_from",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-deadline"], name="clearance_of_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page to share."""
        return reverse("listings:clearance", args=[self.pk])

    @property
    def rooms(self) -> list[str]:
        """The rooms that were named, in order."""
        named = self.listings.exclude(room="").order_by("room")
        return list(named.values_list("room", flat=True).distinct())

    def seen_by(self, user: User) -> "ListingQuerySet":
        """What of it this person may see: others what is live, its own people all that
        is not withdrawn; room by room."""
        there = self.listings.visible_to(user).for_cards()
        is_own = user.organisation_id == self.organisation_id
        there = there.exclude(state="withdrawn") if is_own else there.live()
        return there.order_by("room", "pk")
