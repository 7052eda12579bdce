"""How the admin calls this app, and what it says to earlier stages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListingsConfig(AppConfig):
    """The app's name on screen; a daily letter tells of no listing that is hidden."""

    name = "listings"
    verbose_name = _("Offers")

    def ready(self) -> None:
        from listings.letters import LISTING, seen_now
        from outbox.items import seen_by

        seen_by(LISTING, seen_now)
