"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """The app's name on screen."""

    name = "outbox"
    verbose_name = _("Letters")
