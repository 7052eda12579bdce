"""Times of a booking that are cancelled: what they kept is free again, and whether the
asker was later than agreed is kept. Only under the locks."""

from collections.abc import Sequence

from django.utils import timezone

from claims.models import Claim, Hold, Occasion
from members.models import User


def cancel(claim: Claim, times: Sequence[Occasion], *, by: User | None) -> None:
    """These times of a claim."""
    now = timezone.now()
    is_asker = by is not None and by.organisation_id == claim.organisation_id
    for occasion in times:
        occasion.cancelled_at, occasion.cancelled_by = now, by
        occasion.was_late = is_asker and claim.is_agreed and now > occasion.free_until
        occasion.sequence += 1
    fields = ["cancelled_at", "cancelled_by", "was_late", "sequence"]
    Occasion.objects.bulk_update(times, fields)
    Hold.objects.filter(occasion__in=[occasion.pk for occasion in times]).delete()


def cancel_what_is_ahead(claim: Claim, *, by: User | None) -> list[Occasion]:
    """All times to come, with a claim that ends; returns which."""
    standing = claim.booking.occasions.standing().select_related("booking")
    ahead = [occasion for occasion in standing if occasion.is_ahead]
    cancel(claim, ahead, by=by)
    return ahead


def was_used(claim: Claim) -> bool:
    """Was the room used at any of its times?"""
    return claim.booking.occasions.filter(used_at__isnull=False).exists()
