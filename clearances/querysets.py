"""Which clearances."""

from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from listings.models import Listing
from members.models import Organisation, User
from members.rules import can_moderate


class ClearanceQuerySet(models.QuerySet):
    """Which clearances."""

    def of(self, organisation: Organisation | None) -> Self:
        """Those of one organisation, the last deadline first."""
        return self.filter(organisation=organisation).order_by("-deadline", "-pk")

    def visible_to(self, user: User) -> Self:
        """One's own organisation's, and those of which one may see something that is
        or was live; staff see all."""
        if can_moderate(user):
            return self
        seen = Listing.objects.visible_to(user).filter(group=OuterRef("pk"))
        return self.filter(Q(organisation=user.organisation_id) | Exists(seen))

    def for_page(self) -> Self:
        """With whose it is and where."""
        return self.select_related("location", "organisation")

    def counted(self) -> Self:
        """With `things`, how many there are in it, and `drafts` among them."""
        kept = ~Q(listings__state="withdrawn")
        return self.annotate(
            things=Count("listings", filter=kept),
            drafts=Count("listings", filter=Q(listings__state="draft")),
        )
