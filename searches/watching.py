"""Waiting until something can be had: what people do, and what the clock tells them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.sweeps import sweep
from claims.models import Hold
from claims.states import TEMPORARY
from listings.models import Listing
from members.models import User
from members.rules import may_trade
from outbox.actions import post
from outbox.kinds import Kind
from searches.models import Watch

MOST = 100  # listings that one person watches


def can_watch(user: User, listing: Listing) -> bool:
    """Another's listing that can't be had now, or not all of it."""
    if not may_trade(user) or user.organisation_id == listing.organisation_id:
        return False
    is_whole = listing.is_live and listing.left == listing.quantity
    return not is_whole or _is_out(listing)


def _is_out(listing: Listing) -> bool:
    """Is something of it kept for a time, or out?"""
    comes_back = set(listing.terms) & set(TEMPORARY)
    return bool(comes_back) and Hold.objects.of(listing).for_a_time().exists()


@transaction.atomic
def watch(listing: Listing, *, by: User) -> Watch:
    """Somebody wants to hear when it is free; asked twice, it is once."""
    if not can_watch(by, listing):
        raise PermissionDenied
    User.objects.hold(by)
    if earlier := Watch.objects.of(by).filter(listing=listing).first():
        return earlier
    if Watch.objects.of(by).count() >= MOST:
        raise Refused(_("You wait for 100 offers already. Leave one first."))
    left = listing.left if listing.is_live else 0
    return Watch.objects.create(person=by, listing=listing, left=left)


def tell() -> int:
    """Tell who waits for what is free now. Returns how many were told."""
    return sweep(Watch.objects.free(), _tell)


def _tell(watch: Watch) -> None:
    """Who left, or may not share now, hears of nothing."""
    if may_trade(watch.person):
        post(
            "searches/letters/free",
            to=watch.person,
            about=watch,
            alert=Kind.SEARCHES,
            at_once=True,
            listing=watch.listing,
        )
    watch.delete()
