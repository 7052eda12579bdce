"""Reference data with a Dutch and an English name."""

from django.contrib import admin
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from base.fields import LineField


class Bilingual(models.Model):
    """A row of reference data, named in both languages."""

    name_nl = LineField(_("Dutch name"), max_length=120)
    name_en = LineField(_("English name"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    @admin.display(description=_("name"))
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_nl
