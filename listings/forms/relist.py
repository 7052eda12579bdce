"""Offering something again."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, not_past
from base.typed import DayField


class RelistForm(forms.Form):
    """A new last day for what is offered again."""

    available_until = DayField(
        required=False,
        widget=DateInput,
        label=_("Available until"),
        help_text=_("After this day the offer ends by itself."),
    )

    def clean_available_until(self) -> date | None:
        return not_past(self.cleaned_data["available_until"], _("That day is over."))
