"""What owners answer about what lies still."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, MoneyInput, field_of, not_past
from base.typed import DayField
from base.words import Words
from listings.models import Listing
from upkeep import actions
from upkeep.models import Nudge

Answer = Nudge.Answer
NEEDS: dict[str, str] = {Answer.EXTEND: "available_until", Answer.LOWER: "price_eur"}
LINES: dict[str, Words] = {
    Answer.KEEP: _("It is still there"),
    Answer.EXTEND: _("Offer it longer"),
    Answer.LOWER: _("Lower the price"),
    Answer.GIVE_AWAY: _("Give it away for free"),
    Answer.DONATED: _("It went to somebody outside the platform"),
    Answer.RECYCLED: _("It was recycled"),
}


class NextForm(forms.Form):
    """What happens with something that lies still."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, label=_("What happens now?"))
    available_until = DayField(
        required=False, widget=DateInput, label=_("Available until")
    )
    price_eur = forms.DecimalField(
        required=False,
        widget=MoneyInput,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        label=_("New price per piece (€)"),
    )

    def __init__(self, *args, listing: Listing, **kwargs):
        super().__init__(*args, **kwargs)
        possible = actions.possible(listing)
        choices = [(answer, LINES[answer]) for answer in possible]
        field_of(self, "answer", forms.ChoiceField).choices = choices

    def clean_available_until(self) -> date | None:
        return not_past(self.cleaned_data["available_until"], _("That day is over."))

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        needs = NEEDS.get(cleaned.get("answer", ""))
        if needs and cleaned.get(needs) is None and not self.errors.get(needs):
            self.add_error(needs, self.fields[needs].error_messages["required"])
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """What the chosen deed takes."""
        needs = NEEDS.get(self.cleaned_data["answer"])
        return {needs: self.cleaned_data[needs]} if needs else {}
