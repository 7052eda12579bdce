"""What somebody who leaves had to decide goes to a colleague."""

from django.db.models import Q
from django.utils import timezone

from approvals.models import Approval, Deputy
from members.models import User


def hand_over(person: User, to: User) -> None:
    """What waits for them waits for the other one; they are nobody's deputy any more,
    and need none. What waited for a yes and was asked by them is asked by the other."""
    today = timezone.localdate()
    waiting = Approval.objects.waiting().select_for_update(no_key=True)
    theirs = waiting.filter(Q(asked_by=person) | Q(principal=person))
    for approval in theirs.order_by("pk"):
        if approval.asked_by_id == person.pk:
            approval.asked_by = to
        if approval.principal_id == person.pk:
            approval.principal = to if to.is_coordinator else None
        if approval.principal_id == approval.asked_by_id:
            approval.principal = None
        approval.due_at, approval.reminded_at = timezone.now(), None
        approval.save(update_fields=["asked_by", "principal", "due_at", "reminded_at"])
    ahead = Deputy.objects.filter(last__gte=today)
    ahead.filter(coordinator=person).delete()
    for deputy in ahead.filter(deputy=person).select_related("coordinator"):
        if deputy.coordinator_id == to.pk:
            deputy.delete()
        else:
            deputy.deputy = to
            deputy.save(update_fields=["deputy"])
