"""Offering in one go: the words, the photos and the publishing."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from base.refusal import Refused
from listings import actions, photos
from listings.models import Listing
from members.models import User


@transaction.atomic
def keep(
    *,
    by: User,
    submission: UUID | None = None,
    new_photos: Sequence[photos.Picture] = (),
    **fields,
) -> Listing:
    """A draft with its photos. The same form sent again gives the same draft: who
    makes it is held meanwhile, so that two clicks come one after the other."""
    User.objects.hold(by)
    earlier = Listing.objects.made_by(by).sent_as(submission).first()
    if earlier:
        return earlier
    listing = actions.draft(by=by, submission=submission, **fields)
    photos.add(listing, new_photos, by=by)
    return listing


@transaction.atomic
def offer(*, by: User, **answers) -> Listing:
    """Written down and published at once. What can't be published stays a draft,
    and its page says why."""
    return publish(keep(by=by, **answers), by=by)


@transaction.atomic
def change(
    listing: Listing, *, by: User, new_photos: Sequence[photos.Picture] = (), **fields
) -> Listing:
    """Other words, and photos behind those that are there: both, or neither."""
    listing = actions.revise(listing, by=by, **fields)
    photos.add(listing, new_photos, by=by)
    return listing


@transaction.atomic
def change_and_publish(listing: Listing, *, by: User, **answers) -> Listing:
    """The last words of a draft, and out it goes."""
    return publish(change(listing, by=by, **answers), by=by)


def publish(listing: Listing, *, by: User) -> Listing:
    """What can't be published stays a draft, and its page says why."""
    if listing.state != Listing.State.DRAFT:
        return listing
    with suppress(Refused), transaction.atomic():
        return actions.publish(listing, by=by)
    return listing
