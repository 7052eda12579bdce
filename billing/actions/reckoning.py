"""From claims to lines: what is owed is compared with what was charged, and what lacks
is written. Done ten times, it is done once."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from base.months import Month
from base.periods import moments
from billing.models import Charge, Look, Statement, VatChoice
from billing.owed import Owed, next_moment, owed
from claims.actions import lock
from claims.models import Claim

State = Statement.State


@transaction.atomic
def reckon(claim: Claim, day: date | None = None) -> Claim:
    """Bring the lines of a claim in step with what is owed for it now. `day`: when what
    is new was delivered; today, when not said."""
    claim, now = lock(claim), timezone.now()
    day = day or timezone.localdate(now)
    parts = owed(claim, now)
    charged = Charge.objects.filter(claim=claim).owed_by_cause()
    for cause in sorted(parts.keys() | charged.keys()):
        part = parts.get(cause)
        more = (part.quantity if part else 0) - charged.get(cause, 0)
        if part and more > 0:
            _charge(claim, part, more, day)
        elif more < 0:
            _take_off(claim, cause, -more, day)
    _look_again(claim)
    return claim


def statement_of(claim: Claim, day: date) -> Statement:
    """The one of that month, held; when it is fixed already, the next one that is not,
    of no month that is over."""
    month = Month(day.replace(day=1))
    while (found := _of_month(claim, month)).is_fixed:
        month = max(month.after, Month.now())
    return found


def next_of(claim: Claim, cause: str) -> int:
    """How many lines of this cause there are. Under the claim's lock."""
    last = Charge.objects.filter(claim=claim, cause=cause).order_by("nth").last()
    return last.nth + 1 if last else 0


def credit_of(charge: Charge, quantity: int, day: date) -> Charge:
    """A line that takes so much of another one back, treated as that one was; not
    saved yet. Under the claim's lock."""
    claim = charge.claim
    return Charge(
        statement=statement_of(claim, day),
        claim=claim,
        cause=charge.cause,
        nth=next_of(claim, charge.cause),
        subject=charge.subject,
        title=charge.title,
        quantity=-quantity,
        unit_eur=charge.unit_eur,
        day=day,
        first=charge.first,
        last=charge.last,
        times=charge.times,
        purchase_order=charge.purchase_order,
        treatment=charge.treatment,
        reason=charge.reason,
        chosen_by=charge.chosen_by,
        chosen_at=charge.chosen_at,
        credits=charge,
    )


def _of_month(claim: Claim, month: Month) -> Statement:
    closes_at = moments(month.after.first, month.after.first)[0]
    statement, _is_new = Statement.objects.get_or_create(
        seller=claim.owner,
        buyer=claim.organisation,
        month=month.first,
        defaults={"closes_at": closes_at},
    )
    try:
        return Statement.objects.lock(statement.pk)
    except Statement.DoesNotExist:  # it was empty, and its month was over
        return _of_month(claim, month)


def _charge(claim: Claim, part: Owed, quantity: int, day: date) -> None:
    day = part.last if part.times and part.last else day
    choice = VatChoice.objects.filter(
        organisation=claim.owner, subject=part.subject
    ).first()
    Charge.objects.create(
        statement=statement_of(claim, day),
        claim=claim,
        cause=part.cause,
        nth=next_of(claim, part.cause),
        subject=part.subject,
        title=claim.title,
        quantity=quantity,
        unit_eur=part.unit_eur,
        day=day,
        first=part.first,
        last=part.last,
        times=part.times,
        purchase_order=claim.purchase_order,
        treatment=choice.treatment if choice else "",
        reason=choice.reason if choice else "",
        chosen_by=choice.chosen_by if choice else None,
        chosen_at=choice.chosen_at if choice else None,
    )


def _take_off(claim: Claim, cause: str, quantity: int, day: date) -> None:
    """Less is owed than was charged: a line that is on no invoice yet gets shorter, and
    what is on one is credited; the newest first."""
    rows = Charge.objects.filter(claim=claim, cause=cause, quantity__gt=0)
    for charge in rows.for_page().order_by("-nth"):
        taken = min(quantity, charge.left_to_credit)
        if not taken:
            continue
        quantity -= taken
        statement = Statement.objects.lock(charge.statement_id)
        if statement.is_fixed:
            credit_of(charge, taken, day).save()
        elif taken == charge.quantity:
            charge.delete()
        else:
            charge.quantity -= taken
            charge.save(update_fields=["quantity"])


def _look_again(claim: Claim) -> None:
    """When a time in a room is over, more is owed, though nothing happens then."""
    at = next_moment(claim, timezone.now())
    if at and not Look.objects.filter(claim=claim, due_at=at).exists():
        Look.objects.create(claim=claim, due_at=at)
