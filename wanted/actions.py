"""What members do with wants. Each function is one deed."""

import logging
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.failures import Failures
from base.refusal import Refused
from base.sweeps import name_of, sweep
from listings import actions as offers
from listings.intake import prohibited
from listings.models import Listing
from members.models import Location, User
from wanted import drafts, letters, matching, news, rules, urgent_letters
from wanted.models import Answer, Match, Want

logger = logging.getLogger(__name__)
State = Want.State
BATCH = 100


@transaction.atomic
def post_want(*, by: User, submission: UUID | None = None, **fields) -> Want:
    """Somebody asks the others for something; the clock looks for who has it. The
    same form sent again gives the same want."""
    check_can_ask(by=by)
    User.objects.hold(by)
    if earlier := Want.objects.made_by(by).sent_as(submission).first():
        return earlier
    ours = {"made_by": by, "organisation": by.organisation}
    want = Want(submission=submission, **ours, **fields)
    if not _goes_home(want.location, by):
        raise PermissionDenied
    check_words(want)
    want.save(force_insert=True)
    want.steps.create(state=State.OPEN, by=by)
    return want


@transaction.atomic
def revise(want: Want, *, by: User, **fields) -> Want:
    """Change what is asked; it is looked for afresh."""
    want = _lock(want)
    check_can_revise(want, by=by)
    changed = [name for name in fields if getattr(want, name) != fields[name]]
    for name in changed:
        setattr(want, name, fields[name])
    if not _goes_home(want.location, by):
        raise PermissionDenied
    check_words(want)
    if changed:
        want.matched_at = None
        want.save(update_fields=[*changed, "matched_at"])
    return want


@transaction.atomic
def close(want: Want, *, by: User, why: str = "") -> Want:
    """It is needed no longer; those who answered need not keep it."""
    want = _lock(want)
    if not rules.can_close(by, want):
        raise PermissionDenied
    _end(want, State.CLOSED, by=by, why=why)
    return want


@transaction.atomic
def meet(want: Want, *, by: User) -> Want:
    """They have what they asked for, from here or elsewhere."""
    want = _lock(want)
    if not rules.can_manage(by, want):
        raise PermissionDenied
    _end(want, State.MET, by=by)
    return want


@transaction.atomic
def reopen(want: Want, *, by: User, needed_by: date | None = None) -> Want:
    """It is needed after all: asked anew as from today, by a new day if need be."""
    want = _lock(want)
    check_can_reopen(want, by=by)
    if want.location.closed_at:
        raise Refused(_("Its location is closed. Ask for it anew."))
    want.needed_by = needed_by
    want.posted_at, want.matched_at = timezone.now(), None
    want.save(update_fields=["needed_by", "posted_at", "matched_at"])
    want.move(State.OPEN, by=by)
    return want


@transaction.atomic
def answer(want: Want, *, by: User, listing: Listing, message: str = "") -> Answer:
    """“We have this”, with one of their own listings. The asker gets a letter as soon
    as it can be had."""
    want = _lock(want)
    check_can_answer(want, by=by)
    if listing.organisation_id != by.organisation_id:
        raise PermissionDenied
    if not listing.is_for(want.organisation):
        sentence = _("They can't see this offer yet. Open it to them first.")
        address = reverse("listings:edit", args=[listing.pk])
        raise Refused(sentence, instead=(_("Change the offer"), address))
    given, is_new = Answer.objects.get_or_create(
        want=want, listing=listing, defaults={"by": by, "message": message}
    )
    if not is_new:
        sentence = _("You answered with this offer already.")
        raise Refused(sentence, instead=_page(want))
    if listing.is_live:
        _announce(given)
    return given


@transaction.atomic
def answer_with_new(want: Want, *, by: User) -> Listing:
    """“We have this”, though it is not offered yet: a draft is made of the want, and
    the asker hears of it when it goes live. A second time gives the same draft."""
    want = _lock(want)
    check_can_answer(want, by=by)
    begun = want.answers.given_by(by.organisation).not_offered_yet().first()
    if begun:
        return begun.listing
    listing = offers.draft(by=by, **drafts.fields(want, by=by))
    answer(want, by=by, listing=listing)
    return listing


def check_can_ask(*, by: User) -> None:
    """Refuse who may not."""
    if not rules.can_ask(by):
        raise PermissionDenied


def check_can_revise(want: Want, *, by: User) -> None:
    """Refuse who may not, or comes too late."""
    if not rules.can_manage(by, want):
        raise PermissionDenied
    if not want.is_open:
        raise Refused(want.refusal(), instead=_page(want))


def check_can_reopen(want: Want, *, by: User) -> None:
    """Refuse who may not, or what is open still."""
    if not rules.can_manage(by, want):
        raise PermissionDenied
    if not want.may_move(State.OPEN):
        raise Refused(want.refusal(), instead=_page(want))
    if want.was_closed_by_staff:
        anew = (_("Post a wanted ad"), reverse("wanted:post"))
        raise Refused(_("A moderator closed this, and said why."), instead=anew)


def check_can_answer(want: Want, *, by: User) -> None:
    """Refuse who may not, or comes too late."""
    if not rules.can_answer(by, want):
        raise PermissionDenied
    if not want.is_open:
        elsewhere = (_("See what others ask for"), reverse("wanted:index"))
        raise Refused(want.refusal(), instead=elsewhere)


def check_words(want: Want) -> None:
    """Refuse to ask for what may not be shared either."""
    prohibited.judge_category(want.category).check()
    prohibited.judge(want.title, want.description).check()


def match_new_listings() -> int:
    """Find who wants what went live, and tell them when all new listings were looked
    at, so that a list of a thousand rows is one letter. Returns how many were."""
    looked_at = _by_batch(Listing.objects.unannounced(), _match_listings)
    if looked_at < BATCH:
        _tell_the_news()
    return looked_at


def match_new_wants() -> int:
    """Find what is there for new and changed wants. Returns how many were looked at."""
    looked_at = _by_batch(Want.objects.unmatched(), _match_wants)
    if looked_at < BATCH:
        _tell_the_news()
    return looked_at


def close_past() -> int:
    """End what was needed by a day that is over; its maker can ask anew."""
    return sweep(Want.objects.past(timezone.localdate()), _expire)


def mark_met() -> int:
    """What was handed over in full is met."""
    return sweep(Want.objects.supplied(), _mark_met)


def _by_batch(due: QuerySet, deed: Callable[[list], None]) -> int:
    """Do a deed with many rows in one go, which is much faster than one by one; that
    is only done when some row of the batch makes it fail."""
    failures = Failures(name_of(deed), due.model)
    try:
        done = _do_batch(failures.without(due), deed)
    except Exception:
        logger.exception("A batch failed; now one by one")
        return sweep(due, lambda row: deed([row]), name_of(deed))
    failures.forget_all_but(due)
    return done


@transaction.atomic
def _do_batch(due: QuerySet, deed: Callable[[list], None]) -> int:
    # Not the usual lock: this one lets a match with these rows be written meanwhile.
    held = due.select_for_update(skip_locked=True, no_key=True, of=("self",))
    rows = list(held.defer("search")[:BATCH])
    if rows:
        deed(rows)
    return len(rows)


def _match_listings(listings: list[Listing]) -> None:
    found = matching.for_listings(listings)
    matching.record(found, listing__in=listings)
    urgent_letters.tell_owners(found)
    Listing.objects.filter(pk__in=[listing.pk for listing in listings]).mark_announced()


def _match_wants(wants: list[Want]) -> None:
    found = matching.for_wants(wants)
    matching.record(found, want__in=wants)
    urgent_letters.tell_owners(found)
    Want.objects.filter(pk__in=[want.pk for want in wants]).mark_matched()


def _tell_the_news() -> None:
    """Answers first: what its owner offered needs no second letter about a match."""
    sweep(Answer.objects.waiting(), _announce)
    news.tell_all()


def _announce(given: Answer) -> None:
    letters.tell_of_answer(given)
    given.announced_at = timezone.now()
    given.save(update_fields=["announced_at"])
    Match.objects.about(given).unannounced().mark_announced()


def _expire(want: Want) -> None:
    _end(want, State.EXPIRED)


def _mark_met(want: Want) -> None:
    letters.tell_asker("met", want.move(State.MET))


def _end(want: Want, state: str, *, by: User | None = None, why: str = "") -> None:
    step = want.move(state, by=by, why=why)
    letters.tell_asker(state, step)
    letters.tell_answerers(step)


def _lock(want: Want) -> Want:
    return Want.objects.lock(want.pk)


def _goes_home(location: Location, by: User) -> bool:
    """What is asked for goes to a place of the organisation that asks."""
    return location.organisation_id == by.organisation_id


def _page(want: Want) -> tuple[str, str]:
    return _("See what was asked"), want.get_absolute_url()
