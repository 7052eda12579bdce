"""Many offers at once: what a deed of `actions` or `undoing` does with one of them, in
as many queries for a hundred as for one. Each is judged by itself: what is refused for
one keeps no other from it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from approvals import actions as approvals
from approvals.models import Rule
from base.refusal import Refused
from base.states import move_all
from listings import approving, rules
from listings.actions import expect
from listings.intake import publication
from listings.models import Listing, ListingStep
from members.models import User

State = Listing.State
Found = TypeVar("Found")


@dataclass(frozen=True)
class NewOffer:
    """An offer as `actions.written` gives it, and why a moderator looks first, as
    `publication.reasons_for_review` says; None: it stays a draft."""

    listing: Listing
    reasons: list[str] | None = None


@dataclass(frozen=True)
class Done:
    """What came of a deed: the offers that it was done with, as they are now, and what
    the others were refused with (Refused or PermissionDenied), by their numbers."""

    listings: list[Listing]
    refused: dict[int, Exception]


@transaction.atomic
def place_all(offers: Sequence[NewOffer], *, by: User) -> None:
    """Each is written down, and goes live or to a moderator; what waits for a yes of
    its own organisation stays a draft. Nobody else knows of them yet, so none needs to
    be held."""
    listings = [offer.listing for offer in offers]
    own_rules = approvals.rules_of(by.trades_for)
    offers = [
        NewOffer(offer.listing) if _waits(offer, own_rules) else offer
        for offer in offers
    ]
    if not all(rules.can_manage(by, listing) for listing in listings):
        raise PermissionDenied
    live = [offer.listing for offer in offers if offer.reasons == []]
    for listing in live:
        listing.started()
    _draft_all(listings, by)
    _move_live(live, by)
    _hand_in([(it.listing, it.reasons) for it in offers if it.reasons], by)


@transaction.atomic
def publish_all(keys: Collection[int], *, by: User) -> Done:
    """Drafts go live, or to a moderator first."""
    held = hold(keys)
    reasons_for_review = _Reviews(held)

    own_rules = _OwnRules(held)

    def judge(listing: Listing) -> list[str]:
        expect(listing, State.DRAFT)
        own_rules.check(listing)
        return reasons_for_review(listing)

    judged, refused = sift(held, judge, by=by)
    _start([listing for listing, reasons in judged if not reasons], by)
    _hand_in([(listing, reasons) for listing, reasons in judged if reasons], by)
    return Done([listing for listing, _reasons in judged], refused)


@transaction.atomic
def pause_all(keys: Collection[int], *, by: User) -> Done:
    """Not for now."""
    return _move(keys, State.PAUSED, by=by)


@transaction.atomic
def resume_all(keys: Collection[int], *, by: User) -> Done:
    """What was paused can be asked for again."""

    held = hold(keys)
    own_rules = _OwnRules(held)

    def judge(listing: Listing) -> None:
        expect(listing, State.PAUSED)
        publication.check(listing)
        own_rules.check(listing)

    judged, refused = sift(held, judge, by=by)
    resumed = [listing for listing, _nothing in judged]
    _start(resumed, by)
    return Done(resumed, refused)


@transaction.atomic
def withdraw_all(keys: Collection[int], *, by: User) -> Done:
    """They are offered no longer."""
    return _move(keys, State.WITHDRAWN, by=by)


def hold(keys: Collection[int]) -> list[Listing]:
    """These, with what judges them, locked until the transaction ends; in one order, so
    that two who hold some of the same wait for each other."""
    known = Listing.objects.select_related(
        "organisation", "location", "category", "approval"
    )
    held = known.defer("search").select_for_update(of=("self",)).order_by("pk")
    return list(held.filter(pk__in=keys))


def sift(
    listings: Sequence[Listing], judge: Callable[[Listing], Found], *, by: User
) -> tuple[list[tuple[Listing, Found]], dict[int, Exception]]:
    """Those that this person keeps and `judge` does not refuse, each with what it
    found; and with what the others were refused."""
    passed: list[tuple[Listing, Found]] = []
    refused: dict[int, Exception] = {}
    for listing in listings:
        try:
            if not rules.can_manage(by, listing):
                raise PermissionDenied
            passed.append((listing, judge(listing)))
        except (Refused, PermissionDenied) as error:
            refused[listing.pk] = error
    return passed, refused


class _OwnRules:
    """What waits for a yes inside its own organisation is asked for one by one, so that
    nobody gets a hundred letters."""

    def __init__(self, listings: Sequence[Listing]):
        owners = {it.organisation_id: it.organisation for it in listings}
        self._rules = {key: approvals.rules_of(it) for key, it in owners.items()}

    def check(self, listing: Listing) -> None:
        """Refuse what waits, with the way to ask for it."""
        if approving.must_wait(listing, self._rules[listing.organisation_id]):
            page = (_("To your offer"), reverse("listings:detail", args=[listing.pk]))
            sentence = _("This needs approval first: open it and press Publish.")
            raise Refused(sentence, instead=page)


def _waits(offer: NewOffer, rules_of_owner: list[Rule]) -> bool:
    is_to_go = offer.reasons is not None
    return is_to_go and approving.must_wait(offer.listing, rules_of_owner)


class _Reviews:
    """Why a moderator looks first at some drafts; what hangs on more than the draft is
    asked once for all of them."""

    def __init__(self, listings: Sequence[Listing]):
        keys = [listing.pk for listing in listings]
        back = Listing.objects.filter(pk__in=keys).sent_back().order_by()
        self._sent_back = set(back.values_list("pk", flat=True))
        owners = {it.organisation_id: it.organisation for it in listings}
        new = publication.is_newcomer
        self._newcomers = {key for key, owner in owners.items() if new(owner)}

    def __call__(self, listing: Listing) -> list[str]:
        return publication.reasons_for_review(
            listing,
            newcomer=listing.organisation_id in self._newcomers,
            sent_back=listing.pk in self._sent_back,
        )


def _draft_all(listings: list[Listing], by: User) -> None:
    Listing.objects.bulk_create(listings)
    steps = [ListingStep(subject=it, state=State.DRAFT, by=by) for it in listings]
    ListingStep.objects.bulk_create(steps)


def _start(listings: list[Listing], by: User) -> None:
    changed: set[str] = set()
    for listing in listings:
        changed.update(listing.started())
    if listings:
        Listing.objects.bulk_update(listings, sorted(changed))
    _move_live(listings, by)


def _move_live(listings: list[Listing], by: User) -> None:
    """Live; and gone at once where nothing is left."""
    move_all(listings, State.LIVE, by=by)
    move_all([it for it in listings if not it.left], State.GONE, by=by)


def _hand_in(offers: list[tuple[Listing, list[str]]], by: User) -> None:
    """To a moderator first, and why."""
    whys = [" ".join(reasons) for _listing, reasons in offers]
    move_all([it for it, _reasons in offers], State.IN_REVIEW, by=by, why=whys)


def _move(keys: Collection[int], state: str, *, by: User) -> Done:
    def judge(listing: Listing) -> None:
        if not listing.may_move(state):
            raise Refused(listing.refusal())

    judged, refused = sift(hold(keys), judge, by=by)
    moved = [listing for listing, _nothing in judged]
    move_all(moved, state, by=by)
    return Done(moved, refused)
