"""What the clock does with pickups; after a full batch, it goes on at once."""

from celery import shared_task

from base.sweeps import BATCH
from logistics import actions


@shared_task
def remind_of_tomorrow() -> None:
    """Remind both sides of a pickup the day before."""
    if actions.remind_of_tomorrow() == BATCH:
        remind_of_tomorrow.delay()


@shared_task
def ask_what_happened() -> None:
    """Ask both sides whether a pickup happened."""
    if actions.ask_what_happened() == BATCH:
        ask_what_happened.delay()


@shared_task
def remind_of_returns() -> None:
    """Speak of bringing back what was rented or lent."""
    if actions.remind_of_returns() == BATCH:
        remind_of_returns.delay()
