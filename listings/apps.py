"""How the admin calls this app."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class ListingsConfig(AppConfig):
    """The app's name on screen."""

    name = "listings"
    verbose_name = _("Offers")

    def ready(self) -> None:
        from listings import tree
        from listings.models import Category

        post_save.connect(lambda **_about: tree.forget(), Category, weak=False)
