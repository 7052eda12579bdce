"""Members of the cooperative."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.bilingual import Bilingual
from base.fields import LineField, on_one_line
from base.models import Province
from base.states import Stateful
from base.states import Step as BaseStep
from members.domains import is_public
from members.querysets import OrganisationQuerySet


class Sector(Bilingual):
    """A kind of care, and the side of the sector that it belongs to."""

    class Side(models.TextChoices):
        CURE = "cure", _("cure")
        CARE = "care", _("care")
        PARTNER = "partner", _("partner")

    code = models.SlugField(max_length=40, primary_key=True)
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        ordering = ["name_nl"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Organisation(Stateful):
    """A member of the cooperative, or one that asked to become so."""

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")

    MOVES = {
        State.APPLIED: {State.ACTIVE, State.SUSPENDED},
        State.ACTIVE: {State.SUSPENDED},
        State.SUSPENDED: {State.ACTIVE},
    }

    name = LineField(_("name"), max_length=120)
    kvk = LineField(
        _("KvK number"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{8}$", _("A KvK number has 8 digits."))],
        error_messages={"unique": _("An organisation with this KvK number exists.")},
    )
    sector = models.ForeignKey(Sector, models.PROTECT, verbose_name=_("sector"))
    province = models.CharField(_("province"), max_length=5, choices=Province)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.APPLIED
    )
    first_days = models.PositiveSmallIntegerField(
        _("first for our own people (days)"),
        default=0,
        validators=[MaxValueValidator(30)],
        help_text=_(
            "So long a new offer is seen by your colleagues only; then it opens by "
            "itself. Each offer can have other days."
        ),
    )
    asks_cost_centre = models.BooleanField(
        _("who asks for something names a cost centre"), default=False, db_default=False
    )
    asks_purchase_order = models.BooleanField(
        _("who asks for something names a purchase order"),
        default=False,
        db_default=False,
    )
    applied_at = models.DateTimeField(_("applied at"), default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=on_one_line("name", "kvk"),
                name="organisation_words_on_one_line",
            ),
            models.CheckConstraint(
                condition=Q(first_days__lte=30), name="first_days_within_30"
            ),
            models.CheckConstraint(
                condition=Q(kvk__regex=r"^[0-9]{8}$"), name="kvk_has_8_digits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["applied_at"],
                name="organisation_waiting",
                condition=Q(state="applied"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> str:
        """Cure, care or partner: it follows from the sector."""
        return self.sector.side

    @property
    def is_active(self) -> bool:
        """Only people of an active organisation can share."""
        return self.state == self.State.ACTIVE


class OrganisationStep(BaseStep):
    """One change of an organisation's state."""

    subject = models.ForeignKey(Organisation, models.CASCADE, related_name="steps")


class EmailDomain(models.Model):
    """An e-mail domain of one organisation; its people may ask to join."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="domains"
    )
    name = LineField(
        _("e-mail domain"),
        max_length=120,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", _("Write it as example.org.")
            )
        ],
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An address that anybody can have says nothing about where they work."""
        if is_public(self.name):
            raise ValidationError(
                {"name": _("Anybody can have an address here, so it can't be used.")}
            )
