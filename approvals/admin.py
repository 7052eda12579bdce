"""What moderators see of approvals; where no coordinator is left they decide, on the
page that everybody decides on."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from approvals.models import Approval, ApprovalStep
from base.admin import ReadOnly, Rows
from base.paging import CappedPaginator


class StepInline(Rows):
    """Who did what, when, and why."""

    model = ApprovalStep
    fields = readonly_fields = ("at", "to", "by", "on_behalf_of", "why")
    verbose_name = _("step")
    verbose_name_plural = _("history")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        known = super().get_queryset(request)
        return known.select_related("subject", "by", "on_behalf_of")

    @admin.display(description=_("state"))
    def to(self, step: ApprovalStep) -> str:
        return step.get_state_display()


@admin.register(Approval)
class ApprovalAdmin(ReadOnly):
    """What waits inside which organisation, and what came of it."""

    list_display = ["__str__", "organisation", "deed", "state", "asked_at"]
    list_filter = ["state", "deed"]
    list_select_related = ["organisation"]
    search_fields = ["title", "organisation__name"]
    date_hierarchy = "asked_at"
    inlines = [StepInline]
    paginator = CappedPaginator
    show_full_result_count = False
