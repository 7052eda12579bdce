"""What members and moderators do with listings. Each function is one deed."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.terms import Term
from listings import approving, holds, photos, rules, word_changes
from listings.intake import prohibited, publication, questions
from listings.letters import tell
from listings.models import Listing, ListingStep
from listings.renaming import tell_new_title
from members.models import User
from members.rules import can_moderate

State = Listing.State
# What was handed in is judged at every change; a draft only when it is published.
PUBLISHED = [State.LIVE, State.PAUSED, State.GONE, State.IN_REVIEW]
# Where what others see or a moderator judges waits for another yes of its own.
SHOWN: dict[str, str] = {State.LIVE: State.PAUSED, State.IN_REVIEW: State.DRAFT}
# Not its dates and lot: those belong to the pieces themselves.
COPIED = [
    "location",
    "category",
    "title",
    "description",
    "terms",
    "price_eur",
    "rent_eur",
    "rent_per",
    "rent_week_eur",
    "rent_month_eur",
    "deposit_eur",
    "buffer_days",
    "min_days",
    "max_days",
    "quantity",
    "unit",
    "condition",
    "gtin",
    "weight_kg",
    "new_price_eur",
    "length_cm",
    "width_cm",
    "height_cm",
    "audience",
    "own_days",
    "gives_to",
    "group",
    "room",
]


def written(*, by: User, **fields) -> Listing:
    """What somebody's organisation could offer, not kept yet."""
    if not rules.can_offer(by):
        raise PermissionDenied
    usual = {"own_days": by.trades_for.first_days}
    listing = Listing(made_by=by, organisation=by.trades_for, **usual | fields)
    if not _stands_at_home(listing):
        raise PermissionDenied
    publication.check_days(listing)
    listing.left = listing.quantity
    return listing


@transaction.atomic
def draft(*, by: User, **fields) -> Listing:
    """Somebody writes down what their organisation could offer."""
    listing = written(by=by, **fields)
    listing.save(force_insert=True)
    listing.steps.create(state=State.DRAFT, by=by)
    return listing


@transaction.atomic
def copy(listing: Listing, *, by: User) -> Listing:
    """The same again, as a draft with its own copies of the photos."""
    listing = _lock(listing)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    copied = {name: getattr(listing, name) for name in COPIED}
    again = draft(by=by, declared=questions.copied(listing.declared), **copied)
    photos.copy(listing, to=again)
    return again


@transaction.atomic
def publish(listing: Listing, *, by: User) -> Listing:
    """A draft goes live, or to a moderator first; after a yes of its own organisation,
    where that wants so."""
    listing = _lock(listing)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    expect(listing, State.DRAFT)
    if not approving.begin(listing, by=by):
        offer(listing, by=by)
    return listing


@transaction.atomic
def relist(
    listing: Listing, *, by: User, available_until: date | None = None
) -> Listing:
    """What was withdrawn or expired is offered again, with a new last day when the
    old one is past."""
    listing = _lock(listing)
    if not rules.can_relist(by, listing):
        raise PermissionDenied
    expect(listing, State.WITHDRAWN, State.EXPIRED)
    if not listing.left:
        raise publication.mend(listing, _("Nothing is left. Raise the quantity first."))
    listing.available_until = available_until or listing.available_until
    listing.announced_at = None
    listing.live_at = listing.live_at and timezone.now()
    listing.save(update_fields=["available_until", "announced_at", "live_at"])
    if not approving.begin(listing, by=by):
        offer(listing, by=by)
    return listing


@transaction.atomic
def pause(listing: Listing, *, by: User) -> Listing:
    """Not for now: nobody can ask for it until it is resumed."""
    listing = _lock(listing)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    listing.move(State.PAUSED, by=by)
    return listing


@transaction.atomic
def resume(listing: Listing, *, by: User) -> Listing:
    """A paused listing can be asked for again."""
    listing = _lock(listing)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    expect(listing, State.PAUSED)
    publication.check(listing)
    if not approving.begin(listing, by=by):
        go_live(listing, by=by)
    return listing


@transaction.atomic
def withdraw(listing: Listing, *, by: User) -> Listing:
    """The owner offers it no longer."""
    listing = _lock(listing)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    approving.drop(listing)
    listing.move(State.WITHDRAWN, by=by)
    return listing


@transaction.atomic
def revise(listing: Listing, *, by: User, **fields) -> Listing:
    """Change what a listing says. What was published is judged again, and those who
    want such things are looked for again."""
    listing = _lock(listing)
    if not rules.can_edit(by, listing):
        raise PermissionDenied
    if Term.RENT not in fields.get("terms", [Term.RENT]):
        fields |= {"rent_week_eur": None, "rent_month_eur": None}
    before = prohibited.judge_listing(listing)
    left = publication.left_of(listing, fields.get("quantity", listing.quantity))
    old = {name: getattr(listing, name) for name in fields}
    was = approving.what_is_offered(listing).kept
    changed = [name for name in fields if old[name] != fields[name]]
    for name in changed:
        setattr(listing, name, fields[name])
    if not _stands_at_home(listing):
        raise PermissionDenied
    listing.left = left
    if changed and listing.state in PUBLISHED:
        changed = _judge_again(listing, before, old, changed, by=by)
    if "own_days" in changed:
        listing.change_own_days()
    if changed:
        listing.announced_at = None
        kept = ["left", "announced_at", "opens_at", *listing.touched()]
        listing.save(update_fields=[*changed, *kept])
        if "title" in changed:
            tell_new_title(listing)
        _settle(listing, by=by)
        _approve_again(listing, was, by=by)
        holds.settled(listing)
    return listing


@transaction.atomic
def approve(listing: Listing, *, by: User) -> Listing:
    """A moderator lets a listing in review go live; its maker gets a letter."""
    listing = _lock(listing)
    if not can_moderate(by):
        raise PermissionDenied
    expect(listing, State.IN_REVIEW)
    publication.check(listing)
    tell("listings/letters/approved", go_live(listing, by=by))
    return listing


@transaction.atomic
def send_back(listing: Listing, *, by: User, why: str) -> Listing:
    """A moderator asks the maker to change something first, and says what."""
    listing = _lock(listing)
    if not can_moderate(by):
        raise PermissionDenied
    expect(listing, State.IN_REVIEW)
    tell("listings/letters/sent_back", listing.move(State.DRAFT, by=by, why=why))
    return listing


@transaction.atomic
def take_down(listing: Listing, *, by: User, why: str) -> Listing:
    """A moderator removes a listing from sight; its maker reads why."""
    listing = _lock(listing)
    if not can_moderate(by):
        raise PermissionDenied
    expect(listing, *PUBLISHED, State.EXPIRED)
    step = listing.move(State.WITHDRAWN, by=by, why=why)
    listing.taken_down_at = step.at
    listing.save(update_fields=["taken_down_at"])
    tell("listings/letters/taken_down", step)
    return listing


@transaction.atomic
def restore(listing: Listing, *, by: User) -> Listing:
    """A moderator brings back what was taken down, to where it was."""
    listing = _lock(listing)
    if not can_moderate(by):
        raise PermissionDenied
    if listing.taken_down_at is None:
        raise Refused(_("This listing was not taken down."))
    listing.taken_down_at = None
    listing.save(update_fields=["taken_down_at"])
    tell("listings/letters/restored", _bring_back(listing, by=by))
    return listing


@transaction.atomic
def open_now(listing: Listing, *, by: User) -> Listing:
    """Its own people need not have it to themselves any longer."""
    listing = _lock(listing)
    if not rules.can_manage(by, listing):
        raise PermissionDenied
    expect(listing, State.LIVE)
    if listing.opens_at:
        listing.opens_at, listing.live_at = None, timezone.now()
        listing.save(update_fields=["opens_at", "live_at"])
    return listing


def _lock(listing: Listing) -> Listing:
    return Listing.objects.lock(listing.pk)


def expect(listing: Listing, *states: str) -> None:
    """Refuse what is in none of these: several deeds lead to the same state, and each
    starts somewhere else."""
    if listing.state not in states:
        raise Refused(listing.refusal())


def _stands_at_home(listing: Listing) -> bool:
    """Goods stand at a place of the organisation that offers them."""
    return listing.location.organisation_id == listing.organisation_id


def offer(listing: Listing, *, by: User) -> ListingStep:
    """Live, or in review when a moderator should look first."""
    is_new = listing.live_at is None and publication.is_newcomer(listing.organisation)
    if reasons := publication.reasons_for_review(listing, newcomer=is_new):
        return listing.move(State.IN_REVIEW, by=by, why=" ".join(reasons))
    return go_live(listing, by=by)


def go_live(listing: Listing, *, by: User) -> ListingStep:
    """Live; and gone at once when nothing is left."""
    listing.save(update_fields=listing.started())
    step = listing.move(State.LIVE, by=by)
    if not listing.left:
        step = listing.move(State.GONE, by=by)
    holds.settled(listing)
    return step


def _bring_back(listing: Listing, *, by: User) -> ListingStep:
    """To a moderator if it was never live, to its owner if its last day is over."""
    if listing.live_at is None:
        return listing.move(State.IN_REVIEW, by=by)
    if listing.is_past:
        return listing.move(State.EXPIRED, by=by)
    publication.check(listing)
    return go_live(listing, by=by)


def _judge_again(
    listing: Listing,
    before: prohibited.Verdict,
    old: dict[str, Any],
    changed: list[str],
    *,
    by: User,
) -> list[str]:
    """Others can see it: refuse new words that block; words that a moderator has not
    seen yet wait, and the approved ones stay. A moderator's own words need no second
    look. Returns what is changed at once."""
    verdict = publication.check_change(listing, changed, moderated=can_moderate(by))
    if can_moderate(by) or listing.state == State.IN_REVIEW:
        return changed
    if unseen := [str(hit) for hit in verdict.new_since(before)]:
        why = " ".join(unseen)
        return word_changes.propose(listing, old, changed, by=by, why=why)
    if set(changed) & set(word_changes.WORDS):
        word_changes.replace(listing, by=by)
    return changed


def _approve_again(listing: Listing, was: dict[str, Any], *, by: User) -> None:
    """What its own organisation approved, or is asked to approve, is something else
    now than it `was`: what waits is asked anew, and what is live pauses until then."""
    if can_moderate(by) or approving.what_is_offered(listing).kept == was:
        return
    waits = listing.approval is not None and listing.approval.is_waiting
    if not waits and listing.state not in SHOWN:
        return
    if not approving.begin(listing, by=by):
        approving.drop(listing)
    elif listing.state in SHOWN:
        listing.move(SHOWN[listing.state], by=by)


def _settle(listing: Listing, *, by: User) -> None:
    """Another quantity: there is something left again, or nothing any more."""
    if listing.state == State.GONE and listing.left:
        go_live(listing, by=by)
    elif listing.state == State.LIVE and not listing.left:
        listing.move(State.GONE, by=by)
