"""Which claims a list shows."""

from django.http import QueryDict

from claims.models import Claim
from claims.querysets import ClaimQuerySet
from members.models import User


class Side:
    """Asked of us, or asked by us; running, or ended. The address bar holds it."""

    def __init__(self, data: QueryDict, user: User):
        self.organisation = user.organisation
        self.ours = data.get("side") == "ours"
        self.ended = data.get("state") == "ended"

    def claims(self) -> ClaimQuerySet:
        """The claims of this list, the newest first."""
        all_claims = Claim.objects.for_lines().prefetch_related("listing__photos")
        claims = (
            all_claims.asked_by(self.organisation)
            if self.ours
            else all_claims.asked_of(self.organisation)
        )
        return claims.ended() if self.ended else claims.running()
