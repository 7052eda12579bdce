"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app's name on screen; rentals and loans keep pieces of a listing, a claim
    keeps its title, and who waits for pieces moves up when there are more."""

    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        from claims import titles
        from claims.actions import waiting_list
        from claims.availability import holds
        from listings.holds import followed_by, held_by
        from listings.renaming import hears_of_new_titles

        held_by(holds)
        followed_by(waiting_list.follow)
        hears_of_new_titles(titles.follow)
