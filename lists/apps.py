"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListsConfig(AppConfig):
    """The app's name on screen."""

    name = "lists"
    verbose_name = _("Surplus lists")
