"""What people report, and what a moderator decides about reports and changed words;
each decision with a letter."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from base.refusal import Refused
from listings import actions, word_changes
from listings.letters import tell_all
from listings.models import Decided, Listing, Proposal, Report
from members.models import User
from members.rules import can_look_around, can_moderate
from outbox.actions import post

Asked = TypeVar("Asked", bound=Decided)


@transaction.atomic
def report(listing: Listing, *, by: User, reason: str, words: str = "") -> Report:
    """Moderators look at it. Said twice, it is one report with the last words."""
    if not can_look_around(by):
        raise PermissionDenied
    fields = {"reason": reason, "words": words}
    made, _is_new = Report.objects.update_or_create(
        listing=listing, by=by, state=Report.State.WAITING, defaults=fields
    )
    return made


@transaction.atomic
def approve(proposal: Proposal, *, by: User) -> None:
    """The new words come in."""
    proposal = _take(proposal, by=by)
    proposal.decide(Proposal.State.APPROVED, by=by)
    words = word_changes.new_words(proposal)
    listing = actions.revise(proposal.listing, by=by, **words)
    tell_all("listings/letters/change_approved", listing, about=proposal)


@transaction.atomic
def send_back(proposal: Proposal, *, by: User, why: str) -> None:
    """The words stay as they were."""
    proposal = _take(proposal, by=by)
    proposal.decide(Proposal.State.SENT_BACK, by=by, answer=why)
    tell_all(
        "listings/letters/change_sent_back", proposal.listing, about=proposal, why=why
    )


@transaction.atomic
def uphold(report: Report, *, by: User, why: str) -> None:
    """The listing is taken down, and who reported it is thanked."""
    report = _take(report, by=by)
    if report.listing.taken_down_at is None:
        actions.take_down(report.listing, by=by, why=why)
    _answer(report, Report.State.UPHELD, by=by, why=why)


@transaction.atomic
def dismiss(report: Report, *, by: User, why: str) -> None:
    """There is nothing wrong."""
    _answer(_take(report, by=by), Report.State.DISMISSED, by=by, why=why)


def _answer(report: Report, state: str, *, by: User, why: str) -> None:
    report.decide(state, by=by, answer=why)
    post(
        f"listings/letters/report_{state}",
        to=report.by,
        about=report,
        listing=report.listing,
        why=why,
    )


def _take(asked: Asked, *, by: User) -> Asked:
    """Hold the listing and what was asked about it, so that two moderators decide
    once."""
    if not can_moderate(by):
        raise PermissionDenied
    listing = Listing.objects.lock(asked.listing_id)
    kind: Any = type(asked)
    held = kind.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if held.state != "waiting":
        raise Refused(_("This was decided already."))
    held.listing = listing
    return held
