"""What a listing asks of a rule for approval: it is offered after the yes. Meanwhile it
stays what it is, a draft or paused; what is live and becomes something else pauses."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from approvals import actions as approvals
from approvals.facts import What
from approvals.models import Approval, Deed, Rule
from base.refusal import Refused
from listings.models import Listing
from listings.worth import piece_worth
from members.models import User


def what_is_offered(listing: Listing) -> What:
    """All of it, at what it is worth."""
    each = piece_worth(listing)
    worth: Decimal | None = None if each is None else each * listing.quantity
    return What(
        Deed.OFFER,
        f"{listing.quantity} × {listing.title}",
        worth,
        listing.category,
        listing.location,
        reverse("listings:detail", args=[listing.pk]) if listing.pk else "",
        {
            "quantity": listing.quantity,
            "terms": sorted(listing.terms),
            "price": listing.price_eur or listing.rent_eur,
            "first": listing.available_from,
            "last": listing.available_until,
        },
    )


def must_wait(listing: Listing, rules: Sequence[Rule]) -> bool:
    """Does offering it as it is now wait for a yes by these rules?"""
    if not rules:
        return False
    what = what_is_offered(listing)
    is_needed = approvals.is_needed(what, rules)
    return is_needed and not approvals.holds_for(listing.approval, what)


def rules_for(listing: Listing) -> list[Rule]:
    """Those of its organisation."""
    return approvals.rules_of(listing.organisation)


def begin(listing: Listing, *, by: User) -> bool:
    """Does it wait for a yes? Then that is asked, once. Under its lock."""
    if not must_wait(listing, rules_for(listing)):
        return False
    what = what_is_offered(listing)
    if listing.approval and listing.approval.is_waiting:
        if listing.approval.facts == what.kept:
            raise waits(listing.approval)
        approvals.drop(listing.approval)
    listing.approval = approvals.ask(what, by=by, organisation=listing.organisation)
    listing.save(update_fields=["approval"])
    return True


def waits(approval: Approval) -> Refused:
    """It can't be offered yet."""
    there = (_("See how it stands"), approval.get_absolute_url())
    return Refused(_("This waits for approval already."), instead=there)


def drop(listing: Listing) -> None:
    """It is not offered after all: nothing waits for anybody any more."""
    if listing.approval and listing.approval.is_waiting:
        approvals.drop(listing.approval)
