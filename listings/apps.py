"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListingsConfig(AppConfig):
    """The app's name on screen; a daily letter tells of no listing that is hidden, an
    offer may wait for approval, and goes to a colleague when its maker leaves."""

    name = "listings"
    verbose_name = _("Offers")

    def ready(self) -> None:
        from approvals.following import follows
        from approvals.models import Deed
        from listings import approved, leaving
        from listings.letters import LISTING, seen_now
        from members.handing_over import LISTINGS, hands_over
        from outbox.items import seen_by

        seen_by(LISTING, seen_now)
        follows(Deed.OFFER, hold=approved.hold, follow=approved.follow)
        hands_over(leaving.hand_over, locks=LISTINGS)
