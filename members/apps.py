"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """The app's name on screen."""

    name = "members"
    verbose_name = _("Members")
