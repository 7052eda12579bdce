"""What an owner says of a service, so that it is asked for and quoted as one."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, MoneyInput, field_of
from base.typed import LineField
from catalogue.choices import lines
from catalogue.terms import Term
from catalogue.units import UNITS
from listings.models import Listing, Service, service_of
from listings.models.service import HOUR, MOST_QUESTIONS

Charge = Service.Charge
ASK = "ask_"
# What a service is counted in when it is not hours.
PIECES = ["stuk", "deelnemer", "kg", "rit", "maaltijd", "dagdeel", "dag", "persoon"]


class ServiceForm(forms.ModelForm):
    """How it is charged, where it is done, and at most five questions."""

    charge = forms.ChoiceField(
        label=_("How is it charged?"),
        choices=lines(Charge),
        widget=forms.RadioSelect,
        help_text=_("With a quote you read the question first and name a price then."),
    )
    places = forms.MultipleChoiceField(
        label=_("Where can it be done?"),
        choices=lines(Service.Place),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one place.")},
    )
    unit = forms.ChoiceField(label=_("What is a piece?"), required=False)

    class Meta:
        model = Service
        fields = ["charge", "each_eur", "least", "places", "notice_days"]
        widgets = {
            "each_eur": MoneyInput,
            "least": CountInput,
            "notice_days": CountInput,
        }

    def __init__(self, data: Any = None, *, listing: Listing):
        known = service_of(listing)
        assert known is not None, "of a service only"
        super().__init__(data, instance=known)
        self.listing = listing
        unit = field_of(self, "unit", forms.ChoiceField)
        unit.choices = [(word, _one(word)) for word in PIECES]
        self.initial["unit"] = listing.unit if listing.unit in PIECES else PIECES[0]
        asked = known.questions
        for number in range(MOST_QUESTIONS):
            self.fields[f"{ASK}{number}"] = LineField(
                label=_("Question %(n)s") % {"n": number + 1},
                max_length=200,
                required=False,
                initial=asked[number] if number < len(asked) else "",
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The lines for questions."""
        return [self[f"{ASK}{number}"] for number in range(MOST_QUESTIONS)]

    @property
    def asks(self) -> bool:
        """Is there a question, or a mistake in one?"""
        return any(field.value() or field.errors for field in self.questions)

    def clean(self) -> dict[str, Any]:
        """A price belongs to what has one."""
        super().clean()
        given = self.cleaned_data
        charge = given.get("charge")
        if charge in Service.PRICED:
            if given.get("each_eur") is None and "each_eur" not in self.errors:
                self.add_error("each_eur", _("Say what it costs."))
        else:
            given["each_eur"] = None
        if charge not in Service.COUNTED:
            given["least"] = 1
        return given

    @transaction.atomic
    def save(self, commit: bool = True) -> Service:
        """The service with its questions; what cards and the search show follows."""
        asked = (self.cleaned_data[f"{ASK}{n}"] for n in range(MOST_QUESTIONS))
        self.instance.questions = [question for question in asked if question]
        service = super().save()
        show_price(service, unit=self.cleaned_data["unit"] or PIECES[0])
        return service


def show_price(service: Service, *, unit: str = PIECES[0]) -> None:
    """What cards and the search show of its price."""
    listing = service.listing
    is_free = service.charge == Charge.FREE
    listing.terms = [Term.FREE if is_free else Term.SALE]
    listing.price_eur = service.each_eur
    listing.rent_eur = listing.rent_week_eur = listing.rent_month_eur = None
    listing.rent_per = ""
    counted: dict[str, str] = {Charge.HOUR: HOUR, Charge.PIECE: unit}
    listing.unit = counted.get(service.charge, "")
    listing.save(
        update_fields=[
            *("terms", "price_eur", "unit", "rent_eur", "rent_per"),
            *("rent_week_eur", "rent_month_eur"),
        ]
    )


def _one(word: str) -> str:
    return str(UNITS[word] % {"n": "", "count": 1}).strip()
