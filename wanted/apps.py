"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WantedConfig(AppConfig):
    """The app's name on screen; what is looked for goes to a colleague when
    somebody leaves."""

    name = "wanted"
    verbose_name = _("Wanted")

    def ready(self) -> None:
        from members.handing_over import hands_over
        from wanted import leaving

        hands_over(leaving.hand_over)
