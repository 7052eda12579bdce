"""What is found when the site starts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    """Finds the `page_parts.py` and the `coming.py` of every app."""

    name = "base"

    def ready(self) -> None:
        autodiscover_modules("page_parts", "coming")
