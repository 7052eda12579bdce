"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListingsConfig(AppConfig):
    """The app's name on screen."""

    name = "listings"
    verbose_name = _("Offers")
