"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app's name on screen; rentals and loans keep pieces of a listing, a claim
    keeps its title, and who waits for pieces moves up when there are more."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from approvals.following import follows
        from approvals.models import Deed
        from claims import leaving, titles
        from claims.actions import approved, waiting_list
        from claims.availability import holds
        from listings.holds import followed_by, held_by
        from listings.renaming import hears_of_new_titles
        from members.handing_over import CLAIMS, hands_over

        held_by(holds)
        followed_by(waiting_list.follow)
        hears_of_new_titles(titles.follow)
        asked, given = approved.hold_asked, approved.hold_given
        follows(Deed.ASK, hold=asked, follow=approved.follow_asked)
        follows(Deed.GIVE, hold=given, follow=approved.follow_given)
        hands_over(leaving.hand_over, locks=CLAIMS)
