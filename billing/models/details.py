"""What an organisation puts on its invoices, and how it treats VAT."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.exceptions import ValidationError as NotValid
from stdnum.nl import btw

from base.fields import LineField, on_one_line
from billing.vat import WITH_REASON, Subject, Treatment
from members.models import Organisation

MOST_DAYS_TO_PAY = 60


def check_iban(value: str) -> None:
    """Refuse a bank account whose check digits are not right (ISO 13616)."""
    try:
        iban.validate(value)
    except NotValid as error:
        raise ValidationError(_("This is no IBAN. Look it up once more.")) from error


def check_vat_number(value: str) -> None:
    """Refuse a Dutch VAT number whose check digits are not right."""
    try:
        btw.validate(value)
    except NotValid as error:
        sentence = _("This is no Dutch VAT number, such as NL001234567B01.")
        raise ValidationError(sentence) from error


class BillingDetails(models.Model):
    """Where an organisation's invoices come from, and where it is paid."""

    organisation = models.OneToOneField(
        Organisation,
        models.CASCADE,
        primary_key=True,
        related_name="billing_details",
        verbose_name=_("organisation"),
    )
    address = LineField(_("street and number"), max_length=120)
    postcode = LineField(
        _("postcode"),
        max_length=7,
        validators=[
            RegexValidator(r"^[1-9]\d{3} [A-Z]{2}$", _("Write it as 1234 AB."))
        ],
    )
    town = LineField(_("town"), max_length=80)
    email = models.EmailField(_("e-mail address for invoices"))
    iban = LineField(_("IBAN"), max_length=34, validators=[check_iban])
    vat_number = LineField(
        _("VAT number"),
        max_length=14,
        blank=True,
        validators=[check_vat_number],
        help_text=_(
            "Such as NL001234567B01. Without it you can only send what stands outside "
            "VAT."
        ),
    )
    payment_days = models.PositiveSmallIntegerField(
        _("to be paid within (days)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS_TO_PAY)],
    )

    class Meta:
        verbose_name = _("billing details")
        verbose_name_plural = _("billing details")
        constraints = [
            models.CheckConstraint(
                condition=on_one_line(
                    "address", "postcode", "town", "iban", "vat_number"
                ),
                name="billing_details_on_one_line",
            ),
            models.CheckConstraint(
                condition=Q(payment_days__gte=1, payment_days__lte=MOST_DAYS_TO_PAY),
                name="paid_within_two_months",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def as_party(self) -> dict[str, Any]:
        """As an invoice names them."""
        return {
            "address": self.address,
            "postcode": self.postcode,
            "town": self.town,
            "email": self.email,
            "iban": self.iban,
            "vat_number": self.vat_number,
        }


class VatTreated(models.Model):
    """Something on whose VAT a seller decides."""

    treatment = models.CharField(_("VAT"), max_length=10, choices=Treatment)
    reason = LineField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("Needed for what is exempt or outside VAT; it is on the invoice."),
    )
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("chosen by"),
    )
    chosen_at = models.DateTimeField(_("chosen at"), default=timezone.now)

    class Meta:
        abstract = True


class VatChoice(VatTreated):
    """How an organisation treats the VAT on one kind of line, until it says otherwise.
    Nobody chooses it but its own people."""

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="vat_choices",
        db_index=False,  # the constraint's index begins with it
        verbose_name=_("organisation"),
    )
    subject = models.CharField(_("for"), max_length=10, choices=Subject)

    class Meta:
        ordering = ["organisation", "subject"]
        verbose_name = _("choice of VAT")
        verbose_name_plural = _("choices of VAT")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject"], name="one_vat_choice_per_subject"
            ),
            models.CheckConstraint(
                condition=~Q(treatment__in=WITH_REASON) | ~Q(reason=""),
                name="vat_choice_with_its_reason",
            ),
            models.CheckConstraint(
                condition=on_one_line("reason"), name="vat_choice_on_one_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.get_treatment_display()}"
