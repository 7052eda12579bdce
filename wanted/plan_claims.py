"""Asking all owners of a plan at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from listings.models import Listing
from members.models import User
from wanted.actions import check_can_revise
from wanted.models import Want
from wanted.plans import term_for


@transaction.atomic
def ask_all(want: Want, *, by: User, parts: dict[int, int]) -> list[Claim]:
    """All owners, or nobody when one of them can't any more. `parts`: how many pieces
    of which listing, by its number. Whom they asked before is not asked again, so that
    a second click does no harm; what is needed still stays open."""
    want = Want.objects.lock(want.pk)
    check_can_revise(want, by=by)
    listings = Listing.objects.visible_to(by).in_bulk(parts)
    if len(listings) < len(parts):
        page = (_("See what was asked"), want.get_absolute_url())
        raise Refused(_("The offers changed meanwhile. Look again."), instead=page)
    # In the order of their numbers, so that two who ask wait for each other in turn.
    return [_ask(want, listings[pk], parts[pk], by=by) for pk in sorted(parts)]


def _ask(want: Want, listing: Listing, quantity: int, *, by: User) -> Claim:
    if earlier := claiming.earlier_ask(listing, by=by):
        return earlier
    return claiming.ask(
        listing,
        by=by,
        term=term_for(want, listing) or "",
        quantity=quantity,
        location=want.location,
        message=want.name,
        needed_by=want.needed_by,
    )
