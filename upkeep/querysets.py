"""Which questions to owners, and which listings they are about."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from listings.models import Listing
from listings.querysets import ListingQuerySet


def ending(today: date) -> ListingQuerySet:
    """Live, in the last third of their time, at most two weeks before their last day,
    and not asked about it yet; the ones that end first stand first."""
    now, is_near = timezone.now(), Q()
    for left in range(15):
        day, since = today + timedelta(left), now - timedelta(2 * left)
        is_near |= Q(available_until=day, live_at__lte=since)
    asked = Q(nudges__cause="ending", nudges__day=F("available_until"))
    near = Listing.objects.live().filter(is_near).order_by("available_until")
    return near.exclude(asked)


def expiring(today: date, *, days: int, not_within: int, cause: str) -> ListingQuerySet:
    """Live, out of date within `days` but not within `not_within`, offered before that,
    and not asked about it yet for this cause; the first ones first."""
    last, first = today + timedelta(days), today + timedelta(not_within)
    asked = Q(nudges__cause=cause, nudges__day=F("expiry_date"))
    since = timezone.now() - timedelta(1)  # who just offered it knows
    due = Listing.objects.live().filter(
        expiry_date__gt=first, expiry_date__lte=last, live_at__lte=since
    )
    return due.exclude(asked).order_by("expiry_date")


class NudgeQuerySet(models.QuerySet):
    """Which questions to owners."""

    def unanswered(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answer="")

    def standing(self) -> Self:
        """Unanswered, and it still is so: no other date was given meanwhile, nobody
        touched it."""
        is_quiet = Q(cause="quiet", listing__silences__gt=0)
        is_ending = Q(cause="ending", listing__available_until=F("day"))
        is_expiring = Q(cause__endswith="months") | Q(cause="one_month")
        is_expiring &= Q(listing__expiry_date=F("day"))
        return self.unanswered().filter(is_quiet | is_ending | is_expiring)

    def asked_about(self, listings: ListingQuerySet) -> ListingQuerySet:
        """Those of the listings, live, whose people were asked what should happen with
        them; the first one to end first."""
        asked = self.standing().filter(listing=OuterRef("pk"))
        live = listings.live().filter(Exists(asked))
        return live.order_by("available_until", "pk")
