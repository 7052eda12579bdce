"""What the clock does with wants; after a full batch, it goes on at once."""

from celery import shared_task

from base.sweeps import BATCH
from wanted import actions


@shared_task
def match_new_listings() -> None:
    """Tell those who want it what went live."""
    if actions.match_new_listings() == actions.BATCH:
        match_new_listings.delay()


@shared_task
def match_new_wants() -> None:
    """Find what is there for new wants."""
    if actions.match_new_wants() == actions.BATCH:
        match_new_wants.delay()


@shared_task
def close_past() -> None:
    """End what was needed by a day that is over."""
    if actions.close_past() == BATCH:
        close_past.delay()


@shared_task
def mark_met() -> None:
    """Mark what was handed over as met."""
    if actions.mark_met() == BATCH:
        mark_met.delay()
