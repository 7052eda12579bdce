"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app's name on screen; rentals and loans keep pieces of a listing, and who
    waits for some moves up when there are more."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims.actions import follow
        from claims.availability import holds
        from listings.holds import followed_by, held_by

        held_by(holds)
        followed_by(follow)
