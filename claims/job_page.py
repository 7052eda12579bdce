"""What the page of a service that is asked for shows."""

from typing import Any

from django.utils import timezone

from claims import actions
from claims.models import Claim, Quote


def job_of(claim: Claim) -> dict[str, Any]:
    """Its price in versions, its times and who is at turn. Nothing for what is no
    service with a form of its own."""
    if not claim.is_job:
        return {}
    job = claim.job
    quotes = list(claim.quotes.for_page())
    quote = next((it for it in quotes if it.state != Quote.State.REPLACED), None)
    standing = job.standing
    begun = [it for it in standing if it.starts_at <= timezone.now() and it.is_agreed]
    planned = [it for it in standing if it.is_agreed]
    is_quoted = any(it.state == Quote.State.ACCEPTED for it in quotes)
    return {
        "job": job,
        "quote": quote,
        "older_quotes": [it for it in quotes if it != quote],
        "visits": standing,
        "has_begun": bool(begun) or not planned,
        "counts": job.is_counted and not is_quoted,
        "may_undo": is_quoted
        and claim.state == Claim.State.ACCEPTED
        and not (job.said_done_at or job.wrong_at or begun),
        "charged": actions.counts_hours(claim) and job.price(job.made),
    }
