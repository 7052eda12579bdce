"""My work: what waits for me, what I wait for, and what is planned this week."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Now
from django.utils import timezone

from base.fetching import fetched
from base.remembering import Memory
from claims.models import Claim
from listings.models import Listing
from logistics.models import Pickup
from members.models import JoinRequest, User
from members.rules import can_manage, may_trade
from upkeep.models import Nudge
from wanted.models import Want

SHOWN = 20  # of each kind; the lists themselves have them all
URGENT = 3  # requests that can't wait
COUNTED = 20  # beside "My work" in the menu; more is "20+"
QUESTIONS = Memory(2_000)
BEFORE_RETURN = timedelta(days=7)  # so long ahead a loan asks to be brought back


@dataclass(frozen=True)
class Work:
    """One organisation's open ends, seen by one of its people."""

    to_answer: list[Claim]
    to_plan: list[Claim]
    to_return: list[Claim]
    to_confirm: list[Pickup]
    to_stir: list[Listing]
    to_mend: list[Listing]
    to_admit: list[JoinRequest] = field(default_factory=list)
    waiting: list[Claim] = field(default_factory=list)
    lent: list[Claim] = field(default_factory=list)
    this_week: list[Pickup] = field(default_factory=list)
    urgent: list[Want] = field(default_factory=list)

    @property
    def waits_for_me(self) -> int:
        """How many things there are to do."""
        return sum(
            map(
                len,
                (
                    self.to_answer,
                    self.to_plan,
                    self.to_return,
                    self.to_confirm,
                    self.to_stir,
                    self.to_mend,
                    self.to_admit,
                ),
            )
        )

    @property
    def listings(self) -> Iterable[Listing]:
        """Of everything on the page, the thing that it is about."""
        claims = (self.to_answer, self.to_plan, self.to_return, self.waiting, self.lent)
        pickups = chain(self.to_confirm, self.this_week)
        about = chain(*claims, (pickup.claim for pickup in pickups))
        ours = chain(self.to_stir, self.to_mend)
        return chain((claim.listing for claim in about), ours)


@dataclass(frozen=True)
class Waits:
    """How much waits for somebody, and how much of that they have not heard of."""

    count: int
    known: int = COUNTED + 1

    @property
    def shown(self) -> str:
        """The number, or "20+"."""
        return str(self.count) if self.count <= COUNTED else f"{COUNTED}+"

    @property
    def new(self) -> int:
        """How much came since the page was made."""
        return max(0, self.count - self.known)


def work_of(user: User) -> Work:
    """Everything on one page, in a fixed number of queries."""
    ours, now = user.organisation, timezone.now()
    claims, pickups = Claim.objects.for_lines(), Pickup.objects.for_lines()
    kinds = _to_do(user) | {
        "waiting": claims.asked_by(ours).unanswered(),
        "lent": claims.asked_by(ours).to_return().due_after(_soon()),
        "this_week": pickups.of(ours).planned().between(now, now + timedelta(days=7)),
    }
    work = Work(**fetched(kinds, SHOWN), urgent=list(_urgent(user)[:URGENT]))
    prefetch_related_objects(list(work.listings), "photos")
    return work


def count_of(user: User) -> int:
    """How much waits for somebody, in one query that stops after `COUNTED` and one:
    so many is "more than that". Every page asks it, so its SQL is remembered: it stays
    the same for one person on one day."""
    if not may_trade(user):
        return 0
    about = (user.pk, user.organisation_id, user.role, user.is_staff)
    today = timezone.localdate()
    sql, values = QUESTIONS.recall((*about, today), lambda: _question(user))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def _question(user: User) -> tuple[str, tuple]:
    kinds = [
        rows.order_by().values_list("pk")[: COUNTED + 1]
        for rows in _to_do(user).values()
    ]
    waiting = kinds[0].union(*kinds[1:], all=True)[: COUNTED + 1]
    sql, values = waiting.query.sql_with_params()
    return f"SELECT COUNT(*) FROM ({sql}) AS waiting", values


def _to_do(user: User) -> dict[str, QuerySet]:
    """What waits for somebody, by kind: the one list that page and count share."""
    ours = user.organisation
    claims, pickups = Claim.objects.for_lines(), Pickup.objects.for_lines()
    return {
        "to_answer": claims.asked_of(ours).unanswered(),
        "to_confirm": pickups.of(ours).planned().ended(Now()),
        "to_plan": claims.visible_to(user).accepted(),
        "to_return": claims.asked_by(ours).to_return().due_until(_soon()),
        "to_stir": Nudge.objects.asked_about(Listing.objects.of(ours)),
        "to_mend": Listing.objects.of(ours).sent_back(),
        "to_admit": _to_admit(user),
    }


def _to_admit(user: User) -> QuerySet[JoinRequest]:
    asked = JoinRequest.objects.filter(state=JoinRequest.State.ASKED)
    if not can_manage(user, user.organisation):
        return asked.none()
    ours = asked.filter(organisation=user.organisation)
    return ours.select_related("person")


def _urgent(user: User) -> QuerySet[Want]:
    """What others can't wait for, the newest first."""
    wants = Want.objects.visible_to(user).elsewhere(user.organisation)
    return wants.open().urgent().for_cards()


def _soon() -> date:
    return timezone.localdate() + BEFORE_RETURN
