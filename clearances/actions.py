"""Emptying a building: one batch, walked together with a phone, offered as one page."""

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from base.refusal import Refused
from clearances.models import Clearance
from listings import actions, offers, rules
from listings.models import Listing
from members.models import User

FOLLOW = {"available_from": "available_from", "deadline": "available_until"}
CHANGEABLE = [Listing.State.DRAFT, *actions.PUBLISHED]


@transaction.atomic
def start(*, by: User, **fields) -> Clearance:
    """A building will be emptied; what stands in it can be added."""
    if not rules.can_offer(by):
        raise PermissionDenied
    clearance = Clearance(organisation=by.organisation, made_by=by, **fields)
    if clearance.location.organisation_id != by.organisation_id:
        raise PermissionDenied
    clearance.save(force_insert=True)
    return clearance


@transaction.atomic
def change(clearance: Clearance, *, by: User, **fields) -> Clearance:
    """Another name, place or other days: all that is still open in it follows."""
    clearance = _lock(clearance, by)
    for name, value in fields.items():
        setattr(clearance, name, value)
    if clearance.location.organisation_id != by.organisation_id:
        raise PermissionDenied
    clearance.save(update_fields=list(fields))
    shared = _shared_fields(clearance)
    for listing in clearance.listings.filter(state__in=CHANGEABLE).order_by("pk"):
        actions.revise(listing, by=by, **shared)
    return clearance


@transaction.atomic
def add(clearance: Clearance, *, by: User, **fields) -> Listing:
    """One thing that stands there, as a draft. Sent twice over a bad line it is there
    once."""
    clearance = _lock(clearance, by)
    return offers.keep(by=by, group=clearance, **_shared_fields(clearance), **fields)


def publish(clearance: Clearance, *, by: User) -> Counter[str]:
    """Everything that can be offered goes to the others, or to a moderator first; what
    needs an answer stays a draft. Returns how many of the drafts are in which state
    now."""
    if not rules.can_manage(by, clearance):
        raise PermissionDenied
    drafts = clearance.listings.filter(state=Listing.State.DRAFT).order_by("pk")
    return Counter(offers.publish(draft, by=by).state for draft in drafts)


def keep(*, by: User, **fields) -> Listing:
    """A thing whose clearance is gone by the time that it is sent: a draft by itself,
    at the first place of its organisation."""
    place = by.trades_for.locations.open().first()
    if place is None:
        raise Refused(_("Fill in a location of your organisation first."))
    return offers.keep(by=by, location=place, **fields)


def _shared_fields(clearance: Clearance) -> dict[str, Any]:
    """What it says about everything in it."""
    days = {theirs: getattr(clearance, ours) for ours, theirs in FOLLOW.items()}
    return {"location": clearance.location} | days


def _lock(clearance: Clearance, by: User) -> Clearance:
    clearance = Clearance.objects.select_for_update().get(pk=clearance.pk)
    if not rules.can_manage(by, clearance):
        raise PermissionDenied
    return clearance
