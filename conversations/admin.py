"""What moderators see of what members say: reported conversations, each look written
down; questions, which everybody reads; and what came of e-mail, never what it says."""

from typing import Any

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

from base.admin import ReadOnly, Rows
from base.paging import CappedPaginator
from conversations import moderation, questions
from conversations.models import Incoming, Opening, Question, ReportedConversation

WAITING = {"waiting"}


class Removed(admin.SimpleListFilter):
    """Whether a moderator took a question away."""

    title = _("taken away")
    parameter_name = "removed"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """The choices beside the list."""
        return [("yes", _("taken away")), ("no", _("to be read"))]

    def queryset(self, request: HttpRequest, questions: Any) -> QuerySet:
        """The questions of the choice."""
        if self.value() not in ("yes", "no"):
            return questions
        return questions.hidden() if self.value() == "yes" else questions.shown()


class OpeningInline(Rows):
    """Which moderators opened it, and when."""

    model = Opening
    fields = readonly_fields = ("by", "at")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("by")


@admin.register(ReportedConversation)
class ReportedConversationAdmin(ReadOnly):
    """Conversations that one of their sides reported; the oldest first."""

    list_display = ["__str__", "words", "by", "at", "state"]
    list_filter = ["state"]
    list_select_related = ["claim__listing", "by"]
    ordering = ["at", "pk"]
    inlines = [OpeningInline]
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["open_conversation", "settle"]
    possible_in = {"open_conversation": WAITING, "settle": WAITING}
    fields = ["between", "by", "at", "words", "said", "state", "answer", "settled_by"]

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What it shows depends on who looks."""
        report = super().get_object(request, *args, **kwargs)
        if report:
            report.reader = request.user
        return report

    @admin.display(description=_("between"))
    def between(self, report: ReportedConversation) -> str:
        return f"{report.claim.organisation} · {report.claim.owner}"

    @admin.display(description=_("conversation"))
    def said(self, report: Any) -> str:
        """All of it, for a moderator who opened it while the report waits."""
        if not moderation.may_read(report, by=report.reader):
            return _now("Open the conversation to read it. That is written down.")
        shown = {"said": report.claim.messages.for_page()}
        return render_to_string("conversations/_opened.html", shown)

    @admin.action(description=_("Open the conversation"))
    def open_conversation(self, request: HttpRequest, rows: QuerySet) -> None:
        self.do_each(request, rows, moderation.open_conversation)

    @admin.action(description=_("Settled, with an answer"))
    def settle(self, request: HttpRequest, rows: QuerySet) -> TemplateResponse | None:
        title = _now("Settled")
        return self.do_each_with_reason(request, rows, moderation.settle, title)


@admin.register(Question)
class QuestionAdmin(ReadOnly):
    """What members ask at offers, for all to read."""

    list_display = ["__str__", "text", "answer", "asked_at", "hidden_at"]
    list_select_related = ["listing", "organisation"]
    list_filter = [Removed]
    search_fields = ["listing__title", "organisation__name"]
    date_hierarchy = "asked_at"
    paginator = CappedPaginator
    show_full_result_count = False
    actions = ["take_away"]
    fields = [
        *("offer", "organisation", "asker", "text", "asked_at"),
        *("answer", "answered_by", "answered_at", "hidden_at", "hidden_why"),
    ]

    @admin.display(description=_("listing"))
    def offer(self, question: Question) -> SafeString:
        address = reverse("listings:detail", args=[question.listing_id])
        return format_html('<a href="{}">{}</a>', address, question.listing)

    @admin.action(description=_("Take away, with a reason"))
    def take_away(
        self, request: HttpRequest, rows: QuerySet
    ) -> TemplateResponse | None:
        title = _now("Take away")
        return self.do_each_with_reason(request, rows, questions.take_away, title)


@admin.register(Incoming)
class IncomingAdmin(ReadOnly):
    """E-mail that came in, and what came of it; what it says is not shown."""

    list_display = ["__str__", "came_at", "read_at", "outcome", "reason"]
    list_filter = ["outcome"]
    fields = ["sender", "came_at", "read_at", "outcome", "reason", "is_answered"]
    search_fields = ["sender"]
    paginator = CappedPaginator
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Without the e-mail itself, which may be large."""
        return super().get_queryset(request).defer("raw", "rest")

    @admin.display(description=_("why"))
    def reason(self, incoming: Incoming) -> str:
        return _now(incoming.why) if incoming.why else ""
