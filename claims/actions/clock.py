"""What the clock does with claims."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from base.sweeps import sweep
from claims import letters
from claims.models import Claim

State = Claim.State
# Kept in the source language, read in everybody's own.
NO_LONGER_OFFERED = gettext_noop("This is no longer offered.")


def remind_unanswered() -> int:
    """After three workdays the owner is reminded once, with their coordinators."""
    return sweep(Claim.objects.to_remind(timezone.now()), _remind)


def expire_unanswered() -> int:
    """What nobody answered in time ends, and both sides read so."""
    return sweep(Claim.objects.to_expire(timezone.now()), _expire)


def close_on_withdrawn_listings() -> int:
    """Whoever asked for what is no longer offered gets a no, and reads why."""
    return sweep(Claim.objects.on_closed_listings(timezone.now()), _close)


def _remind(claim: Claim) -> None:
    letters.tell_owner_and_coordinators("unanswered", claim)
    claim.remind_at = None
    claim.save(update_fields=["remind_at"])


def _expire(claim: Claim) -> None:
    letters.tell_both("expired", claim.move(State.EXPIRED))


def _close(claim: Claim) -> None:
    letters.tell_asker("closed", claim.move(State.DECLINED, why=NO_LONGER_OFFERED))
