"""Several things of one owner in one go: put in a basket, asked, answered together."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import letters, rules
from claims.actions.asking import ask, check_can_ask, check_fits
from claims.actions.dividing import agree, divide
from claims.models import Bundle, BundleRow, Claim
from listings.models import Listing
from members.models import Location, User

MOST_ROWS = 50


@transaction.atomic
def put_in(listing: Listing, *, by: User, **wish: Any) -> BundleRow:
    """Keep a thing to ask for together with others of the same owner. `wish`: its term,
    quantity and, for a time, its days. Once more: what was wished last."""
    check_can_ask(listing, by=by)
    check_fits(listing, wish, wait=True)
    basket, _made = Bundle.objects.get_or_create(
        asker=by,
        owner=listing.organisation,
        asked_at=None,
        defaults={"organisation": by.trades_for},
    )
    if basket.rows.exclude(listing=listing).count() >= MOST_ROWS:
        sentence = _("The basket is full. Ask for what is in it first.")
        raise Refused(sentence, instead=_to(basket))
    days = {"starts_on": None, "ends_on": None}
    row, _made = basket.rows.update_or_create(listing=listing, defaults=days | wish)
    return row


@transaction.atomic
def take_out(row: BundleRow, *, by: User) -> Bundle:
    """It is not asked for after all."""
    basket = _basket(row.bundle, by=by)
    row.delete()
    return basket


@transaction.atomic
def ask_together(
    basket: Bundle,
    *,
    by: User,
    location: Location,
    message: str = "",
    needed_by: date | None = None,
    **numbers: str,
) -> Bundle:
    """All that is in a basket is asked for at once, or nothing when something of it
    can't be asked for; the owner gets one letter. `numbers`: the cost centre and the
    purchase order. Listings are locked in the order of
    their numbers."""
    basket = _basket(basket, by=by)
    rows = list(basket.rows.select_related("listing").order_by("listing_id"))
    if not rows:
        raise Refused(_("The basket is empty."), instead=_to(basket))
    basket.organisation, basket.asked_at = by.trades_for, timezone.now()
    basket.save(update_fields=["organisation", "asked_at"])
    for row in rows:
        when = {} if row.is_temporary else {"needed_by": needed_by}
        _ask_for(row, by=by, location=location, message=message, **when, **numbers)
    letters.tell_of_bundle("asked_together", basket, to_owner=True)
    return basket


@transaction.atomic
def answer_together(bundle: Bundle, pieces: Mapping[int, int], *, by: User) -> None:
    """The owner gives so many pieces to each claim of a bundle, by their numbers; the
    asker gets one letter about all of them."""
    if not rules.can_answer_bundle(by, bundle):
        raise PermissionDenied
    of_listing: dict[Listing, dict[int, int]] = defaultdict(dict)
    given = bundle.claims.filter(pk__in=[pk for pk, n in pieces.items() if n])
    for claim in given.select_related("listing").order_by("listing_id"):
        of_listing[claim.listing][claim.pk] = pieces[claim.pk]
    if not of_listing:
        raise Refused(_("Fill in how many pieces somebody gets."), instead=_to(bundle))
    for listing, its_pieces in of_listing.items():
        divide(listing, its_pieces, by=by, tell=False)
    occasion = f"{timezone.now():%Y-%m-%dT%H:%M:%S}"
    letters.tell_of_bundle("answered_together", bundle, occasion=occasion)


@transaction.atomic
def agree_to_all(bundle: Bundle, *, by: User) -> None:
    """The asker takes everything of a bundle that is proposed."""
    check_can_agree_to_all(bundle, by=by)
    for claim in bundle.claims.proposed().order_by("listing_id"):
        agree(claim, by=by)


def check_can_agree_to_all(bundle: Bundle, *, by: User) -> None:
    """Refuse whom it is not for, and when nothing is proposed."""
    if not rules.can_ask_bundle(by, bundle):
        raise PermissionDenied
    if not bundle.claims.proposed().exists():
        raise Refused(_("Nothing of it waits for you."), instead=_to(bundle))


def _basket(basket: Bundle, *, by: User) -> Bundle:
    """Read afresh and held, of who filled it, and not asked yet."""
    basket = Bundle.objects.select_for_update().get(pk=basket.pk)
    if basket.asker_id != by.pk:
        raise PermissionDenied
    if basket.asked_at:
        raise Refused(_("This was asked for already."), instead=_to(basket))
    return basket


def _ask_for(row: BundleRow, *, by: User, **asked: Any) -> Claim:
    """Which thing it is stands before a refusal."""
    wish: dict[str, Any] = {"term": row.term, "quantity": row.quantity, "wait": True}
    wish |= {"starts_on": row.starts_on, "ends_on": row.ends_on}
    try:
        return ask(row.listing, by=by, bundle=row.bundle, **wish, **asked)
    except Refused as refusal:
        sentence = f"{row.listing}: {refusal}"
        raise Refused(sentence, instead=_to(row.bundle)) from None


def _to(bundle: Bundle) -> tuple[str, str]:
    page = "together" if bundle.asked_at else "basket"
    return _("To the basket"), reverse(f"claims:{page}", args=[bundle.pk])
