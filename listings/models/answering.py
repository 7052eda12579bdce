"""How an owner answers those who ask."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import DayField


class Answering(models.Model):
    """Mix into a listing: who asks first gets it, or its owner chooses, perhaps on a
    day that everybody knows."""

    class Rule(models.TextChoices):
        CHOOSE = "choose", _("I choose")
        FIRST = "first", _("who asks first gets it")

    gives_to = models.CharField(
        _("who gets it?"), max_length=10, choices=Rule, default=Rule.CHOOSE
    )
    decides_on = DayField(
        _("the day on which you choose"),
        null=True,
        blank=True,
        help_text=_("Until then everybody can ask; on that day all of them hear."),
    )

    class Meta:
        abstract = True

    @property
    def is_first_come(self) -> bool:
        """Is it promised at once to who asks?"""
        return self.gives_to == self.Rule.FIRST

    @property
    def decides_later(self) -> bool:
        """Is the day on which its owner chooses still to come?"""
        return self.decides_on is not None and self.decides_on > timezone.localdate()
