"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app's name on screen; rentals and loans keep pieces of a listing, and a claim
    keeps its title."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims.availability import holds
        from claims.titles import follow
        from listings.holds import held_by
        from listings.renaming import hears_of_new_titles

        held_by(holds)
        hears_of_new_titles(follow)
