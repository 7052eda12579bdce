"""What an organisation did: how it shared in the last two years, in figures. No stars
and no ranking: what everybody may know of a member before sharing with it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Aggregate, Count, Exists, FloatField, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from base.places import km_between
from claims.models import Claim, ClaimStep, Feedback
from claims.querysets import ClaimQuerySet
from claims.states import ACCEPTED, AGREED, ASKED, DONE, HANDED_OVER, RETURNED
from members.models import Organisation

RECORD = timedelta(days=730)  # what was longer ago says nothing of a member
ANSWER_WITHIN = timedelta(days=3)
# Of fewer nothing is said: one bad day is no habit, and nobody is to be recognised.
FEWEST = 5
KEPT = Q(state__in=[HANDED_OVER, RETURNED, DONE])


class Median(Aggregate):
    """The middle one of all values; of none, nothing."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Share:
    """So many of so many, when there are enough of them to say something."""

    part: int
    whole: int

    def __bool__(self) -> bool:
        return self.whole >= FEWEST


@dataclass(frozen=True)
class Deeds:
    """Of two years: promises kept of those made and got, questions answered within
    three days of those put to it, what others said of it, and how far things went
    (kilometres as the crow flies, the middle one; None: not known)."""

    kept: Share
    answered: Share
    as_described: Share
    on_time: Share
    again: Share
    gave_km: float | None
    took_km: float | None

    def __bool__(self) -> bool:
        return any((self.kept, self.answered, self.again))


def deeds_of(organisation: Organisation) -> Deeds:
    """In three queries, along the claims of that organisation."""
    since = timezone.now() - RECORD
    asked_of = Claim.objects.filter(offered_by=organisation, asked_at__gte=since)
    asked_by = Claim.objects.filter(organisation=organisation, asked_at__gte=since)
    gave, took = _promises(asked_of, "declined"), _promises(asked_by, "withdrawn")
    said = Feedback.objects.filter(about=organisation, at__gte=since).aggregate(
        whole=Count("pk"),
        **{name: Count("pk", filter=Q(**{name: True})) for name in SAID},
    )
    promised = gave["kept"] + gave["broken"] + took["kept"] + took["broken"]
    return Deeds(
        kept=Share(gave["kept"] + took["kept"], promised),
        answered=Share(gave["in_time"], gave["asked"]),
        gave_km=gave["km"],
        took_km=took["km"],
        **{name: Share(said[name], said["whole"]) for name in SAID},
    )


SAID = ["as_described", "on_time", "again"]


def _promises(claims: ClaimQuerySet, broken_by: str) -> dict:
    """Of these claims: promises kept, and broken since their own side took them back
    or let them lapse; what was asked, and answered in time; how far things went."""
    steps = ClaimStep.objects.filter(subject=OuterRef("pk"))
    promised = Exists(steps.filter(state=ACCEPTED))
    answer = steps.exclude(state__in=[ASKED, "withdrawn"])
    in_time = Exists(answer.filter(at__lte=OuterRef("asked_at") + ANSWER_WITHIN))
    fresh = Q(state=ASKED, asked_at__gt=Now() - ANSWER_WITHIN)
    own_will = Q(state="withdrawn") & ~Q(promised=True)
    ended = Q(state=broken_by) | Q(state="expired")
    return (
        claims.order_by()
        .annotate(promised=promised, answered=in_time)
        .aggregate(
            kept=Count("pk", filter=KEPT),
            broken=Count("pk", filter=ended & Q(promised=True)),
            asked=Count("pk", filter=~fresh & ~own_will),
            in_time=Count("pk", filter=Q(answered=True) & ~fresh & ~own_will),
            km=Median(
                km_between("listing__location", "location"),
                filter=Q(state__in=AGREED) & Q(listing__category__kind="goods"),
            ),
        )
    )
