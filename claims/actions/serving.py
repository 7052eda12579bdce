"""Asking for a service, the yes to it, and who is at turn before that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.terms import Term
from claims import approving, deadlines, job_letters, letters, visits
from claims.actions.steps import to_page
from claims.actions.trading import check_can_trade
from claims.models import Claim, ClaimStep, Job
from claims.models.job import MOST_DAYS
from listings.models import Listing, Service, service_of
from listings.models.service import MOST_AMOUNT
from members.models import Location, User

State = Claim.State
CLOCK = ["remind_at", "expires_at"]


@dataclass(frozen=True)
class JobWish:
    """What is asked of a service."""

    location: Location
    place: str
    days: Sequence[date]
    amount: Decimal | None = None
    answers: Sequence[str] = ()
    message: str = ""
    cost_centre: str = ""
    purchase_order: str = ""


@transaction.atomic
def ask_service(listing: Listing, wish: JobWish, *, by: User) -> Claim:
    """Somebody asks for a service; the owner gets a letter and is at turn. Once more
    before it is answered: what was asked at first."""
    listing = Listing.objects.lock(listing.pk)
    check_can_trade(listing, by=by)
    if earlier := _earlier(listing, by=by):
        raise Refused(_("You have asked for this already."), instead=to_page(earlier))
    if wish.location.organisation_id != by.organisation_id or wish.location.closed_at:
        raise PermissionDenied
    service = service_of(listing)
    if service is None:
        raise Refused(_("It is not offered in this way."))
    for sentence in job_misfits(service, wish).values():
        again = reverse("claims:ask_service", args=[listing.pk])
        raise Refused(sentence, instead=(_("Ask for something else"), again))
    claim = _write_down(service, wish, by=by)
    approving.set_out(claim, ask_for_job, by=by)
    return claim


def ask_for_job(claim: Claim, step: ClaimStep) -> None:
    """It is asked of its owner now; where who asks first gets it, it is theirs, unless
    there is no price yet."""
    listing = claim.listing
    if not listing.is_first_come or claim.job.charge == Service.Charge.QUOTE:
        letters.tell_owner("asked", step)
    elif not approving.begin_giving(claim, claim.quantity, by=listing.made_by):
        accept_job(claim, by=None)


def job_misfits(service: Service, wish: JobWish) -> dict[str, str]:
    """What keeps a wish from fitting: field → sentence. Empty when it fits."""
    first = timezone.localdate() + timedelta(days=service.notice_days)
    found = {}
    if wish.place not in service.places:
        found["place"] = _("It is not done there.")
    if not 1 <= len(wish.days) <= MOST_DAYS:
        found["day_0"] = _("Name a day that suits you.")
    elif min(wish.days) < first:
        found["day_0"] = _("It can be done from %(day)s.") % {"day": date_format(first)}
    elif max(wish.days) > first + visits.FARTHEST:
        found["day_0"] = _("This is too far ahead.")
    if service.is_counted and not (wish.amount and 0 < wish.amount <= MOST_AMOUNT):
        found["amount"] = _("Say how many.")
    answers = [answer.strip() for answer in wish.answers]
    if len(answers) != len(service.questions) or not all(answers):
        found["answer_0"] = _("Answer each question: the owner needs it.")
    return found


def accept_job(claim: Claim, *, by: User | None) -> Claim:
    """The owner, or their rule without anybody, says yes at the price that the asker
    read. The claim is locked, and may be answered."""
    job: Job = claim.job
    quote = (_("Send a quote"), reverse("claims:quote", args=[claim.pk]))
    if job.charge == Service.Charge.QUOTE:
        sentence = _("Name a price first: they say yes to a quote.")
        raise Refused(sentence, instead=quote)
    if claim.quotes.standing().exists():
        raise Refused(_("You sent a quote: they answer it."), instead=to_page(claim))
    step = claim.move(State.ACCEPTED, by=by)
    start(claim)
    letters.tell_asker("accepted", step)
    if by is None:
        letters.tell_owner("taken", step)
    return claim


def start(claim: Claim) -> None:
    """It is agreed: either side names a time, and the clock asks whether it is done."""
    now = timezone.now()
    deadlines.set_clock(claim, now)
    claim.save(update_fields=[*CLOCK, "over_at"])
    job: Job = claim.job
    job.waits_for, job.asked = None, 0
    job.ask_at = visits.when_to_ask(job, now)
    job.save(update_fields=["waits_for", "asked", "ask_at"])


def spoke(claim: Claim, *, by: User) -> None:
    """Somebody wrote something before there is a price: the other side is at turn, and
    has as long as at first. Called by the conversation, under the claim's lock."""
    if not claim.is_job or claim.state != State.ASKED:
        return
    turn(claim, job_letters.other_side(claim, by).pk)


def turn(claim: Claim, organisation: int) -> None:
    """This side is at turn, is reminded after some workdays, and has not less time than
    it had."""
    now = timezone.now()
    claim.remind_at = deadlines.workdays_later(now, deadlines.WORKDAYS_TO_ANSWER)
    claim.expires_at = max(claim.expires_at, now + deadlines.EXPIRES_AFTER)
    claim.save(update_fields=CLOCK)
    Job.objects.filter(pk=claim.pk).update(waits_for=organisation)


def _earlier(listing: Listing, *, by: User) -> Claim | None:
    asked = Claim.objects.undecided().asked_by(by.organisation)
    return asked.filter(listing=listing, by_hour=False).first()


def _write_down(service: Service, wish: JobWish, *, by: User) -> Claim:
    listing = service.listing
    claim = Claim(
        listing=listing,
        offered_by=listing.organisation,
        title=listing.title,
        asker=by,
        organisation=by.trades_for,
        location=wish.location,
        term=Term.FREE if service.charge == Service.Charge.FREE else Term.SALE,
        price_eur=service.price_of(wish.amount),
        message=wish.message,
        cost_centre=wish.cost_centre,
        purchase_order=wish.purchase_order,
        is_job=True,
        asked_at=timezone.now(),
    )
    deadlines.set_answer_clock(claim, claim.asked_at)
    claim.save(force_insert=True)
    asked = zip(service.questions, wish.answers, strict=True)
    Job.objects.create(
        claim=claim,
        charge=service.charge,
        unit=listing.unit,
        each_eur=service.each_eur,
        least=service.least,
        amount=wish.amount if service.is_counted else None,
        place=wish.place,
        days=sorted(set(wish.days)),
        answers=[[question, answer.strip()] for question, answer in asked],
        waits_for=listing.organisation,
    )
    return claim
