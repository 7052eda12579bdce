"""How the admin calls this app."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The app's name on screen."""

    name = "catalogue"
    verbose_name = _("Kinds of things")

    def ready(self) -> None:
        from catalogue import tree
        from catalogue.models import Category

        post_save.connect(lambda **_about: tree.forget(), Category, weak=False)
