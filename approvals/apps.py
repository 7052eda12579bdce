"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    """The app's name on screen."""

    name = "approvals"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        from approvals import leaving
        from members.handing_over import hands_over

        hands_over(leaving.hand_over)
