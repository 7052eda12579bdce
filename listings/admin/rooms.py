"""What moderators see of rooms by the hour and of services: they take an offer down at
the offer itself."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly, Rows
from base.paging import CappedPaginator
from listings.models import Room, RoomDay, RoomHours, Service


class HoursInline(Rows):
    """When it is open."""

    model = RoomHours
    fields = readonly_fields = ("weekday", "opens", "closes")


class DaysInline(Rows):
    """Days that differ."""

    model = RoomDay
    fields = readonly_fields = ("day", "opens", "closes", "reason")


class OfOwner(ReadOnly):
    """With whose it is."""

    list_select_related = ["listing__organisation"]
    search_fields = ["listing__title", "listing__organisation__name"]
    paginator = CappedPaginator
    show_full_result_count = False

    @admin.display(description=_("owner"))
    def owner(self, row: Room | Service) -> str:
        return str(row.listing.organisation)


@admin.register(Room)
class RoomAdmin(OfOwner):
    """For how many a room is, when it is open and what it costs."""

    exclude = ["parts", "things"]
    list_display = ["__str__", "owner", "people", "hour_eur", "day_eur"]
    inlines = [HoursInline, DaysInline]


@admin.register(Service)
class ServiceAdmin(OfOwner):
    """How a service is charged, where it is done and what it asks."""

    list_display = ["__str__", "owner", "charge", "each_eur", "least"]
    list_filter = ["charge"]
