"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionsConfig(AppConfig):
    """The app's name on screen."""

    name = "selections"
    verbose_name = _("Many offers at once")
