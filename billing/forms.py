"""What people type about statements."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.nl import btw

from base.forms import CountInput, MoneyInput, WhyForm
from base.typed import LineField
from billing.actions.choosing import is_open
from billing.models import BillingDetails, Charge, VatChoice
from billing.vat import WITH_REASON, Subject, Treatment

HIGHEST_PRICE = Decimal("9999999.99")
NOT_CHOSEN = [("", _("not chosen"))]
REASON_NEEDED = _("Say why no VAT is due; the reason is on the invoice.")


class DetailsForm(forms.ModelForm):
    """What stands on one's own invoices."""

    iban = LineField(label=_("IBAN"), max_length=50)
    vat_number = LineField(
        label=_("VAT number"),
        max_length=30,
        required=False,
        help_text=BillingDetails._meta.get_field("vat_number").help_text,
    )
    postcode = LineField(label=_("postcode"), max_length=10)

    class Meta:
        model = BillingDetails
        fields = (
            *("address", "postcode", "town", "email"),
            *("iban", "vat_number", "payment_days"),
        )
        widgets = {"payment_days": CountInput}

    def clean_iban(self) -> str:
        """Without the spaces that people write."""
        return iban.compact(self.cleaned_data["iban"])

    def clean_vat_number(self) -> str:
        """With NL before it, and without dots and spaces."""
        typed = self.cleaned_data["vat_number"]
        return typed and f"NL{btw.compact(typed)}"

    def clean_postcode(self) -> str:
        """As the post writes it: 1234 AB."""
        typed = "".join(self.cleaned_data["postcode"].split()).upper()
        return f"{typed[:4]} {typed[4:]}"


class LineForm(forms.Form):
    """How VAT is treated on one line; and its price, when that was left open."""

    unit_eur = forms.DecimalField(
        label=_("Price of one, without VAT (€)"),
        min_value=0,
        max_value=HIGHEST_PRICE,
        decimal_places=2,
        widget=MoneyInput,
        help_text=_("As you agreed. Nothing to pay? Then fill in 0."),
    )
    treatment = forms.ChoiceField(
        label=_("VAT"), choices=Treatment, widget=forms.RadioSelect
    )
    reason = LineField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Needed for what is exempt or outside VAT; it is on the invoice."),
    )
    for_all = forms.BooleanField(label=_("For all lines like this"), required=False)

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any):
        kwargs["initial"] = {
            "unit_eur": charge.unit_eur,
            "treatment": charge.treatment,
            "reason": charge.reason,
        }
        super().__init__(*args, **kwargs)
        self.fields["for_all"].help_text = _(
            "Also for what comes later, until you choose otherwise: %(kind)s."
        ) % {"kind": charge.get_subject_display()}
        if not is_open(charge):
            del self.fields["unit_eur"]

    def clean(self) -> dict[str, Any]:
        """What pays no VAT has a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("treatment") in WITH_REASON and not cleaned.get("reason"):
            self.add_error("reason", REASON_NEEDED)
        return cleaned


class VatForm(forms.Form):
    """How an organisation treats VAT, by kind of line. Nothing is chosen beforehand."""

    def __init__(self, *args: Any, chosen: dict[str, VatChoice], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for subject in Subject:
            choice = chosen.get(subject)
            self.fields[subject.value] = forms.ChoiceField(
                label=subject.label,
                choices=[*NOT_CHOSEN, *Treatment.choices],
                required=False,
                initial=choice.treatment if choice else "",
            )
            self.fields[f"{subject.value}_reason"] = LineField(
                label=_("Reason"),
                max_length=200,
                required=False,
                initial=choice.reason if choice else "",
            )

    def clean(self) -> dict[str, Any]:
        """What pays no VAT has a reason."""
        cleaned = super().clean() or self.cleaned_data
        for subject, treatment, reason in self.choices:
            if treatment in WITH_REASON and not reason:
                self.add_error(f"{subject}_reason", REASON_NEEDED)
        return cleaned

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """Kind of line, treatment, reason; of a valid form."""
        found = self.cleaned_data
        return [
            (
                subject.value,
                found.get(subject.value, ""),
                found.get(f"{subject.value}_reason", ""),
            )
            for subject in Subject
        ]


class CreditForm(WhyForm):
    """How many of a line are given back, and why."""

    read_by = _("The buyer reads this.")
    quantity = forms.IntegerField(label=_("How many?"), min_value=1, widget=CountInput)
    field_order = ["quantity", "why"]

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any):
        most = charge.left_to_credit
        super().__init__(*args, initial={"quantity": most}, **kwargs)
        field = self.fields["quantity"]
        assert isinstance(field, forms.IntegerField)
        field.max_value = most
        field.validators.append(MaxValueValidator(most))
