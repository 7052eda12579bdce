"""The states of a claim by name, and the groups of them that questions are about."""

from django.db.models import Q

from catalogue.terms import COMING_BACK

# Waits for a yes at its asker's own; its owner knows nothing of it yet.
TO_APPROVE = "to_approve"
ASKED, WAITING, PROPOSED = "asked", "waiting", "proposed"
ACCEPTED, SCHEDULED = "accepted", "scheduled"
HANDED_OVER, RETURNED, DONE = "handed_over", "returned", "done"
# Nothing came of it.
ENDED = ["declined", "withdrawn", "expired"]
# The owner can say yes or no: at once, or when something comes free.
WANTED = [ASKED, WAITING]
# Not yet agreed by both: so long the same organisation does not ask once more.
UNDECIDED = [TO_APPROVE, *WANTED, PROPOSED]
OPEN_STATES = [*UNDECIDED, ACCEPTED, SCHEDULED]
# Holds goods: offered to one asker, promised, or out and not yet returned.
HOLDING = [PROPOSED, ACCEPTED, SCHEDULED, HANDED_OVER]
# May come free again: kept for somebody, and still with the owner.
KEPT = [TO_APPROVE, PROPOSED, ACCEPTED, SCHEDULED]
# Ends by itself, with a warning before, when its own side does nothing.
LAPSING = [WAITING, PROPOSED, ACCEPTED]
# Said yes to: from here on both sides see whom to call and where to be.
AGREED = [ACCEPTED, SCHEDULED, HANDED_OVER, RETURNED, DONE]
# The way that goods go; what was lent also comes back.
PATH = [ASKED, ACCEPTED, SCHEDULED, HANDED_OVER]
# A room is used and a service is done: nothing moves.
PATH_WITHOUT_GOODS = [ASKED, ACCEPTED, DONE]
TEMPORARY = [term.value for term in COMING_BACK]
RUNNING = Q(state__in=OPEN_STATES) | Q(state=HANDED_OVER, term__in=TEMPORARY)
