"""Changes and reports that wait for a moderator."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly
from base.paging import CappedPaginator
from listings import moderation, word_changes
from listings.models import Decided, Proposal, Report

WAITING = {"waiting"}


class DecidedAdmin(ReadOnly):
    """What somebody asks of the moderators; the oldest first."""

    list_filter = ["state"]
    list_select_related = ["listing__organisation", "by"]
    list_per_page = 50
    ordering = ["at", "pk"]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("listing"))
    def offer(self, row: Decided) -> SafeString:
        address = reverse("listings:detail", args=[row.listing_id])
        return format_html('<a href="{}">{}</a>', address, row.listing)

    @admin.display(description=_("organisation"))
    def whose(self, row: Decided) -> str:
        return row.listing.organisation.name


@admin.register(Proposal)
class ProposalAdmin(DecidedAdmin):
    """New words for listings that others see already."""

    list_display = ["__str__", "whose", "why", "by", "at", "state"]
    fields = ["offer", "whose", "by", "at", "why", "words", "state", "answer"]
    actions = ["approve", "send_back"]
    possible_in = {"approve": WAITING, "send_back": WAITING}

    @admin.display(description=_("before and after"))
    def words(self, proposal: Proposal) -> str:
        rows = word_changes.side_by_side(proposal)
        return render_to_string("admin/side_by_side.html", {"rows": rows})

    @admin.action(description=_("Approve"))
    def approve(self, request: HttpRequest, rows: QuerySet) -> None:
        self.do_each(request, rows, moderation.approve)

    @admin.action(description=_("Send back, with a reason"))
    def send_back(
        self, request: HttpRequest, rows: QuerySet
    ) -> TemplateResponse | None:
        title = _now("Send back")
        return self.do_each_with_reason(request, rows, moderation.send_back, title)


@admin.register(Report)
class ReportAdmin(DecidedAdmin):
    """What people say is wrong."""

    list_display = ["__str__", "whose", "reason", "words", "by", "at", "state"]
    fields = ["offer", "whose", "reason", "words", "by", "at", "state", "answer"]
    actions = ["uphold", "dismiss"]
    possible_in = {"uphold": WAITING, "dismiss": WAITING}

    @admin.action(description=_("Take down, with a reason"))
    def uphold(self, request: HttpRequest, rows: QuerySet) -> TemplateResponse | None:
        title = _now("Take down")
        return self.do_each_with_reason(request, rows, moderation.uphold, title)

    @admin.action(description=_("Nothing wrong, with a reason"))
    def dismiss(self, request: HttpRequest, rows: QuerySet) -> TemplateResponse | None:
        title = _now("Nothing wrong")
        return self.do_each_with_reason(request, rows, moderation.dismiss, title)
