"""My work: what waits for me, what I wait for, and what is planned this week."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import QuerySet, Value, prefetch_related_objects
from django.db.models.functions import Now
from django.utils import timezone

from approvals.models import Approval
from approvals.turns import waiting_for
from base.compiled import compiled
from billing.models import Statement
from claims.models import Claim, Damage, Extension, Occasion
from conversations.models import Question, Unread
from home.beginning import BEGUN, Step, begun, first_steps
from listings.models import Listing
from logistics.models import Pickup
from members.models import JoinRequest, User
from members.rules import can_manage, can_moderate, may_trade
from outbox.models import Letter
from upkeep.models import Nudge
from wanted.models import Want

SHOWN = 20  # of each kind; the lists themselves have them all
URGENT = 3  # requests that can't wait
COUNTED = 20  # beside "My work" in the menu; more is "20+"
TASK, LETTER = 1, 2
NEWS_FOR = timedelta(days=30)  # then a letter that nobody opened here is no news
BEFORE_RETURN = timedelta(days=7)  # so long ahead a loan asks to be brought back


@dataclass(frozen=True)
class Work:
    """One organisation's open ends, seen by one of its people."""

    to_answer: list[Claim]
    to_decide: list[Claim]
    to_approve: list[Approval]
    to_extend: list[Extension]
    to_read: list[Unread]
    to_explain: list[Question]
    to_take: list[Claim]
    to_plan: list[Claim]
    to_finish: list[Claim]
    to_agree: list[Claim]
    to_return: list[Claim]
    to_confirm: list[Pickup]
    to_settle: list[Damage]
    to_tend: list[Listing]
    to_mend: list[Listing]
    to_fix: list[Statement] = field(default_factory=list)
    to_admit: list[JoinRequest] = field(default_factory=list)
    waiting: list[Claim] = field(default_factory=list)
    lent: list[Claim] = field(default_factory=list)
    this_week: list[Pickup] = field(default_factory=list)
    rooms: list[Occasion] = field(default_factory=list)
    urgent: list[Want] = field(default_factory=list)
    first_steps: list[Step] = field(default_factory=list)

    @property
    def waits_for_me(self) -> int:
        """How many things there are to do."""
        return sum(map(len, self._to_do))

    @property
    def is_whole(self) -> bool:
        """Is everything that is to be done on the page?"""
        return all(len(listed) < SHOWN for listed in self._to_do)

    @property
    def _to_do(self) -> list[list]:
        return [
            self.to_answer,
            self.to_decide,
            self.to_approve,
            self.to_extend,
            self.to_read,
            self.to_explain,
            self.to_take,
            self.to_plan,
            self.to_finish,
            self.to_agree,
            self.to_return,
            self.to_confirm,
            self.to_settle,
            self.to_tend,
            self.to_mend,
            self.to_fix,
            self.to_admit,
        ]

    @property
    def listings(self) -> Iterable[Listing]:
        """Of everything on the page, the thing that it is about."""
        claims = chain(
            *(
                self.to_answer,
                self.to_decide,
                self.to_take,
                self.to_plan,
                self.to_finish,
            ),
            *(self.to_agree, self.to_return, self.waiting, self.lent),
        )
        pickups = chain(self.to_confirm, self.this_week)
        longer = (extension.claim for extension in self.to_extend)
        said = (unread.claim for unread in self.to_read)
        moved = chain.from_iterable(pickup.carried for pickup in pickups)
        settled = (damage.claim for damage in self.to_settle)
        about = chain(claims, longer, said, settled, moved)
        asked = (question.listing for question in self.to_explain)
        ours = chain(self.to_tend, self.to_mend, asked)
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
    now = timezone.now()
    found = open_ends(user, now, now + timedelta(days=7), *_days())
    done = {name for name in BEGUN if found.pop(name)}
    work = Work(**found, first_steps=first_steps(done, user))
    prefetch_related_objects(list(work.listings), "photos")
    return work


@dataclass(frozen=True)
class Counts:
    """What the menu says: how much there is to do, and how many letters are unread; of
    each no more than `COUNTED` and one."""

    tasks: int = 0
    letters: int = 0


def counts_of(user: User) -> Counts:
    """Both in one query. Every page asks it, so it stops where "more than that" is
    said."""
    if not may_trade(user) and not can_moderate(user):
        return Counts()
    rows = waiting if may_trade(user) else unread
    kinds = [kind for (kind,) in rows(user, *_since(user))]
    tasks = min(kinds.count(TASK), COUNTED + 1)
    return Counts(tasks, kinds.count(LETTER))


@compiled
def open_ends(
    user: User, now: datetime, week_on: datetime, today: date, soon: date
) -> dict[str, QuerySet]:
    """The lists of the page."""
    ours = user.organisation
    claims, pickups = Claim.objects.for_lines(), Pickup.objects.for_lines()
    rooms = Occasion.objects.promised().of(ours).between(now, week_on)
    kinds = _to_do(user, today, soon) | {
        "waiting": claims.asked_by(ours).wanted(),
        "lent": claims.asked_by(ours).to_return().due_after(soon),
        "this_week": pickups.of(ours).planned().between(now, week_on),
        "rooms": rooms.for_lines(),
    }
    lists = {name: rows[:SHOWN] for name, rows in kinds.items()}
    return lists | {"urgent": _urgent(user)[:URGENT]} | begun(user)


@compiled
def waiting(user: User, news_since: datetime, today: date, soon: date) -> QuerySet:
    """A row for each thing to do and each letter to read, as many as are counted of
    every kind."""
    kinds = [_some(rows, TASK) for rows in _to_do(user, today, soon).values()]
    return _some(_news(user, news_since), LETTER).union(*kinds, all=True)


@compiled
def unread(user: User, news_since: datetime) -> QuerySet:
    """The same of who has nothing to do but to read."""
    return _some(_news(user, news_since), LETTER)


def _since(user: User) -> tuple:
    return (timezone.now() - NEWS_FOR, *(_days() if may_trade(user) else []))


def _some(rows: QuerySet, kind: int) -> QuerySet:
    known = rows.order_by().annotate(of_kind=Value(kind))
    return known.values_list("of_kind")[: COUNTED + 1]


def _news(user: User, since: datetime) -> QuerySet[Letter]:
    return Letter.objects.read_by(user).news(since)


def _to_do(user: User, today: date, soon: date) -> dict[str, QuerySet]:
    """What waits for somebody, by kind: the one list that page and count share."""
    ours = user.organisation
    claims, pickups = Claim.objects.for_lines(), Pickup.objects.for_lines()
    return {
        "to_answer": claims.asked_of(ours).unanswered().to_answer().at_turn(ours),
        "to_approve": waiting_for(user, today),
        "to_decide": claims.to_decide_by(ours),
        "to_extend": Extension.objects.asked_of(ours).unanswered().for_page(),
        "to_read": Unread.objects.of(user).for_lines(),
        "to_explain": Question.objects.unanswered().asked_of(ours).for_lines(),
        "to_take": claims.asked_by(ours).proposed(),
        "to_confirm": pickups.of(ours).planned().ended(Now()),
        "to_settle": Damage.objects.for_lines().waiting_for(ours),
        "to_plan": claims.visible_to(user).of_things().accepted(),
        "to_finish": claims.visible_to(user).of_services().accepted().at_turn(ours),
        "to_agree": claims.to_agree_by(ours),
        "to_return": claims.asked_by(ours).to_return().due_until(soon),
        "to_tend": Nudge.objects.asked_about(Listing.objects.of(ours)),
        "to_mend": Listing.objects.of(ours).sent_back(),
        "to_fix": Statement.objects.waiting_for(user),
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


def _days() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + BEFORE_RETURN
