"""Many new offers at once, as a list brings them: what `draft` and `publish` do with
one of them, in as many queries for a hundred as for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from base.states import move_all
from listings import rules
from listings.models import Listing, ListingStep
from members.models import User

State = Listing.State


@dataclass(frozen=True)
class NewOffer:
    """An offer as `actions.written` gives it, and why a moderator looks first, as
    `publication.reasons_for_review` says; None: it stays a draft."""

    listing: Listing
    reasons: list[str] | None = None


@transaction.atomic
def place_all(offers: Sequence[NewOffer], *, by: User) -> None:
    """Each is written down, and goes live or to a moderator. Nobody else knows of
    them yet, so none needs to be held."""
    listings = [offer.listing for offer in offers]
    if not all(rules.can_manage(by, listing) for listing in listings):
        raise PermissionDenied
    live = [offer.listing for offer in offers if offer.reasons == []]
    for listing in live:
        listing.started()
    _draft_all(listings, by)
    move_all(live, State.LIVE, by=by)
    move_all([listing for listing in live if not listing.left], State.GONE, by=by)
    waiting = [offer for offer in offers if offer.reasons]
    whys = [" ".join(offer.reasons or ()) for offer in waiting]
    move_all([it.listing for it in waiting], State.IN_REVIEW, by=by, why=whys)


def _draft_all(listings: list[Listing], by: User) -> None:
    Listing.objects.bulk_create(listings)
    steps = [ListingStep(subject=it, state=State.DRAFT, by=by) for it in listings]
    ListingStep.objects.bulk_create(steps)
