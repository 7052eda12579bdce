"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WantedConfig(AppConfig):
    """The app's name on screen."""

    name = "wanted"
    verbose_name = _("Wanted")
