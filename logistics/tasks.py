"""What the clock does with pickups; after a full batch, it goes on at once."""

from celery import shared_task

from base.due_rows import DueRows, watched
from base.sweeps import BATCH
from claims.models import Claim
from logistics import actions
from logistics.models import Pickup


@shared_task
@watched(DueRows(Pickup.objects.to_remind, since="remind_at"))
def remind_of_tomorrow() -> None:
    """Remind both sides of a pickup the day before."""
    if actions.remind_of_tomorrow() == BATCH:
        remind_of_tomorrow.delay()


@shared_task
@watched(DueRows(Pickup.objects.to_chase, since="chase_at"))
def ask_what_happened() -> None:
    """Ask both sides whether a pickup happened."""
    if actions.ask_what_happened() == BATCH:
        ask_what_happened.delay()


@shared_task
@watched(DueRows(Pickup.objects.to_assume, since="assumed_at"))
def assume_handed_over() -> None:
    """Close pickups that nobody said a word of."""
    if actions.assume_handed_over() == BATCH:
        assume_handed_over.delay()


@shared_task
@watched(DueRows(Claim.objects.to_ask_for_the_rest, since="rest_due_at"))
def ask_for_the_rest() -> None:
    """Ask for a plan for what is left of claims."""
    if actions.ask_for_the_rest() == BATCH:
        ask_for_the_rest.delay()


@shared_task
@watched(DueRows(Claim.objects.to_bring_back, since="remind_at"))
def remind_of_returns() -> None:
    """Speak of bringing back what was rented or lent."""
    if actions.remind_of_returns() == BATCH:
        remind_of_returns.delay()
