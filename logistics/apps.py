"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogisticsConfig(AppConfig):
    """The app's name on screen."""

    name = "logistics"
    verbose_name = _("Pickups")
