"""The gate that every listing passes on its way to others, by whatever road."""

from collections.abc import Container

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.periods import period
from base.refusal import Refused
from base.typed import FIRST_DAY, LAST_DAY
from listings.holds import busiest
from listings.intake import prohibited, questions
from listings.models import Listing
from members.models import Organisation

NEW_FOR = 3  # offers of a new organisation that a moderator sees first


def check(listing: Listing) -> prohibited.Verdict:
    """Refuse what can't be live now; else what the intake rules say about it."""
    verdict = check_route(listing)
    if not listing.organisation.is_active:
        raise Refused(_("This organisation does not share at the moment."))
    if listing.location.closed_at:
        raise mend(listing, _("Its location is closed. Choose another one."))
    if listing.is_past:
        raise mend(listing, _("Its last day is over. Give it a new date."))
    return verdict


def check_route(listing: Listing) -> prohibited.Verdict:
    """Refuse what has no lawful route to others: words that block, questions that are
    open, and notes that nobody looked at; else what the intake rules say."""
    verdict = prohibited.judge_listing(listing)
    verdict.check()
    if still := questions.missing(listing):
        asked = {"questions": " ".join(str(question) for question in still)}
        sentence = _("Answer this before it can be published: %(questions)s")
        raise mend(listing, sentence % asked)
    if notes := verdict.unseen_notes(listing):
        raise mend(listing, " ".join(str(hit) for hit in notes))
    return verdict


def check_change(
    listing: Listing, changed: Container[str], *, moderated: bool
) -> prohibited.Verdict:
    """Refuse a change of what others see already. A moderator may mend the words of
    an offer whose questions are open, but not give it a category that asks more."""
    if moderated and "category" not in changed:
        verdict = prohibited.judge_listing(listing)
        verdict.check()
        return verdict
    return check_route(listing)


def obstacle(listing: Listing) -> str:
    """Why it can't be published as it is; empty when it can."""
    try:
        check(listing)
    except Refused as refusal:
        return str(refusal)
    return ""


def reasons_for_review(
    listing: Listing, *, newcomer: bool, sent_back: bool | None = None
) -> list[str]:
    """Why a moderator looks first, as sentences; empty when nobody needs to. Of a
    `newcomer` (see `is_newcomer`) that is so until it was live once. Whether a
    moderator sent it back is looked up, unless who asks for many knows it."""
    reasons = [str(hit) for hit in check(listing).reviews]
    if newcomer and listing.live_at is None:
        reasons.append(_("One of the first offers of this organisation."))
    if _was_sent_back(listing) if sent_back is None else sent_back:
        reasons.append(_("A moderator sent it back before."))
    return reasons


def is_newcomer(organisation: Organisation) -> bool:
    """Has it shown fewer offers than `NEW_FOR`?"""
    return Listing.objects.of(organisation).shown_before().count() < NEW_FOR


def check_days(listing: Listing) -> None:
    """Refuse a day that nobody can have meant, such as 31-12-9999."""
    days = [listing.available_from, listing.available_until]
    days += [listing.expiry_date, listing.decides_on]
    if any(day and not FIRST_DAY <= day <= LAST_DAY for day in days):
        raise mend(listing, _("There is a date in it that can't be right."))


def mend(listing: Listing, sentence: str) -> Refused:
    """A refusal that shows the way to the form; what is not kept yet has none."""
    if not listing.pk:
        return Refused(sentence)
    address = reverse("listings:edit", args=[listing.pk])
    if listing.state == Listing.State.DRAFT:
        address += "?refused=on"  # the form says it at each field
    return Refused(sentence, instead=(_("Change the offer"), address))


def left_of(listing: Listing, quantity: int) -> int:
    """How many pieces are left of a new quantity; never fewer than were promised. Call
    it under the row's lock, before the quantity is set."""
    if quantity < listing.quantity and (sentence := too_few(listing, quantity)):
        raise Refused(sentence)
    return quantity - listing.promised


def too_few(listing: Listing, quantity: int) -> str:
    """Why the quantity can't be so low: what was promised for good, and on the busiest
    days to come the pieces that are kept for a time. Empty when it can."""
    hold = busiest(listing, timezone.now())
    promised = listing.promised + (hold.quantity if hold else 0)
    if quantity >= promised:
        return ""
    pieces = {"n": localize(promised)}
    if hold is None:
        return _promised(promised) % pieces
    if hold.is_endless:
        return _promised_or_late(promised) % pieces
    days = {"days": period(hold.first, hold.last)}
    return _promised_for_days(promised) % (pieces | days)


def _promised(n: int) -> str:
    return ngettext(
        "%(n)s piece is promised already: the quantity can't be lower.",
        "%(n)s pieces are promised already: the quantity can't be lower.",
        n,
    )


def _promised_for_days(n: int) -> str:
    return ngettext(
        "%(n)s piece is promised for %(days)s: the quantity can't be lower.",
        "%(n)s pieces are promised for %(days)s: the quantity can't be lower.",
        n,
    )


def _promised_or_late(n: int) -> str:
    return ngettext(
        "%(n)s piece is not back yet: the quantity can't be lower.",
        "%(n)s pieces are promised or not back yet: the quantity can't be lower.",
        n,
    )


def _was_sent_back(listing: Listing) -> bool:
    """A draft that a moderator wanted to see changed."""
    if not listing.pk:
        return False
    back = listing.steps.filter(state=Listing.State.DRAFT).exclude(why="")
    return listing.state == Listing.State.DRAFT and back.exists()
