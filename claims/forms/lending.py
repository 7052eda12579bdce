"""What people type about something that is rented or lent."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, MoneyInput, WhyForm
from base.typed import DayField, TextField
from claims.actions import day_misfits
from claims.models import Claim


class ExtendForm(forms.Form):
    """Until when, and what for."""

    until = DayField(
        label=_("Up to and including"),
        widget=DateInput,
        help_text=_("The last day that it is needed."),
    )
    why = TextField(
        label=_("Note for the other side"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.claim = claim

    def clean_until(self) -> date:
        until = self.cleaned_data["until"]
        if sentence := day_misfits(self.claim, until):
            raise forms.ValidationError(sentence)
        return until


class DeclineExtensionForm(WhyForm):
    """No, and why."""

    read_by = _("The asker reads this. A short reason is enough.")


class ReturnDepositForm(forms.Form):
    """All of it, or less and why."""

    kept_eur = forms.DecimalField(
        label=_("How much do you keep? (€)"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=MoneyInput,
        help_text=_("Left empty: all of it goes back."),
    )
    why = TextField(
        label=_("Why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only when you keep something. The asker reads this."),
    )

    def clean_kept_eur(self) -> Decimal:
        """Left empty: nothing is kept."""
        return self.cleaned_data["kept_eur"] or Decimal(0)
