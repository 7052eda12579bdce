"""Calendars elsewhere that read somebody's agenda at a secret address."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from logistics.models import CalendarFeed
from members.models import User
from members.rules import may_trade

BYTES = 32  # of chance in an address: nobody guesses 2^256
BETWEEN_NOTES = timedelta(hours=1)  # of when it was read last


@transaction.atomic
def renew(*, by: User, whose: str) -> str:
    """A new secret; what read the former address reads nothing any more."""
    if not may_trade(by):
        raise PermissionDenied
    secret = secrets.token_urlsafe(BYTES)
    fresh = {
        "organisation": by.trades_for,
        "whose": whose,
        "secret_hash": hash_of(secret),
        "made_at": timezone.now(),
        "read_at": None,
    }
    CalendarFeed.objects.update_or_create(person=by, defaults=fresh)
    return secret


def end(*, by: User) -> None:
    """Nobody reads it any more."""
    CalendarFeed.objects.filter(person=by).delete()


def opened(secret: str) -> CalendarFeed | None:
    """Whose agenda that address shows; None when there is no such address (any more).
    Who left takes nothing along: their address is gone for good."""
    people = CalendarFeed.objects.select_related("person__organisation")
    feed = people.filter(secret_hash=hash_of(secret)).first()
    if feed is None:
        return None
    if feed.person.organisation_id != feed.organisation_id:
        feed.delete()
        return None
    return feed if may_trade(feed.person) else None


def note_read(feed: CalendarFeed) -> None:
    """Somebody's calendar looks; written down once an hour at most."""
    now = timezone.now()
    if feed.read_at is None or feed.read_at < now - BETWEEN_NOTES:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)


def hash_of(secret: str) -> str:
    """What is kept of it: it is chance alone, so one round of SHA-256 is enough."""
    return sha256(secret.encode()).hexdigest()
