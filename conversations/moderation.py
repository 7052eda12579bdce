"""What moderators do with a reported conversation; each look is written down."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from conversations import letters, rules
from conversations.models import Opening, ReportedConversation
from members.models import User


@transaction.atomic
def open_conversation(report: ReportedConversation, *, by: User) -> Opening:
    """From now on this moderator reads it, until the report is settled."""
    report = _lock(report, by)
    return Opening.objects.create(report=report, by=by)


def may_read(report: ReportedConversation, *, by: User) -> bool:
    """Did this moderator open it, and does the report wait still?"""
    waits = report.state == ReportedConversation.State.WAITING
    return waits and rules.can_settle(by) and report.opened.filter(by=by).exists()


@transaction.atomic
def settle(report: ReportedConversation, *, by: User, why: str) -> ReportedConversation:
    """It was looked into; who reported it reads the answer."""
    report = _lock(report, by)
    report.state, report.answer = ReportedConversation.State.SETTLED, why
    report.settled_by, report.settled_at = by, timezone.now()
    report.save(update_fields=["state", "answer", "settled_by", "settled_at"])
    letters.tell_it_is_settled(report)
    return report


def _lock(report: ReportedConversation, by: User) -> ReportedConversation:
    """The report, held, if this person may look into it and it waits."""
    known = ReportedConversation.objects.select_related("claim__listing", "by")
    report = known.select_for_update(of=("self",)).get(pk=report.pk)
    if not rules.can_settle(by):
        raise PermissionDenied
    if report.state != ReportedConversation.State.WAITING:
        raise Refused(_("This report has been settled already."))
    return report
