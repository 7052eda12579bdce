"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The app's name on screen."""

    name = "claims"
    verbose_name = _("Claims")
