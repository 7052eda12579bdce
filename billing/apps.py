"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    """The app's name on screen."""

    name = "billing"
    verbose_name = _("Statements")
