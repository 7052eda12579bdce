"""What the clock does with statements."""

from functools import partial

from django.utils import timezone

from base.sweeps import sweep
from billing import letters
from billing.actions.fixing import fix, obstacles
from billing.actions.reckoning import reckon
from billing.models import Look, Statement
from claims.deadlines import workdays_later

WORKDAYS_TO_LOOK = 3


def look_at_claims() -> int:
    """What changed of claims comes on the statement of the month."""
    return sweep(Look.objects.due(timezone.now()).select_related("claim"), _look)


def close_months() -> int:
    """When a month is over its seller is asked to look through it."""
    return sweep(Statement.objects.to_close(timezone.now()), _close)


def fix_what_is_due() -> int:
    """After three workdays what is complete is fixed by itself."""
    return sweep(Statement.objects.to_fix(timezone.now()), _fix)


# What lacks is said in the language of who reads it, so a letter asks for itself.
def _look(look: Look) -> None:
    reckon(look.claim, timezone.localdate(look.due_at))
    look.delete()


def _close(statement: Statement) -> None:
    """One of which all was taken off meanwhile goes without a trace."""
    if not statement.charges.exists():
        statement.delete()
        return
    step = statement.move(Statement.State.READY)
    statement.closes_at = None
    statement.fix_at = workdays_later(timezone.now(), WORKDAYS_TO_LOOK)
    statement.save(update_fields=["closes_at", "fix_at"])
    letters.tell_seller("ready", step, obstacles=partial(obstacles, statement))


def _fix(statement: Statement) -> None:
    """What lacks something waits for its seller, who reads what."""
    if not obstacles(statement):
        fix(statement)
        return
    statement.fix_at = None
    statement.save(update_fields=["fix_at"])
    letters.tell_seller("waits", statement, obstacles=partial(obstacles, statement))
