"""May somebody ask for it at all, and can it be had?"""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import rules
from claims.actions import waiting_list
from listings.models import Listing
from members.models import User
from members.rules import may_trade


def check_can_trade(listing: Listing, *, by: User) -> None:
    """Refuse an asker who may not, or comes too late."""
    if not may_trade(by):
        raise PermissionDenied
    if by.organisation_id == listing.organisation_id:
        own = (_("To your offer"), reverse("listings:detail", args=[listing.pk]))
        raise Refused(_("This is an offer of your own organisation."), instead=own)
    if not (rules.can_ask(by, listing) and can_be_had(listing)):
        elsewhere = (_("See other offers"), reverse("listings:index"))
        raise Refused(_("This can't be asked for now."), instead=elsewhere)


def can_be_had(listing: Listing) -> bool:
    """Is it live, or may something of it come free again?"""
    return listing.is_live or waiting_list.may_come_free(listing)
