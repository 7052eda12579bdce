"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """The app's name on screen."""

    name = "upkeep"
    verbose_name = _("Upkeep of offers")
