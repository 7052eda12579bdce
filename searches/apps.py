"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchesConfig(AppConfig):
    """The app's name on screen."""

    name = "searches"
    verbose_name = _("Saved searches")
