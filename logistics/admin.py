"""What moderators see of pickups: everything, and they change nothing."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly, Rows
from base.paging import CappedPaginator
from claims.admin import StepInline as ClaimStepInline
from logistics.models import Pickup, PickupLine, PickupStep


class StepInline(ClaimStepInline):
    """Who planned, moved, did or called off."""

    model = PickupStep


class LineInline(Rows):
    """What goes along."""

    model = PickupLine
    fields = readonly_fields = ("claim", "quantity")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("claim__listing")


class Unconfirmed(admin.SimpleListFilter):
    """Pickups whose time is over, and nobody said what happened."""

    title = _("hand-over")
    parameter_name = "handover"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """The choice beside the list."""
        return [("unknown", _("nobody said what happened"))]

    def queryset(self, request: HttpRequest, pickups: Any) -> QuerySet:
        """The pickups of the choice."""
        return pickups.planned().ended(Now()) if self.value() == "unknown" else pickups


@admin.register(Pickup)
class PickupAdmin(ReadOnly):
    """When goods change hands, and whether they did."""

    list_display = ["contents", "direction", "mover", "location", "starts_at", "state"]
    list_filter = [Unconfirmed, "state", "direction"]
    search_fields = ["claims__title", "organisation__name"]
    search_help_text = _("Title of the listing, or organisation that asks")
    inlines = [LineInline, StepInline]
    paginator = CappedPaginator
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        pickups: Any = super().get_queryset(request)
        return pickups.for_lines()

    @admin.display(description=_("what"))
    def contents(self, pickup: Pickup) -> str:
        return pickup.contents
