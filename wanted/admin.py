"""What moderators see of wants and matches."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly
from wanted import actions
from wanted.models import Match, Want


@admin.register(Want)
class WantAdmin(ReadOnly):
    """What organisations ask for. Moderators close what does not belong here."""

    list_display = ["title", "organisation", "category", "quantity", "state", "urgent"]
    list_filter = ["state", "urgent", "category__parent"]
    list_select_related = ["organisation", "category"]
    search_fields = ["title", "organisation__name"]
    date_hierarchy = "posted_at"
    actions = ["close"]
    possible_in = {"close": {Want.State.OPEN}}
    show_full_result_count = False

    @admin.action(description=_("Close, with a reason"))
    def close(self, request: HttpRequest, wants: QuerySet) -> TemplateResponse | None:
        """The maker gets a letter with the reason."""
        return self.do_each_with_reason(
            request, wants, actions.close, _("Why are these closed?")
        )


@admin.register(Match)
class MatchAdmin(ReadOnly):
    """What was found for whom, how well it fits, and when they were told."""

    list_display = ["want", "listing", "score", "why", "found_at", "announced_at"]
    fields = ["want", "listing", "score", "why", "found_at", "announced_at"]
    list_select_related = ["want", "listing"]
    raw_id_fields = ["want", "listing"]
    show_full_result_count = False
