"""The states of a claim by name, and the groups of them that questions are about."""

from django.db.models import Q

from catalogue.terms import COMING_BACK

ASKED, ACCEPTED, SCHEDULED = "asked", "accepted", "scheduled"
HANDED_OVER, RETURNED, DONE = "handed_over", "returned", "done"
OPEN_STATES = [ASKED, ACCEPTED, SCHEDULED]
# Holds goods: promised, or out and not yet returned.
HOLDING = [ACCEPTED, SCHEDULED, HANDED_OVER]
# Said yes to: from here on both sides see whom to call and where to be.
AGREED = [ACCEPTED, SCHEDULED, HANDED_OVER, RETURNED, DONE]
# The way that goods go; what was lent also comes back.
PATH = [*OPEN_STATES, HANDED_OVER]
# A room is used and a service is done: nothing moves.
PATH_WITHOUT_GOODS = [ASKED, ACCEPTED, DONE]
TEMPORARY = [term.value for term in COMING_BACK]
RUNNING = Q(state__in=OPEN_STATES) | Q(state=HANDED_OVER, term__in=TEMPORARY)
