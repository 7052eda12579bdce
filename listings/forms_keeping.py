"""Small forms about an offer that is there: its photos, and its last day."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, MoneyInput
from listings import stirring
from listings.choices import lines
from listings.models import Listing, Nudge, Photo, Report

Answer = Nudge.Answer
NEEDS = {Answer.EXTEND: "available_until", Answer.LOWER: "price_eur"}
LINES = {
    Answer.KEEP: _("It is still there"),
    Answer.EXTEND: _("Offer it longer"),
    Answer.LOWER: _("Lower the price"),
    Answer.GIVE_AWAY: _("Give it away for free"),
    Answer.DONATED: _("It went to somebody outside the platform"),
    Answer.RECYCLED: _("It was recycled"),
}


class AltForm(forms.ModelForm):
    """What a photo shows, for who can't see it."""

    class Meta:
        model = Photo
        fields = ["alt"]


class MoveForm(forms.Form):
    """Where a photo goes: 0 is the first."""

    position = forms.IntegerField(min_value=0)


class ReportForm(forms.ModelForm):
    """What is wrong with somebody's offer."""

    class Meta:
        model = Report
        fields = ["reason", "words"]
        widgets = {"reason": forms.RadioSelect, "words": forms.Textarea({"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = lines(Report.Reason)()


class NextForm(forms.Form):
    """What happens with something that lies still."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, label=_("What happens now?"))
    available_until = forms.DateField(
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
        possible = stirring.possible(listing)
        choices = [(answer, LINES[answer]) for answer in possible]
        self.fields["answer"].choices = choices

    def clean_available_until(self) -> date | None:
        return not_past(self.cleaned_data["available_until"], _("That day is over."))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        needs = NEEDS.get(said.get("answer", ""))
        if needs and said.get(needs) is None and not self.errors.get(needs):
            self.add_error(needs, self.fields[needs].error_messages["required"])
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What the chosen deed takes."""
        needs = NEEDS.get(self.cleaned_data["answer"])
        return {needs: self.cleaned_data[needs]} if needs else {}


class RelistForm(forms.Form):
    """A new last day for what is offered again."""

    available_until = forms.DateField(
        required=False,
        widget=DateInput,
        label=_("Available until"),
        help_text=_("After this day the offer ends by itself."),
    )

    def clean_available_until(self) -> date | None:
        return not_past(self.cleaned_data["available_until"], _("That day is over."))


def not_past(day: date | None, sentence: str) -> date | None:
    """A day that is not over yet."""
    if day and day < timezone.localdate():
        raise ValidationError(sentence)
    return day
