"""What moderators see of pickups: everything, and they change nothing."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly
from base.paging import CappedPaginator
from claims.admin import StepInline as ClaimStepInline
from logistics.models import Pickup, PickupStep


class StepInline(ClaimStepInline):
    """Who planned, moved, did or called off."""

    model = PickupStep


@admin.register(Pickup)
class PickupAdmin(ReadOnly):
    """When goods change hands, and whether they did."""

    list_display = ["claim", "direction", "mover", "location", "starts_at", "state"]
    list_filter = ["state", "direction"]
    list_select_related = ["claim__listing", "location"]
    search_fields = ["claim__listing__title", "claim__organisation__name"]
    search_help_text = _("Title of the listing, or organisation that asks")
    inlines = [StepInline]
    paginator = CappedPaginator
    show_full_result_count = False
