"""What happened to a service besides the steps of its claim: quotes, times, the end."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from base.page_parts import Event
from claims.models import Claim, Quote, QuoteStep
from claims.rooms import in_words
from listings.opening import Span


def quotes_of(claim: Claim) -> Iterator[Event]:
    """Every version of its price, and what was said to it."""
    steps = QuoteStep.objects.filter(subject__claim=claim)
    for step in steps.select_related("by", "subject"):
        quote: Quote = step.subject
        told = {"n": quote.version, "what": step.get_state_display()}
        words = _("Quote, version %(n)s: %(what)s") % told
        yield Event(step.at, words, quote.get_absolute_url(), step.by, step.reason)


def times_of_job(claim: Claim) -> Iterator[Event]:
    """When it was agreed on a time, or a time fell away."""
    for visit in claim.job.visits.all():
        when = {"when": in_words(Span(visit.starts_at, visit.ends_at))}
        if visit.agreed_at:
            yield Event(visit.agreed_at, _("Agreed on a time: %(when)s") % when)
        if visit.agreed_at and visit.cancelled_at:
            yield Event(visit.cancelled_at, _("Cancelled: %(when)s") % when)


def end_of_job(claim: Claim) -> Iterator[Event]:
    """That the owner said that it is done, and what the receiver said of it."""
    job = claim.job
    if job.wrong_at:
        sentence = _("%(who)s says that something is not right")
        told = {"who": claim.organisation}
        yield Event(job.wrong_at, sentence % told, reason=job.wrong)
    if job.said_done_at:
        told = {"who": claim.owner}
        yield Event(job.said_done_at, _("%(who)s says that it is done") % told)
