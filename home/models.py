"""Whom people call at the cooperative."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from base.fields import LineField


class HelpDesk(models.Model):
    """Who answers when somebody is stuck: one row, which staff keep true."""

    number = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)
    name = LineField(
        _("name"), max_length=120, help_text=_("Of the desk, or of who answers.")
    )
    phone = LineField(
        _("phone"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 ()-]{5,28}$", _("This is no phone number."))
        ],
    )
    email = models.EmailField(_("e-mail address"))
    hours_nl = LineField(
        _("when somebody is there, in Dutch"),
        max_length=120,
        blank=True,
        help_text=_("Such as: on workdays from 9 to 17."),
    )
    hours_en = LineField(
        _("when somebody is there, in English"), max_length=120, blank=True
    )

    class Meta:
        verbose_name = _("help desk")
        verbose_name_plural = _("help desk")
        constraints = [
            models.CheckConstraint(condition=Q(number=1), name="one_help_desk")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def now(cls) -> "HelpDesk":
        """As staff wrote it down; until they did, the address of the platform."""
        known = cls.objects.first()
        return known or cls(name="Deelplatform", email=settings.CONTACT_EMAIL)
