"""What no claim says, whatever road it came along, and by what claims are found."""

from django.db import models
from django.db.models import F, Q

from base.fields import within_a_lifetime
from claims.states import (
    ACCEPTED,
    ASKED,
    HANDED_OVER,
    HOLDING,
    LAPSING,
    TEMPORARY,
    UNDECIDED,
    WANTED,
)

AS_CLAIMED = [
    models.CheckConstraint(
        condition=within_a_lifetime("needed_by", "starts_on", "ends_on"),
        name="claim_days_within_a_lifetime",
    ),
    models.CheckConstraint(condition=Q(quantity__gte=1), name="claim_asks_something"),
    models.CheckConstraint(
        condition=Q(handed_over__lte=F("quantity")),
        name="claim_hands_over_what_it_has",
    ),
    models.CheckConstraint(
        condition=Q(term__in=TEMPORARY, starts_on__isnull=False)
        & Q(ends_on__gte=F("starts_on"))
        | ~Q(term__in=TEMPORARY) & Q(starts_on=None, ends_on=None),
        name="claim_period_only_for_rent_and_loan",
    ),
    models.UniqueConstraint(
        fields=["listing", "organisation"],
        condition=Q(state__in=UNDECIDED, by_hour=False),
        name="one_undecided_claim_per_organisation",
    ),
    models.CheckConstraint(
        condition=Q(asked_quantity=None)
        | Q(asked_quantity__gt=F("quantity")) & ~Q(state__in=WANTED),
        name="claim_given_in_part",
    ),
]

FOUND_BY = [
    models.Index(
        fields=["remind_at"],
        name="claim_to_remind",
        condition=Q(state=ASKED, remind_at__isnull=False),
    ),
    models.Index(
        fields=["ends_on"],
        name="claim_to_return",
        condition=Q(state=HANDED_OVER, term__in=TEMPORARY),
    ),
    models.Index(
        fields=["remind_at"],
        name="claim_to_bring_back",
        condition=Q(state__in=HOLDING, term__in=TEMPORARY, remind_at__isnull=False),
    ),
    models.Index(
        fields=["rest_due_at"],
        name="claim_with_a_rest",
        condition=Q(rest_due_at__isnull=False),
    ),
    models.Index(
        fields=["expires_at"], name="claim_to_expire", condition=Q(state=ASKED)
    ),
    models.Index(
        fields=["over_at"],
        name="claim_to_end",
        condition=Q(state=ACCEPTED, over_at__isnull=False),
    ),
    models.Index(
        fields=["remind_at"],
        name="claim_to_warn",
        condition=Q(state__in=LAPSING, remind_at__isnull=False),
    ),
    models.Index(
        fields=["expires_at"],
        name="claim_to_lapse",
        condition=Q(state__in=LAPSING),
    ),
    models.Index(
        fields=["listing", "asked_at"],
        name="claim_wanted",
        condition=Q(state__in=WANTED),
    ),
    models.Index(fields=["organisation", "state", "-asked_at"], name="claim_of_asker"),
    models.Index(fields=["listing", "state", "starts_on"], name="claim_of_listing"),
    models.Index(fields=["offered_by", "state"], name="claim_of_owner"),
]
