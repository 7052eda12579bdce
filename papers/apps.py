"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    """The app's name on screen."""

    name = "papers"
    verbose_name = _("Papers")
