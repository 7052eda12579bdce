"""What the clock does with selections; after a full batch, it goes on at once."""

from celery import shared_task
from django.db.models import F

from base.due_rows import DueRows, watched
from selections import actions
from selections.models import Selected, Selection


@shared_task
@watched(DueRows(lambda _now: Selected.objects.waiting(), since="selection__moved_at"))
def go_on() -> None:
    """Do what is wanted with the offers that nobody waited for."""
    if actions.do_due() >= actions.AT_ONCE:
        go_on.delay()


@shared_task
@watched(
    DueRows(
        lambda now: Selection.objects.before(now - actions.KEPT),
        since=F("made_at") + actions.KEPT,
    )
)
def forget_old() -> None:
    """Delete what was done with many at once long ago."""
    actions.forget_old()
