"""What every wish says, of one thing or of several: by when, for where, what for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput, field_of
from base.typed import DayField, LineField, TextField
from claims.models import Claim
from members.forms.locations import fill_in_place, offer_places
from members.models import Location, User


class NumbersForm(forms.Form):
    """Mix into a form with which somebody asks: what their organisation books it
    under, where it wants that."""

    cost_centre = LineField(
        label=_("Cost centre"),
        max_length=40,
        help_text=_("Only your own organisation sees it."),
    )
    purchase_order = LineField(
        label=_("Purchase order number"),
        max_length=40,
        help_text=_("The owner sees it too, for the invoice."),
    )


class NeedForm(NumbersForm):
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


NUMBERS = ["cost_centre", "purchase_order"]


def ask_for_numbers(form: forms.Form, asker: User, *, wanted: bool = True) -> None:
    """Only the numbers that the asker's organisation wants; the cost centre of the last
    time is filled in. `wanted`: not those of a basket, which is asked later."""
    ours = asker.trades_for
    for name, asks in zip(
        NUMBERS, (ours.asks_cost_centre, ours.asks_purchase_order), strict=True
    ):
        if not (asks and wanted):
            del form.fields[name]
        else:
            form.fields[name] = form.fields.pop(name)  # below what is needed
    if "cost_centre" in form.fields:
        last = Claim.objects.last_cost_centre_of(asker)
        form.fields["cost_centre"].initial = last


def offer_own_places(form: forms.Form, asker: User) -> None:
    """The places of the asker's organisation as `location`, from the last one on."""
    field = field_of(form, "location", forms.ModelChoiceField)
    offer_places(field, asker.trades_for)
    fill_in_place(field, Claim.objects.last_place_of(asker))
