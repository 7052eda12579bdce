"""What waits for the cooperative's staff: the cards of the admin's first page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from base.models import Failure
from catalogue.models import SearchedWords
from claims.models import Claim
from conversations.models import ReportedConversation
from listings.models import Listing, Proposal, Report
from logistics.models import Pickup
from members.models import JoinRequest, Organisation
from outbox.models import Letter


@dataclass(frozen=True)
class Queue:
    """One card: how many wait, since when the oldest, and the list that has them."""

    title: str
    icon: str
    url: str
    count: int
    oldest: datetime | None


def for_staff() -> list[Queue]:
    """What staff decide about; each costs one query, through an index."""
    return [
        _queue(
            _("Organisations that applied"),
            "building-2",
            Organisation.objects.filter(state="applied"),
            since="applied_at",
            state__exact="applied",
        ),
        _queue(
            _("Listings in review"),
            "scan-search",
            Listing.objects.in_review(),
            since="made_at",
            state__exact="in_review",
        ),
        _queue(
            _("Changed listings"),
            "file-diff",
            Proposal.objects.waiting(),
            since="at",
            state__exact="waiting",
        ),
        _queue(
            _("Reports"),
            "flag",
            Report.objects.waiting(),
            since="at",
            state__exact="waiting",
        ),
        _queue(
            _("Reported conversations"),
            "messages-square",
            ReportedConversation.objects.waiting(),
            since="at",
            state__exact="waiting",
        ),
        _queue(
            _("People who ask to join"),
            "user-plus",
            JoinRequest.objects.open(),
            since="asked_at",
            state__exact="asked",
        ),
        _queue(
            _("Words that nobody knew"),
            "search-x",
            SearchedWords.objects.open(),
            since="last_at",
            settled="no",
        ),
    ]


def to_watch() -> list[Queue]:
    """What goes by itself, unless something is wrong."""
    return [
        _queue(
            _("Claims without an answer"),
            "message-circle-question-mark",
            Claim.objects.unanswered(),
            since="asked_at",
            state__exact="asked",
        ),
        _queue(
            _("Pickups of which nobody said what happened"),
            "truck",
            Pickup.objects.planned().ended(Now()),
            since="ends_at",
            handover="unknown",
        ),
        _queue(
            _("Undelivered letters"),
            "mail-x",
            Letter.objects.undelivered(),
            since="next_try_at",
            delivery="undelivered",
        ),
        _queue(
            _("Rows that the clock gave up"),
            "clock-alert",
            Failure.objects.given_up(),
            since="failed_at",
            given_up="yes",
        ),
    ]


def _queue(title: str, icon: str, rows: QuerySet, since: str, **filters: str) -> Queue:
    meta = rows.model._meta
    listed = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    counted = rows.order_by().aggregate(count=Count("pk"), oldest=Min(since))
    return Queue(title, icon, f"{listed}?{urlencode(filters)}", **counted)
