"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClearancesConfig(AppConfig):
    """The app's name on screen."""

    name = "clearances"
    verbose_name = _("Clearances")
