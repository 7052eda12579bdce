"""What every wish says, of one thing or of several: by when, for where, what for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, field_of
from base.typed import DayField, TextField
from claims.models import Claim
from members.forms.locations import fill_in_place, offer_places
from members.models import Location, User


class NeedForm(forms.Form):
    """Mix into a form with which somebody asks."""

    needed_by = DayField(
        label=_("When do you need it?"), widget=DateInput, required=False
    )
    location = forms.ModelChoiceField(
        label=_("For which location?"), queryset=Location.objects.none()
    )
    message = TextField(
        label=_("Message"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is it for? It helps the owner to choose."),
    )


def offer_own_places(form: forms.Form, asker: User) -> None:
    """The places of the asker's organisation as `location`, from the last one on."""
    field = field_of(form, "location", forms.ModelChoiceField)
    offer_places(field, asker.trades_for)
    fill_in_place(field, Claim.objects.last_place_of(asker))
