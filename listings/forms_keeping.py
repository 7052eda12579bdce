"""Small forms about an offer that is there: its photos, and its last day."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput
from listings.models import Photo


class AltForm(forms.ModelForm):
    """What a photo shows, for who can't see it."""

    class Meta:
        model = Photo
        fields = ["alt"]


class MoveForm(forms.Form):
    """Where a photo goes: 0 is the first."""

    position = forms.IntegerField(min_value=0)


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
