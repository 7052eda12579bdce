"""Which surplus lists, what became of their rows, and what their columns mean."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from listings.models import Listing
from listings.querysets import ListingQuerySet
from members.models import Organisation

if TYPE_CHECKING:
    from lists.models import Import, PlacedRow

# An offer of an earlier list can be changed by a later one while it is one of these.
CHANGEABLE = [
    Listing.State.DRAFT,
    Listing.State.IN_REVIEW,
    Listing.State.LIVE,
    Listing.State.PAUSED,
]
KEPT = timedelta(30)  # the files that were sent


class ImportQuerySet(models.QuerySet["Import"]):
    """Which lists that were sent."""

    def to_read(self) -> Self:
        """No worker has read them yet; the first one first."""
        unread = self.filter(surplus__isnull=True, unreadable="")
        return unread.order_by("to_read_since")

    def being_placed(self) -> Self:
        """Confirmed, and not done yet."""
        return self.filter(confirmed_at__isnull=False, done_at=None)

    def to_place(self) -> Self:
        """Confirmed, and no worker is at it; the first one first."""
        free = Q(busy_until=None) | Q(busy_until__lt=timezone.now())
        return self.being_placed().filter(free).order_by("confirmed_at")

    def of(self, organisation: Organisation | None) -> Self:
        """Those of one organisation; its colleagues see each other's."""
        return self.filter(organisation=organisation)

    def lock(self, pk: int) -> "Import":
        """One list, held until the transaction ends."""
        return self.select_for_update().get(pk=pk)

    def with_old_files(self, now: datetime) -> Self:
        """Sent a month ago and not being placed now; their files are still there."""
        old = self.exclude(file="").filter(made_at__lt=now - KEPT)
        return old.filter(Q(confirmed_at=None) | Q(done_at__isnull=False))

    def latest_first(self) -> Self:
        """For the page: without what was read in them."""
        return self.order_by("-made_at").defer("surplus")


class ColumnMeaningQuerySet(models.QuerySet):
    """Which meanings of headings."""

    def of(self, organisation: Organisation) -> dict[str, str]:
        """The field of each heading that this organisation explained."""
        own = self.filter(organisation=organisation)
        return dict(own.values_list("heading", "field"))

    def remember(self, organisation: Organisation, fields: dict[str, str]) -> None:
        """These headings mean this from now on."""
        meanings = [
            self.model(organisation=organisation, heading=heading, field=field)
            for heading, field in fields.items()
        ]
        self.bulk_create(
            meanings,
            update_conflicts=True,
            unique_fields=["organisation", "heading"],
            update_fields=["field"],
        )


class PlacedRowQuerySet(models.QuerySet["PlacedRow"]):
    """Which rows of lists became listings."""

    def by_key(
        self, organisation: Organisation, keys: Iterable[str]
    ) -> dict[str, "PlacedRow"]:
        """An organisation's rows with these keys, with their listings, by the key."""
        rows = self.filter(organisation=organisation, key__in=list(keys))
        return {row.key: row for row in rows.select_related("listing")}

    def open_things(
        self, organisation: Organisation, things: Iterable[str]
    ) -> dict[str, list[Listing]]:
        """What is still offered of these things, by the thing."""
        found: dict[str, list[Listing]] = defaultdict(list)
        rows: Iterable[PlacedRow] = self.filter(
            organisation=organisation,
            thing__in=list(things),
            listing__state__in=CHANGEABLE,
        ).select_related("listing")
        for row in rows:
            found[row.thing].append(row.listing)
        return found


def made_of(imported: "Import") -> ListingQuerySet:
    """The listings that one list became."""
    return Listing.objects.filter(placed_row__imported=imported)
