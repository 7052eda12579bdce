"""Does every promise hold, and does the clock come back to every claim?"""

from datetime import UTC, datetime

from django.db.models import QuerySet

from approvals.models import Approval
from base.due_rows import due_rows_by_task
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from logistics.models import Pickup

# Later than anything that is booked, and no date at which sums of dates end.
FAR = datetime(2999, 1, 1, tzinfo=UTC)
# From what waits for a sweep to the claims that it moves on, ends, or asks people of.
CLAIMS_OF = {Claim: "pk", Pickup: "lines__claim", Approval: "claim_asked"}


def asleep() -> ClaimQuerySet:
    """Claims on which somebody still has something to do, and to which no sweep of the
    timetable ever comes: not now, and not in all time to come."""
    found = Claim.objects.running()
    for rows in _ever_due():
        if path := CLAIMS_OF.get(rows.model):
            known = rows.filter(**{f"{path}__isnull": False}).order_by()
            found = found.exclude(pk__in=known.values(path))
    return found.order_by("pk")


def _ever_due() -> list[QuerySet]:
    watched = due_rows_by_task().values()
    return [due.at(FAR) for task in watched for due in task]
