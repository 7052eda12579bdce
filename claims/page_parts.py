"""What pages of earlier stages show of claims."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from base.months import Month
from base.page_parts import Event, page_part, row_parts, tells_of
from claims import actions, job_story, papers, rules
from claims.deeds import deeds_of
from claims.free_days import FreeMonth, goes_out
from claims.models import Claim, ClaimStep, Deposit, ExtensionStep
from claims.states import TO_APPROVE, WANTED
from listings.models import Listing
from members.models import Organisation

SHOWN = 20  # who asked, on the page of an offer
TOLD = 100  # steps of its claims, the last ones


@row_parts("own offer")
def how_many_asked(listings: Sequence[Listing]) -> dict[int, SafeString]:
    """How many ask for each offer now, and how many of those have no answer yet."""
    counted = Claim.objects.running().reached().counted_by_listing(listings)
    return {
        key: render_to_string("claims/_asked_of.html", {"pk": key, **numbers})
        for key, numbers in counted.items()
    }


@page_part("own offer")
def who_asked(context: dict[str, Any], listing: Listing) -> SafeString:
    """Who asks for it and who did, on its page; those that wait first."""
    known = Claim.objects.reached().filter(listing=listing)
    claims = known.for_lines().waiting_first()
    found = list(claims[: SHOWN + 1])
    if not found:
        return SafeString("")
    undecided = any(claim.state in WANTED and not claim.by_hour for claim in found)
    shown = {"claims": found[:SHOWN], "more": len(found) > SHOWN}
    shown |= {"undecided": undecided, "listing": listing}
    return render_to_string("claims/_who_asked.html", shown)


@page_part("when it is free")
def when_it_is_free(context: dict[str, Any], listing: Listing) -> SafeString:
    """This month of what is rented or lent, and on what terms, on its page."""
    if not goes_out(listing):
        return SafeString("")
    shown = {"listing": listing, "free": FreeMonth(listing, Month.now())}
    return render_to_string("claims/lending/_on_listing.html", shown)


@page_part("claim")
def lending_of(context: dict[str, Any], claim: Claim) -> SafeString:
    """What comes with renting and lending: a longer time that was asked for, and the
    deposit."""
    if not claim.is_temporary or not claim.is_agreed or claim.by_hour:
        return SafeString("")
    shown = {
        "claim": claim,
        "open": claim.extensions.unanswered().first(),
        "deposit": claim.deposit_total_eur and _deposit_of(claim),
        "is_owner": context.get("is_owner"),
        "is_asker": context.get("is_asker"),
        "csrf_token": context.get("csrf_token"),
    }
    return render_to_string("claims/lending/_of_claim.html", shown)


def _deposit_of(claim: Claim) -> Deposit | None:
    return Deposit.objects.filter(claim=claim).first()


@page_part("claim")
def papers_of(context: dict[str, Any], claim: Claim) -> SafeString:
    """The papers of a claim, in short, on its page; nothing when it has none."""
    found = papers.overview(claim, context["user"])
    if not any(found):
        return SafeString("")
    return render_to_string("claims/_papers.html", {"claim": claim, **found._asdict()})


@page_part("claim")
def how_it_went(context: dict[str, Any], claim: Claim) -> SafeString:
    """What both sides said of it when it was over, and the question to who did not."""
    if not claim.is_over_well:
        return SafeString("")
    told = list(claim.feedback.select_related("organisation"))
    is_side = context.get("is_owner") or context.get("is_asker")
    asks = bool(is_side) and actions.may_be_told(claim)
    if not told and not asks:
        return SafeString("")
    ours = context["user"].organisation_id
    shown = {
        "claim": claim,
        "told": told,
        "asks": asks,
        "mine": any(one.organisation_id == ours for one in told),
        "csrf_token": context.get("csrf_token"),
    }
    return render_to_string("claims/_feedback.html", shown)


@page_part("another organisation")
def what_they_did(context: dict[str, Any], organisation: Organisation) -> SafeString:
    """Its deeds, on the page that every member may see of it."""
    return render_to_string("claims/_deeds.html", {"deeds": deeds_of(organisation)})


@tells_of("claim")
def longer_times(claim: Claim) -> Iterator[Event]:
    """Every longer time that was asked for, and what was answered."""
    if not claim.is_temporary or claim.by_hour:
        return
    steps = ExtensionStep.objects.filter(subject__claim=claim)
    for step in steps.select_related("by", "subject"):
        longer: Any = step.subject
        told = {"day": date_format(longer.until), "what": step.get_state_display()}
        words = _("Until %(day)s: %(what)s") % told
        yield Event(step.at, words, longer.get_absolute_url(), step.by, step.reason)


@tells_of("claim")
def service_so_far(claim: Claim) -> Iterator[Event]:
    """The quotes, times and end of a service."""
    if claim.is_job:
        yield from job_story.quotes_of(claim)
        yield from job_story.times_of_job(claim)
        yield from job_story.end_of_job(claim)


@page_part("watching")
def waiting_list(context: dict[str, Any], listing: Listing) -> SafeString:
    """Where all of it is promised and may come free again: the way to the list."""
    is_gone = listing.state == Listing.State.GONE
    if not is_gone or not rules.can_ask(context["user"], listing):
        return SafeString()
    if not actions.can_be_had(listing):
        return SafeString()
    return render_to_string("claims/_join_list.html", {"listing": listing})


@tells_of("offer")
def what_happened(listing: Listing) -> Iterator[Event]:
    """Every step of its claims, with who asked."""
    steps = ClaimStep.objects.exclude(state=TO_APPROVE).filter(
        subject__listing=listing, subject__reached_at__isnull=False
    )
    known = steps.select_related("by", "subject__organisation").order_by("-at", "-pk")
    for step in known[:TOLD]:
        claim: Any = step.subject
        told = {"who": claim.organisation, "what": step.get_state_display()}
        yield Event(
            step.at,
            _("%(who)s: %(what)s") % told,
            claim.get_absolute_url(),
            step.by,
            step.reason,
        )
