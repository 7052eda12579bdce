"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The app's name on screen."""

    name = "home"
    verbose_name = _("The site")
