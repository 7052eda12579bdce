"""A price for what was asked: sent, replaced, declined, accepted, honoured after its
day, and an acceptance that both sides take back."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.mornings import moment
from base.refusal import Refused
from catalogue.terms import Term
from claims import approving, deadlines, job_letters, letters, rules, visits
from claims.actions.serving import start, turn
from claims.actions.steps import check_is, lock, to_page
from claims.models import Claim, Job, Quote, QuoteLine
from claims.models.quote import MOST_LINES, total_of
from members.models import User

State, Of = Quote.State, Claim.State
HONOURED_FOR = timedelta(days=7)
LONGEST = timedelta(days=365)
MOST_EUR = Decimal(1_000_000)


class Line(NamedTuple):
    """What, how many, and for what each."""

    what: str
    number: Decimal
    each_eur: Decimal


@transaction.atomic
def send_quote(
    claim: Claim,
    lines: Sequence[Line],
    *,
    by: User,
    valid_until: date,
    words: str = "",
) -> Quote:
    """The owner names a price; the asker gets a letter and is at turn. An open one is
    replaced: there is one offer, in versions. The same once more changes nothing."""
    claim = lock(claim)
    check_can_quote(claim, by=by)
    total = _checked(claim, lines, valid_until)
    last = claim.quotes.standing().first()
    if last and _says(last, lines, valid_until, words):
        return last
    if last:
        last.move(State.REPLACED, by=by)
    newest = claim.quotes.aggregate(newest=Max("version"))["newest"] or 0
    quote = Quote.objects.create(
        claim=claim,
        version=newest + 1,
        valid_until=valid_until,
        words=words,
        total_eur=total,
        sent_by=by,
    )
    QuoteLine.objects.bulk_create(
        QuoteLine(quote=quote, **line._asdict()) for line in lines
    )
    quote.steps.create(state=State.SENT, by=by)
    _to_asker("quote_sent", quote)
    return quote


@transaction.atomic
def accept_quote(quote: Quote, *, by: User) -> Claim:
    """The asker says yes to this version, as it was read. Its total is the price. Where
    the asker's organisation wants it approved first, it is accepted by that."""
    quote = _lock(quote)
    claim = quote.claim
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    if quote.state == State.ACCEPTED:
        return claim
    _check_stands(quote)
    check_is(claim, Of.ASKED)
    if quote.is_expired:
        day = {"day": date_format(quote.valid_until)}
        sentence = _("It was valid until %(day)s. Ask whether it still stands.")
        raise Refused(sentence % day, instead=to_page(claim))
    _check_share(claim)
    claim.price_eur, claim.term = quote.total_eur, Term.SALE
    if approving.begin_price(claim, by=by):
        return claim
    step = quote.move(State.ACCEPTED, by=by)
    claim.save(update_fields=["price_eur", "term"])
    claim.move(Of.ACCEPTED, by=by)
    start(claim)
    to = letters.owners(claim)
    job_letters.tell("quote_accepted", claim, to, about=step, quote=quote)
    return claim


@transaction.atomic
def decline_quote(quote: Quote, *, by: User, why: str) -> Quote:
    """Not for this price; the owner reads why, and may send another version."""
    quote = _lock(quote)
    claim = quote.claim
    check_can_decline_quote(quote, by=by)
    if not why.strip():
        raise Refused(_("Say why, so that the owner understands."))
    step = quote.move(State.DECLINED, by=by, why=why)
    turn(claim, claim.listing.organisation_id)
    to = letters.owners(claim)
    job_letters.tell("quote_declined", claim, to, about=step, quote=quote)
    return quote


@transaction.atomic
def honour_quote(quote: Quote, *, by: User) -> Quote:
    """Its day is over, and the owner stands by it all the same, for a week."""
    quote = _lock(quote)
    if not rules.can_answer(by, quote.claim):
        raise PermissionDenied
    _check_stands(quote)
    check_is(quote.claim, Of.ASKED)
    if not quote.is_expired:
        raise Refused(_("It still stands."), instead=to_page(quote.claim))
    quote.valid_until = timezone.localdate() + HONOURED_FOR
    quote.save(update_fields=["valid_until"])
    quote.move(State.SENT, by=by)
    _to_asker("quote_sent", quote, occasion=f"{quote.valid_until}")
    return quote


@transaction.atomic
def undo_acceptance(quote: Quote, *, by: User) -> Quote:
    """It was accepted by mistake: one side says so, and when the other does too it is
    open again. Both events stay in its story."""
    quote = _lock(quote)
    claim = quote.claim
    check_can_undo(quote, by=by)
    if quote.undo_asked_by_id is None:
        quote.undo_asked_by = by.trades_for
        quote.save(update_fields=["undo_asked_by"])
        other = job_letters.other_side(claim, by)
        Job.objects.filter(pk=claim.pk).update(waits_for=other)
        to, step = job_letters.of_side(claim, other), quote.steps.latest("at", "pk")
        job_letters.tell("quote_undo", claim, to, about=step, quote=quote, by=by)
    elif quote.undo_asked_by_id != by.organisation_id:
        _reopen(quote, by=by)
    return quote


def check_can_quote(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, what is no service, and who comes too late."""
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    if not claim.is_job:
        raise Refused(_("A quote is for a service."), instead=to_page(claim))
    check_is(claim, Of.ASKED)


def check_can_decline_quote(quote: Quote, *, by: User) -> None:
    """The same of who says no to a price."""
    if not rules.can_withdraw(by, quote.claim):
        raise PermissionDenied
    _check_stands(quote)
    check_is(quote.claim, Of.ASKED)


def check_can_undo(quote: Quote, *, by: User) -> None:
    """Refuse what is not accepted, and of what something was done."""
    claim = quote.claim
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    check_is(claim, Of.ACCEPTED)
    if quote.state != State.ACCEPTED:
        raise Refused(quote.refusal(), instead=to_page(claim))
    job: Job = claim.job
    begun = job.visits.agreed().filter(starts_at__lte=timezone.now())
    if job.said_done_at or job.wrong_at or begun.exists():
        raise Refused(_("It has begun already."), instead=to_page(claim))
    again = Claim.objects.undecided().asked_by(claim.organisation)
    if again.filter(listing=claim.listing_id, by_hour=False).exists():
        sentence = _("This was asked for once more since.")
        raise Refused(sentence, instead=to_page(claim))


def _reopen(quote: Quote, *, by: User) -> None:
    claim = quote.claim
    visits.cancel_all(claim, by=by)
    quote.undo_asked_by = None
    if quote.valid_until < timezone.localdate():
        quote.valid_until = timezone.localdate() + HONOURED_FOR
    quote.save(update_fields=["undo_asked_by", "valid_until"])
    step = quote.move(State.SENT, by=by)
    job: Job = claim.job
    claim.price_eur = job.price(job.amount)
    deadlines.set_answer_clock(claim, timezone.now())
    claim.save(update_fields=["price_eur", "remind_at", "expires_at"])
    claim.move(Of.ASKED, by=by)
    Job.objects.filter(pk=claim.pk).update(ask_at=None)
    turn(claim, claim.organisation_id)
    to = job_letters.both(claim)
    job_letters.tell("quote_reopened", claim, to, about=step, quote=quote)


def _to_asker(name: str, quote: Quote, occasion: str = "") -> None:
    """The asker is at turn, and has some days after the quote's last one to hear that
    it still stands."""
    claim = quote.claim
    last = moment(quote.valid_until) + deadlines.EXPIRES_AFTER
    claim.expires_at = max(claim.expires_at, last)
    turn(claim, claim.organisation_id)
    told: dict[str, Any] = {"about": quote, "occasion": occasion, "quote": quote}
    job_letters.tell(name, claim, letters.askers(claim), **told)


def _lock(quote: Quote) -> Quote:
    claim = lock(quote.claim)
    quote = Quote.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    quote.claim = claim
    return quote


def _check_stands(quote: Quote) -> None:
    """The version that was read is the one that waits for an answer."""
    if quote.is_open:
        return
    if quote.state == State.REPLACED:
        sentence = _("There is a newer version of this quote. Read it first.")
        newest = (_("To the newest version"), quote.get_absolute_url())
        raise Refused(sentence, instead=newest)
    raise Refused(quote.refusal(), instead=to_page(quote.claim))


def _check_share(claim: Claim) -> None:
    """Either side may have stopped by now."""
    if not claim.organisation.is_active or not claim.listing.organisation.is_active:
        raise Refused(_("One of you does not share at the moment."))


def _checked(claim: Claim, lines: Sequence[Line], valid_until: date) -> Decimal:
    """The total of lines that can be meant, until a day that can be meant."""
    if not 1 <= len(lines) <= MOST_LINES:
        raise Refused(_("Write down what it costs."), instead=to_page(claim))
    today = timezone.localdate()
    if not today <= valid_until <= today + LONGEST:
        sentence = _("Choose a last day within a year.")
        raise Refused(sentence, instead=to_page(claim))
    total = sum((total_of(line.number, line.each_eur) for line in lines), Decimal(0))
    if total > MOST_EUR:
        raise Refused(_("This is more than a quote can hold."), instead=to_page(claim))
    return total


def _says(quote: Quote, lines: Sequence[Line], valid_until: date, words: str) -> bool:
    known = [Line(it.what, it.number, it.each_eur) for it in quote.lines.all()]
    same = (quote.valid_until, quote.words) == (valid_until, words)
    return same and known == list(lines)
