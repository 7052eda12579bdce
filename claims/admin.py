"""What moderators see of claims: everything, and they change nothing."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly, Rows
from base.paging import CappedPaginator
from base.states import Step
from claims.models import (
    Booking,
    Claim,
    ClaimStep,
    Damage,
    DamageStep,
    Feedback,
    Occasion,
    Quote,
    QuoteLine,
    QuoteStep,
)


class StepInline(Rows):
    """Who did what, when, and why."""

    model: type[Step] = ClaimStep
    fields = readonly_fields = ("at", "to", "by", "why")
    verbose_name = _("step")
    verbose_name_plural = _("history")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("subject", "by")

    @admin.display(description=_("state"))
    def to(self, step: ClaimStep) -> str:
        return step.get_state_display()


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    """Who asked whom for what, and what came of it."""

    list_display = ["__str__", "organisation", "owner", "term", "state", "asked_at"]
    list_filter = ["state", "term"]
    list_select_related = ["listing__organisation", "organisation"]
    search_fields = ["title", "organisation__name"]
    date_hierarchy = "asked_at"
    inlines = [StepInline]
    paginator = CappedPaginator
    show_full_result_count = False

    @admin.display(description=_("owner"))
    def owner(self, claim: Claim) -> str:
        return str(claim.owner)


class DamageStepInline(StepInline):
    """Who reported, proposed, agreed and settled."""

    model = DamageStep


@admin.register(Damage)
class DamageAdmin(ReadOnly):
    """What came back damaged or not at all, and what was agreed."""

    list_display = ["__str__", "state", "reported_at", "agreed_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["claim__listing"]
    search_fields = ["claim__listing__title", "words"]
    inlines = [DamageStepInline]
    paginator = CappedPaginator
    show_full_result_count = False


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    """How it went, as both sides said; what was not good first of all."""

    list_display = ["__str__", "about", "as_described", "on_time", "again", "at"]
    list_filter = ["as_described", "on_time", "again"]
    list_select_related = ["organisation", "about", "claim__listing"]
    search_fields = ["claim__title", "organisation__name", "about__name"]
    paginator = CappedPaginator
    show_full_result_count = False


class OccasionInline(Rows):
    """When, and what became of each time."""

    model = Occasion
    fields = readonly_fields = (
        *("starts_at", "ends_at", "left_out", "cancelled_at", "was_late", "used_at"),
    )


@admin.register(Booking)
class BookingAdmin(ReadOnly):
    """Who booked which room by the hour, and when; a room itself is taken down with its
    offer."""

    fields = ["people", "setup", "catering", "repeats", "every"]
    list_display = ["__str__", "asker", "people", "repeats", "state"]
    list_filter = ["claim__state", "repeats"]
    list_select_related = ["claim__organisation"]
    search_fields = ["claim__title", "claim__organisation__name"]
    inlines = [OccasionInline]
    paginator = CappedPaginator
    show_full_result_count = False

    @admin.display(description=_("asker"))
    def asker(self, booking: Booking) -> str:
        return str(booking.claim.organisation)

    @admin.display(description=_("state"))
    def state(self, booking: Booking) -> str:
        return str(booking.claim.get_state_display())


class QuoteStepInline(StepInline):
    """Who sent, declined, accepted, honoured and took back."""

    model = QuoteStep


class QuoteLineInline(Rows):
    """What it costs."""

    model = QuoteLine
    fields = readonly_fields = ("what", "number", "each_eur")


@admin.register(Quote)
class QuoteAdmin(ReadOnly):
    """Prices of services, in versions."""

    exclude = ["sent_by", "undo_asked_by"]  # its steps say who
    list_display = ["__str__", "state", "total_eur", "valid_until", "sent_at"]
    list_filter = ["state"]
    list_select_related = ["claim"]
    search_fields = ["claim__title", "claim__organisation__name"]
    inlines = [QuoteLineInline, QuoteStepInline]
    paginator = CappedPaginator
    show_full_result_count = False
