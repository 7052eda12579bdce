"""How the admin calls this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchesConfig(AppConfig):
    """The app's name on screen; what is kept goes to a colleague when
    somebody leaves."""

    name = "searches"
    verbose_name = _("Saved searches")

    def ready(self) -> None:
        from members.handing_over import hands_over
        from searches import leaving

        hands_over(leaving.hand_over)
